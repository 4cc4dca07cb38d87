/**
 * The server is killed (SIGKILL) at random moments, again and again, while clients submit executions and watch them.
 * Every accepted execution must end, no finished node may run twice, and no viewer may get a row twice or miss one.
 */
import { expect, vi } from 'vitest';
import { isTerminal } from '../../db/execution-state.ts';
import type { ExecutionHead, StoredLogRow } from '../../db/model.ts';
import { openStore } from '../../db/open-store.ts';
import type { Store } from '../../db/store.ts';
import { builtServer } from '../_bundle.ts';
import { freePort } from '../_ports.ts';
import { spawnServer, startProcess } from '../_server.ts';
import { tempDir } from '../_setup.ts';
import { ask, type Row, type Watched, watchThroughCrashes } from './_clients.ts';
import { type CountingStub, countingStub } from './_stub.ts';

const SUBMITTERS = 4;
const json = { 'content-type': 'application/json' };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const between = (from: number, to: number) => from + Math.random() * (to - from);

type Accepted = { readonly key: string; readonly executionId: string };

/** Fails when something is lost or done twice through so many crashes. */
export async function survive(kills: number): Promise<void> {
  const bundle = await builtServer();
  const stub = await countingStub(25);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const options = {
    folder: tempDir(),
    command: [process.execPath, bundle] as const,
    env: { PORT: String(port), LOG_LEVEL: 'warn', CONCURRENCY: '16', HTTP_ALLOW: `127.0.0.1:${stub.port}` },
  };

  const first = await startProcess(options);
  const workflowIds = await saveWorkflows(url, stub.port);
  let open = true;
  const accepted: Accepted[] = [];
  const watched = new Map<string, Watched>();
  const submitters = Array.from({ length: SUBMITTERS }, async (_, submitter) => {
    for (let n = 0; open; n++) {
      const execution = await submit(url, workflowIds[n % workflowIds.length]!, `${submitter}-${n}`);
      accepted.push(execution);
      if (n % 5 === 0) watched.set(execution.executionId, watchThroughCrashes(streamOf(url, execution.executionId)));
      await pause(between(0, 120));
    }
  });

  await pause(between(50, 400));
  await first.end('SIGKILL');
  for (let kill = 1; kill < kills; kill++) await crash(options, kill, stub);
  open = false;
  const last = await startProcess(options);
  await Promise.all(submitters);
  await allEnded(url, accepted);
  await Promise.all([...watched.values()].map(({ end }) => end));
  expect(await last.end('SIGTERM')).toBe(0);
  expect(last.stderr()).toBe('');

  const store = await openStore({ url: `file:${options.folder}/cortado.db`, now: () => new Date().toISOString() });
  try {
    const executions = await everyExecution(store);
    expect(accepted.length).toBeGreaterThan(kills);
    expectEachAcceptedOnce(executions, accepted);
    let cutOff = 0;
    let givenUp = 0;
    for (const execution of executions) {
      const rows = await store.logs.read(execution.id, 0, 10_000);
      expectWhole(execution, rows, stub);
      if (wasGivenUp(rows)) givenUp += 1;
      cutOff += rows.filter((row) => row.status === 'running' && row.attempt > 1).length;
    }
    expect(cutOff, 'attempts that a crash cut off').toBeGreaterThan(kills / 3);
    expect(givenUp, 'executions that met five crashes').toBeLessThan(executions.length / 20);
    for (const [executionId, { rows }] of watched) {
      const stored = await store.logs.read(executionId, 0, 10_000);
      expect(rows.map(say), `what a viewer of ${executionId} was shown`).toEqual(stored.map(say));
    }
    const reconnects = [...watched.values()].filter(({ connections }) => connections() > 1).length;
    expect(reconnects, 'viewers that were cut off').toBeGreaterThan(kills / 12);
  } finally {
    await store.close();
  }
}

function streamOf(url: string, executionId: string): string {
  return `${url}/api/workflow/execution/${executionId}/stream`;
}

/** Starts the server and kills it: while it works, or, every fifth time, before it listens. */
async function crash(options: Parameters<typeof startProcess>[0], kill: number, stub: CountingStub): Promise<void> {
  if (kill % 5 === 0) {
    const { child, exited } = spawnServer(options);
    await pause(between(0, 350));
    child.kill('SIGKILL');
    await exited;
    return;
  }
  const before = stub.total();
  const server = await startProcess(options);
  // A slow machine is given the time to get to work: a crash at every start would prove little.
  await vi.waitFor(() => expect(stub.total()).toBeGreaterThan(before), { timeout: 20_000, interval: 5 });
  await pause(between(0, 500));
  await server.end('SIGKILL');
}

