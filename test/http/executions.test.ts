/** Looking at executions, and telling them what to do. */
import { expect, test, vi } from 'vitest';
import { startServer } from '../_server.ts';
import { createApi } from './_api.ts';
import { asking, failing, simple } from './_workflows.ts';

const api = createApi((await startServer()).url);

const saved = async (workflow: object): Promise<string> =>
  (await api('POST', '/api/workflows', { body: workflow })).json.id;
const ids = { simple: await saved(simple), failing: await saved(failing), asking: await saved(asking) };
const at = (executionId: string, rest = '') => `/api/workflow/execution/${executionId}${rest}`;

async function run(workflowId: string): Promise<string> {
  const { json } = await api('POST', `/api/workflow/${workflowId}/execute?wait=10000`, { body: { inputs: { a: 1 } } });
  return json.executionId;
}
async function waiting(): Promise<string> {
  const { json } = await api('POST', `/api/workflow/${ids.asking}/execute`);
  await vi.waitFor(async () => expect((await api('GET', at(json.executionId))).json.status).toBe('waiting'), 5_000);
  return json.executionId;
}

test('a poll has the row of the seed, progress, logs, and says when it is done', async () => {
  const executionId = await run(ids.simple);
  const { status, headers, json } = await api('GET', at(executionId));
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('private, no-cache');
  expect(json).toMatchObject({
    id: executionId,
    executionId,
    workflowId: ids.simple,
    organizationId: 'default',
    status: 'completed',
    currentNodeId: 'out',
    inputs: { a: 1 },
    finalOutput: { a: 1, greeting: 'hello' },
    error: null,
    done: true,
    progress: { totalNodes: 3, completedNodes: 3, failedNodes: 0, skippedNodes: 0, percentage: 100 },
    logsTotal: json.logs.length,
  });
  expect(Object.keys(json.nodeResults)).toEqual(expect.arrayContaining(['start', 'add', 'out']));
});

test('a poll takes rows after a cursor, or none', async () => {
  const executionId = await run(ids.simple);
  const all = (await api('GET', at(executionId))).json.logs;
  expect((await api('GET', at(executionId, '?logs=none'))).json).toMatchObject({ logs: [], logsTotal: all.length });
  const bare = (await api('GET', at(executionId, '?results=none'))).json;
  expect(bare).toMatchObject({ nodeResults: null, finalOutput: null, inputs: { a: 1 }, logs: all });
  expect((await api('GET', at(executionId, '?after=1'))).json.logs).toEqual(all.slice(1));
  expect((await api('GET', at(executionId, '/logs?after=1&limit=1'))).json).toEqual(all.slice(1, 2));
  expect((await api('GET', at(executionId, '/logs?limit=1000000'))).json).toEqual(all);
});

test('answers 304 while nothing has changed, for the same question', async () => {
  const executionId = await waiting();
  const { headers } = await api('GET', at(executionId, '?logs=none'));
  const etag = headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\/"/);
  const same = await api('GET', at(executionId, '?logs=none'), { headers: { 'If-None-Match': etag } });
  expect(same).toMatchObject({ status: 304, text: '' });
  expect(same.headers.get('etag')).toBe(etag);
  expect((await api('GET', at(executionId), { headers: { 'If-None-Match': etag } })).status).toBe(200);
  const several = await api('GET', at(executionId, '?logs=none'), { headers: { 'If-None-Match': `"x", ${etag}` } });
  expect(several.status).toBe(304);
  await api('POST', at(executionId, '/cancel'));
  expect((await api('GET', at(executionId, '?logs=none'), { headers: { 'If-None-Match': etag } })).status).toBe(200);
});

test.each([
  ['GET', '', 404],
  ['GET', '/logs', 404],
  ['GET', '/logs/1', 404],
  ['GET', '/stream', 404],
  ['POST', '/cancel', 404],
  ['POST', '/retry', 404],
])('%s of an unknown execution%s is a %i', async (method, rest, status) => {
  expect(await api(method, at('none', rest))).toMatchObject({ status, json: { code: 'not_found' } });
});

