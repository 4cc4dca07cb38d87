/**
 * Imports a CSV file that was uploaded: read in pieces, checked row by row, staged, and then written in one transaction.
 * What does not fit is reported with its row; unless such rows are to be left out, nothing is imported then.
 */
import type { Database, StoredColumn } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import type { Backend, Value } from '../../db/records/backend.ts';
import { findFile, readChunk, type StoredFile } from '../../db/records/files-sql.ts';
import type { RecordStore, StoredRecord } from '../../db/records/record-store.ts';
import {
  createStaging,
  dropStaging,
  type StagedRow,
  stage,
  stagedTwins,
  unstage,
} from '../../db/records/staging-sql.ts';
import { changesOf, createChecker } from './check-rows.ts';
import { type Dialect, dialectOf, encodingOf, readRows } from './csv.ts';
import { type Format, readText } from './csv-types.ts';
import type { Formulas } from './formula.ts';

export type ImportOptions = {
  readonly dialect: Dialect;
  /** whether the first row has the names */
  readonly header: boolean;
  /** where the values of a column are in a row, and how they are written */
  readonly columns: readonly { readonly at: number; readonly key: string; readonly format: Format }[];
  readonly mode: 'insert' | 'upsert';
  readonly key?: string;
  readonly badRows: 'fail' | 'skip';
};
export type ImportProgress = { readonly rows: number; readonly bytes: number; readonly size: number };
export type BadRow = {
  readonly row: number;
  readonly column: string | null;
  readonly value: Json;
  readonly message: string;
};
export type Staged = { readonly rows: number; readonly bad: number; readonly problems: readonly BadRow[] };

/** Bad rows that are told one by one. */
const BAD_TOLD = 1_000;

type Deps = { readonly store: RecordStore; readonly formulas: Formulas };

export async function* chunksOf(backend: Backend, fileId: number): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; seq += 1) {
    const bytes = await readChunk(backend, fileId, seq);
    if (bytes === null) return;
    yield bytes;
  }
}

/** Throws `not_found` when there is no such file that is whole. */
export async function uploadedFile(backend: Backend, fileId: number): Promise<StoredFile> {
  const file = await findFile(backend, fileId);
  if (file && file.purpose === 'import' && file.state !== 'open') return file;
  throw new CodedError('not_found', `There is no import "${fileId}" in this database.`);
}

/** How a file is written, found out from all of its bytes. */
export async function dialectOfFile(
  backend: Backend,
  fileId: number,
): Promise<{ dialect: Dialect; start: Uint8Array }> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let start: Uint8Array | null = null;
  let isUtf8 = true;
  for await (const chunk of chunksOf(backend, fileId)) {
    start ??= chunk;
    try {
      if (isUtf8) strict.decode(chunk, { stream: true });
    } catch {
      isUtf8 = false;
    }
  }
  if (isUtf8) {
    try {
      strict.decode();
    } catch {
      isUtf8 = false;
    }
  }
  start ??= new Uint8Array();
  return { dialect: dialectOf(start, encodingOf(start, isUtf8)), start };
}

export async function stageImport(
  deps: Deps,
  database: Database,
  importId: number,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => Promise<void>,
): Promise<Staged> {
  const backend = deps.store.backend(database);
  const { size } = await uploadedFile(backend, importId);
  const problems: BadRow[] = [];
  const badRows = new Set<number>();
  const report = (bad: BadRow) => {
    badRows.add(bad.row);
    if (problems.length < BAD_TOLD) problems.push(bad);
  };
  await createStaging(backend, database, importId);
  let rows = 0;
  let first = options.header;
  for await (const piece of readRows(chunksOf(backend, importId), options.dialect)) {
    const texts = first ? piece.rows.slice(1) : piece.rows;
    first = false;
    const staged = await checkRows(deps, database, options, texts, rows, report);
    rows += texts.length;
    if (staged.length > 0) await stage(backend, database, importId, staged);
    await onProgress({ rows, bytes: piece.bytes, size });
  }
  await refuseTwins(backend, database, importId, report);
  if (badRows.size > 0 && options.badRows === 'fail') await dropStaging(backend, importId);
  return { rows, bad: badRows.size, problems };
}

type Reporter = (bad: BadRow) => void;

async function checkRows(
  { store, formulas }: Deps,
  database: Database,
  { columns, mode, key }: ImportOptions,
  texts: readonly (readonly string[])[],
  before: number,
  report: Reporter,
): Promise<StagedRow[]> {
  const checker = createChecker(database, formulas);
  const byKey = new Map(database.columns.map((column) => [column.key, column]));
  const mapped = columns.flatMap(({ at, key: to, format }) => {
    const column = byKey.get(to);
    return column ? [{ at, column, format }] : [];
  });
  const given = texts.map((text) => {
    const values: JsonRecord = {};
    for (const { at, column, format } of mapped) values[column.key] = readText(text[at] ?? '', column.type, format);
    return values;
  });
  const existing =
    mode === 'upsert' && key !== undefined ? await existingBy(store, database, byKey.get(key)!, given) : null;
  const staged: StagedRow[] = [];
  for (const [index, values] of given.entries()) {
    const row = before + index + 1;
    const found = existing?.(values) ?? null;
    // nothing in the file is no value: the default stands in for a new record, and what is there stays
    const brought = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
    const checked = checker.values(found ? values : brought, found?.values ?? null, (column, message) => {
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

async function refuseTwins(backend: Backend, database: Database, importId: number, report: Reporter): Promise<void> {
  for (const column of database.columns) {
    if (column.unique !== true) continue;
    for (;;) {
      const twins = await stagedTwins(backend, column, importId, BAD_TOLD);
      for (const [row, value] of twins) {
        const message = `Expected ${JSON.stringify(value)} once: an earlier row or a record has it too.`;
        report({ row, column: column.key, value: value as Json, message });
      }
      if (twins.length === 0) break;
      await unstage(
        backend,
        importId,
        twins.map(([row]) => row),
      );
    }
  }
}
