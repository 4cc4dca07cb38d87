/** How an organization stands. Each figure is bounded, so that none costs more with a longer history. */
import { text } from './execution-rows.ts';
import type { ListedSchedule, Overview } from './overview-store.ts';
import type { Reader, Value } from './sql.ts';
import type { LastExecution, Upkeep } from './store.ts';

const unfinishedSql = `SELECT status, count(*) FROM (
    SELECT status FROM workflow_executions INDEXED BY executions_unfinished
    WHERE organizationId = ? AND completedAt IS NULL ORDER BY createdAt DESC, id DESC LIMIT ?) AS newest
  GROUP BY status`;
const failedSql = `SELECT count(*) FROM (
    SELECT 1 FROM workflow_executions INDEXED BY executions_ended_by_organization
    WHERE organizationId = ? AND status = 'failed' AND completedAt IS NOT NULL AND createdAt >= ? LIMIT ?) AS failed`;
const keptSql = `SELECT count(*) FROM (
    SELECT 1 FROM workflow_executions INDEXED BY executions_by_organization WHERE organizationId = ? LIMIT ?) AS kept`;
const oldestSql = `SELECT createdAt FROM workflow_executions INDEXED BY executions_by_organization
  WHERE organizationId = ? ORDER BY createdAt LIMIT 1`;

/** A tick's key is `schedule:<node>:<time due>`, and times begin with a digit, all of which are below ':'. */
const lastTick = `(SELECT json_array(e.id, e.status, e.createdAt) FROM workflow_executions AS e INDEXED BY executions_by_key
    WHERE e.workflowId = s.workflowId AND e.idempotencyKey IS NOT NULL
      AND e.idempotencyKey > 'schedule:' || s.nodeId || ':' AND e.idempotencyKey < 'schedule:' || s.nodeId || '::'
    ORDER BY e.idempotencyKey DESC LIMIT 1)`;
const scheduleColumns = `s.workflowId, w.name, s.nodeId, s.spec, s.nextAt, ${lastTick}`;
const schedulesSql = `SELECT ${scheduleColumns} FROM schedules AS s JOIN workflows AS w ON w.id = s.workflowId
  WHERE s.organizationId = ? ORDER BY s.nextAt, s.workflowId LIMIT ?`;
const schedulesOfSql = `SELECT ${scheduleColumns} FROM schedules AS s JOIN workflows AS w ON w.id = s.workflowId
  WHERE s.organizationId = ? AND s.workflowId = ?`;

/** `pragma` asks the local file; null on a server. */
export function createOverview(
  reader: Reader,
  upkeep: Pick<Upkeep, 'health'>,
  pragma: ((text: string) => Promise<Value>) | null,
): Overview {
  async function numberOf(sql: string, args: readonly Value[]): Promise<number> {
    return Number((await reader.all(sql, args))[0]?.[0] ?? 0);
  }

  return {
    async counts(organizationId, since, most) {
      const rows = await reader.all(unfinishedSql, [organizationId, most + 1]);
      const of = (status: string) => Number(rows.find((row) => row[0] === status)?.[1] ?? 0);
      const unfinished = { pending: of('pending'), running: of('running'), waiting: of('waiting') };
      const failed = await numberOf(failedSql, [organizationId, since, most + 1]);
      return {
        unfinished,
        moreUnfinished: unfinished.pending + unfinished.running + unfinished.waiting > most,
        failed: { count: Math.min(failed, most), more: failed > most },
      };
    },

    async schedules(organizationId, limit, workflowId) {
      const rows =
        workflowId === undefined
          ? await reader.all(schedulesSql, [organizationId, limit])
          : await reader.all(schedulesOfSql, [organizationId, workflowId]);
      return rows.map(toSchedule).sort((a, b) => (a.nextAt < b.nextAt ? -1 : 1));
    },

    async kept(organizationId, most) {
      const count = await numberOf(keptSql, [organizationId, most + 1]);
      const [oldest] = await reader.all(oldestSql, [organizationId]);
      return { count: Math.min(count, most), more: count > most, oldestAt: oldest ? text(oldest[0]) : null };
    },

    async storage() {
      const { sizeBytes, freeBytes } = await upkeep.health();
      const reusableBytes = pragma && Number(await pragma('freelist_count')) * Number(await pragma('page_size'));
      return { kind: pragma ? 'file' : 'server', sizeBytes, reusableBytes, freeBytes };
    },
  };
}

function toSchedule([workflowId, workflowName, nodeId, spec, nextAt, last]: readonly Value[]): ListedSchedule {
  const lastExecution = last == null ? null : toLast(text(last));
  return {
    workflowId: text(workflowId),
    workflowName: text(workflowName),
    nodeId: text(nodeId),
    spec: text(spec),
    nextAt: text(nextAt),
    lastExecution,
  };
}

function toLast(json: string): LastExecution {
  const [executionId, status, createdAt] = JSON.parse(json) as [string, LastExecution['status'], string];
  return { executionId, status, createdAt };
}
