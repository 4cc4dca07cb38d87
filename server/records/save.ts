/**
 * Writes records: all that is asked at once, or nothing. What is there is read first, the new values are worked out, and
 * the write holds only if nobody was faster; then it is worked out anew.
 */
import type { Database, DatabaseRecord } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import type { Value } from '../../db/records/backend.ts';
import type { Counts, RecordStore } from '../../db/records/record-store.ts';
import { type StoredRecord, toRecord } from '../../db/records/stored-record.ts';
import type { Insert, Update } from '../../db/records/write-sql.ts';
import { checkOthers, type Report } from './check-others.ts';
import { changesOf, createChecker, type RowProblem } from './check-rows.ts';
import { checkStill, type Existing, findExisting } from './find-existing.ts';
import type { Formulas } from './formula.ts';
import { untilDone } from './until-done.ts';

/** Rows of one request. */
export const ROWS_MAX = 50_000;
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
  /** whether rows that do not fit are left out, and the others written all the same */
  readonly skipBad?: boolean;
  /** whether what is no column is left out of a row; otherwise the row does not fit */
  readonly ignoreExtra?: boolean;
};
export type SaveRow = { readonly id?: number; readonly version?: number; readonly values: JsonRecord };
export type SaveReport = {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** rows that were left out */
  readonly failed: number;
  /** of each row that was not left out, in their order */
  readonly ids: number[];
  /** of each row a letter: `i` inserted, `u` updated, `n` nothing to change, `f` failed */
  readonly outcomes: string;
  /** why rows were left out, the first hundred reasons */
  readonly problems: readonly RowProblem[];
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
    const how = { counts: await store.counts(database), wantsRecords: request.wantsRecords ?? false, replay: true };
    return reportOf(store, database, done as unknown as Kept, how);
  });
}

/** A row whose values fit. `before` null: it is new. */
type Fitting = { readonly row: number; readonly before: StoredRecord | null; readonly values: readonly Value[] };

async function saveOnce(deps: WriteDeps, database: Database, request: SaveRequest): Promise<SaveReport> {
  const { store } = deps;
  const { rows, now, actor, operation, skipBad = false, wantsRecords = false } = request;
  const problems: RowProblem[] = [];
  const report: Report = (row, column, message) => void problems.push({ row, column, message });
  const existing = await findExisting(store, database, request, report);
  const fitting = fittingRows(deps, database, request, existing, report);
  if (problems.length === 0 || skipBad) {
    const written = fitting.map(({ row, before, values }) => ({ row, values, id: before?.id ?? 0 }));
    await checkOthers(store, database, written, report);
  }
  if (problems.length > 0) await checkStill(store, database, request, existing);
  if (problems.length > 0 && !skipBad) throw refusal(problems, rows.length);
  const bad = new Set(problems.map(({ row }) => row));
  const changes = changesFor(
    database,
    fitting.filter(({ row }) => !bad.has(row)),
    await store.nextId(database),
  );
  const { inserts, updates, ids, outcomes } = changes;
  const result: Kept = {
    ids,
    outcomes: rows.map((_, row) => outcomes.get(row) ?? 'f').join(''),
    problems: problems.slice(0, PROBLEMS_TOLD),
  };
  const kept = operation === undefined ? {} : { operation: { key: operation, result: result as unknown as Json } };
  const nothing = inserts.length === 0 && updates.length === 0 && operation === undefined;
  const batch = { now, actor, inserts, updates, grows: inserts.length, ...kept };
  const counts = nothing ? await store.counts(database) : await store.write(database, batch);
  return reportOf(store, database, result, { counts, wantsRecords, replay: false });
}

function fittingRows(
  { formulas }: WriteDeps,
  database: Database,
  request: SaveRequest,
  existing: Existing,
  report: Report,
): Fitting[] {
  const checker = createChecker(database, formulas, request.ignoreExtra);
  return request.rows.flatMap((given, row) => {
    const before = existing[row] ?? null;
    if (request.mode === 'update' && before === null) return [];
    const values = checker.values(given.values, before?.values ?? null, (column, text) => report(row, column, text));
    return values ? [{ row, before, values }] : [];
  });
}

/** `i` inserted, `u` updated, `n` nothing to change, `f` failed. */
type Outcome = 'i' | 'u' | 'n' | 'f';

function changesFor({ columns }: Database, fitting: readonly Fitting[], firstId: number) {
  const inserts: Insert[] = [];
  const updates: Update[] = [];
  const ids: number[] = [];
  const outcomes = new Map<number, Outcome>();
  for (const { row, before, values } of fitting) {
    if (before === null) {
      const id = firstId + inserts.length;
      inserts.push({ id, values });
      ids.push(id);
      outcomes.set(row, 'i');
      continue;
    }
    const { id, version } = before;
    const changes = changesOf(columns, before.values, values);
    if (changes !== null) updates.push({ id, version, deletedAt: null, values, action: 'changed', changes });
    ids.push(id);
    outcomes.set(row, changes === null ? 'n' : 'u');
  }
  return { inserts, updates, ids, outcomes };
}

/** What is kept of an operation, and answered when it is asked again. */
type Kept = { readonly ids: number[]; readonly outcomes: string; readonly problems: readonly RowProblem[] };

async function reportOf(
  store: RecordStore,
  database: Database,
  { ids, outcomes, problems }: Kept,
  { counts, wantsRecords, replay }: { counts: Counts; wantsRecords: boolean; replay: boolean },
): Promise<SaveReport> {
  const of = (outcome: Outcome) => outcomes.split(outcome).length - 1;
  const report = {
    inserted: of('i'),
    updated: of('u'),
    unchanged: of('n'),
    failed: of('f'),
    ids,
    outcomes,
    problems,
    replay,
    counts,
  };
  if (!wantsRecords) return report;
  const found = new Map((await store.byIds(database, ids)).map((record) => [record.id, toRecord(database, record)]));
  return { ...report, records: ids.flatMap((id) => found.get(id) ?? []) };
}

function refusal(problems: readonly RowProblem[], rows: number): CodedError {
  const details = problems.slice(0, PROBLEMS_TOLD).map(({ row, column, message }) => ({
    path: ['records', row, ...(column === null ? [] : [column])].join('.'),
    message,
    ...(column !== null && { key: column }),
  }));
  const wrong = new Set(problems.map(({ row }) => row)).size;
  const said = problems.slice(0, 3).map(({ message }) => message);
  const sentence =
    rows === 1
      ? `The record does not fit: ${said.join(' ')}`
      : `${wrong} of ${rows} records do not fit, so none was written. ${details[0]!.path}: ${said[0]}`;
  return new CodedError('invalid', sentence, { details });
}
