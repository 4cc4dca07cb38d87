/** What questions about records mean, said plainly over a list in memory. */
import { Buffer } from 'node:buffer';
import type { AggregateQuery, DatabaseRecord, Filter, Sort } from '../../db/database-model.ts';
import type { Json } from '../../db/model.ts';

/** Columns that are text: they compare without the case of A to Z. */
export const TEXTS = new Set(['word', 'link']);

const valueIn = (record: DatabaseRecord, key: string): Json =>
  key === 'id' || key === 'version' ? record[key] : (record.values[key] ?? null);
const textOf = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Of two values that are there. */
function compare(key: string, a: Json, b: Json): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return TEXTS.has(key) ? bytes(lower(a), lower(b)) : bytes(a, b);
  }
  return Number(a) - Number(b);
}

export function fits(record: DatabaseRecord, filter: Filter | undefined): boolean {
  if (filter === undefined) return true;
  if ('and' in filter) return filter.and.every((each) => fits(record, each));
  if ('or' in filter) return filter.or.some((each) => fits(record, each));
  if ('not' in filter) return !fits(record, filter.not);
  const { column, op } = filter;
  const value = valueIn(record, column);
  const given = filter.value ?? null;
  const wanted = given === '' ? null : given;
  const ordered = (test: (order: number) => boolean, to: Json = wanted) =>
    value !== null && test(compare(column, value, to));
  const words = (test: (text: string, word: string) => boolean) =>
    value !== null && test(lower(textOf(value)), lower(String(wanted)));
  switch (op) {
    case 'equals':
      return value === wanted;
    case 'notEquals':
      return value !== wanted;
    case 'isEmpty':
      return value === null;
    case 'isNotEmpty':
      return value !== null;
    case 'greaterThan':
      return ordered((order) => order > 0);
    case 'lessThan':
      return ordered((order) => order < 0);
    case 'greaterOrEqual':
      return ordered((order) => order >= 0);
    case 'lessOrEqual':
      return ordered((order) => order <= 0);
    case 'between': {
      const [from, to] = given as [Json, Json];
      return ordered((order) => order >= 0, from) && ordered((order) => order <= 0, to);
    }
    case 'in':
      return (given as Json[]).includes(value);
    case 'notIn':
      return !(given as Json[]).includes(value);
    case 'contains':
      return words((text, word) => text.includes(word));
    case 'notContains':
      return !words((text, word) => text.includes(word));
    case 'startsWith':
      return words((text, word) => text.startsWith(word));
    case 'endsWith':
      return words((text, word) => text.endsWith(word));
    default:
      return op satisfies never;
  }
}

/** In order: what has no value last, texts without case and then by bytes, in the end the ids. */
export function sorted(records: readonly DatabaseRecord[], sort: readonly Sort[]): DatabaseRecord[] {
  const byId = sort[0]?.direction === 'desc' ? -1 : 1;
  return records.toSorted((a, b) => {
    for (const { column, direction } of sort) {
      const [x, y] = [valueIn(a, column), valueIn(b, column)];
      if (x === null && y === null) continue;
      if (x === null) return 1;
      if (y === null) return -1;
      const order = compare(column, x, y) || (TEXTS.has(column) ? bytes(String(x), String(y)) : 0);
      if (order !== 0) return direction === 'desc' ? -order : order;
    }
    return (a.id - b.id) * byId;
  });
}

/** An instant as the clocks of a zone show it; a day is a day anywhere. */
function localOf(date: string, timezone: string): string {
  if (date.length === 10) return date;
  return new Date(date).toLocaleString('sv-SE', { timeZone: timezone }).replace(' ', 'T');
}

function bucketOf(bucket: string, date: string): string {
  const day = date.slice(0, 10);
  switch (bucket) {
    case 'year':
      return day.slice(0, 4);
    case 'month':
      return day.slice(0, 7);
    case 'quarter':
      return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
    case 'week': {
      const monday = new Date(`${day}T00:00:00Z`);
      monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
      return monday.toISOString().slice(0, 10);
    }
    case 'hour':
      return date.slice(0, 13);
    default:
      return day;
  }
}

/** Rows by group, each `{groups, measures}` in the order of the question; sums to nine digits. */
export function aggregated(
  records: readonly DatabaseRecord[],
  { groupBy, measures, timezone = 'UTC' }: Pick<AggregateQuery, 'groupBy' | 'measures' | 'timezone'>,
): Json[][] {
  const groups = new Map<string, { by: Json[]; records: DatabaseRecord[] }>();
  if (groupBy.length === 0) groups.set('[]', { by: [], records: [] });
  for (const record of records) {
    const by = groupBy.map(({ column, bucket }) => {
      const value = valueIn(record, column);
      return bucket === undefined || value === null ? value : bucketOf(bucket, localOf(String(value), timezone));
    });
    const key = JSON.stringify(by);
    const group = groups.get(key) ?? { by, records: [] };
    group.records.push(record);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ by, records: members }) => [
    ...by,
    ...measures.map(({ op, column }): Json => {
      if (column === undefined) return members.length;
      const values = members.map((record) => valueIn(record, column)).filter((value) => value !== null);
      if (op === 'count') return values.length;
      if (values.length === 0) return null;
      const ordered = values.toSorted((a, b) => (typeof a === 'string' ? bytes(a, String(b)) : Number(a) - Number(b)));
      if (op === 'min') return ordered[0]!;
      if (op === 'max') return ordered.at(-1)!;
      const sum = values.reduce<number>((total, value) => total + Number(value), 0);
      return rounded(op === 'sum' ? sum : sum / values.length);
    }),
  ]);
}

export function rounded(value: Json): Json {
  return typeof value === 'number' ? Number(value.toPrecision(9)) : value;
}
