/** What was given to the queue of other machines, marked by `queuedAt`. */
import { text, textOrNull } from './execution-rows.ts';
import type { WriteDeps } from './leases.ts';
import type { ExecutionStatus } from './model.ts';
import type { Reader } from './sql.ts';
import type { Gave, Queue, Queued } from './store.ts';

const claimable = `(status = 'pending' OR status = 'waiting' AND wakeAt <= ?1
  OR status = 'running' AND (leaseOwner IS NULL OR leaseUntil < ?1))`;

/** How many of a workflow are queued, or running here. */
const atWork = `(SELECT count(*) FROM workflow_executions AS q
    WHERE q.queuedAt IS NOT NULL AND q.workflowId = workflow_executions.workflowId) +
  (SELECT count(*) FROM workflow_executions AS q INDEXED BY executions_running
    WHERE q.status = 'running' AND q.queuedAt IS NULL AND q.workflowId = workflow_executions.workflowId
      AND q.id <> workflow_executions.id)`;
const most = '(SELECT concurrency FROM workflows WHERE workflows.id = workflow_executions.workflowId)';
const hasRoom = `CASE WHEN ${most} IS NULL THEN 1 ELSE ${atWork} < ${most} END`;

const giveSql = `UPDATE workflow_executions SET queuedAt = ?1
  WHERE id = ?2 AND queuedAt IS NULL AND ${claimable} AND ${hasRoom} RETURNING epoch`;
/** after a connection that broke off: only the one who has written this time may have given it */
const gaveSql = 'SELECT epoch FROM workflow_executions WHERE queuedAt = ?1 AND id = ?2';
const whySql = `SELECT queuedAt IS NOT NULL, ${claimable} FROM workflow_executions WHERE id = ?2`;

const takeBackSql = `UPDATE workflow_executions
  SET queuedAt = NULL, epoch = epoch + ?3, version = version + 1
  FROM (SELECT value ->> 0 AS id, value ->> 1 AS queuedAt FROM json_each(?2)) AS given
  WHERE workflow_executions.id = given.id AND workflow_executions.queuedAt = given.queuedAt
    AND (workflow_executions.leaseUntil IS NULL OR workflow_executions.leaseUntil < ?1)
  RETURNING workflow_executions.id`;

const unattendedSql = `SELECT id, queuedAt FROM workflow_executions INDEXED BY executions_queued
  WHERE queuedAt IS NOT NULL AND queuedAt < ?1 AND (queuedAt, id) > (?2, ?3)
    AND (leaseUntil IS NULL OR leaseUntil < ?4) ORDER BY queuedAt, id LIMIT ?5`;

const statesSql = `SELECT e.id, e.status, e.error, e.leaseUntil >= ?1, e.queuedAt
  FROM json_each(?2) AS wanted CROSS JOIN workflow_executions AS e ON e.id = wanted.value`;

const countsSql = `SELECT count(*), ifnull(sum(leaseUntil >= ?1), 0)
  FROM workflow_executions INDEXED BY executions_queued WHERE queuedAt IS NOT NULL`;

/** `sweeper` writes, between the groups of the writer. */
export function createQueue({ reader, sweeper }: { reader: Reader; sweeper: Reader }, { writer }: WriteDeps): Queue {
  function mark(executionId: string, now: string): Promise<number | null> {
    return new Promise((resolve, reject) => {
      writer.enqueue({
        fence: { sql: giveSql, args: [now, executionId], returns: true },
        rest: [],
        guard: [],
        applied: { sql: gaveSql, args: [now, executionId] },
        patient: false,
        committed: ({ rows: [row] }) => resolve(row ? Number(row[0]) : null),
        failed: reject,
      });
    });
  }

  return {
    async give(executionId, now): Promise<Gave> {
      const epoch = await mark(executionId, now);
      if (epoch !== null) return { kind: 'given', epoch };
      const [row] = await reader.all(whySql, [now, executionId]);
      if (row?.[0] === 1) return { kind: 'queued' };
      return { kind: row?.[1] === 1 ? 'full' : 'gone' };
    },
    async takeBack(queued, now, lost) {
      const given = JSON.stringify(queued.map((each) => [each.executionId, each.queuedAt]));
      const rows = await sweeper.all(takeBackSql, [now, given, lost ? 1 : 0]);
      return rows.map(([id]) => text(id));
    },
    async unattended(before, now, limit, after) {
      const args = [before, after?.queuedAt ?? '', after?.executionId ?? '', now, limit];
      const rows = await reader.all(unattendedSql, args);
      return rows.map(([id, queuedAt]): Queued => ({ executionId: text(id), queuedAt: text(queuedAt) }));
    },
    async states(executionIds, now) {
      const rows = await reader.all(statesSql, [now, JSON.stringify(executionIds)]);
      return rows.map(([id, status, error, held, queuedAt]) => ({
        executionId: text(id),
        status: text(status) as ExecutionStatus,
        error: textOrNull(error),
        held: held === 1,
        queuedAt: textOrNull(queuedAt),
      }));
    },
    async counts(now) {
      const [row] = await reader.all(countsSql, [now]);
      return { queued: Number(row?.[0]), held: Number(row?.[1]) };
    },
  };
}
