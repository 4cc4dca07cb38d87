/**
 * Guards of speed that hold on any machine. What can be counted is counted: bytes and commits. Time is compared with a
 * fixed loop that takes turns with the engine, the best of many turns of each, and may be five times what it was when the
 * bound was set (1.5 steps a node): a loaded machine slows both, and a defect that matters is larger than that.
 */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import type { Json, WorkflowDocument } from '../../db/model.ts';
import { composeStore } from '../../db/open-store.ts';
import type { Claimed } from '../../db/store.ts';
import { compilePlan } from '../../server/engine/plan.ts';
import { nothingKnown } from '../../server/engine/recovery.ts';
import { startRun } from '../../server/engine/run.ts';
import { nodeTypes } from '../../server/nodes/index.ts';
import { tempDir } from '../_setup.ts';
import { begin, engineOn, runToEnd, wanted } from './_engine.ts';
import { done, line, typesWith } from './_types.ts';

const NODES = 50;
const TURNS = 60;
const STEPS_A_NODE = 8;

const sets = Array.from({ length: NODES }, (_, index): [string, { [key: string]: Json }] => [
  'addField',
  { fieldName: `set${index}`, fieldValue: `value ${index}` },
]);
const document: WorkflowDocument = line(['trigger'], ...sets);

async function openCounted() {
  const url = `file:${join(tempDir(), 'cortado.db')}`;
  const now = () => new Date().toISOString();
  const connection = await connect({ url, now });
  await migrate(connection.client, url);
  const counted = { commits: 0, statements: 0 };
  const driver: typeof connection.driver = {
    ...connection.driver,
    commit(units) {
      counted.commits += 1;
      for (const { rest } of units) counted.statements += 1 + rest.length;
      return connection.driver.commit(units);
    },
  };
  const store = composeStore(connection, { now, driver });
  onTestFinished(() => store.close());
  return { store, counted };
}

it('an execution of a line takes two commits and one statement for its rows', async () => {
  const { store, counted } = await openCounted();
  const { id } = await begin(store, document, { order: 1 });
  counted.commits = 0;
  counted.statements = 0;
  await runToEnd(store, engineOn(store, nodeTypes).host('h'), id);
  // claimed, ended; each has one statement beside that of the rows
  expect(counted).toEqual({ commits: 2, statements: 3 });
});

it('one that begins as it is created takes one commit in all', async () => {
  const { store, counted } = await openCounted();
  const execution = await wanted(store, document, { order: 1 });
  const running = engineOn(store, nodeTypes).host('h').create(execution);
  expect([await running.created, await running.done]).toEqual([true, 'finished']);
  expect(counted).toEqual({ commits: 1, statements: 2 });
});

it('what ends together is written together', async () => {
  const { store, counted } = await openCounted();
  const types = typesWith({ soon: async () => done({}) });
  const calls = Array.from({ length: 30 }, (_, i) => ({ id: `c${i}`, type: 'soon', label: `C${i}`, config: {} }));
  const fan: WorkflowDocument = {
    nodes: [{ id: 't', type: 'trigger', label: 'T', config: {} }, ...calls],
    connections: calls.map(({ id }) => ({ fromNodeId: 't', toNodeId: id })),
    settings: { nodeConcurrency: 30 },
  };
  const running = engineOn(store, types)
    .host('h')
    .create(await wanted(store, fan, {}));
  expect(await running.done).toBe('finished');
  // created with the calls under way; then all that they answered, with the end
  expect(counted).toEqual({ commits: 2, statements: 4 });
});

it('an execution stores what its nodes returned once', async () => {
  const { store } = await openCounted();
  const { id } = await begin(store, document, { order: 1 });
  await runToEnd(store, engineOn(store, nodeTypes).host('h'), id);
  const rows = await store.logs.read(id, 0, 1_000);
  const returned = rows.reduce((sum, row) => sum + (row.outputData?.length ?? 0) + (row.result?.length ?? 0), 0);
  const execution = await store.executions.get('default', id);
  expect(rows.every((row) => row.inputData === null)).toBe(true);
  expect((execution?.nodeResults?.length ?? 0) + (execution?.finalOutput?.length ?? 0)).toBeLessThan(returned / 5);
});

/** One execution from its claim to its last commit, on a store that takes everything at once. */
function runOnce(deps: ReturnType<typeof engineOn>['deps'], plan: ReturnType<typeof compilePlan>): Promise<unknown> {
  const time = '2026-01-01T00:00:00.000Z';
  const claimed: Claimed = {
    executionId: 'e',
    owner: 'h',
    epoch: 1,
    organizationId: 'default',
    workflowId: 'w',
    workflowRevision: 1,
    triggerType: 'api',
    triggerNodeId: null,
    inputs: '{"order":1}',
    createdAt: time,
    startedAt: time,
    lastSeq: 0,
    activeMs: 0,
    retryOf: null,
    parentId: null,
    parentNodeId: null,
    depth: 0,
    signalCount: 0,
  };
  return startRun(deps, claimed, plan, nothingKnown, []).done;
}

const payload = Object.fromEntries(sets.map(([, { fieldName, fieldValue }]) => [fieldName as string, fieldValue!]));
const text = JSON.stringify(payload);

/** The fixed loop: a payload like those of the line is copied, written and looked at, once a step. */
function fixedLoop(steps: number): number {
  let length = 0;
  for (let step = 0; step < steps; step += 1) {
    const copy: Record<string, unknown> = { ...payload, step };
    length += JSON.stringify(copy).length + (text.includes('"$log"') ? 1 : 0);
  }
  return length;
}

it('the engine takes no more than a few steps of a fixed loop for a node', { timeout: 60_000 }, async () => {
  const { store } = await openCounted();
  const { deps } = engineOn(store, nodeTypes, { speed: 1 });
  const taking = { ...deps, store: { ...deps.store, leases: { ...deps.store.leases, commit: async () => true } } };
  const plan = compilePlan(document, nodeTypes);
  let [engine, loop] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const began = performance.now();
    await runOnce(taking, plan);
    const between = performance.now();
    expect(fixedLoop(NODES)).toBeGreaterThan(0);
    loop = Math.min(loop, performance.now() - between);
    engine = Math.min(engine, between - began);
  }
  if (process.env.SHOW_SPEED) console.log(`steps a node: ${(engine / loop).toFixed(2)}`);
  expect(engine / loop, 'steps of the fixed loop for one node').toBeLessThan(STEPS_A_NODE);
});
