import { listExecutions } from './execution-list.ts';
import {
  executionColumns,
  headColumns,
  INPUTS_ELSEWHERE,
  INPUTS_INLINE_MAX,
  text,
  textOrNull,
  toExecution,
  toHead,
} from './execution-rows.ts';
import { isFinished, progressOf } from './execution-state.ts';
import { firstClaim, type WriteDeps } from './leases.ts';
import type { ExecutionHead } from './model.ts';
import { insertOnce, marks, type Reader, type Value } from './sql.ts';
import type { Created, Executions, FirstLease, NewExecution } from './store.ts';

const newColumns = [
  'id',
  'workflowId',
  'organizationId',
  'createdAt',
  'workflowRevision',
  'triggerType',
  'triggerNodeId',
  'priority',
  'idempotencyKey',
  'idempotencyDigest',
  'nodeCount',
  'retryOf',
  'parentId',
  'parentNodeId',
  'depth',
  'inputs',
  'startedBy',
] as const satisfies readonly (keyof NewExecution)[];
const leaseColumns = ['status', 'epoch', 'leaseOwner', 'leaseUntil', 'startedAt'] as const;
const createSql = `INSERT INTO workflow_executions (${[...newColumns, ...leaseColumns].join(', ')}, lastSeq, version,
    completedNodes, failedNodes, skippedNodes, activeMs)
  VALUES (${marks(newColumns.length + leaseColumns.length)}, 0, 1, 0, 0, 0, 0)
  ON CONFLICT DO NOTHING RETURNING (SELECT name FROM workflows WHERE workflows.id = workflowId)`;
const written = 'EXISTS (SELECT 1 FROM workflow_executions WHERE id = ? AND createdAt = ?)';
const insertInputs = insertOnce('execution_inputs', ['executionId', 'inputs'], written);
/** after a connection that broke off: the row is there with exactly this key, digest and time */
const createdSql = `SELECT (SELECT name FROM workflows WHERE workflows.id = workflowId) FROM workflow_executions
  WHERE id = ? AND createdAt = ? AND idempotencyDigest IS ?`;

const from = 'FROM workflow_executions AS e';
const sameIdSql = `SELECT ${headColumns}, e.idempotencyDigest ${from} WHERE e.id = ?`;
const sameKeySql = `SELECT ${headColumns}, e.idempotencyDigest ${from} WHERE e.workflowId = ? AND e.idempotencyKey = ?`;
const getSql = `SELECT ${executionColumns} ${from} WHERE e.id = ? AND e.organizationId = ?`;
const headSql = `SELECT ${headColumns} ${from} WHERE e.id = ? AND e.organizationId = ?`;
const retrySql = `SELECT ${headColumns} ${from} WHERE e.retryOf = ? AND e.organizationId = ?`;
const childrenSql = 'SELECT id FROM workflow_executions WHERE parentId = ? AND completedAt IS NULL ORDER BY id';
const countSql = `SELECT
  (SELECT count(*) FROM workflow_executions
    WHERE status = 'pending' AND queuedAt IS NULL AND workflowId = ?1 AND triggerType = ?2) +
  (SELECT count(*) FROM workflow_executions WHERE queuedAt IS NOT NULL AND workflowId = ?1 AND triggerType = ?2) +
  (SELECT count(*) FROM workflow_executions WHERE status = 'waiting' AND workflowId = ?1 AND triggerType = ?2) +
  (SELECT count(*) FROM workflow_executions INDEXED BY executions_running
    WHERE status = 'running' AND queuedAt IS NULL AND workflowId = ?1 AND triggerType = ?2)`;

