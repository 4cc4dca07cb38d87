/**
 * Writes records: all that is asked at once, or nothing. What is there is read first, the new values are worked out, and
 * the write holds only if nobody was faster; then it is worked out anew.
 */
import type { Database, DatabaseRecord } from '../../db/database-model.ts';
import { CodedError, type Problem } from '../../db/errors.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import { noRecord } from '../../db/records/record-errors.ts';
import { type Counts, type RecordStore, type StoredRecord, toRecord } from '../../db/records/record-store.ts';
import type { Insert, Update } from '../../db/records/write-sql.ts';
import { checkOthers, type Report } from './check-others.ts';
import { changesOf, createChecker } from './check-rows.ts';
import type { Formulas } from './formula.ts';
import { untilDone } from './until-done.ts';

/** Rows of one request. */
export const ROWS_MAX = 10_000;
export const PROBLEMS_TOLD = 100;

export type SaveRequest = {
  /** `insert`: new ones. `upsert`: by the values of `key`, a unique column, what is there is changed. `update`: by id. */
  readonly mode: 'insert' | 'upsert' | 'update';
  readonly rows: readonly SaveRow[];
  readonly key?: string;
  readonly actor: string;
  readonly now: string;
  /** What has been done with this key is answered again, and not done twice. */
  readonly operation?: string;
  /** whether the answer has the records as they are then */
  readonly wantsRecords?: boolean;
};
export type SaveRow = { readonly id?: number; readonly version?: number; readonly values: JsonRecord };
export type SaveReport = {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** of each row, in their order */
  readonly ids: number[];
  readonly records?: DatabaseRecord[];
  /** whether this is the answer of an earlier time */
  readonly replay: boolean;
  readonly counts: Counts;
};

export type WriteDeps = { readonly store: RecordStore; readonly formulas: Formulas };

/** Throws `invalid` with what is wrong of each row, `not_found`, `revision_mismatch`, `conflict`. */
export async function saveRecords(deps: WriteDeps, database: Database, request: SaveRequest): Promise<SaveReport> {
  const { store } = deps;
  if (request.rows.length > ROWS_MAX)
    throw new CodedError('too_large', `Expected at most ${ROWS_MAX} records at once, got ${request.rows.length}.`);
  return untilDone(async () => {
    const done = request.operation === undefined ? null : await store.operation(database, request.operation);
    if (done === null) return saveOnce(deps, database, request);
    const counts = await store.counts(database);
    return { ...(done as unknown as Omit<SaveReport, 'counts' | 'replay'>), replay: true, counts };
  });
}

async function saveOnce(deps: WriteDeps, database: Database, request: SaveRequest): Promise<SaveReport> {
  const { store, formulas } = deps;
  const { mode, rows, now, actor, operation } = request;
  const checker = createChecker(database, formulas);
  const problems: Problem[] = [];
  const report = (row: number, column: string | null, message: string) => {
    const path = ['records', row, ...(column === null ? [] : [column])].join('.');
    problems.push({ path, message, ...(column !== null && { key: column }) });
  };
  const existing = await findExisting(store, database, request, report);
  const inserts: (Insert & { readonly row: number })[] = [];
  const updates: (Update & { readonly row: number })[] = [];
  const ids: number[] = [];
  let unchanged = 0;
  let nextId = await store.nextId(database);
  for (const [row, given] of rows.entries()) {
    const before = existing[row] ?? null;
    if (mode === 'update' && before === null) continue;
    const values = checker.values(given.values, before?.values ?? null, (column, message) =>
      report(row, column, message),
    );
    if (!values) continue;
    if (before === null) {
      inserts.push({ id: nextId, values, row });
      ids.push(nextId);
      nextId += 1;
      continue;
    }
    ids.push(before.id);
    const changes = changesOf(database.columns, before.values, values);
    if (changes === null) unchanged += 1;
    else
      updates.push({
        id: before.id,
        version: before.version,
        deletedAt: null,
        values,
        action: 'changed',
        changes,
        row,
      });
  }
  if (problems.length === 0) await checkOthers(store, database, [...inserts, ...updates], report);
  if (problems.length > 0) throw refusal(problems, rows.length);
  const result = { inserted: inserts.length, updated: updates.length, unchanged, ids };
  const batch = {
    now,
    actor,
    inserts,
    updates,
    grows: inserts.length,
    ...(operation !== undefined && { operation: { key: operation, result: result as unknown as Json } }),
  };
  const nothing = inserts.length === 0 && updates.length === 0 && operation === undefined;
  const counts = nothing ? await store.counts(database) : await store.write(database, batch);
  if (!request.wantsRecords) return { ...result, replay: false, counts };
  const found = new Map((await store.byIds(database, ids)).map((record) => [record.id, toRecord(database, record)]));
  return { ...result, records: ids.flatMap((id) => found.get(id) ?? []), replay: false, counts };
}

/** Of each row, the record that it changes. */
async function findExisting(
  store: RecordStore,
  database: Database,
  { mode, rows, key }: SaveRequest,
  report: Report,
): Promise<(StoredRecord | null)[]> {
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

function refusal(problems: readonly Problem[], rows: number): CodedError {
  const wrong = new Set(problems.map(({ path }) => path.split('.')[1])).size;
  const first = problems[0]!;
  const sentence =
    rows === 1
      ? `The record does not fit: ${problems
          .map(({ message }) => message)
          .slice(0, 3)
          .join(' ')}`
      : `${wrong} of ${rows} records do not fit, so none was written. ${first.path}: ${first.message}`;
  return new CodedError('invalid', sentence, { details: problems.slice(0, PROBLEMS_TOLD) });
}
