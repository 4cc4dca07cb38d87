/** How people come in, and what keeps others out. */
import { expect, test } from 'vitest';
import { createApi } from '../http/_api.ts';
import { cookieOf, openHouse, PASSWORD, SETUP_TOKEN, signedIn, withHeaders } from './_people.ts';

test('only the setup link answers until there is a first user, and then it is void', async () => {
  const house = await openHouse();
  const { api } = house;
  expect((await api('GET', '/api/me')).json).toMatchObject({ state: 'setup', actor: null, scopes: [] });
  expect((await api('GET', '/health')).status).toBe(200);
  for (const path of ['/api/workflows', '/metrics', '/api/executions', '/api/members']) {
    expect(await api('GET', path), path).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
  }
  expect((await api('POST', '/api/login', { body: { email: 'a@b.io', password: PASSWORD } })).status).toBe(401);
  const wrong = { token: 'another', email: 'eve@example.com', password: PASSWORD };
  expect((await api('POST', '/api/setup', { body: wrong })).status).toBe(404);

  const ana = await house.setUp();
  expect((await ana.api('GET', '/api/me')).json).toMatchObject({
    state: 'signed-in',
    actor: { type: 'user', name: 'ana@example.com' },
    organization: { id: 'default' },
    role: 'owner',
  });
  const again = { token: SETUP_TOKEN, email: 'eve@example.com', password: PASSWORD };
  expect((await api('POST', '/api/setup', { body: again })).status).toBe(409);
  expect((await api('POST', '/api/join', { body: again })).status).toBe(404);
  expect((await api('GET', '/api/workflows')).headers.get('www-authenticate')).toContain('Bearer');
});

test('a password opens a session that no script can read and no other site can send', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const { api } = house;
  const signIn = (password: string, email = 'Ana@Example.com') =>
    api('POST', '/api/login', { body: { email, password } });

  const wrong = await signIn('another password');
  const unknown = await signIn(PASSWORD, 'nobody@example.com');
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(unknown.json).toEqual(wrong.json);

  const right = await signIn(PASSWORD);
  expect(right.status).toBe(200);
  expect(right.headers.get('set-cookie')).toMatch(/^cortado=ses_[\w-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
  const second = signedIn(house.url, right.headers, ana.id, ana.email);
  expect((await second.api('GET', '/api/workflows')).status).toBe(200);
  expect((await second.api('POST', '/api/logout')).status).toBe(204);
  expect((await second.api('GET', '/api/workflows')).status).toBe(401);
  expect((await ana.api('GET', '/api/workflows')).status).toBe(200);
});

test('over TLS the cookie is for this host alone', async () => {
  const house = await openHouse({ env: { PUBLIC_URL: 'https://cortado.example.com' } });
  const { json: _, headers } = await house.api('POST', '/api/setup', {
    body: { token: SETUP_TOKEN, email: 'ana@example.com', password: PASSWORD },
  });
  expect(headers.get('set-cookie')).toMatch(/^__Host-cortado=ses_[\w-]+; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const api = withHeaders(createApi(house.url), { cookie: cookieOf(headers) });
  expect((await api('GET', '/api/workflows')).status).toBe(200);
});

test('passwords cannot be tried for ever', async () => {
  const house = await openHouse();
  await house.setUp();
  const attempt = (password: string) =>
    house.api('POST', '/api/login', { body: { email: 'ana@example.com', password } });
  const statuses: number[] = [];
  for (let i = 0; i < 11; i += 1) statuses.push((await attempt(`guess number ${i}`)).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429]);
  const late = await attempt(PASSWORD);
  expect(late).toMatchObject({ status: 429, json: { code: 'rate_limited' } });
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(60);
});

test('a new password ends every other session', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const { headers } = await house.api('POST', '/api/login', { body: { email: ana.email, password: PASSWORD } });
  const other = signedIn(house.url, headers, ana.id, ana.email);
  expect((await other.api('GET', '/api/members')).status).toBe(200);
  const change = (current: string) =>
    ana.api('POST', '/api/me/password', { body: { current, next: 'a better password' } });
  expect((await change('not it at all')).status).toBe(401);
  expect((await change(PASSWORD)).status).toBe(204);
  expect((await other.api('GET', '/api/members')).status).toBe(401);
  expect((await ana.api('GET', '/api/members')).status).toBe(200);
  const signIn = await house.api('POST', '/api/login', { body: { email: ana.email, password: 'a better password' } });
  expect(signIn.status).toBe(200);
});

test('an invitation makes a member, once, of the one who was invited', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const { json } = await ana.api('POST', '/api/members', { body: { email: 'ben@example.com', role: 'viewer' } });
  const token = json.url.split('/join#')[1];
  const seen = await house.api('GET', '/api/invitation', { headers: { authorization: `Bearer ${token}` } });
  expect(seen.json).toMatchObject({ email: 'ben@example.com', role: 'viewer', organization: { name: 'Default' } });
  const join = (email: string) => house.api('POST', '/api/join', { body: { token, email, password: PASSWORD } });
  expect((await join('eve@example.com')).status).toBe(422);
  expect((await join('ben@example.com')).json).toMatchObject({ role: 'viewer' });
  expect((await join('ben@example.com')).status).toBe(404);
  expect((await house.api('GET', '/api/invitation', { headers: { authorization: `Bearer ${token}` } })).status).toBe(
    404,
  );
});

test('who has an account joins another organization with its password alone', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const ben = await house.invite(ana, 'ben@example.com', 'editor');
  const { json: acme } = await ben.api('POST', '/api/organizations', { body: { name: 'Acme' } });
  expect((await ben.api('POST', '/api/me/organization', { body: { organizationId: acme.id } })).json).toMatchObject({
    organization: { name: 'Acme' },
    role: 'owner',
  });
  const { json } = await ben.api('POST', '/api/members', { body: { email: ana.email, role: 'viewer' } });
  const token = json.url.split('#')[1];
  const join = (password: string) => house.api('POST', '/api/join', { body: { token, email: ana.email, password } });
  expect((await join('not her password')).status).toBe(401);
  expect((await join(PASSWORD)).json).toMatchObject({
    actor: { id: ana.id },
    organization: { id: acme.id },
    role: 'viewer',
  });
  expect((await ana.api('GET', '/api/me')).json.organizations).toHaveLength(2);
});

test('a role decides what one may do, and a change of it is in force at once', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const ben = await house.invite(ana, 'ben@example.com', 'viewer');
  const save = () => ben.api('POST', '/api/workflows', { body: { name: 'W', nodes: [], connections: [] } });
  expect((await ben.api('GET', '/api/workflows')).status).toBe(200);
  expect(await save()).toMatchObject({ status: 403, json: { code: 'forbidden' } });
  expect((await ben.api('POST', '/api/members', { body: { email: 'x@y.io', role: 'owner' } })).status).toBe(403);
  expect((await ana.api('PUT', `/api/members/${ben.id}`, { body: { role: 'editor' } })).status).toBe(204);
  expect((await save()).status).toBe(201);
  expect((await ana.api('DELETE', `/api/members/${ben.id}`)).status).toBe(204);
  expect((await ben.api('GET', '/api/workflows')).status).toBe(401);
  expect((await ana.api('DELETE', `/api/members/${ana.id}`)).status).toBe(409);
});