/** A line, a fan-out with a join, one that waits, and one that runs another; each calls the stub by its own name. */
async function saveWorkflows(url: string, stubPort: number): Promise<string[]> {
  const call = (id: string) => ({
    id,
    type: 'http',
    config: { url: `http://127.0.0.1:${stubPort}/{{ execution.id }}/${id}` },
  });
  const start = { id: 'start', type: 'trigger' };
  const end = { id: 'end', type: 'output' };
  const line = await save(
    url,
    'line',
    [start, call('a'), field('f'), call('b'), end],
    chain('start', 'a', 'f', 'b', 'end'),
  );
  const fan = await save(
    url,
    'fan',
    [start, call('a'), call('b'), call('c'), { id: 'join', type: 'join', config: { joinStrategy: 'concat' } }, end],
    [...['a', 'b', 'c'].flatMap((id) => chain('start', id, 'join')), ...chain('join', 'end')],
  );
  const nap = { id: 'nap', type: 'delay', config: { amount: 0.2 } };
  const waits = await save(url, 'waits', [start, nap, call('a'), end], chain('start', 'nap', 'a', 'end'));
  const child = { id: 'child', type: 'executeWorkflow', config: { workflowId: line } };
  const parent = await save(url, 'parent', [start, child, call('a'), end], chain('start', 'child', 'a', 'end'));
  return [line, fan, waits, parent];
}

function field(id: string) {
  return { id, type: 'addField', config: { fieldName: 'more', fieldValue: 'x' } };
}

function chain(...ids: string[]) {
  return ids.slice(1).map((toNodeId, index) => ({ fromNodeId: ids[index]!, toNodeId }));
}

async function save(url: string, name: string, nodes: unknown[], connections: unknown[]): Promise<string> {
  const body = JSON.stringify({ name, nodes, connections });
  const answer = await ask(`${url}/api/workflows`, { method: 'POST', headers: json, body });
  expect(answer, `saving "${name}"`).toMatchObject({ status: 201 });
  return String(answer.body.id);
}

/** Asks with the same key until the execution is accepted. */
async function submit(url: string, workflowId: string, key: string): Promise<Accepted> {
  const headers = { ...json, 'Idempotency-Key': key };
  const body = JSON.stringify({ inputs: { key } });
  const answer = await ask(`${url}/api/workflow/${workflowId}/execute`, { method: 'POST', headers, body });
  expect(answer).toMatchObject({ status: 202 });
  return { key, executionId: String(answer.body.executionId) };
}

async function allEnded(url: string, accepted: readonly Accepted[]): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (const { executionId } of accepted) {
    for (;;) {
      const { body } = await ask(`${url}/api/workflow/execution/${executionId}?logs=none`);
      if (body.done === true) break;
      if (Date.now() > deadline) throw new Error(`Execution ${executionId} is still "${body.status}".`);
      await pause(50);
    }
  }
}

async function everyExecution(store: Store): Promise<ExecutionHead[]> {
  const all: ExecutionHead[] = [];
  let before: string | undefined;
  do {
    const page = await store.executions.list('default', { limit: 200, before });
    all.push(...page.items);
    before = page.next ?? undefined;
  } while (before !== undefined);
  return all;
}

/** Each key is one execution, each parent has one child, and there are no others. */
function expectEachAcceptedOnce(executions: readonly ExecutionHead[], accepted: readonly Accepted[]): void {
  const ids = accepted.map(({ executionId }) => executionId);
  expect(new Set(ids).size).toBe(ids.length);
  const parents = executions.filter((each) => each.workflowName === 'parent').map((each) => each.id);
  const children = executions.filter((each) => each.parentId !== null);
  expect(children.map((each) => each.parentId).sort()).toEqual(parents.sort());
  const own = executions.filter((each) => each.parentId === null).map((each) => each.id);
  expect(own.sort()).toEqual([...ids].sort());
}

/** A node that was running at five crashes is not tried again: its execution, and one that waits for that, fail. */
function wasGivenUp(rows: readonly StoredLogRow[]): boolean {
  return rows.some((row) => {
    if (row.status !== 'error') return false;
    const begun = rows.filter((each) => each.nodeId === row.nodeId && each.status === 'running').length;
    return row.result?.includes('"interrupted"') ? begun === 5 : row.result?.includes('"child_failed"');
  });
}

/** It completed, its rows have no hole, each node ended once and nothing of it came after, and it was called no oftener than logged. */
function expectWhole(execution: ExecutionHead, rows: readonly StoredLogRow[], { hits }: CountingStub): void {
  const story = `${execution.workflowName} ${execution.id}: ${rows.map(say).join(', ')}`;
  expect(execution.status, story).toBe(wasGivenUp(rows) ? 'failed' : 'completed');
  expect(
    rows.map((row) => row.seq),
    story,
  ).toEqual(rows.map((_, index) => index + 1));
  expect(execution.lastSeq, story).toBe(rows.length);
  for (const [nodeId, own] of Map.groupBy(rows, (row) => row.nodeId)) {
    const ends = own.filter((row) => isTerminal(row.status));
    expect(ends, story).toHaveLength(1);
    expect(own.at(-1), story).toBe(ends[0]);
    if (own[0]!.nodeType !== 'http' || ends[0]!.status === 'cancelled') continue;
    const calls = hits.get(`/${execution.id}/${nodeId}`) ?? [];
    const begun = own.filter((row) => row.status === 'running').length;
    expect(calls.length, story).toBeGreaterThan(0);
    expect(calls.length, story).toBeLessThanOrEqual(begun);
    expect(Math.max(...calls), story).toBeLessThanOrEqual(Date.parse(ends[0]!.timestamp));
  }
}

function say({ seq, nodeId, status, attempt }: Row): string {
  return `${seq} ${nodeId} ${status} ${attempt}`;
}
