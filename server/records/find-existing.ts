/** Which records a request to save changes, looked up before anything is written. */
import type { Database } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import { noRecord, TakenError } from '../../db/records/record-errors.ts';
import type { RecordStore } from '../../db/records/record-store.ts';
import type { StoredRecord } from '../../db/records/stored-record.ts';
import type { Report } from './check-others.ts';
import { createChecker } from './check-rows.ts';
import type { Formulas } from './formula.ts';
import type { SaveRequest, SaveRow } from './save.ts';

/** Of each row the record that it changes, null where it is new; of none when all are. */
export type Existing = readonly (StoredRecord | null)[];

export async function findExisting(
  store: RecordStore,
  database: Database,
  { mode, rows, key }: SaveRequest,
  report: Report,
): Promise<Existing> {
  if (mode === 'insert') return [];
  if (mode === 'update') return findByIds(store, database, rows);
  const column = database.columns.find((each) => each.key === key);
  if (!column?.unique) {
    const may = database.columns.filter(({ unique }) => unique === true).map((each) => each.key);
    const sentence = `Expected "key" to be a unique column (${may.join(', ') || 'there is none'}), got "${key ?? ''}".`;
    throw new CodedError('invalid', sentence);
  }
  const checker = createChecker({ columns: [{ ...column, required: false }] }, NO_FORMULAS);
  const wanted = rows.map(({ values }, row) => {
    const given = checker.values({ [column.key]: values[column.key] ?? null }, null, () => {});
    const value = given?.[0] ?? null;
    if (value === null && given !== null)
      report(row, column.key, `Expected a value for "${column.key}", the key, got none.`);
    return value;
  });
  const found = await store.byValues(
    database,
    column,
    wanted.filter((value) => value !== null),
  );
  const position = database.columns.indexOf(column);
  const byValue = new Map(found.map((record) => [record.values[position], record]));
  return wanted.map((value) => (value === null ? null : (byValue.get(value) ?? null)));
}

const NO_FORMULAS: Formulas = { problem: () => null, reads: () => [], evaluate: () => null };

async function findByIds(store: RecordStore, database: Database, rows: readonly SaveRow[]): Promise<StoredRecord[]> {
  const ids = rows.map(({ id }) => id ?? 0);
  if (new Set(ids).size < ids.length) throw new CodedError('invalid', 'Expected each record once.');
  const found = new Map((await store.byIds(database, ids)).map((record) => [record.id, record]));
  return rows.map(({ id, version }) => {
    const record = found.get(id ?? 0);
    if (!record || record.deletedAt !== null) throw noRecord(id ?? '');
    if (version === undefined || version === record.version) return record;
    const sentence = `The record "${id}" has version ${record.version} by now, and this was made from ${version}.`;
    throw new CodedError('revision_mismatch', sentence);
  });
}

/**
 * Throws `TakenError` when an upsert would change other records by now: what does not fit then may fit when it is worked
 * out anew, since whoever was faster wrote the record that is to be changed.
 */
export async function checkStill(
  store: RecordStore,
  database: Database,
  request: SaveRequest,
  existing: Existing,
): Promise<void> {
  if (request.mode !== 'upsert') return;
  const now = await findExisting(store, database, request, () => {});
  if (now.some((record, row) => record?.id !== existing[row]?.id)) throw new TakenError('A key is taken by now.');
}
