/** The parts together: what only works when they are wired as they should be. */
import { expect, test, vi } from 'vitest';
import { startServer, type TestServer } from '../_server.ts';
import { tempDir } from '../_setup.ts';

type Answer = Record<string, unknown>;

async function call(server: TestServer, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status >= 400) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? {} : JSON.parse(text);
}

/** Saves nodes in a line; each is `[id, type, config]`. */
async function save(server: TestServer, ...steps: [id: string, type: string, config?: object][]): Promise<string> {
  const nodes = steps.map(([id, type, config = {}]) => ({ id, type, config }));
  const connections = nodes.slice(1).map(({ id }, index) => ({ fromNodeId: nodes[index]!.id, toNodeId: id }));
  return String((await call(server, 'POST', '/api/workflows', { name: 'w', nodes, connections })).id);
}

async function run(server: TestServer, workflowId: string, inputs: object = {}): Promise<Answer> {
  return call(server, 'POST', `/api/workflow/${workflowId}/execute?wait=10000`, { inputs });
}

async function ranBy(server: TestServer, trigger: string): Promise<Answer[]> {
  return (await call(server, 'GET', `/api/executions?trigger=${trigger}`)).executions as Answer[];
}

test('a sub-workflow is taken up, and its parent goes on, without waiting for a sweep', async () => {
  const server = await startServer();
  const child = await save(server, ['t', 'trigger'], ['f', 'addField', { fieldName: 'b', fieldValue: 'x' }]);
  const middle = await save(server, ['t', 'trigger'], ['c', 'executeWorkflow', { workflowId: child }]);
  const parent = await save(server, ['t', 'trigger'], ['c', 'executeWorkflow', { workflowId: middle }]);
  const began = Date.now();
  expect(await run(server, parent, { a: 1 })).toMatchObject({ status: 'completed', finalOutput: { a: 1, b: 'x' } });
  expect(Date.now() - began).toBeLessThan(1_500);
});

test('cancelling a parent cancels the child that it waits for', async () => {
  const server = await startServer();
  const child = await save(server, ['t', 'trigger'], ['a', 'humanApproval']);
  const parent = await save(server, ['t', 'trigger'], ['c', 'executeWorkflow', { workflowId: child }]);
  const { executionId } = await call(server, 'POST', `/api/workflow/${parent}/execute`, {});
  const childStatus = async () => (await ranBy(server, 'subworkflow'))[0]?.status;
  await vi.waitFor(async () => expect(await childStatus()).toBe('waiting'));
  const answer = await call(server, 'POST', `/api/workflow/execution/${executionId}/cancel`, {});
  expect(answer).toMatchObject({ status: 'cancelled' });
  await vi.waitFor(async () => expect(await childStatus()).toBe('cancelled'));
});

test('a delay ends at its time', async () => {
  const server = await startServer();
  const workflow = await save(server, ['t', 'trigger'], ['d', 'delay', { amount: 0.3 }], ['o', 'output']);
  const began = Date.now();
  expect(await run(server, workflow)).toMatchObject({ status: 'completed' });
  expect(Date.now() - began).toBeGreaterThanOrEqual(300);
  expect(Date.now() - began).toBeLessThan(2_000);
});

test('a schedule begins executions of what is published, until its workflow is removed', async () => {
  const server = await startServer();
  const scheduled = { triggerType: 'scheduled', everySeconds: 1 };
  const workflow = await save(server, ['t', 'trigger', scheduled], ['o', 'output']);
  await vi.waitFor(async () => expect((await ranBy(server, 'schedule')).length).toBeGreaterThanOrEqual(2), 5_000);
  await call(server, 'DELETE', `/api/workflows/${workflow}`);
  const [latest] = await ranBy(server, 'schedule');
  expect(latest).toMatchObject({ workflowId: workflow, triggerType: 'schedule' });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect((await ranBy(server, 'schedule'))[0]).toMatchObject({ executionId: latest!.executionId });
});

test('examples are there once: what somebody removed or changed stays so', async () => {
  const folder = tempDir();
  const first = await startServer({ folder });
  const ids = async (server: TestServer) =>
    ((await call(server, 'GET', '/api/workflows')).workflows as Answer[]).map((each) => String(each.id));
  const examples = await ids(first);
  expect(examples.length).toBeGreaterThan(3);
  for (const id of examples.slice(1)) await call(first, 'DELETE', `/api/workflows/${id}`);
  await first.stop();

  const second = await startServer({ folder });
  expect(await ids(second)).toEqual(examples.slice(0, 1));
  await call(second, 'DELETE', `/api/workflows/${examples[0]}`);
  await second.stop();

  expect(await ids(await startServer({ folder }))).toEqual([]);
});
