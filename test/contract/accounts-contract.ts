import { expect, it } from 'vitest';
import type { AuditEvent, NewUser, Role } from '../../db/account-store.ts';
import type { Store } from '../../db/store.ts';
import { at } from './_given.ts';
import type { OpenStore } from './store-suite.ts';

let count = 0;
const person = (email = `p${++count}@example.com`): NewUser => ({
  id: `u-${email}`,
  email,
  name: 'P',
  passwordHash: 'h',
});

/** A new member of an organization; the first one of all comes by the setup link. */
async function joined(store: Store, organizationId: string, role: Role, user = person()): Promise<NewUser> {
  const digest = `invitation of ${user.email} to ${organizationId}`;
  await store.invitations.add({ organizationId, email: user.email, role, digest, expiresAt: at(100) });
  expect(await store.invitations.accept(digest, user, at(1))).toBe(true);
  return user;
}

export function accountsContract(open: OpenStore): void {
  it('makes the first user by the setup link, once', async () => {
    const store = await open();
    expect(await store.accounts.any()).toBe(false);
    const setup = { organizationId: 'default', email: null, role: 'owner', expiresAt: at(100) } as const;
    await store.invitations.add({ ...setup, digest: 'old' });
    await store.invitations.add({ ...setup, digest: 'new' });
    expect(await store.invitations.find('old', at(1))).toBeNull();
    expect(await store.invitations.find('new', at(100))).toBeNull();
    expect(await store.invitations.find('new', at(1))).toMatchObject({ email: null, role: 'owner' });

    const [one, other] = [person(), person()];
    const accepted = await Promise.all([one, other].map((user) => store.invitations.accept('new', user, at(2))));
    expect(accepted.toSorted()).toEqual([false, true]);
    expect(await store.accounts.members('default')).toHaveLength(1);
    expect(await store.accounts.any()).toBe(true);
  });

  it('finds a user by email whatever its case, and has each email once', async () => {
    const store = await open();
    const ana = await joined(store, 'default', 'owner', person('Ana@Example.com'));
    expect(await store.accounts.byEmail('ana@example.COM')).toEqual(ana);
    expect(await store.accounts.byId(ana.id)).toEqual(ana);
    expect(await store.accounts.byEmail('an_@example.com')).toBeNull();
    await store.invitations.add({
      organizationId: 'default',
      email: 'x',
      role: 'viewer',
      digest: 'x',
      expiresAt: at(9),
    });
    await expect(store.invitations.accept('x', person('ANA@example.com'), at(1))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await store.invitations.find('x', at(1)), 'the link is still good').not.toBeNull();
  });

  it('keeps an owner in every organization', async () => {
    const store = await open();
    const ana = await joined(store, 'default', 'owner');
    const ben = await joined(store, 'default', 'viewer');
    const last = { code: 'conflict' };
    await expect(store.accounts.setRole('default', ana.id, 'editor')).rejects.toMatchObject(last);
    await expect(store.accounts.removeMember('default', ana.id)).rejects.toMatchObject(last);
    expect(await store.accounts.setRole('default', 'nobody', 'editor')).toBe(false);
    expect(await store.accounts.removeMember('elsewhere', ben.id)).toBe(false);
    expect(await store.accounts.setRole('default', ben.id, 'owner')).toBe(true);
    expect(await store.accounts.removeMember('default', ana.id)).toBe(true);
    expect(await store.accounts.members('default')).toMatchObject([{ id: ben.id, role: 'owner' }]);
  });

  it('has members of several organizations, by invitation', async () => {
    const store = await open();
    const ana = await joined(store, 'default', 'owner');
    await store.accounts.createOrganization({ id: 'acme', name: 'Acme' }, ana.id, at(1));
    const ben = await joined(store, 'acme', 'viewer');
    await store.invitations.add({
      organizationId: 'acme',
      email: 'c@x.io',
      role: 'editor',
      digest: 'c',
      expiresAt: at(9),
    });
    expect(await store.invitations.list('acme', at(1))).toMatchObject([{ email: 'c@x.io', organizationName: 'Acme' }]);
    expect(await store.invitations.list('default', at(1))).toEqual([]);
    expect(await store.invitations.withdraw('default', 'c@x.io')).toBe(false);
    expect(await store.invitations.withdraw('acme', 'C@X.io')).toBe(true);
    expect(await store.accounts.organizations(ana.id)).toEqual([
      { id: 'acme', name: 'Acme', role: 'owner' },
      { id: 'default', name: 'Default', role: 'owner' },
    ]);
    expect((await store.accounts.members('acme')).map(({ id }) => id)).toEqual([ana.id, ben.id]);
  });

  it('has sessions until they end', async () => {
    const store = await open();
    const ana = await joined(store, 'default', 'owner');
    await store.accounts.createOrganization({ id: 'acme', name: 'Acme' }, ana.id, at(1));
    const begin = (digest: string) =>
      store.sessions.begin({ digest, userId: ana.id, organizationId: 'default', createdAt: at(1), expiresAt: at(50) });
    await Promise.all(['one', 'two', 'three'].map(begin));
    expect(await store.sessions.find('one', at(2))).toMatchObject({
      user: { id: ana.id },
      membership: { role: 'owner' },
    });
    expect(await store.sessions.find('one', at(50))).toBeNull();
    await store.sessions.extend('one', at(90));
    expect(await store.sessions.find('one', at(50))).not.toBeNull();

    expect(await store.sessions.enter('one', 'elsewhere')).toBe(false);
    expect(await store.sessions.enter('one', 'acme')).toBe(true);
    expect((await store.sessions.find('one', at(2)))?.membership.name).toBe('Acme');

    await store.sessions.end('two');
    expect(await store.sessions.find('two', at(2))).toBeNull();
    await store.sessions.endOthers(ana.id, 'one');
    expect(await store.sessions.find('three', at(2))).toBeNull();
    expect(await store.sessions.find('one', at(2))).not.toBeNull();
    expect(await store.sessions.sweep(at(90))).toBe(1);
  });

  it('ends the sessions of who is no member any more', async () => {
    const store = await open();
    await joined(store, 'default', 'owner');
    const ben = await joined(store, 'default', 'editor');
    const times = { createdAt: at(1), expiresAt: at(50) };
    await store.sessions.begin({ digest: 's', userId: ben.id, organizationId: 'default', ...times });
    await store.accounts.removeMember('default', ben.id);
    expect(await store.sessions.find('s', at(2))).toBeNull();
  });

  it('has API tokens of an organization', async () => {
    const store = await open();
    const token = { name: 'CI', scopes: ['read', 'run'], createdBy: 'ana', createdAt: at(1), expiresAt: null } as const;
    await store.apiTokens.add('default', { ...token, id: 't1', digest: 'd1' });
    await store.apiTokens.add('default', { ...token, id: 't2', digest: 'd2', expiresAt: at(10), createdAt: at(2) });
    expect((await store.apiTokens.list('default')).map(({ id }) => id)).toEqual(['t2', 't1']);
    expect(await store.apiTokens.list('elsewhere')).toEqual([]);
    expect(await store.apiTokens.find('d1', at(99))).toEqual({
      ...token,
      id: 't1',
      organizationId: 'default',
      lastUsedAt: null,
    });
    expect(await store.apiTokens.find('d2', at(9))).not.toBeNull();
    expect(await store.apiTokens.find('d2', at(10))).toBeNull();
    await store.apiTokens.used('t1', at(5));
    expect((await store.apiTokens.find('d1', at(6)))?.lastUsedAt).toBe(at(5));
    expect(await store.apiTokens.remove('elsewhere', 't1')).toBeNull();
    expect(await store.apiTokens.remove('default', 't1')).toEqual({ name: 'CI', digest: 'd1' });
    expect(await store.apiTokens.find('d1', at(6))).toBeNull();
  });

  it('keeps what was done, newest first', async () => {
    const store = await open();
    const add = (n: number, more: Partial<AuditEvent> = {}) =>
      store.audit.add({
        ...{ id: `e${n}`, organizationId: 'default', at: at(n), action: 'token.created', target: `t${n}` },
        ...{ actor: { type: 'user', id: 'u1', name: 'ana@x.io' }, address: '127.0.0.1', details: { name: 'CI' } },
        ...more,
      });
    await add(1);
    await add(2, { action: 'token.revoked', actor: { type: 'token', id: 'k', name: 'CI' }, details: null });
    await add(3, { organizationId: 'acme' });
    await add(4, { action: 'workflow.created', target: null, address: null });
    const ids = async (filter: object) =>
      (await store.audit.list('default', { limit: 9, ...filter })).items.map(({ id }) => id);
    expect(await ids({})).toEqual(['e4', 'e2', 'e1']);
    expect(await ids({ action: 'token' })).toEqual(['e2', 'e1']);
    expect(await ids({ action: 'token.created' })).toEqual(['e1']);
    expect(await ids({ actor: 'ana@x.io' })).toEqual(['e4', 'e1']);
    expect(await ids({ actor: 'k', target: 't2' })).toEqual(['e2']);
    const first = await store.audit.list('default', { limit: 2 });
    expect(await ids({ before: first.next })).toEqual(['e1']);
    expect(first.items[1]).toMatchObject({ actor: { type: 'token', name: 'CI' }, details: null });
    expect(await store.audit.sweep(at(4))).toBe(3);
    expect(await ids({})).toEqual(['e4']);
  });
}
