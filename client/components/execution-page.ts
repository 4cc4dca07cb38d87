/** How a list of executions, newest first, takes in what is new. Pure. */
import type { ExecutionQuery, ExecutionRow, PageOf } from '../api.ts';
import type { ListedStatus } from '../feed/status-feed.ts';

/**
 * The newest page with what was loaded behind it before. What no longer fits the filter goes; where the newest page does
 * not reach what was there, all of that goes: paging loads it again.
 */
export function mergedPage(
  newest: PageOf<ExecutionRow>,
  before: PageOf<ExecutionRow> | undefined,
  { status }: ExecutionQuery,
): PageOf<ExecutionRow> {
  const last = newest.items.at(-1);
  if (!before || !last || newest.next === null) return newest;
  const fresh = new Set(newest.items.map(({ executionId }) => executionId));
  if (!before.items.some(({ executionId }) => fresh.has(executionId))) return newest;
  const isOlder = (row: ExecutionRow) =>
    row.createdAt < last.createdAt || (row.createdAt === last.createdAt && row.executionId < last.executionId);
  const fits = (row: ExecutionRow) => !status || status.length === 0 || status.includes(row.status);
  const tail = before.items.filter((row) => isOlder(row) && fits(row));
  return tail.length === 0 ? newest : { items: [...newest.items, ...tail], next: before.next };
}

/** A row with what the stream told of it. */
export function withStatus(row: ExecutionRow, now: ListedStatus | undefined): ExecutionRow {
  if (!now || row.done || now.lastSeq < row.lastSeq) return row;
  const { status, progress, currentNodeId, lastSeq } = now;
  return { ...row, status, progress, currentNodeId, lastSeq } as ExecutionRow;
}
