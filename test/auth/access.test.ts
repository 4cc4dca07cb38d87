/** Every route is in the table of who may, and another organization's ids are nobody's. */
import { expect, test } from 'vitest';
import { access } from '../../server/http/access.ts';
import { openapiDocument } from '../../server/http/openapi.ts';
import { openApp } from '../http/_app.ts';
import { asking, hooked, simple } from '../http/_workflows.ts';
import { openHouse, type Person } from './_people.ts';

const operations = Object.entries(openapiDocument('test').paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

test('the table of access has every route, and nothing else', async () => {
  const { app } = await openApp();
  const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
  expect(Object.keys(access).toSorted()).toEqual([...new Set(routes)].toSorted());
});

const PUBLIC = [
  'GET /api/invitation',
  'GET /api/me',
  'GET /api/shared/dashboard',
  'GET /api/shared/dashboard/stream',
  'GET /api/shared/dashboard/widgets/{widgetId}/data',
  'GET /docs',
  'GET /health',
  'GET /openapi.json',
  'GET /ready',
  // their tokens are in their bodies
  'POST /api/executions/stream',
  'POST /api/executions/stream/{stream}',
  'POST /api/join',
  'POST /api/login',
  'POST /api/logout',
  'POST /api/setup',
  'POST /api/webhook/{workflowId}/{token}',
];

test('without a proof every route but the public ones answers 401', async () => {
  const house = await openHouse();
  await house.setUp();
  const open: string[] = [];
  for (const { method, path } of operations) {
    const { status } = await house.api(method, path.replace(/\{\w+\}/g, '1'), method === 'GET' ? {} : { body: {} });
    if (status !== 401) open.push(`${method} ${path}`);
  }
  expect(open.toSorted()).toEqual(PUBLIC);
});

test("every route answers another organization's ids as ones that do not exist", async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const ben = await house.invite(ana, 'ben@example.com', 'owner');
  const { json: acme } = await ben.api('POST', '/api/organizations', { body: { name: 'Acme' } });
  await ben.api('POST', '/api/me/organization', { body: { organizationId: acme.id } });

  const theirs = await belongings(ana, house.token.bind(house));
  const before = await state(ana);
  const tried: string[] = [];
  for (const { method, path, operation } of operations) {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    const own = parameters.filter((name) => name !== 'seq' && name !== 'revision');
    // public routes ask for no organization; embed tokens have tests of their own
    const byScope = operation.security.some(({ session }) => session !== undefined);
    if (own.length === 0 || !byScope) continue;
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => theirs[name] ?? '1');
    const body = bodies[`${method} ${path}`];
    const answer = await ben.api(method, filled, body === undefined ? {} : { body });
    tried.push(`${method} ${path}`);
    const empty = path.endsWith('/executions') && answer.json?.executions?.length === 0;
    expect(empty ? 404 : answer.status, `${method} ${path}: ${answer.text.slice(0, 200)}`).toBe(404);
  }
  expect(tried.length).toBeGreaterThan(20);

  const { workflowId, executionId } = theirs;
  expect((await ben.api('POST', '/api/workflows/execute', { body: { workflowId } })).status).toBe(404);
  const named = { workflowId, organizationId: 'default' };
  expect((await ben.api('POST', '/api/workflows/execute', { body: named })).status).toBe(404);
  expect((await ben.api('GET', `/api/executions/stream?ids=${executionId}`)).status).toBe(404);
  expect((await ben.api('GET', `/api/executions?workflowId=${workflowId}`)).json.executions).toEqual([]);
  for (const [path, list] of [
    ['/api/workflows', 'workflows'],
    ['/api/executions', 'executions'],
    ['/api/tokens', 'tokens'],
    ['/api/credentials', 'credentials'],
    ['/api/databases', 'databases'],
  ] as const) {
    expect((await ben.api('GET', path)).json[list], path).toEqual([]);
  }
  expect((await ben.api('GET', '/api/members')).json.members).toMatchObject([{ email: ben.email }]);
  const deeds: { target: string | null }[] = (await ben.api('GET', '/api/audit')).json.events;
  expect(deeds.filter(({ target }) => target !== null)).toEqual([]);
  expect(await state(ana), 'nothing changed').toEqual(before);
});

/** One of everything, by the names of the parameters that take its id. */
async function belongings(
  by: Person,
  makeToken: (by: Person, scopes: string[]) => Promise<{ id: string }>,
): Promise<Record<string, string>> {
  const save = async (body: unknown) => (await by.api('POST', '/api/workflows', { body })).json.id as string;
  const workflowId = await save(asking);
  await save(simple);
  await save(hooked);
  const { json } = await by.api('POST', `/api/workflow/${workflowId}/execute?wait=300`, { body: {} });
  await by.api('POST', '/api/members', { body: { email: 'guest@example.com', role: 'viewer' } });
  const { id: tokenId } = await makeToken(by, ['read']);
  const { executionId } = json;
  const credential = { name: 'shop', kind: 'bearer', token: 'tok-123456', hosts: ['api.example.com'] };
  expect((await by.api('POST', '/api/credentials', { body: credential })).status).toBe(201);
  const { json: key } = await by.api('POST', '/api/embed-keys', { body: { name: 'Shop' } });
  const columns = [{ name: 'Note', key: 'note' }];
  const { json: database } = await by.api('POST', '/api/databases', { body: { name: 'Notes', columns } });
  const at = `/api/databases/${database.id}/records`;
  const { json: record } = await by.api('POST', at, { body: { values: { note: 'ours' } } });
  // the number in the list follows a moment later
  await expect
    .poll(async () => (await by.api('GET', '/api/databases')).json.databases[0].records, { timeout: 30_000 })
    .toBe(1);
  const data = { databaseId: database.id, recordId: String(record.id), key: 'note' };
  const more = { ...data, userId: by.id, tokenId, email: 'guest@example.com', kid: key.kid, name: 'shop' };
  return { id: workflowId, workflowId, executionId, ...more };
}

async function state(by: Person): Promise<unknown> {
  const paths = [
    '/api/workflows',
    '/api/executions',
    '/api/members',
    '/api/tokens',
    '/api/credentials',
    '/api/databases',
  ];
  const answers = await Promise.all(paths.map((path) => by.api('GET', path)));
  return answers.map(({ json }) => json);
}

/** What a route that changes something would take, were the id one's own. */
const bodies: Record<string, unknown> = {
  'POST /api/workflow/{id}/execute': {},
  'POST /api/workflow/{id}/execute-node': { nodeId: 'out' },
  'POST /api/workflow/execution/{executionId}/resume': { approved: true },
  'PUT /api/workflows/{id}': simple,
  'POST /api/workflows/{id}/publish': {},
  'PUT /api/dashboards/{id}': { name: 'Mine', widgets: [] },
  'PUT /api/members/{userId}': { role: 'viewer' },
  'PATCH /api/databases/{databaseId}': { name: 'Theirs' },
  'POST /api/databases/{databaseId}/columns': { name: 'Theirs' },
  'PATCH /api/databases/{databaseId}/columns/{key}': { name: 'Theirs' },
  'POST /api/databases/{databaseId}/records': { values: {} },
  'POST /api/databases/{databaseId}/records/bulk': { records: [] },
  'POST /api/databases/{databaseId}/records/trash': { action: 'delete', ids: [1] },
  'PATCH /api/databases/{databaseId}/records/{recordId}': { values: { note: 'theirs' } },
  'PUT /api/credentials/{name}': { kind: 'bearer', token: 'tok-of-ben', hosts: ['*'] },
};
