/** API tokens: what they may do, who may make them, and that they end. */
import { expect, test } from 'vitest';
import { openHouse } from './_people.ts';

test('a token does what its scopes say, until it is revoked', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const { api, id, token } = await house.token(ana, ['read']);
  expect(token).toMatch(/^cortado_[\w-]{43}$/);
  expect((await api('GET', '/api/workflows')).status).toBe(200);
  expect((await api('POST', '/api/workflow/none/execute', { body: {} })).status).toBe(403);
  expect((await api('GET', '/api/audit')).status).toBe(403);
  expect((await api('POST', '/api/me/password', { body: { current: 'x', next: 'y' } })).status).toBe(403);

  const { json } = await ana.api('GET', '/api/tokens');
  expect(json.tokens).toMatchObject([{ id, createdBy: ana.email, lastUsedAt: expect.any(String) }]);
  expect(JSON.stringify(json)).not.toContain(token);

  expect((await ana.api('DELETE', `/api/tokens/${id}`)).status).toBe(204);
  expect((await api('GET', '/api/workflows')).status).toBe(401);
  expect((await ana.api('DELETE', `/api/tokens/${id}`)).status).toBe(404);
});

test('nobody lends more than they have', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const ben = await house.invite(ana, 'ben@example.com', 'editor');
  const make = (scopes: string[]) => ben.api('POST', '/api/tokens', { body: { name: 'CI', scopes } });
  expect((await make(['read', 'write'])).status).toBe(201);
  expect((await make(['admin'])).status).toBe(403);
  expect((await make(['worker'])).status).toBe(403);
  expect((await make([])).status).toBe(422);
  expect((await ana.api('POST', '/api/tokens', { body: { name: 'W', scopes: ['worker'] } })).status).toBe(201);

  const { id } = await house.token(ana, ['read']);
  expect((await ben.api('DELETE', `/api/tokens/${id}`)).status).toBe(403);
});

test('nothing but the whole secret is a proof', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const { token } = await house.token(ana, ['read', 'write', 'admin', 'run']);
  const status = async (headers: Record<string, string>, path = '/api/workflows') =>
    (await house.api('GET', path, { headers })).status;
  expect(await status({ authorization: `bearer ${token}` })).toBe(200);
  expect(await status({ authorization: `Bearer ${token}x` })).toBe(401);
  expect(await status({ authorization: `Basic ${btoa(`x:${token}`)}` })).toBe(401);
  expect(await status({ authorization: 'Bearer ' })).toBe(401);
  expect(await status({ cookie: `cortado=${token}` })).toBe(401);
  expect(await status({}, `/api/workflows?token=${token}&access_token=${token}`)).toBe(401);
  const session = ana.cookie.split('=')[1];
  expect(await status({ authorization: `Bearer ${session}` }), 'a session is no token').toBe(401);
});
