/** Workers with a real Prefect: what they run, and what is left of it when they, the server or the line between ends. */
import { expect, test, vi } from 'vitest';
import { type HttpStub, startHttpStub } from '../../server/demo/http-stub.ts';
import { startServer, type TestServer } from '../_server.ts';
import { whenDone } from '../_setup.ts';
import { openLine } from '../remote/_line.ts';
import { api, ground, line, runsOf, SOON, stateInPrefect } from './_scenario.ts';
import { startWorker } from './_worker-process.ts';

const LONG = { timeout: 90_000, interval: 100 };

async function counting(): Promise<HttpStub> {
  const stub = await startHttpStub();
  whenDone(stub.close);
  return stub;
}

/** A trigger and `count` calls in a line; each is counted under `<execution>-<node>`, and takes `delay` ms. */
function calls(stub: HttpStub, count: number, delay: number): [object[], object[]] {
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: `n${index + 1}`,
    type: 'http',
    config: { url: `${stub.url}/json?delay=${delay}&key={{ execution.id }}-n${index + 1}`, method: 'GET' },
  }));
  return line({ id: 'start', type: 'trigger' }, ...nodes);
}

const hits = (stub: HttpStub, id: string, count: number) =>
  Array.from({ length: count }, (_, index) => stub.count(`${id}-n${index + 1}`).hits);

async function epochOf(server: TestServer, id: string): Promise<number | undefined> {
  return (await server.store.leases.holding(id))?.epoch;
}

test('an execution runs on a worker, and Prefect shows a task run for each node that ran', async () => {
  const where = ground();
  const stub = await counting();
  const server = await startServer({ env: where.env });
  const { save, submit, ended, usesPrefect } = api(server.url);
  await usesPrefect();
  await startWorker({ server: server.url });
  const nodes = [
    { id: 'start', type: 'trigger' },
    { id: 'call', type: 'http', label: 'Call', config: { url: `${stub.url}/json` } },
    { id: 'if', type: 'condition', config: { conditionField: 'ok', operator: 'equals', conditionValue: 'true' } },
    { id: 'yes', type: 'output', label: 'Yes' },
    { id: 'no', type: 'output', label: 'No' },
  ];
  const edges = [
    { fromNodeId: 'start', toNodeId: 'call' },
    { fromNodeId: 'call', toNodeId: 'if' },
    { fromNodeId: 'if', toNodeId: 'yes', fromPort: 'true' },
    { fromNodeId: 'if', toNodeId: 'no', fromPort: 'false' },
  ];
  const template = { __prefect_kind: 'jinja', template: '{{ 1 + 1 }}' };
  const { executionId, usingPrefect } = await submit(await save(nodes, edges), { start: template });
  expect(usingPrefect).toBe(true);
  const done = await ended(executionId);
  expect(done.status).toBe('completed');
  expect(done.logs.find(({ nodeId }) => nodeId === 'start')).toMatchObject({ outputData: template });
  await stateInPrefect(where, executionId, 'COMPLETED');
  const [run] = await runsOf(where, executionId);
  await vi.waitFor(async () => {
    const tasks = await where.client.taskRuns.of(run!.id);
    const states = Object.fromEntries(tasks.map((each) => [each.dynamic_key, each.state_type]));
    expect(states).toEqual({ start: 'COMPLETED', call: 'COMPLETED', if: 'COMPLETED', yes: 'COMPLETED' });
    const graph = await where.client.flowRuns.graph(run!.id);
    const byId = new Map(tasks.map(({ id, dynamic_key }) => [id, dynamic_key]));
    const parents = graph.nodes.map(([, node]) => [byId.get(node.id), node.parents.map(({ id }) => byId.get(id))]);
    expect(Object.fromEntries(parents)).toEqual({ start: [], call: ['start'], if: ['call'], yes: ['if'] });
    const said = await where.client.reports.logsOf(run!.id);
    expect(said.join('\n')).toMatch(/one advances execution[\s\S]*Call: completed after \d+ ms[\s\S]*completed/);
  }, LONG);
});

