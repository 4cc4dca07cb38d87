/**
 * What the storage alone can do, without an engine: `node bench/store.ts [executions] [stored]`.
 * Prints log rows per second under a fence, in groups of about 200, and whole executions per second (create, claim, two
 * commits with six rows), each commit durable before the next step; then what the reads of a live page cost.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredLogRow } from '../db/model.ts';
import { openStore } from '../db/open-store.ts';
import type { Claimed, LeaseCommit, NewExecution, Store } from '../db/store.ts';

const executions = Number(process.argv[2] ?? 20_000);
const stored = Number(process.argv[3] ?? 0);
const folder = mkdtempSync(join(tmpdir(), 'cortado-bench-'));
const store = await openStore({ url: `file:${join(folder, 'bench.db')}`, now: () => new Date().toISOString() });
const time = '2026-01-01T00:00:00.000Z';
const until = '2099-01-01T00:00:00.000Z';
const output = JSON.stringify({
  user: { id: 1, name: 'Ada Lovelace', roles: ['a', 'b'] },
  items: [1, 2, 3, 4],
  text: 'x'.repeat(180),
});
let made = 0;

const idOf = (n: number): string => `01J9Z3K8QWERTYUIOP${String(n).padStart(8, '0')}`;
const execution = (): NewExecution => ({
  id: idOf(made++),
  organizationId: 'default',
  workflowId: 'w1',
  workflowRevision: 1,
  triggerType: 'api',
  triggerNodeId: null,
  inputs: '{"input":1}',
  createdAt: time,
  priority: 1,
  nodeCount: 5,
  idempotencyKey: null,
  idempotencyDigest: null,
  retryOf: null,
  parentId: null,
  parentNodeId: null,
  depth: 0,
});
const row = (executionId: string, seq: number): StoredLogRow => ({
  executionId,
  seq,
  nodeId: `node_${seq}`,
  nodeType: 'http',
  nodeLabel: 'HTTP Request',
  status: 'completed',
  attempt: 1,
  inputData: null,
  outputData: output,
  result: '{"success":true,"message":"ok","statusCode":200}',
  error: null,
  duration: 12.5,
  timestamp: time,
});
const commit = (lease: Claimed, first: number, count: number, more: Partial<LeaseCommit> = {}): LeaseCommit => ({
  ...lease,
  now: time,
  rows: Array.from({ length: count }, (_, i) => row(lease.executionId, first + i)),
  lastSeq: first + count - 1,
  currentNodeId: 'node_5',
  nodeCount: 5,
  counts: { completed: Math.min(5, first + count - 1), failed: 0, skipped: 0 },
  activeMs: 10,
  ...more,
});
const finished: LeaseCommit['end'] = {
  kind: 'finished',
  status: 'completed',
  completedAt: time,
  error: null,
  nodeResults: JSON.stringify({ node_5: { success: true, outputData: output } }),
  finalOutput: output,
};

async function claimed(store: Store): Promise<Claimed> {
  const { execution: head } = await store.executions.create(execution());
  const lease = await store.leases.claim(head.id, 'bench', time, until);
  if (!lease) throw new Error('A new execution could not be claimed');
  return lease;
}

async function measure(name: string, count: number, unit: string, work: () => Promise<void>): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const perUnit = ((user + system) / count).toFixed(1);
  console.log(
    `${name.padEnd(46)} ${Math.round(count / seconds)
      .toString()
      .padStart(8)} ${unit}/s   ${perUnit.padStart(7)} µs CPU each`,
  );
}

async function whole(): Promise<void> {
  const lease = await claimed(store);
  await store.leases.commit(commit(lease, 1, 3));
  await store.leases.commit(commit(lease, 4, 3, { end: finished }));
}

/** `count` times `work`, at most `width` at once. */
async function wide(count: number, width: number, work: () => Promise<void>): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: width }, lane));
}

if (stored > 0)
  await measure(`storing ${stored} finished executions`, stored, 'executions', () => wide(stored, 250, whole));
for (const [perUnit, units] of [
  [1, 200],
  [3, 67],
  [10, 20],
] as const) {
  const leases = await Promise.all(Array.from({ length: units }, () => claimed(store)));
  const rounds = Math.ceil(60_000 / (perUnit * units));
  await measure(
    `rows, ${perUnit} a fence, groups of ${perUnit * units}`,
    rounds * perUnit * units,
    'rows',
    async () => {
      for (let round = 0; round < rounds; round++)
        await Promise.all(leases.map((lease) => store.leases.commit(commit(lease, round * perUnit + 1, perUnit))));
    },
  );
  for (const lease of leases) await store.leases.commit(commit(lease, 1, 0, { end: finished }));
}
for (const width of [1, 10, 32, 100])
  await measure(`executions, ${width} at once`, width === 1 ? executions / 10 : executions, 'executions', () =>
    wide(width === 1 ? executions / 10 : executions, width, whole),
  );
const id = idOf(made - 1);
const reads: [string, () => Promise<unknown>][] = [
  ['head', () => store.executions.head('default', id)],
  ['capped rows of one execution', () => store.logs.readCapped(id, 0, 1000)],
  ['due, nothing is', () => store.leases.due(time, 32)],
  ['a page of 20 of a workflow', () => store.executions.list('default', { limit: 20, workflowId: 'w1' })],
  ['a page of 20 failed (none is)', () => store.executions.list('default', { limit: 20, status: ['failed'] })],
];
for (const [name, read] of reads)
  await measure(name, 2_000, 'reads', () => wide(2_000, 1, async () => void (await read())));
await store.close();
rmSync(folder, { recursive: true, force: true });
