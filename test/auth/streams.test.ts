/** A stream is opened once and stays: the right to it is looked at again. */
import { expect, test } from 'vitest';
import { createAuth } from '../../server/auth/auth.ts';
import { digest } from '../../server/auth/secret.ts';
import { defaultHttpConfig } from '../../server/http/deps.ts';
import { listen } from '../../server/listen.ts';
import { whenDone } from '../_setup.ts';
import { openApp } from '../http/_app.ts';

const SECRET = 'cortado_of_the_test';
const clock = { now: () => Date.now() };

/** A server that looks often, one token that may read, and its streams. */
async function watched(streamsMax = 10) {
  const opened = await openApp({}, {});
  const { store } = opened;
  const auth = createAuth({ store, clock, newId: () => 'id' });
  const invitation = { organizationId: 'default', email: null, role: 'owner', digest: 'i' } as const;
  await store.invitations.add({ ...invitation, expiresAt: '9999' });
  await store.invitations.accept('i', { id: 'u', email: 'a@b.io', name: 'A', passwordHash: 'h' }, iso());
  const stream = { ...defaultHttpConfig.stream, streamsMax, recheckMs: 10 };
  const { app } = await openApp({ store, auth }, { stream });
  const { url, close } = await listen(app.fetch, { host: '127.0.0.1', port: 0 });
  whenDone(() => close(0));
  const token = async (expiresAt: string | null) => {
    const common = { name: 'T', scopes: ['read'], createdBy: 'a', createdAt: iso(), expiresAt } as const;
    await store.apiTokens.add('default', { ...common, id: 't', digest: digest(SECRET) });
  };
  const open = () => fetch(`${url}/api/executions/stream`, { headers: { authorization: `Bearer ${SECRET}` } });
  return { store, auth, token, open };
}

function iso(ms = 0): string {
  return new Date(Date.now() + ms).toISOString();
}

test('a stream ends when its token is revoked', async () => {
  const { store, auth, token, open } = await watched();
  await token(null);
  const answer = await open();
  expect(answer.status).toBe(200);
  const ended = answer.text();
  await store.apiTokens.remove('default', 't');
  auth.identify.forget();
  await ended;
  expect((await open()).status).toBe(401);
});

test('a stream ends when its token does', async () => {
  const { token, open } = await watched();
  await token(iso(300));
  const answer = await open();
  expect(answer.status).toBe(200);
  await answer.text();
});

test('nobody holds more streams than they can look at, and a place is free again when one ends', async () => {
  const { token, open } = await watched(2);
  await token(null);
  const first = await open();
  const second = await open();
  const third = await open();
  expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
  expect(await third.json()).toMatchObject({
    code: 'rate_limited',
    error: expect.stringContaining('at most 2 streams'),
  });
  await first.body?.cancel();
  await expect
    .poll(async () => {
      const again = await open();
      await again.body?.cancel();
      return again.status;
    })
    .toBe(200);
  await second.body?.cancel();
});
