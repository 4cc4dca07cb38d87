/**
 * How records are best kept in SQLite: as rows of real, typed columns, or as JSON. The same rows, indexes and questions for
 * each, in one run, by SQL alone: no server, no threads.
 *
 * - tables           a typed column for each column
 * - json, generated  a text of JSON, a generated column for each column, and the same indexes on those
 * - jsonb, generated the same with SQLite's binary JSON
 * - json             a text of JSON and nothing else
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createRow } from './databases.ts';
import { round, spread } from './statistics.ts';

export const layouts = ['tables', 'json, generated', 'jsonb, generated', 'json'] as const;
export type Layout = (typeof layouts)[number];
export type Measure = {
  readonly what: string;
  readonly unit: 'ms' | 'rows/s' | 'bytes' | 'MB';
  readonly of: Readonly<Record<Layout, number>>;
};
export type Storage = { readonly records: number; readonly measures: readonly Measure[] };

const columns = [
  ['number', 'TEXT'],
  ['customer', 'TEXT'],
  ['region', 'TEXT'],
  ['price', 'REAL'],
  ['amount', 'REAL'],
  ['paid', 'INTEGER'],
  ['ordered', 'TEXT'],
  ['total', 'REAL'],
] as const;
type Name = (typeof columns)[number][0];
const names = columns.map(([name]) => name);
const indexed: readonly (readonly Name[])[] = [['number'], ['region', 'price'], ['price'], ['ordered']];

const isBinary = (layout: Layout) => layout.startsWith('jsonb');
const isGenerated = (layout: Layout) => layout.endsWith('generated');

/** What a column is called in a question. */
const sqlOf = (layout: Layout, name: Name): string => (layout === 'json' ? `(data ->> '$.${name}')` : name);

/** `more`: further columns, all of them empty but a few. */
function tableOf(layout: Layout, more = 0): string {
  const extra = Array.from({ length: more }, (_, n) => [`x${n}`, 'TEXT'] as const);
  const all = [...columns, ...extra];
  if (layout === 'tables') return `id INTEGER PRIMARY KEY, ${all.map(([name, type]) => `${name} ${type}`).join(', ')}`;
  const made = all.map(([name, type]) => `${name} ${type} AS (data ->> '$.${name}') VIRTUAL`);
  const data = isBinary(layout) ? 'data BLOB NOT NULL' : 'data TEXT NOT NULL';
  return ['id INTEGER PRIMARY KEY', data, ...(isGenerated(layout) ? made : [])].join(', ');
}

type Row = Record<string, string | number | boolean>;

function insertOf(layout: Layout, database: DatabaseSync, keys: readonly string[]): (id: number, row: Row) => void {
  if (layout === 'tables') {
    const insert = database.prepare(
      `INSERT INTO records (id, ${keys.join(', ')}) VALUES (?, ${keys.map(() => '?').join(', ')})`,
    );
    const plain = (value: Row[string] | undefined) => (typeof value === 'boolean' ? Number(value) : (value ?? null));
    return (id, row) => void insert.run(id, ...keys.map((key) => plain(row[key])));
  }
  const insert = database.prepare(`INSERT INTO records (id, data) VALUES (?, ${isBinary(layout) ? 'jsonb(?)' : '?'})`);
  return (id, row) => void insert.run(id, JSON.stringify(row));
}

/** In transactions of 5,000, as they are read from a file; then the indexes, as an import makes them. */
function fill(layout: Layout, database: DatabaseSync, records: number): number {
  const row = createRow();
  database.exec(`CREATE TABLE records (${tableOf(layout)})`);
  const insert = insertOf(layout, database, names);
  const began = performance.now();
  for (let at = 0; at < records; ) {
    database.exec('BEGIN');
    for (let to = Math.min(records, at + 5_000); at < to; at += 1) insert(at + 1, row(at));
    database.exec('COMMIT');
  }
  if (layout !== 'json')
    for (const parts of indexed)
      database.exec(
        `CREATE INDEX by_${parts.join('_')} ON records (${parts.map((part) => sqlOf(layout, part)).join(', ')})`,
      );
  database.exec('ANALYZE');
  return (1_000 * records) / (performance.now() - began);
}

