/** What a row cannot know by itself: that a value is unique, that a record or a file which it names is there. */
import type { Database, StoredColumn } from '../../db/database-model.ts';
import type { Value } from '../../db/records/backend.ts';
import type { RecordStore } from '../../db/records/record-store.ts';
import { fromStored } from '../../db/records/stored-values.ts';

/** Takes what is wrong with a row, counted from 0; `column` null: with all of it. */
export type Report = (row: number, column: string | null, message: string) => void;

export type Written = { readonly id: number; readonly values: readonly Value[]; readonly row: number };

export async function checkOthers(
  store: RecordStore,
  database: Database,
  written: readonly Written[],
  report: Report,
): Promise<void> {
  for (const [index, column] of database.columns.entries()) {
    if (column.unique === true) await checkUnique(store, database, column, index, written, report);
    if (column.type === 'relation' && column.database !== undefined)
      await checkThere(store, column.database, 'records', { column, index, written, report });
    if (column.type === 'file') await checkThere(store, database.id, 'files', { column, index, written, report });
  }
}

export async function checkUnique(
  store: RecordStore,
  database: Database,
  column: StoredColumn,
  index: number,
  written: readonly Written[],
  report: Report,
): Promise<void> {
  const rowOf = new Map<Value, number>();
  for (const { values, row } of written) {
    const value = values[index] ?? null;
    if (value === null) continue;
    const first = rowOf.get(value);
    if (first === undefined) rowOf.set(value, row);
    else report(row, column.key, `Expected ${said(column, value)} once, but row ${first} has it too.`);
  }
  const own = new Map(written.map(({ id, row }) => [row, id]));
  for (const record of await store.byValues(database, column, [...rowOf.keys()])) {
    const row = rowOf.get(record.values[index] ?? null);
    if (row === undefined || own.get(row) === record.id) continue;
    const value = said(column, record.values[index] ?? null);
    report(row, column.key, `Expected ${value} once, but record ${record.id} has it too.`);
  }
}

const said = (column: StoredColumn, value: Value) => JSON.stringify(fromStored(column.type, value));

type Looked = {
  readonly column: StoredColumn;
  readonly index: number;
  readonly written: readonly Written[];
  readonly report: Report;
};

async function checkThere(
  store: RecordStore,
  databaseId: string,
  kind: 'records' | 'files',
  { column, index, written, report }: Looked,
): Promise<void> {
  const rowOf = new Map<number, number>();
  for (const { values, row } of written) {
    const value = values[index] ?? null;
    if (value === null) continue;
    rowOf.set(kind === 'records' ? Number(value) : (JSON.parse(String(value)) as { id: number }).id, row);
  }
  if (rowOf.size === 0) return;
  const found = new Set(await store.there(databaseId, kind, [...rowOf.keys()]));
  for (const [id, row] of rowOf) {
    if (found.has(id)) continue;
    const what = kind === 'records' ? `a record of the database "${databaseId}"` : 'a file that was uploaded here';
    report(row, column.key, `Expected the id of ${what}, got ${id}.`);
  }
}