test('two workers share twenty executions of six nodes, each node once', async () => {
  const where = ground();
  const stub = await counting();
  const server = await startServer({ env: { ...where.env, PREFECT_FALLBACK: 'wait' } });
  const { save, submit, ended, usesPrefect } = api(server.url);
  await usesPrefect();
  const workers = await Promise.all(
    ['one', 'two'].map((name) => startWorker({ server: server.url, name, concurrency: 3 })),
  );
  const workflowId = await save(...calls(stub, 6, 40));
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push((await submit(workflowId)).executionId);
  const owners = new Set<string>();
  const seeing = setInterval(async () => {
    for (const id of ids) owners.add((await server.store.leases.holding(id))?.owner?.split(':')[1] ?? '');
  }, 50);
  whenDone(() => clearInterval(seeing));
  for (const id of ids) expect(await ended(id, 120_000)).toMatchObject({ status: 'completed' });
  clearInterval(seeing);
  for (const id of ids) expect(hits(stub, id, 6)).toEqual(Array(6).fill(1));
  for (const { name } of workers) expect(owners).toContain(name);
  for (const id of ids) await stateInPrefect(where, id, 'COMPLETED');
}, 240_000);

test('what a killed worker ran goes on at another one after the last finished node', async () => {
  const where = ground();
  const stub = await counting();
  const server = await startServer({ env: where.env });
  const { save, submit, ended, usesPrefect } = api(server.url);
  await usesPrefect();
  const first = await startWorker({ server: server.url, name: 'one' });
  const { executionId } = await submit(await save(...calls(stub, 6, 500)));
  await vi.waitFor(() => expect(stub.count(`${executionId}-n3`).hits).toBe(1), SOON);
  first.signal('SIGKILL');
  const killed = performance.now();
  await startWorker({ server: server.url, name: 'two' });
  expect(await ended(executionId, 120_000)).toMatchObject({ status: 'completed' });
  console.log(`A killed worker's execution ended ${((performance.now() - killed) / 1_000).toFixed(1)} s later.`);
  const [n1, n2, n3, ...rest] = hits(stub, executionId, 6);
  expect([n1, n2, ...rest]).toEqual([1, 1, 1, 1, 1]);
  expect([1, 2]).toContain(n3);
  expect(await epochOf(server, executionId)).toBe(2);
  await stateInPrefect(where, executionId, 'COMPLETED');
}, 240_000);

test('a frozen worker is taken over, and what it reports when it wakes is refused', async () => {
  const where = ground();
  const stub = await counting();
  const server = await startServer({ env: where.env });
  const { save, submit, ended, poll, usesPrefect } = api(server.url);
  await usesPrefect();
  const frozen = await startWorker({ server: server.url, name: 'one' });
  const { executionId } = await submit(await save(...calls(stub, 6, 700)));
  await vi.waitFor(() => expect(stub.count(`${executionId}-n2`).hits).toBe(1), SOON);
  frozen.signal('SIGSTOP');
  await startWorker({ server: server.url, name: 'two' });
  const end = await ended(executionId, 120_000);
  expect(end).toMatchObject({ status: 'completed' });
  const before = await poll(executionId);
  frozen.signal('SIGCONT');
  await vi.waitFor(() => expect(frozen.said()).toMatch(/lease of an execution was lost|could not be advanced/), SOON);
  expect(await poll(executionId)).toEqual(before);
  expect(await epochOf(server, executionId)).toBe(2);
  await stateInPrefect(where, executionId, 'COMPLETED');
}, 240_000);

test('running executions are cancelled on both sides, from either', async () => {
  const where = ground();
  const stub = await counting();
  const server = await startServer({ env: where.env });
  const { save, submit, ended, cancel, usesPrefect } = api(server.url);
  await usesPrefect();
  await startWorker({ server: server.url });
  const workflowId = await save(...calls(stub, 2, 60_000));
  const [here, there] = [(await submit(workflowId)).executionId, (await submit(workflowId)).executionId];
  for (const id of [here, there]) {
    await vi.waitFor(() => expect(stub.count(`${id}-n1`).hits).toBe(1), SOON);
    await stateInPrefect(where, id, 'RUNNING');
  }
  let began = performance.now();
  await cancel(here);
  expect(await ended(here)).toMatchObject({ status: 'cancelled' });
  await stateInPrefect(where, here, 'CANCELLED');
  console.log(`Cancelled from Cortado on both sides after ${Math.round(performance.now() - began)} ms.`);

  const [run] = await runsOf(where, there);
  began = performance.now();
  await where.client.flowRuns.propose(run!.id, { type: 'CANCELLING' });
  expect(await ended(there)).toMatchObject({ status: 'cancelled' });
  await stateInPrefect(where, there, 'CANCELLED');
  console.log(`Cancelled from Prefect on both sides after ${Math.round(performance.now() - began)} ms.`);
}, 180_000);