/** The questions of people, by what they are called in tables. */
function questionsOf(layout: Layout): [what: string, sql: string][] {
  const of = (name: Name) => sqlOf(layout, name);
  const whole = layout === 'tables' ? `id, ${names.join(', ')}` : `id, ${isBinary(layout) ? 'json(data)' : 'data'}`;
  const from = `SELECT ${whole} FROM records`;
  return [
    ['one record by its key', `${from} WHERE ${of('number')} = 'N77777'`],
    ['a page, sorted', `${from} ORDER BY ${of('price')} DESC LIMIT 50`],
    ['a page by cursor, half way down', `${from} WHERE ${of('price')} < 500 ORDER BY ${of('price')} DESC LIMIT 50`],
    [
      'a filter on two columns, counted',
      `SELECT count(*) FROM records WHERE ${of('region')} = 'east' AND ${of('price')} > 900`,
    ],
    ['a filter that no index has', `SELECT count(*) FROM records WHERE ${of('customer')} LIKE '%4711%'`],
    ['sum by group, from an index', `SELECT ${of('region')}, sum(${of('price')}) FROM records GROUP BY 1`],
    ['sum by group, without one', `SELECT ${of('amount')}, sum(${of('total')}) FROM records GROUP BY 1`],
    ['5,000 whole records', `${from} ORDER BY id LIMIT 5000`],
  ];
}

function updateOf(layout: Layout): string {
  if (layout === 'tables') return 'UPDATE records SET price = price + 1 WHERE id % 20 = 0';
  const set = isBinary(layout) ? 'jsonb_set' : 'json_set';
  return `UPDATE records SET data = ${set}(data, '$.price', (data ->> '$.price') + 1) WHERE id % 20 = 0`;
}

/** Filled with one value, as a column with a default is. */
function addColumnOf(layout: Layout): string {
  if (layout === 'tables') return `ALTER TABLE records ADD COLUMN added TEXT DEFAULT 'x'`;
  // one that is not in the JSON yet is what stands in for it
  if (isGenerated(layout))
    return `ALTER TABLE records ADD COLUMN added TEXT AS (coalesce(data ->> '$.added', 'x')) VIRTUAL`;
  return 'SELECT 1';
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** 300 columns of which each record has five: what a table has a place for, and JSON does not mention. */
function sparseBytes(layout: Layout, path: string, records: number): number {
  const database = new DatabaseSync(path);
  database.exec(`CREATE TABLE records (${tableOf(layout, 292)})`);
  const keys = [...names, ...Array.from({ length: 292 }, (_, n) => `x${n}`)];
  const insert = insertOf(layout, database, keys);
  database.exec('BEGIN');
  for (let at = 0; at < records; at += 1) {
    const row = Object.fromEntries([0, 1, 2, 3, 4].map((n) => [`x${(at * 7 + n * 53) % 292}`, `value ${at}`]));
    insert(at + 1, row);
  }
  database.exec('COMMIT; VACUUM');
  database.close();
  return statSync(path).size / records;
}

function measure(layout: Layout, folder: string, records: number): [string, Measure['unit'], number][] {
  const path = join(folder, `${layout.replace(/\W+/g, '-')}.db`);
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384');
  const found: [string, Measure['unit'], number][] = [
    ['import', 'rows/s', Math.round(fill(layout, database, records))],
  ];
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  found.push(['bytes a record, with indexes', 'bytes', Math.round(statSync(path).size / records)]);
  for (const [what, sql] of questionsOf(layout)) {
    const statement = database.prepare(sql);
    const times = Array.from({ length: 5 }, () => timed(() => statement.all()));
    found.push([what, 'ms', spread(times).median]);
  }
  found.push([
    '5% of the records changed',
    'ms',
    round(
      timed(() => database.exec(updateOf(layout))),
      1,
    ),
  ]);
  found.push([
    'a column more, with a default',
    'ms',
    round(
      timed(() => database.exec(addColumnOf(layout))),
      2,
    ),
  ]);
  database.close();
  const sparse = sparseBytes(layout, join(folder, `sparse-${path.split('/').at(-1)}`), 20_000);
  found.push(['bytes a record, 5 of 300 columns filled', 'bytes', Math.round(sparse)]);
  return found;
}

export function measureStorage(folder: string, records: number): Storage {
  const all = layouts.map((layout) => [layout, measure(layout, folder, records)] as const);
  const [[, first]] = all as [(typeof all)[number], ...typeof all];
  const measures = first.map(([what, unit], index): Measure => {
    const of = Object.fromEntries(all.map(([layout, found]) => [layout, found[index]![2]]));
    return { what, unit, of: of as Measure['of'] };
  });
  return { records, measures };
}
