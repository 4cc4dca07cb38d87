/** An engine on a real store, with a clock that runs many times faster than the wall's. */
import type { JsonRecord, LogStatus, StoredLogRow, WorkflowDocument } from '../../db/model.ts';
import type { NewExecution, Store } from '../../db/store.ts';
import type { Clock, EngineDeps } from '../../server/engine/deps.ts';
import { createHost, type Host, type Running } from '../../server/engine/host.ts';
import type { NodeTypes } from '../../server/engine/node.ts';
import { createTemplates } from '../../server/engine/template.ts';

/** A clock `speed` times as fast: half a second of back-off passes in `500 / speed` ms. */
export function fastClock(speed: number): Clock {
  const begun = performance.now();
  const epoch = Date.now();
  return {
    now: () => epoch + (performance.now() - begun) * speed,
    elapsed: () => (performance.now() - begun) * speed,
    stood: () => ({ ms: 0, until: Number.NEGATIVE_INFINITY }),
    after(ms, callback) {
      const timer = setTimeout(callback, ms / speed);
      return () => clearTimeout(timer);
    },
    yield: (callback) => void setImmediate(callback),
  };
}

export function engineOn(store: Store, types: NodeTypes, options: { speed?: number; payloadMax?: number } = {}) {
  const clock = fastClock(options.speed ?? 200);
  const problems: string[] = [];
  const signalled: string[] = [];
  const tokens: unknown[] = [];
  const deps: EngineDeps = {
    store,
    types,
    services: {
      http: { send: () => Promise.reject(new Error('no network in this test')) },
      llm: { complete: () => Promise.reject(new Error('no llm in this test')) },
      code: { run: () => Promise.reject(new Error('no code in this test')) },
      credentials: { open: async () => null },
      records: {
        fetch: () => Promise.reject(new Error('this test has no databases')),
        save: () => Promise.reject(new Error('this test has no databases')),
        import: () => Promise.reject(new Error('this test has no databases')),
      },
    },
    templates: createTemplates(),
    clock,
    random: () => 0.5,
    log: { warn: (_, message) => void problems.push(message), error: (_, message) => void problems.push(message) },
    payloadMax: options.payloadMax ?? 16 * 1024 * 1024,
    onToken: (_, chunk) => void tokens.push(chunk),
    onSignal: (id) => void signalled.push(id),
  };
  return {
    deps,
    clock,
    problems,
    signalled,
    tokens,
    host: (owner: string): Host => createHost(deps, { owner, leaseMs: 3_600_000 }),
  };
}

let serial = 0;

/** Saves a document as a workflow of its own; answers an execution of it that is yet to be created. */
export async function wanted(
  store: Store,
  document: WorkflowDocument,
  inputs: JsonRecord = {},
  more: JsonRecord = {},
): Promise<NewExecution> {
  serial += 1;
  const now = new Date().toISOString();
  const workflowId = `w${serial}`;
  await store.workflows.create('default', workflowId, { name: workflowId, tags: [], document }, now);
  return {
    id: `e${serial}`,
    organizationId: 'default',
    workflowId,
    workflowRevision: 1,
    triggerType: 'api',
    triggerNodeId: null,
    inputs: JSON.stringify(inputs),
    createdAt: now,
    priority: 10,
    nodeCount: document.nodes.filter((node) => node.type !== 'comment').length,
    idempotencyKey: null,
    idempotencyDigest: null,
    retryOf: null,
    parentId: null,
    parentNodeId: null,
    depth: 0,
    ...more,
  };
}

/** The same, and creates it. */
export async function begin(store: Store, document: WorkflowDocument, inputs: JsonRecord = {}, more: JsonRecord = {}) {
  const execution = await wanted(store, document, inputs, more);
  await store.executions.create(execution);
  return { id: execution.id, workflowId: execution.workflowId };
}

/** Runs it to its end under one host after another, waking it whenever it waits for its time. */
export async function runToEnd(
  _store: Store,
  host: Host,
  id: string,
  each?: (running: Running) => void,
): Promise<string> {
  for (;;) {
    const running = host.runLeased(id);
    each?.(running);
    const outcome = await running.done;
    if (outcome !== 'waiting' && outcome !== 'released') return outcome;
  }
}

export type Told = { status: LogStatus; row: StoredLogRow };

/** The terminal row of each node; fails the test when a node has more than one. */
export async function terminalRows(store: Store, id: string): Promise<Map<string, StoredLogRow>> {
  const rows = await store.logs.read(id, 0, 100_000);
  const ended = new Map<string, StoredLogRow>();
  rows.forEach((row, index) => {
    if (row.seq !== index + 1) throw new Error(`expected seq ${index + 1} in ${id}, got ${row.seq}`);
    if (!['completed', 'error', 'skipped', 'cancelled'].includes(row.status)) return;
    if (ended.has(row.nodeId))
      throw new Error(`${row.nodeId} of ${id} ended twice: ${JSON.stringify([ended.get(row.nodeId), row])}`);
    ended.set(row.nodeId, row);
  });
  return ended;
}
