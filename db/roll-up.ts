/**
 * Adds up, hour by hour, what ended executions come to, so that statistics of a month need not look at each of them.
 *
 * 1. What is final counts: an hour of which an execution has not ended is stale, and counted from the executions until
 *    it has. Hours are left alone for a while, so that nothing can be created in them any more.
 * 2. A mark is written with what it is about: with the passing of an hour, with the removal of executions (`retain.ts`).
 *    It is taken off only when it is still the one that was seen before the hour was added up.
 * 3. One server at a time does it (`queue/leader.ts`); another that begins meanwhile adds up the same.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { text } from './execution-rows.ts';
import { HOUR_MS, hourOf, hoursAfter } from './hours.ts';
import type { Reader, Statement, Sweeper } from './sql.ts';

const LEFT_ALONE_MS = 2 * HOUR_MS;
const MARK_OLD_MS = 600_000;
/** Hours that are added up at once. */
const AT_ONCE = 24;
const STALE_AT_ONCE = 1_000;

const nextOrganizationSql = `SELECT min(organizationId) FROM workflow_executions INDEXED BY executions_by_organization
  WHERE organizationId > ?`;
const throughSql = 'SELECT through FROM execution_hours_through WHERE organizationId = ?';
const firstCreatedSql = `SELECT min(createdAt) FROM workflow_executions INDEXED BY executions_by_organization
  WHERE organizationId = ? AND createdAt >= ?`;
const unfinishedSql = `SELECT DISTINCT substr(createdAt, 1, 13)
  FROM workflow_executions INDEXED BY executions_unfinished
  WHERE organizationId = ? AND createdAt >= ? AND createdAt < ? AND completedAt IS NULL`;
const sumsSql = `SELECT substr(createdAt, 1, 13), workflowId, status, triggerType, count(*), sum(activeMs), max(activeMs)
  FROM workflow_executions INDEXED BY executions_counted
  WHERE organizationId = ? AND createdAt >= ? AND createdAt < ? AND completedAt IS NOT NULL GROUP BY 1, 2, 3, 4`;
const clearSql = 'DELETE FROM execution_hours WHERE organizationId = ? AND hour >= ? AND hour < ?';
const keepSql = `INSERT OR REPLACE INTO execution_hours
    (organizationId, hour, workflowId, status, triggerType, executions, activeMs, longestMs)
  SELECT ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6 FROM json_each(?)`;
const markSql = `INSERT INTO execution_hours_stale (organizationId, hour, markedAt)
  SELECT ?, value, ? FROM json_each(?) WHERE true
  ON CONFLICT (organizationId, hour) DO UPDATE SET markedAt = excluded.markedAt`;
const passSql = `INSERT INTO execution_hours_through (organizationId, through) VALUES (?, ?)
  ON CONFLICT (organizationId) DO UPDATE SET through = excluded.through`;
const oldMarksSql = `SELECT hour, markedAt FROM execution_hours_stale
  WHERE organizationId = ? AND hour > ? AND markedAt <= ? ORDER BY hour LIMIT ${STALE_AT_ONCE}`;
const unmarkSql = 'DELETE FROM execution_hours_stale WHERE organizationId = ? AND hour = ? AND markedAt = ?';
/** Marks the hours of executions whose ids are given as JSON, for who removes them. */
export const hoursMarked = `INSERT INTO execution_hours_stale (organizationId, hour, markedAt)
  SELECT DISTINCT organizationId, substr(createdAt, 1, 13), strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM workflow_executions
  WHERE id IN (SELECT value FROM json_each(?))
  ON CONFLICT (organizationId, hour) DO UPDATE SET markedAt = excluded.markedAt`;

type Connections = {
  /** asked for the sums: what takes its time there holds up nobody */
  readonly reader: Reader;
  readonly sweeper: Sweeper;
};

/** Adds up what is due, of all organizations. */
export async function rollUp(connections: Connections, now: string, shouldStop: () => boolean): Promise<void> {
  const { sweeper } = connections;
  const until = hourOf(Date.parse(now) - LEFT_ALONE_MS);
  for (let organizationId = ''; !shouldStop(); ) {
    const [next] = await sweeper.all(nextOrganizationSql, [organizationId]);
    if (next?.[0] == null) return;
    organizationId = text(next[0]);
    await goOn(connections, organizationId, until, now, shouldStop);
    await again(connections, organizationId, now, shouldStop);
  }
}

async function goOn(
  connections: Connections,
  organizationId: string,
  until: string,
  now: string,
  shouldStop: () => boolean,
): Promise<void> {
  const { sweeper } = connections;
  const [known] = await sweeper.all(throughSql, [organizationId]);
  for (let from = known ? text(known[0]) : ''; from < until && !shouldStop(); ) {
    const [first] = await sweeper.all(firstCreatedSql, [organizationId, from]);
    const begin = first?.[0] == null ? until : text(first[0]).slice(0, 13);
    const to = begin < until ? earlier(hoursAfter(begin, AT_ONCE), until) : until;
    const pass = { sql: passSql, args: [organizationId, to] };
    if (begin < to) {
      const open = await sweeper.all(unfinishedSql, [organizationId, begin, to]);
      const mark = { sql: markSql, args: [organizationId, now, JSON.stringify(open.flat())] };
      await sweeper.step([...(await addedUp(connections, organizationId, begin, to)), mark, pass]);
    } else await sweeper.step([pass]);
    from = to;
    await turn();
  }
}

/** Hours that were stale and are so no more. */
async function again(
  connections: Connections,
  organizationId: string,
  now: string,
  shouldStop: () => boolean,
): Promise<void> {
  const { sweeper } = connections;
  const old = new Date(Date.parse(now) - MARK_OLD_MS).toISOString();
  for (let after = ''; ; ) {
    const marks = await sweeper.all(oldMarksSql, [organizationId, after, old]);
    for (const [hour, markedAt] of marks.map((row) => row.map(text))) {
      if (shouldStop() || hour === undefined || markedAt === undefined) return;
      after = hour;
      const open = await sweeper.all(unfinishedSql, [organizationId, hour, hoursAfter(hour)]);
      if (open.length > 0) continue;
      const sums = await addedUp(connections, organizationId, hour, hoursAfter(hour));
      await sweeper.step([...sums, { sql: unmarkSql, args: [organizationId, hour, markedAt] }]);
      await turn();
    }
    if (marks.length < STALE_AT_ONCE) return;
  }
}

/** What replaces the sums of these hours. */
async function addedUp(
  { reader }: Connections,
  organizationId: string,
  from: string,
  to: string,
): Promise<readonly Statement[]> {
  const sums = await reader.all(sumsSql, [organizationId, from, to]);
  return [
    { sql: clearSql, args: [organizationId, from, to] },
    { sql: keepSql, args: [organizationId, JSON.stringify(sums)] },
  ];
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
