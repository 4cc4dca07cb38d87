import { listExecutions } from './execution-list.ts';
import { executionColumns, headColumns, text, textOrNull, toExecution, toHead } from './execution-rows.ts';
import { isFinished, progressOf } from './execution-state.ts';
import type { WriteDeps } from './leases.ts';
import type { ExecutionHead } from './model.ts';
import { inputSteps, newArgs, newColumns } from './new-execution.ts';
import { marks, type Reader, type Value } from './sql.ts';
import type { Created, Executions, NewExecution } from './store.ts';

const createSql = `INSERT INTO workflow_executions (${newColumns.join(', ')}, status, epoch, lastSeq, version,
    completedNodes, failedNodes, skippedNodes, activeMs)
  VALUES (${marks(newColumns.length)}, 'pending', 0, 0, 1, 0, 0, 0, 0)
  ON CONFLICT DO NOTHING RETURNING (SELECT name FROM workflows WHERE workflows.id = workflowId)`;
const written = 'EXISTS (SELECT 1 FROM workflow_executions WHERE id = ? AND createdAt = ?)';
const insertInputs = inputSteps(written);
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
  function insert(execution: NewExecution): Promise<{ workflowName: Value } | undefined> {
    return new Promise((resolve, reject) => {
      writer.enqueue({
        fence: { sql: createSql, args: newArgs(execution), returns: true },
        rest: insertInputs(execution),
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
            status: 'pending',
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
    async create(execution) {
      const made = await insert(execution);
      if (!made) return existing(execution);
      const head = newHead(execution, textOrNull(made.workflowName) ?? execution.workflowId);
      return { created: true, execution: head, idempotencyDigest: execution.idempotencyDigest };
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

function newHead(execution: NewExecution, workflowName: string): ExecutionHead {
  return {
    id: execution.id,
    workflowId: execution.workflowId,
    workflowName,
    workflowRevision: execution.workflowRevision,
    organizationId: execution.organizationId,
    status: 'pending',
    triggerType: execution.triggerType,
    currentNodeId: null,
    createdAt: execution.createdAt,
    startedAt: null,
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
