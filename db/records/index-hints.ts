/** Which index a question would have had an answer from at once: large databases get it unasked, for the next time. */
import type { AggregateQuery, Database, Filter, RecordQuery } from '../database-model.ts';
import { aggregateParts, COVERED_MAX } from './aggregate-sql.ts';
import { type IndexPart, ownIndex } from './layout.ts';

/** Below so many records everything is fast enough. */
export const HINTS_FROM = 50_000;
/** Indexes that are made unasked cost each write a little: there are at most so many in all. */
export const INDEXES_MAX = 24;
const PARTS_MAX = 3;

/** Columns that have to be equal to something, in the filter itself or in what it joins by `and`. */
function equalColumns(filter: Filter | undefined): string[] {
  if (filter === undefined) return [];
  if ('and' in filter) return filter.and.flatMap(equalColumns);
  return 'column' in filter && (filter.op ?? 'equals') === 'equals' ? [filter.column] : [];
}
function rangedColumns(filter: Filter | undefined): string[] {
  if (filter === undefined) return [];
  if ('and' in filter) return filter.and.flatMap(rangedColumns);
  const ranged = ['greaterThan', 'lessThan', 'greaterOrEqual', 'lessOrEqual', 'between'];
  return 'column' in filter && ranged.includes(filter.op ?? 'equals') ? [filter.column] : [];
}

/** What is equal first, then the order, or else a range. Null: no index would help. */
export function pageHint(
  { columns }: Database,
  { filter, sort = [], search, deleted }: RecordQuery,
): IndexPart[] | null {
  if (deleted === true || search?.trim()) return null;
  const named = [...equalColumns(filter), ...(sort[0] ? [sort[0].column] : rangedColumns(filter).slice(0, 1))];
  const parts = [...new Set(named)].flatMap((key) => {
    const column = columns.find((each) => each.key === key);
    return column && column.type !== 'json' && column.type !== 'file' ? ownIndex(column) : [];
  });
  return parts.length > 0 && parts.length <= PARTS_MAX ? parts : null;
}

/** Of all records what is grouped and measured; else first what the filter asks for, when it is nothing but `and`. */
export function aggregateHint(database: Database, query: AggregateQuery): IndexPart[] | null {
  const { filter, search, groupBy, measures } = query;
  if (search?.trim()) return null;
  if (filter === undefined) return aggregateParts(database, query);
  const equal = equalColumns(filter);
  const ranged = rangedColumns(filter);
  if (countConditions(filter) !== equal.length + ranged.length || new Set(ranged).size > 1) return null;
  const measured = measures.flatMap(({ column }) => column ?? []);
  const named = new Set([...equal, ...ranged, ...groupBy.map(({ column }) => column), ...measured]);
  const parts: IndexPart[] = [];
  for (const key of named) {
    const column = database.columns.find((each) => each.key === key);
    if (!column || column.type === 'json' || column.type === 'file') return null;
    parts.push(...ownIndex(column));
  }
  return parts.length <= COVERED_MAX ? parts : null;
}

function countConditions(filter: Filter): number {
  if ('and' in filter) return filter.and.reduce((sum, each) => sum + countConditions(each), 0);
  if ('or' in filter) return filter.or.length > 0 ? Number.POSITIVE_INFINITY : 0;
  return 'not' in filter ? Number.POSITIVE_INFINITY : 1;
}
