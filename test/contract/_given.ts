/** What the tests of the store put into it. Times are seconds of one hour, so that a test reads like a clock. */
import { ulid } from 'ulid';
import type { LogStatus, StoredLogRow, WorkflowDocument } from '../../db/model.ts';
import type { Claimed, Lease, LeaseCommit, NewExecution, NewSignal, Store } from '../../db/store.ts';

/** The time so many seconds after noon. */
export const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1, 12, 0, 0) + seconds * 1000).toISOString();

export const document = (nodes = 1, settings: WorkflowDocument['settings'] = {}): WorkflowDocument => ({
  nodes: Array.from({ length: nodes }, (_, i) => ({ id: `n${i}`, type: 'output', label: `N${i}`, config: {} })),
  connections: [],
  settings,
});

export async function workflow(
  store: Store,
  settings: WorkflowDocument['settings'] = {},
  id = ulid(),
): Promise<string> {
  await store.workflows.create(
    'default',
    id,
    { name: `name of ${id}`, tags: [], document: document(2, settings) },
    at(0),
  );
  return id;
}

export const newExecution = (workflowId: string, more: Partial<NewExecution> = {}): NewExecution => ({
  id: ulid(),
  organizationId: 'default',
  workflowId,
  workflowRevision: 1,
  triggerType: 'api',
  triggerNodeId: null,
  inputs: '{"a":1}',
  createdAt: at(0),
  priority: 0,
  nodeCount: 4,
  idempotencyKey: null,
  idempotencyDigest: null,
  retryOf: null,
  parentId: null,
  parentNodeId: null,
  depth: 0,
  ...more,
});

export async function pending(store: Store, workflowId: string, more: Partial<NewExecution> = {}): Promise<string> {
  const { execution } = await store.executions.create(newExecution(workflowId, more));
  return execution.id;
}

/** Claims it at `seconds` for half a minute. Throws when it is somebody else's. */
export async function claim(store: Store, id: string, owner = 'me', seconds = 1): Promise<Claimed> {
  const lease = await store.leases.claim(id, owner, at(seconds), at(seconds + 30));
  if (!lease) throw new Error(`Execution "${id}" could not be claimed`);
  return lease;
}

export async function claimed(store: Store, workflowId: string, more: Partial<NewExecution> = {}): Promise<Claimed> {
  return claim(store, await pending(store, workflowId, more));
}

export const row = (executionId: string, seq: number, more: Partial<StoredLogRow> = {}): StoredLogRow => ({
  executionId,
  seq,
  nodeId: `n${seq}`,
  nodeType: 'output',
  nodeLabel: `N${seq}`,
  status: 'completed' as LogStatus,
  attempt: 1,
  inputData: null,
  outputData: `{"seq":${seq}}`,
  result: '{"success":true,"message":"ok"}',
  error: null,
  duration: 1.5,
  timestamp: at(seq),
  ...more,
});

export const commit = (lease: Lease, more: Partial<LeaseCommit> = {}): LeaseCommit => ({
  executionId: lease.executionId,
  owner: lease.owner,
  epoch: lease.epoch,
  organizationId: 'default',
  workflowId: 'workflowId' in lease ? String(lease.workflowId) : 'unknown',
  now: at(2),
  rows: [],
  lastSeq: more.rows?.at(-1)?.seq ?? 0,
  currentNodeId: null,
  nodeCount: 4,
  counts: { completed: 0, failed: 0, skipped: 0 },
  activeMs: 10,
  ...more,
});

export const finished = (seconds = 3, status: 'completed' | 'failed' | 'cancelled' = 'completed') =>
  ({
    kind: 'finished',
    status,
    completedAt: at(seconds),
    error: status === 'failed' ? 'it broke' : null,
    nodeResults: '{}',
    finalOutput: '1',
  }) as const;

/** An execution that has ended, with one row. */
export async function ended(
  store: Store,
  workflowId: string,
  more: Partial<NewExecution> = {},
  end: Parameters<typeof finished> = [],
): Promise<string> {
  const lease = await claimed(store, workflowId, more);
  await store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)], end: finished(...end) }));
  return lease.executionId;
}

export const signal = (executionId: string, more: Partial<NewSignal> = {}): NewSignal => ({
  executionId,
  kind: 'resume',
  nodeId: 'n1',
  payload: '{"approved":true}',
  createdAt: at(5),
  ...more,
});
