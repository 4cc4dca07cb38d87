/** What a change of columns does to the records that are there: read in order, written by column. */
import type { Database, StoredColumn } from '../database-model.ts';
import type { Backend, Step, Value } from './backend.ts';
import { addColumn, slotName, tablesOf } from './layout.ts';
import { selected } from './page-sql.ts';
import { type StoredRecord, toStoredRecord } from './stored-record.ts';

/** Records in the order of their ids, in the trash or not, from after `afterId`. */
export async function recordsAfter(
  backend: Backend,
  database: Database,
  afterId: number,
  limit: number,
): Promise<StoredRecord[]> {
  const t = tablesOf(backend.prefix);
  const sql = `SELECT ${selected(database)} FROM "${t.records}" WHERE id > ? ORDER BY id LIMIT ?`;
  return (await backend.all(sql, [afterId, limit])).map(toStoredRecord);
}

/** Nobody else writes records of this database until a time, ISO; it is put off while the work goes on. */
export async function lockUntil(backend: Backend, until: string): Promise<void> {
  const { meta } = tablesOf(backend.prefix);
  const sql = `INSERT INTO "${meta}" (name, value) VALUES ('locked', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
  await backend.write([{ kind: 'run', sql, args: [until] }]);
}

/** Makes the places of columns that have none yet. */
export async function addPlaces(backend: Backend, columns: readonly StoredColumn[]): Promise<void> {
  const t = tablesOf(backend.prefix);
  const there = new Set(
    (await backend.all('SELECT name FROM pragma_table_info(?)', [t.records])).map(([name]) => name),
  );
  const missing = columns.filter(({ slot }) => !there.has(slotName(slot)));
  await backend.write(missing.map((column): Step => ({ kind: 'run', sql: addColumn(t, column), args: [] })));
}

export type Refilled = {
  readonly id: number;
  /** in the order of the columns that are filled */
  readonly values: readonly Value[];
};
/** What a record has lost, as its history keeps it. */
export type Loss = { readonly id: number; readonly version: number; readonly changes: string };

export async function refill(
  backend: Backend,
  columns: readonly StoredColumn[],
  rows: readonly Refilled[],
  losses: readonly Loss[],
  now: string,
  actor: number,
): Promise<void> {
  const t = tablesOf(backend.prefix);
  const steps: Step[] = [
    {
      kind: 'update',
      table: t.records,
      columns: columns.map(({ slot }) => slotName(slot)),
      rows: rows.map(({ id, values }) => [...values, id]),
    },
  ];
  if (losses.length > 0) {
    steps.push(
      {
        kind: 'update',
        table: t.records,
        columns: ['version', 'updatedAt'],
        rows: losses.map(({ id, version }) => [version + 1, now, id]),
      },
      {
        kind: 'insert',
        table: t.history,
        columns: ['recordId', 'version', 'at', 'actor', 'action', 'changes'],
        rows: losses.map(({ id, version, changes }) => [id, version + 1, now, actor, 'converted', changes]),
      },
    );
  }
  await backend.write(steps);
}

/** Values that several records out of the trash have, with how many have each. */
export async function repeatedValues(
  backend: Backend,
  { slot }: StoredColumn,
  limit: number,
): Promise<(readonly [Value, number])[]> {
  const t = tablesOf(backend.prefix);
  const column = slotName(slot);
  const sql = `SELECT ${column}, count(*) FROM "${t.records}" WHERE deletedAt IS NULL AND ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1 LIMIT ?`;
  return (await backend.all(sql, [limit])).map(([value, count]) => [value ?? null, Number(count)] as const);
}

/** How many records out of the trash have a value there, and how many have none. */
export async function countValues(
  backend: Backend,
  { slot }: StoredColumn,
): Promise<{ filled: number; empty: number }> {
  const t = tablesOf(backend.prefix);
  const column = slotName(slot);
  const sql = `SELECT count(${column}), count(*) - count(${column}) FROM "${t.records}" WHERE deletedAt IS NULL`;
  const [row] = await backend.all(sql);
  return { filled: Number(row?.[0] ?? 0), empty: Number(row?.[1] ?? 0) };
}