test('a worker that is cut off from the server for 20 s loses nothing and repeats nothing', async () => {
  const where = ground();
  const stub = await counting();
  const server = await startServer({ env: where.env });
  const { save, submit, ended, usesPrefect } = api(server.url);
  await usesPrefect();
  const cable = await openLine(server.url);
  await startWorker({ server: cable.url });
  const { executionId } = await submit(await save(...calls(stub, 6, 300)));
  await vi.waitFor(() => expect(stub.count(`${executionId}-n3`).hits).toBe(1), SOON);
  cable.cut();
  await new Promise((resolve) => setTimeout(resolve, 20_000));
  cable.heal();
  expect(await ended(executionId, 120_000)).toMatchObject({ status: 'completed' });
  expect(hits(stub, executionId, 6)).toEqual(Array(6).fill(1));
  expect(await epochOf(server, executionId)).toBe(1);
  await stateInPrefect(where, executionId, 'COMPLETED');
}, 240_000);

test('an execution that waits for somebody holds no worker, and goes on after the answer', async () => {
  const where = ground();
  const server = await startServer({ env: where.env });
  const { ask, save, submit, ended, poll, usesPrefect } = api(server.url);
  await usesPrefect();
  await startWorker({ server: server.url, concurrency: 1 });
  const nodes = line(
    { id: 'start', type: 'trigger' },
    { id: 'ask', type: 'humanApproval' },
    { id: 'out', type: 'output' },
  );
  const { executionId } = await submit(await save(...nodes));
  await vi.waitFor(async () => expect((await poll(executionId)).status).toBe('waiting'), SOON);
  await stateInPrefect(where, executionId, 'COMPLETED');
  // the one slot is free meanwhile
  const other = await submit(await save(...line({ id: 'start', type: 'trigger' }, { id: 'out', type: 'output' })));
  expect(await ended(other.executionId)).toMatchObject({ status: 'completed' });
  // longer than a run may be silent
  await new Promise((resolve) => setTimeout(resolve, 25_000));
  expect((await poll(executionId)).status).toBe('waiting');
  expect((await runsOf(where, executionId)).map(({ state_type }) => state_type)).toEqual(['COMPLETED']);
  expect(await ask('POST', `/api/workflow/execution/${executionId}/resume`, { approved: true })).toMatchObject({
    status: 200,
  });
  expect(await ended(executionId, 90_000)).toMatchObject({ status: 'completed' });
  expect(await runsOf(where, executionId)).toHaveLength(2);
}, 240_000);

test('a worker that is stopped ends what it can and hands the rest to another one', async () => {
  const where = ground();
  const stub = await counting();
  const server = await startServer({ env: where.env });
  const { save, submit, ended, usesPrefect } = api(server.url);
  await usesPrefect();
  const first = await startWorker({ server: server.url, name: 'one', args: ['--grace', '3'] });
  const quick = await submit(await save(...calls(stub, 1, 300)));
  const slow = await submit(await save(...calls(stub, 3, 6_000)));
  await vi.waitFor(() => {
    expect(stub.count(`${quick.executionId}-n1`).hits).toBe(1);
    expect(stub.count(`${slow.executionId}-n1`).hits).toBe(1);
  }, SOON);
  first.signal('SIGTERM');
  expect(await first.exited).toBe(0);
  await startWorker({ server: server.url, name: 'two' });
  // on a busy machine it may not have ended within the grace either
  expect(await ended(quick.executionId, 90_000)).toMatchObject({ status: 'completed' });
  expect(await ended(slow.executionId, 90_000)).toMatchObject({ status: 'completed' });
  expect(hits(stub, slow.executionId, 3).slice(1)).toEqual([1, 1]);
}, 240_000);
