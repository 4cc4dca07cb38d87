/** Workflows and their webhooks. */
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { createApi } from './_api.ts';
import { add, hooked, line, out, simple } from './_workflows.ts';

const api = createApi((await startServer()).url);

const create = (body: object) => api('POST', '/api/workflows', { body });

test('makes, reads, saves and removes a workflow', async () => {
  const made = await create({ ...simple, tags: ['sales'] });
  expect(made.status).toBe(201);
  const path = `/api/workflows/${made.json.id}`;
  expect(made.headers.get('location')).toBe(path);
  expect(made.headers.get('etag')).toBe('"1"');
  expect(made.json).toMatchObject({ name: simple.name, tags: ['sales'], revision: 1, published: 1, warnings: [] });
  const read = await api('GET', path);
  expect(read.json.nodes).toHaveLength(3);
  expect(read.json.connections).toHaveLength(2);
  const renamed = await api('PUT', path, { body: { ...simple, name: 'Renamed' } });
  expect(renamed.json).toMatchObject({ name: 'Renamed', revision: 2, tags: ['sales'] });
  expect((await api('PUT', path, { body: { name: 'Only the name' } })).json.nodes).toHaveLength(3);
  expect((await api('DELETE', path)).status).toBe(204);
  expect((await api('GET', path)).status).toBe(404);
  expect((await api('DELETE', path)).status).toBe(404);
  expect((await api('PUT', path, { body: simple })).status).toBe(404);
});

test('takes the body of old clients', async () => {
  const { name, ...data } = simple;
  const { status, json } = await create({ name, data });
  expect(status).toBe(201);
  expect(json.nodes.map((node: { id: string }) => node.id)).toEqual(['start', 'add', 'out']);
});

test('lists every problem, not only the first', async () => {
  const nodes = [
    { id: 'a', type: 'espresso', label: 'A' },
    { id: 'b', type: 'trigger', label: 'B' },
    { id: 'b', type: 'output', label: 'B' },
  ];
  const { status, json } = await create({ name: 'Bad', nodes, connections: [{ fromNodeId: 'b', toNodeId: 'gone' }] });
  expect(status).toBe(422);
  expect(json.code).toBe('invalid');
  expect(json.details.length).toBeGreaterThanOrEqual(3);
});

test('says what saving would say, and saves nothing', async () => {
  const check = async (body: object) => (await api('POST', '/api/workflows/validate', { body })).json;
  expect(await check(simple)).toEqual({ valid: true, problems: [], warnings: [] });
  const { nodes, connections } = simple;
  const alone = { id: 'alone', type: 'output', label: 'Alone' };
  const odd = await check({ nodes: [...nodes, alone], connections });
  expect(odd).toMatchObject({ valid: true, problems: [], warnings: [{ nodeId: 'alone' }] });
  const empty = { id: 'add', type: 'addField', label: 'Add', config: {} };
  const unknown = { id: 'x', type: 'espresso', label: 'X' };
  const bad = await check({ data: { nodes: [nodes[0], empty, unknown], connections: [] } });
  expect(bad).toMatchObject({ valid: false, warnings: [] });
  expect(bad.problems).toMatchObject([
    { nodeId: 'add', key: 'fieldName' },
    { nodeId: 'x', key: 'type' },
  ]);
  expect((await check({})).problems).toMatchObject([{ path: 'nodes' }]);
  const before = (await api('GET', '/api/workflows')).json.workflows.length;
  await check(simple);
  expect((await api('GET', '/api/workflows')).json.workflows).toHaveLength(before);
  expect((await api('POST', '/api/workflows/validate', { body: { nodes: 7 } })).status).toBe(422);
});

test.each([
  [{}, 422],
  [{ name: 'No nodes' }, 422],
  [{ nodes: [], connections: [] }, 422],
  [{ name: '', nodes: [], connections: [] }, 422],
  [{ name: 'x', nodes: 'none', connections: [] }, 422],
  [[], 422],
])('%j is no workflow', async (body, status) => {
  expect(await create(body)).toMatchObject({ status, json: { code: 'invalid' } });
});

test('saves only what was made from the newest revision', async () => {
  const { json } = await create(simple);
  const path = `/api/workflows/${json.id}`;
  const save = (ifMatch: string, name: string) =>
    api('PUT', path, { body: { ...simple, name }, headers: { 'If-Match': ifMatch } });
  expect((await save('"1"', 'Two')).json.revision).toBe(2);
  expect(await save('"1"', 'Late')).toMatchObject({ status: 412, json: { code: 'revision_mismatch' } });
  expect((await save('W/"2"', 'Three')).status).toBe(200);
  expect((await save('*', 'Four')).status).toBe(200);
  expect((await save('"nonsense"', 'Five')).status).toBe(412);
});