test('refuses malformed cursors, limits and numbers', async () => {
  const executionId = await run(ids.simple);
  const bad = [
    '?after=x',
    '?after=-1',
    '?logs=all',
    '?results=some',
    '/logs?after=1.5',
    '/logs?limit=0',
    '/logs?limit=ten',
    '/logs/x',
    '/stream?after=x',
  ];
  for (const rest of bad) expect(await api('GET', at(executionId, rest)), rest).toMatchObject({ status: 400 });
  expect(await api('GET', at(executionId, '/logs/999'))).toMatchObject({ status: 404 });
});

test('cancels what runs, and says so when there is nothing to cancel', async () => {
  const executionId = await waiting();
  const cancelled = await api('POST', at(executionId, '/cancel'));
  expect(cancelled).toMatchObject({ status: 200, json: { success: true, executionId } });
  await vi.waitFor(async () => expect((await api('GET', at(executionId))).json.status).toBe('cancelled'), 5_000);
  expect(await api('POST', at(executionId, '/cancel'))).toMatchObject({
    status: 409,
    json: { code: 'already_finished' },
  });
});

test('retries what failed, and nothing else', async () => {
  const executionId = await run(ids.failing);
  const retried = await api('POST', at(executionId, '/retry'));
  expect(retried).toMatchObject({ status: 202, json: { retryOf: executionId } });
  expect(retried.json.executionId).not.toBe(executionId);
  expect(await api('POST', at(await run(ids.simple), '/retry'))).toMatchObject({
    status: 409,
    json: { code: 'not_retryable' },
  });
});

test('resumes a node that waits for somebody', async () => {
  const executionId = await waiting();
  const resume = (body: unknown, id = executionId) => api('POST', at(id, '/resume'), { body });
  expect(await resume({})).toMatchObject({ status: 422, json: { code: 'invalid' } });
  expect((await api('POST', at(executionId, '/resume'))).status).toBe(400);
  expect((await resume({ approved: true, nodeId: 'start' })).status).toBe(409);
  expect(await resume({ approved: true, data: { by: 'Ana' } })).toMatchObject({ status: 200, json: { nodeId: 'ask' } });
  await vi.waitFor(async () => expect((await api('GET', at(executionId))).json.status).toBe('completed'), 5_000);
  expect((await resume({ approved: true }, 'none')).status).toBe(404);
  expect((await resume({ approved: false }, await run(ids.simple))).status).toBe(409);
});

test('lists executions, newest first, page by page', async () => {
  const workflowId = await saved(simple);
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1) made.unshift(await run(workflowId));
  const path = `/api/workflow/${workflowId}/executions`;
  const first = (await api('GET', `${path}?limit=2`)).json;
  expect(first.executions[0]).toMatchObject({ executionId: made[0], done: true, status: 'completed' });
  expect(first.executions[0]).not.toHaveProperty('nodeResults');
  const second = (await api('GET', `${path}?limit=3&before=${first.next}`)).json;
  expect([...first.executions, ...second.executions].map((each) => each.id)).toEqual(made);
  expect(second.next).toBeNull();
});

test('lists across workflows, filtered', async () => {
  const failed = await run(ids.failing);
  const list = async (query: string) => (await api('GET', `/api/executions?${query}`)).json.executions;
  for (const each of await list('status=failed,cancelled')) expect(['failed', 'cancelled']).toContain(each.status);
  expect((await list(`workflowId=${ids.failing}&status=failed`))[0].id).toBe(failed);
  expect(await list('trigger=schedule')).toEqual([]);
  expect(await list(`from=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
  expect(await list('status=completed&status=failed&limit=1')).toHaveLength(1);
});

test('refuses lists that make no sense', async () => {
  const status = async (query: string) => (await api('GET', `/api/executions?${query}`)).status;
  expect(await status('limit=0')).toBe(400);
  expect(await status('before=nonsense')).toBe(400);
  expect(await status('status=done')).toBe(422);
  expect(await status('trigger=magic')).toBe(422);
  expect(await status('from=yesterday')).toBe(422);
  expect((await api('GET', '/api/workflow/none/executions')).status).toBe(404);
});