export function createExecutions(reader: Reader, { writer, changes }: WriteDeps): Executions {
  /** The name of its workflow when the row was written, undefined when one was there. */
  function insert(execution: NewExecution, lease?: FirstLease): Promise<{ workflowName: Value } | undefined> {
    const apart = execution.inputs.length > INPUTS_INLINE_MAX;
    const row = apart ? { ...execution, inputs: INPUTS_ELSEWHERE } : execution;
    const leased = lease
      ? ['running', 1, lease.owner, lease.until, execution.createdAt]
      : ['pending', 0, null, null, null];
    return new Promise((resolve, reject) => {
      writer.enqueue({
        fence: { sql: createSql, args: [...newColumns.map((column) => row[column] ?? null), ...leased], returns: true },
        rest: apart ? [{ sql: insertInputs, args: [execution.id, execution.inputs], returns: false }] : [],
        guard: [execution.id, execution.createdAt],
        applied: { sql: createdSql, args: [execution.id, execution.createdAt, execution.idempotencyDigest] },
        patient: false,
        committed({ held, rows: [row] }) {
          if (!held || !row) return resolve(undefined);
          resolve({ workflowName: row[0] ?? null });
          changes.emit({
            executionId: execution.id,
            organizationId: execution.organizationId,
            workflowId: execution.workflowId,
            status: lease ? 'running' : 'pending',
            currentNodeId: null,
            progress: progressOf(execution.nodeCount, { completed: 0, failed: 0, skipped: 0 }),
            lastSeq: 0,
            rows: [],
            tokens: [],
          });
        },
        failed: reject,
      });
    });
  }

  async function existing(execution: NewExecution): Promise<Created> {
    const { id, workflowId, idempotencyKey } = execution;
    let [row] = await reader.all(sameIdSql, [id]);
    if (!row && idempotencyKey !== null) [row] = await reader.all(sameKeySql, [workflowId, idempotencyKey]);
    // retention can take the one that was in the way between the two statements
    if (!row) throw new Error(`Execution "${id}" was neither written nor there`);
    return { created: false, execution: toHead(row), idempotencyDigest: textOrNull(row.at(-1)) };
  }

  const first = async (sql: string, args: Value[]): Promise<ExecutionHead | null> => {
    const [row] = await reader.all(sql, args);
    return row ? toHead(row) : null;
  };

  return {
    async create(execution, lease) {
      const made = await insert(execution, lease);
      if (!made) return existing(execution);
      const head = newHead(execution, textOrNull(made.workflowName) ?? execution.workflowId, lease !== undefined);
      const created = { created: true, execution: head, idempotencyDigest: execution.idempotencyDigest };
      return lease ? { ...created, claimed: firstClaim(execution, lease) } : created;
    },
    async get(organizationId, id) {
      const [row] = await reader.all(getSql, [id, organizationId]);
      return row ? toExecution(row) : null;
    },
    head: (organizationId, id) => first(headSql, [id, organizationId]),
    list: (organizationId, filter) => listExecutions(reader, organizationId, filter),
    async lastRetry(organizationId, retryOf) {
      const retries = (await reader.all(retrySql, [retryOf, organizationId])).map(toHead).sort(unfinishedThenNewest);
      return retries[0] ?? null;
    },
    async countUnfinished(workflowId, trigger) {
      const [row] = await reader.all(countSql, [workflowId, trigger]);
      return Number(row?.[0]);
    },
    async unfinishedChildren(parentId) {
      return (await reader.all(childrenSql, [parentId])).map(([id]) => text(id));
    },
  };
}

function unfinishedThenNewest(a: ExecutionHead, b: ExecutionHead): number {
  const order = Number(isFinished(a.status)) - Number(isFinished(b.status));
  return order || (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? 1 : -1);
}

function newHead(execution: NewExecution, workflowName: string, running: boolean): ExecutionHead {
  const state = running
    ? { status: 'running' as const, startedAt: execution.createdAt }
    : { status: 'pending' as const, startedAt: null };
  return {
    ...state,
    id: execution.id,
    workflowId: execution.workflowId,
    workflowName,
    workflowRevision: execution.workflowRevision,
    organizationId: execution.organizationId,
    triggerType: execution.triggerType,
    currentNodeId: null,
    createdAt: execution.createdAt,
    completedAt: null,
    error: null,
    wakeAt: null,
    retryOf: execution.retryOf,
    parentId: execution.parentId,
    lastSeq: 0,
    version: 1,
    progress: progressOf(execution.nodeCount, { completed: 0, failed: 0, skipped: 0 }),
  };
}