test('keeps revisions, and publishes one of them', async () => {
  const { json } = await create(simple);
  const path = `/api/workflows/${json.id}`;
  await api('PUT', path, { body: { ...simple, name: 'Second' } });
  const { revisions } = (await api('GET', `${path}/revisions`)).json;
  expect(revisions.map((each: { revision: number }) => each.revision)).toEqual([2, 1]);
  expect((await api('GET', `${path}/revisions/1`)).json).toMatchObject({ revision: 1, name: simple.name });
  expect((await api('GET', `${path}/revisions/9`)).status).toBe(404);
  expect((await api('GET', `${path}/revisions/last`)).status).toBe(400);
  expect((await api('GET', path)).json.published).toBe(1);
  expect((await api('POST', `${path}/publish`)).json.published).toBe(2);
  expect((await api('POST', `${path}/publish`, { body: { revision: 1 } })).json.published).toBe(1);
  expect((await api('POST', `${path}/publish`, { body: { revision: 9 } })).status).toBe(404);
  expect((await api('POST', `${path}/publish`, { body: { revision: 'x' } })).status).toBe(422);
  expect((await api('POST', '/api/workflows/none/publish')).status).toBe(404);
  expect((await api('GET', '/api/workflows/none/revisions')).status).toBe(404);
});

test('lists workflows, page by page, and finds them', async () => {
  const made = await create({ ...simple, name: 'Quite unmistakable' });
  const found = (await api('GET', '/api/workflows?search=unmistakable')).json.workflows;
  expect(found).toMatchObject([{ id: made.json.id, nodeCount: 3, lastExecution: null }]);
  const first = (await api('GET', '/api/workflows?limit=1')).json;
  expect(first.workflows).toHaveLength(1);
  const second = (await api('GET', `/api/workflows?limit=1&before=${first.next}`)).json;
  expect(second.workflows[0].id).not.toBe(first.workflows[0].id);
  expect((await api('GET', '/api/workflows?before=nonsense')).status).toBe(400);
});

async function hook(workflow: object): Promise<string> {
  const { json } = await create(workflow);
  const token = await api('POST', `/api/workflows/${json.id}/webhook-token`);
  expect(token.status).toBe(201);
  expect(token.json.url).toBe(`${api.url}/api/webhook/${json.id}/${token.json.token}`);
  return `/api/webhook/${json.id}/${token.json.token}`;
}

test('a webhook starts an execution with what came', async () => {
  const path = await hook(hooked);
  expect(await api('POST', path, { body: { order: 7 } })).toMatchObject({ status: 202, json: { success: true } });
  const waited = await api('POST', `${path}?wait=9000&shop=2`, { body: { order: 7 }, headers: { Cookie: 'secret=1' } });
  expect(waited).toMatchObject({ status: 200, json: { success: true, triggerType: 'webhook' } });
  const data = waited.json.inputs._webhookData;
  expect(data).toMatchObject({ method: 'POST', body: { order: 7 }, query: { shop: '2' } });
  expect(data.headers).toMatchObject({ 'content-type': 'application/json' });
  expect(data.headers).not.toHaveProperty('cookie');
});

test('a webhook takes forms and text, and refuses what it cannot read', async () => {
  const path = await hook(hooked);
  const bodyOf = async (raw: string, type: string) => {
    const { status, json } = await api('POST', `${path}?wait=9000`, { raw, headers: { 'content-type': type } });
    return status === 200 ? json.inputs._webhookData.body : status;
  };
  expect(await bodyOf('a=1&b=2&b=3', 'application/x-www-form-urlencoded')).toEqual({ a: '1', b: ['2', '3'] });
  expect(await bodyOf('plain', 'text/plain; charset=utf-8')).toBe('plain');
  expect(await bodyOf('<a/>', 'application/xml')).toBe('<a/>');
  expect(await bodyOf('{"a":', 'application/json')).toBe(400);
  expect(await bodyOf('x', 'image/png')).toBe(415);
});

test('a webhook needs its token, and the newest', async () => {
  const path = await hook(hooked);
  const workflowId = path.split('/')[3];
  expect((await api('POST', `/api/webhook/${workflowId}/whk_wrong`)).status).toBe(404);
  await api('POST', `/api/workflows/${workflowId}/webhook-token`);
  expect((await api('POST', path)).status).toBe(404);
  expect((await api('POST', '/api/workflows/none/webhook-token')).status).toBe(404);
  const asked = await api('GET', path);
  expect(asked.status).toBe(405);
  expect(asked.headers.get('allow')).toBe('POST');
});

test('a webhookResponse node decides the reply', async () => {
  const config = { statusCode: 418, headers: { 'X-Cup': '{{ input.cup }}' }, body: { short: 'and stout' } };
  const path = await hook(
    line(
      { id: 'hook', type: 'webhook' },
      add('cup', 'cup', 'small'),
      { id: 'reply', type: 'webhookResponse', config },
      out,
    ),
  );
  const response = await fetch(`${api.url}${path}`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  expect(response.status).toBe(418);
  expect(response.headers.get('x-cup')).toBe('small');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  expect(await response.json()).toEqual({ short: 'and stout' });
});

test('the same call with the same key is one execution', async () => {
  const path = await hook(hooked);
  const options = { body: { order: 9 }, headers: { 'Idempotency-Key': 'call-1' } };
  const first = await api('POST', path, options);
  const again = await api('POST', path, { ...options, headers: { ...options.headers, traceparent: '00-2-2-00' } });
  expect(again.json.executionId).toBe(first.json.executionId);
  expect(again.headers.get('idempotent-replay')).toBe('true');
  const other = await api('POST', path, { ...options, body: { order: 10 } });
  expect(other).toMatchObject({ status: 422, json: { code: 'idempotency_mismatch' } });
});
