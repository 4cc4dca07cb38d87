/** Rows of an imported file, from texts to what is staged: read by their columns, checked, found among what is there. */
import type { Database, StoredColumn } from '../../db/database-model.ts';
import type { JsonRecord } from '../../db/model.ts';
import type { Value } from '../../db/records/backend.ts';
import type { RecordStore } from '../../db/records/record-store.ts';
import type { StagedRow } from '../../db/records/staging-sql.ts';
import type { StoredRecord } from '../../db/records/stored-record.ts';
import { changesOf, createChecker } from './check-rows.ts';
import { createReader } from './csv-types.ts';
import type { Formulas } from './formula.ts';
import type { BadRow, ImportOptions } from './import-model.ts';

/** Takes what is wrong with a row. */
export type Reporter = (bad: BadRow) => void;

type Deps = { readonly store: RecordStore; readonly formulas: Formulas };

/** Takes rows as texts, with how many came before them; answers those that fit. */
export function createRowChecker(
  { store, formulas }: Deps,
  database: Database,
  { columns, mode, key }: ImportOptions,
  report: Reporter,
): (texts: readonly (readonly string[])[], before: number) => Promise<StagedRow[]> {
  const checker = createChecker(database, formulas);
  const byKey = new Map(database.columns.map((column) => [column.key, column]));
  const mapped = columns.flatMap(({ at, key: to, format }) => {
    const column = byKey.get(to);
    return column ? [{ at, key: to, read: createReader(column.type, format) }] : [];
  });
  const keyColumn = mode === 'upsert' && key !== undefined ? byKey.get(key) : undefined;
  const read = (text: readonly string[]): JsonRecord => {
    const values: JsonRecord = {};
    for (const { at, key: to, read } of mapped) values[to] = read(text[at] ?? '');
    return values;
  };

  return async (texts, before) => {
    const given = texts.map(read);
    const existing = keyColumn ? await existingBy(store, database, keyColumn, given) : null;
    const staged: StagedRow[] = [];
    for (const [index, values] of given.entries()) {
      const row = before + index + 1;
      const found = existing?.(values) ?? null;
      // nothing in the file is no value: in a new record the default stands in, in one that is there its value goes
      const brought = found ? values : withoutNulls(values);
      const checked = checker.values(brought, found?.values ?? null, (column, message) => {
        report({ row, column, value: column === null ? null : (values[column] ?? null), message });
      });
      if (!checked) continue;
      const changes = found ? changesOf(database.columns, found.values, checked) : null;
      staged.push({
        row,
        id: found?.id ?? null,
        version: found?.version ?? null,
        changes: changes === null ? null : JSON.stringify(changes),
        values: checked,
      });
    }
    return withRelations(store, database, staged, report);
  };
}

function withoutNulls(values: JsonRecord): JsonRecord {
  for (const key in values) {
    if (values[key] === null) return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  }
  return values;
}

/** Finds the record that has the same value in a unique column. */
async function existingBy(store: RecordStore, database: Database, column: StoredColumn, rows: readonly JsonRecord[]) {
  const checker = createChecker({ columns: [{ ...column, required: false }] }, NONE);
  const stored = (values: JsonRecord): Value =>
    checker.values({ [column.key]: values[column.key] ?? null }, null, () => {})?.[0] ?? null;
  const wanted = rows.map(stored).filter((value) => value !== null);
  const position = database.columns.findIndex(({ key }) => key === column.key);
  const found = await store.byValues(database, column, wanted);
  const byValue = new Map<Value, StoredRecord>(found.map((record) => [record.values[position] ?? null, record]));
  return (values: JsonRecord) => byValue.get(stored(values)) ?? null;
}
const NONE: Formulas = { problem: () => null, reads: () => [], evaluate: () => null };

async function withRelations(
  store: RecordStore,
  database: Database,
  staged: readonly StagedRow[],
  report: Reporter,
): Promise<StagedRow[]> {
  let left = [...staged];
  for (const [index, column] of database.columns.entries()) {
    if (column.type !== 'relation' || column.database === undefined) continue;
    const ids = new Set(left.flatMap(({ values }) => (values[index] === null ? [] : [Number(values[index])])));
    if (ids.size === 0) continue;
    const there = new Set(await store.there(column.database, 'records', [...ids]));
    left = left.filter(({ row, values }) => {
      const id = values[index] ?? null;
      if (id === null || there.has(Number(id))) return true;
      const message = `Expected the id of a record of the database "${column.database}", got ${id}.`;
      report({ row, column: column.key, value: Number(id), message });
      return false;
    });
  }
  return left;
}
