import { expect, it } from 'vitest';
import type { Store, WorkflowDraft } from '../../db/store.ts';
import { at, document, ended, pending, workflow } from './_given.ts';
import type { OpenStore } from './store-suite.ts';

const draft = (name: string, nodes = 1): WorkflowDraft => ({ name, tags: ['a', 'b'], document: document(nodes) });

async function pages(store: Store, limit: number, search?: string): Promise<string[]> {
  const ids: string[] = [];
  let before: string | undefined;
  do {
    const page = await store.workflows.list('default', { limit, before, search });
    ids.push(...page.items.map((item) => item.id));
    before = page.next ?? undefined;
  } while (before);
  return ids;
}

export function workflowsContract(open: OpenStore): void {
  it('creates revision 1, published', async () => {
    const { workflows } = await open();
    const created = await workflows.create('default', 'w', draft('First', 3), at(1));
    expect(created).toMatchObject({
      id: 'w',
      name: 'First',
      tags: ['a', 'b'],
      revision: 1,
      published: 1,
      nodeCount: 3,
    });
    expect(created).toMatchObject({ createdAt: at(1), updatedAt: at(1), document: document(3) });
    expect(await workflows.get('default', 'w')).toEqual(created);
  });

  it('does not count comments as nodes', async () => {
    const { workflows } = await open();
    const own = document(2);
    own.nodes.push({ id: 'c', type: 'comment', label: '', config: {} });
    expect(await workflows.create('default', 'w', { name: 'W', tags: [], document: own }, at(1))).toMatchObject({
      nodeCount: 2,
    });
  });

  it('makes a revision of each change and none of the same again', async () => {
    const { workflows } = await open();
    await workflows.create('default', 'w', draft('First'), at(1));
    const second = await workflows.update('default', 'w', draft('Second', 2), at(2));
    expect(second).toMatchObject({ name: 'Second', revision: 2, published: 1, nodeCount: 2, updatedAt: at(2) });
    const same = await workflows.update('default', 'w', draft('Second', 2), at(3));
    expect(same).toEqual(second);
    expect(await workflows.revisions('default', 'w')).toEqual([
      { revision: 2, createdAt: at(2), name: 'Second' },
      { revision: 1, createdAt: at(1), name: 'First' },
    ]);
  });

  it('answers the newest, the published or any revision', async () => {
    const { workflows } = await open();
    await workflows.create('default', 'w', draft('W', 1), at(1));
    await workflows.update('default', 'w', draft('W', 2), at(2));
    await workflows.update('default', 'w', draft('W', 3), at(3));
    expect(await workflows.publish('default', 'w', 2, at(4))).toMatchObject({ published: 2, document: document(2) });
    expect((await workflows.get('default', 'w'))?.document).toEqual(document(3));
    expect((await workflows.get('default', 'w', 'published'))?.document).toEqual(document(2));
    expect((await workflows.get('default', 'w', 1))?.document).toEqual(document(1));
    expect(await workflows.get('default', 'w', 9)).toBeNull();
    expect(await workflows.publish('default', 'w', 9, at(5))).toBeNull();
  });

  it('refuses a change of a revision that is no longer the newest', async () => {
    const { workflows } = await open();
    await workflows.create('default', 'w', draft('W'), at(1));
    await workflows.update('default', 'w', draft('W', 2), at(2), 1);
    await expect(workflows.update('default', 'w', draft('W', 3), at(3), 1)).rejects.toMatchObject({
      code: 'revision_mismatch',
    });
    expect(await workflows.get('default', 'w')).toMatchObject({ revision: 2 });
  });

  it('loses no revision when several change it at once', async () => {
    const { workflows } = await open();
    await workflows.create('default', 'w', draft('W', 1), at(1));
    const changes = [2, 3, 4, 5].map((nodes) => workflows.update('default', 'w', draft('W', nodes), at(nodes)));
    expect((await Promise.all(changes)).map((each) => each?.revision).sort()).toEqual([2, 3, 4, 5]);
    const one = [6, 7].map((nodes) => workflows.update('default', 'w', draft('W', nodes), at(nodes), 5));
    const outcomes = (await Promise.allSettled(one)).map((each) => each.status).sort();
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
  });

  it('shows nothing of another organization', async () => {
    const { workflows } = await open();
    await workflows.create('other', 'w', draft('W'), at(1));
    expect(await workflows.get('default', 'w')).toBeNull();
    expect(await workflows.get('default', 'w', 1)).toBeNull();
    expect(await workflows.update('default', 'w', draft('X'), at(2))).toBeNull();
    expect(await workflows.publish('default', 'w', 1, at(2))).toBeNull();
    expect(await workflows.revisions('default', 'w')).toBeNull();
    expect(await workflows.remove('default', 'w', at(2))).toBe(false);
    expect((await workflows.list('default', { limit: 10 })).items).toEqual([]);
  });

  it('lists page by page, most recently updated first', async () => {
    const store = await open();
    const expected: string[] = [];
    for (let i = 0; i < 7; i++) {
      await store.workflows.create('default', `w${i}`, draft(`W${i}`), at(Math.floor(i / 2)));
      expected.unshift(`w${i}`);
    }
    expect(await pages(store, 3)).toEqual(expected);
    expect(await pages(store, 7)).toEqual(expected);
    await store.workflows.update('default', 'w0', draft('W0', 2), at(60));
    expect((await pages(store, 2))[0]).toBe('w0');
  });

  it('finds by name, taking wildcards as they are', async () => {
    const store = await open();
    await store.workflows.create('default', 'a', draft('100% sure_thing'), at(1));
    await store.workflows.create('default', 'b', draft('1000 surething \\ back'), at(2));
    expect(await pages(store, 5, '100%')).toEqual(['a']);
    expect(await pages(store, 5, 'E_T')).toEqual(['a']);
    expect(await pages(store, 5, '\\')).toEqual(['b']);
    expect(await pages(store, 5, 'SURE')).toEqual(['b', 'a']);
    await store.workflows.create('default', 'c', { ...draft('Other'), tags: ['50% off', 'plain'] }, at(3));
    expect(await pages(store, 5, '0% O')).toEqual(['c']);
    expect(await pages(store, 5, '"')).toEqual([]);
    const tagged = (tag: string) => store.workflows.list('default', { limit: 5, tag });
    expect((await tagged('plain')).items.map(({ id }) => id)).toEqual(['c']);
    expect((await tagged('plai')).items).toEqual([]);
  });

  it('shows the newest execution of each', async () => {
    const store = await open();
    const id = await workflow(store);
    expect((await store.workflows.list('default', { limit: 5 })).items[0]).toMatchObject({ lastExecution: null });
    await ended(store, id, { createdAt: at(1) });
    const newest = await pending(store, id, { createdAt: at(2) });
    const { items } = await store.workflows.list('default', { limit: 5 });
    const lastExecution = { executionId: newest, status: 'pending', createdAt: at(2) };
    expect(items[0]).toMatchObject({ id, lastExecution, recent: [], nextRunAt: null });
  });

  it('shows as many of its last executions as are asked for, and when it is due', async () => {
    const store = await open();
    const id = await workflow(store);
    const ids: string[] = [];
    for (const seconds of [1, 2, 3]) ids.unshift(await ended(store, id, { createdAt: at(seconds) }));
    const due = { workflowId: id, organizationId: 'default', spec: 's', plannedAt: at(1) };
    await store.schedules.replace(id, 1, [
      { ...due, nodeId: 'a', nextAt: at(20) },
      { ...due, nodeId: 'b', nextAt: at(10) },
    ]);
    const { items } = await store.workflows.list('default', { limit: 5, recent: 2 });
    const recent = ids.slice(0, 2).map((executionId) => ({ executionId, status: 'completed' }));
    expect(items[0]).toMatchObject({ recent, nextRunAt: at(10) });
  });

  it('refuses a cursor that is none', async () => {
    const { workflows } = await open();
    for (const before of ['', 'x', 'W10', Buffer.from('[1,2]').toString('base64url')])
      await expect(workflows.list('default', { limit: 5, before })).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('takes a removed one out of everything but what its executions need', async () => {
    const store = await open();
    const { workflows } = store;
    const id = await workflow(store);
    await store.schedules.replace(id, 1, [
      { workflowId: id, nodeId: 'n0', organizationId: 'default', spec: 's', nextAt: at(9), plannedAt: at(1) },
    ]);
    await store.webhooks.setToken('default', id, 'digest', at(1));
    const execution = await pending(store, id);
    expect(await workflows.remove('default', id, at(2))).toBe(true);
    expect(await workflows.remove('default', id, at(3))).toBe(false);
    expect(await workflows.get('default', id)).toBeNull();
    expect(await workflows.get('default', id, 'published')).toBeNull();
    expect((await workflows.list('default', { limit: 5 })).items).toEqual([]);
    expect(await store.schedules.nextAt()).toBeNull();
    expect(await store.workflows.ofWebhook(id, 'digest')).toBeNull();
    expect(await workflows.get('default', id, 1)).toMatchObject({ id });
    expect(await store.executions.head('default', execution)).toMatchObject({ workflowName: `name of ${id}` });
    expect(await store.leases.due(at(3), 5)).toHaveLength(1);
  });
}
