/** Aggregates: records put together by columns, or by a part of a date, and counted, summed, averaged. */
import type { AggregateQuery, Column, Database, Group, Measure, Sort } from '../database-model.ts';
import { CodedError } from '../errors.ts';
import type { Json } from '../model.ts';
import { isTimezone } from '../time-zone.ts';
import type { Row, Value } from './backend.ts';
import { type Field, fieldOf } from './fields.ts';
import type { Sql } from './filter-sql.ts';
import { bucketSql, type IndexPart, type Tables } from './layout.ts';
import { localSql } from './local-time.ts';
import { selectionSql } from './page-sql.ts';
import { fromStored } from './stored-values.ts';

const GROUPS_MAX = 4;
const MEASURES_MAX = 20;

type Output = { readonly name: string; readonly sql: string; readonly read: (value: Value) => Json };
export type Aggregate = Sql & {
  readonly outputs: readonly Output[];
};

/** `usable`: whether there is an index of these parts. Throws `invalid`. */
export function aggregateSql(
  database: Database,
  t: Tables,
  query: AggregateQuery,
  usable: (parts: readonly IndexPart[]) => string | null,
): Aggregate {
  const { groupBy, measures } = query;
  if (groupBy.length > GROUPS_MAX) throw new CodedError('invalid', `Expected at most ${GROUPS_MAX} groups.`);
  if (measures.length > MEASURES_MAX) throw new CodedError('invalid', `Expected at most ${MEASURES_MAX} measures.`);
  const given: readonly Measure[] = measures.length === 0 ? [{ op: 'count' }] : measures;
  const timezone = timezoneOf(query);
  const groups = groupBy.map((group) => groupOutput(database, group, timezone));
  const outputs = [...groups, ...given.map((measure) => measureOutput(database, measure))];
  refuseTwins(outputs);
  const covering = aggregateParts(database, query);
  const index = covering && usable(covering);
  const where = selectionSql(database, t, { filter: query.filter, search: query.search });
  const columns = outputs.map(({ sql }, index) => `${sql} AS o${index}`).join(', ');
  const from = `"${t.records}"${whichIndex(query, index, outputs)}`;
  const by = groups.length > 0 ? ` GROUP BY ${groups.map(({ sql }) => sql).join(', ')}` : '';
  const order = orderSql(
    outputs,
    query.sort ?? groupBy.map((group) => ({ column: nameOfGroup(group), direction: 'asc' })),
  );
  const sql = `SELECT ${columns} FROM ${from} WHERE ${where.sql}${by}${order} LIMIT ?`;
  return { sql, args: [...where.args, query.limit], outputs };
}

/**
 * Of all records, those that hold what is asked are read in order; without such an index the table is. What is in order by
 * another index is looked up record by record, which takes three times as long.
 */
function whichIndex({ filter, search }: AggregateQuery, index: string | null, outputs: readonly Output[]): string {
  if (index !== null) return ` INDEXED BY "${index}"`;
  const all = filter === undefined && !search?.trim() && outputs.some(({ sql }) => sql !== 'count(*)');
  return all ? ' NOT INDEXED' : '';
}

export function readAggregate(outputs: readonly Output[], row: Row): Record<string, Json> {
  return Object.fromEntries(outputs.map(({ name, read }, index) => [name, read(row[index] ?? null)]));
}

const nameOfGroup = ({ as, column }: Group): string => as ?? column;

/** Null: UTC, which is how instants are stored. */
function timezoneOf({ timezone = 'UTC' }: AggregateQuery): string | null {
  if (timezone === 'UTC') return null;
  if (isTimezone(timezone)) return timezone;
  throw new CodedError('invalid', `Expected "timezone" to be a name such as "Europe/Madrid", got "${timezone}".`);
}

/** A day is one wherever it is; what every record has are instants. */
const isInstant = (column: Column | null): boolean => column === null || column.time === true;

function groupOutput(database: Database, group: Group, timezone: string | null): Output {
  const field = fieldOf(database, group.column);
  refuseUnordered(field);
  const name = nameOfGroup(group);
  if (group.bucket === undefined) return { name, sql: field.sql, read: (value) => fromStored(field.type, value) };
  if (field.type !== 'date') {
    const sentence = `Expected a date for "${group.bucket}", but "${group.column}" is a ${field.type}.`;
    throw new CodedError('invalid', sentence);
  }
  const at = timezone !== null && isInstant(field.column) ? localSql(field.sql, timezone) : field.sql;
  return { name, sql: bucketSql(group.bucket, at), read: (value) => fromStored('text', value) };
}

function measureOutput(database: Database, { op, column, as }: Measure): Output {
  const name = as ?? (column === undefined ? op : `${op}_${column}`);
  if (column === undefined) {
    if (op === 'count') return { name, sql: 'count(*)', read: (value) => value as number };
    throw new CodedError('invalid', `Expected the column whose ${op} is wanted, got none.`);
  }
  const field = fieldOf(database, column);
  if (op === 'count') return { name, sql: `count(${field.sql})`, read: (value) => value as number };
  if (op === 'min' || op === 'max') {
    refuseUnordered(field);
    return { name, sql: `${op}(${field.sql})`, read: (value) => fromStored(field.type, value) };
  }
  if (field.type === 'number' || field.type === 'boolean')
    return { name, sql: `${op}(${field.sql})`, read: (value) => value as number | null };
  throw new CodedError('invalid', `Expected a number to take the ${op} of, but "${column}" is a ${field.type}.`);
}

function refuseUnordered({ key, type }: Field): void {
  if (type !== 'json' && type !== 'file') return;
  throw new CodedError('invalid', `Expected a column whose values can be compared, but "${key}" is a ${type}.`);
}

function refuseTwins(outputs: readonly Output[]): void {
  const twin = outputs.find(({ name }, index) => outputs.findIndex((each) => each.name === name) < index);
  if (twin) throw new CodedError('invalid', `Expected a name for each column of the answer, got "${twin.name}" twice.`);
}

/** Nothing comes last, as on pages. */
function orderSql(outputs: readonly Output[], sort: readonly Sort[]): string {
  const order = sort.flatMap(({ column, direction }) => {
    const index = outputs.findIndex(({ name }) => name === column);
    if (index >= 0) return [`(o${index} IS NULL)`, `o${index}${direction === 'desc' ? ' DESC' : ''}`];
    const names = outputs.map(({ name }) => name).join(', ');
    throw new CodedError('invalid', `Expected to sort by one of ${names}, got "${column}".`);
  });
  return order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`;
}

/** Groups first, so that the index goes through them in order; then what is measured. A filter has other needs. */
export function aggregateParts(database: Database, query: AggregateQuery): IndexPart[] | null {
  if (query.filter !== undefined || query.search?.trim()) return null;
  const parts: IndexPart[] = [];
  // by the clocks of a zone, an instant is put where it belongs as it is read
  const isLocal = (key: string) =>
    timezoneOf(query) !== null && isInstant(database.columns.find((column) => column.key === key) ?? null);
  const add = (key: string, by: IndexPart['by']): boolean => {
    const column = database.columns.find((each) => each.key === key);
    if (!column) return false;
    if (!parts.some((part) => part.slot === column.slot && part.by === by)) parts.push({ slot: column.slot, by });
    return true;
  };
  const known =
    query.groupBy.every(({ column, bucket }) =>
      add(column, bucket === undefined || isLocal(column) ? 'value' : bucket),
    ) && query.measures.every(({ column }) => column === undefined || add(column, 'value'));
  return known && parts.length > 0 && parts.length <= COVERED_MAX ? parts : null;
}

export const COVERED_MAX = 4;
