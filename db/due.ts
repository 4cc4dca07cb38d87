/**
 * What may be claimed now. Which workflows have work is found by stepping from one to the next in a partial index, and
 * each gives no more than the limit: the cost grows with the number of workflows that have work, never with how much
 * they have.
 */
import { text, textOrNull } from './execution-rows.ts';
import type { Reader } from './sql.ts';
import type { Due, Leases } from './store.ts';

/** What the queue of other machines has is not offered here; what waits is in no queue. */
const where = { pending: "status = 'pending' AND queuedAt IS NULL", waiting: "status = 'waiting'" } as const;
/** The workflows with executions of a status, as rows of `name`. */
const workflowsWith = (name: string, status: 'pending' | 'waiting'): string => {
  const next = `SELECT min(workflowId) FROM workflow_executions WHERE ${where[status]}`;
  return `${name}(id) AS (${next}
    UNION ALL SELECT (${next} AND workflowId > ${name}.id) FROM ${name} WHERE ${name}.id IS NOT NULL)`;
};
const wanted = 'id IS NOT NULL AND id NOT IN (SELECT value FROM json_each(:except))';

const dueSql = `WITH RECURSIVE ${workflowsWith('pending', 'pending')}, ${workflowsWith('waiting', 'waiting')},
  due(id) AS (
    SELECT e.rowid FROM (SELECT id FROM pending WHERE ${wanted}) AS w
      JOIN workflow_executions AS e ON e.rowid IN (SELECT p.rowid FROM workflow_executions AS p
        WHERE p.status = 'pending' AND p.queuedAt IS NULL AND p.workflowId = w.id ORDER BY p.priority DESC, p.createdAt, p.id LIMIT :limit)
    UNION ALL
    SELECT e.rowid FROM (SELECT id FROM waiting WHERE ${wanted}) AS w
      JOIN workflow_executions AS e ON e.rowid IN (SELECT p.rowid FROM workflow_executions AS p
        WHERE p.status = 'waiting' AND p.workflowId = w.id AND p.wakeAt <= :now ORDER BY p.wakeAt LIMIT :limit)
    UNION ALL
    SELECT rowid FROM workflow_executions WHERE status = 'running' AND leaseUntil IS NULL AND queuedAt IS NULL
      AND workflowId NOT IN (SELECT value FROM json_each(:except))
    UNION ALL
    SELECT rowid FROM workflow_executions WHERE status = 'running' AND leaseUntil < :now AND queuedAt IS NULL
      AND workflowId NOT IN (SELECT value FROM json_each(:except)))
  SELECT e.id, e.workflowId, e.priority, (SELECT concurrency FROM workflows WHERE id = e.workflowId)
  FROM due CROSS JOIN workflow_executions AS e ON e.rowid = due.id
  ORDER BY e.priority DESC, e.createdAt, e.id LIMIT :limit`
  // the driver takes arguments by number
  .replaceAll(':except', '?1')
  .replaceAll(':limit', '?2')
  .replaceAll(':now', '?3');

const nextSql = `WITH RECURSIVE ${workflowsWith('waiting', 'waiting')}
  SELECT min((SELECT min(wakeAt) FROM workflow_executions
      WHERE status = 'waiting' AND workflowId = waiting.id AND wakeAt > ?1)),
    (SELECT min(leaseUntil) FROM workflow_executions
      WHERE status = 'running' AND leaseUntil > ?1 AND queuedAt IS NULL)
  FROM waiting`;

export function createDue(reader: Reader): Pick<Leases, 'due' | 'nextDue'> {
  return {
    async due(now, limit, except = []) {
      const rows = await reader.all(dueSql, [JSON.stringify(except), limit, now]);
      return rows.map(
        ([id, workflowId, priority, concurrency]): Due => ({
          executionId: text(id),
          workflowId: text(workflowId),
          priority: Number(priority),
          concurrency: concurrency == null ? null : Number(concurrency),
        }),
      );
    },
    async nextDue(after) {
      const [row] = await reader.all(nextSql, [after]);
      const [wakeAt, leaseUntil] = row ?? [];
      const times = [textOrNull(wakeAt), textOrNull(leaseUntil)].filter((time) => time !== null);
      return times.sort()[0] ?? null;
    },
  };
}
