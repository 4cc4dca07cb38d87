/**
 * Imports a CSV file that was uploaded: read in pieces, checked row by row, staged, and then written in one transaction.
 * What does not fit is reported with its row; unless such rows are to be left out, nothing is imported then.
 */
import type { Database } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import type { Json } from '../../db/model.ts';
import type { Backend } from '../../db/records/backend.ts';
import { findFile, readChunk, type StoredFile } from '../../db/records/files-sql.ts';
import type { RecordStore } from '../../db/records/record-store.ts';
import { createStaging, dropStaging, dropTwins, stage } from '../../db/records/staging-sql.ts';
import { type Dialect, dialectOf, encodingOf, readRows } from './csv.ts';
import type { Formulas } from './formula.ts';
import { createRowChecker } from './import-check.ts';
import type { BadRow, ImportOptions, ImportProgress, Staged } from './import-model.ts';

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

/** Nothing stays staged when it throws. */
export async function stageImport(
  deps: Deps,
  database: Database,
  importId: number,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => Promise<void>,
): Promise<Staged> {
  const backend = deps.store.backend(database);
  try {
    const staged = await stageRows(deps, database, importId, options, onProgress);
    if (staged.bad > 0 && options.badRows === 'fail') await dropStaging(backend, importId);
    return staged;
  } catch (error) {
    await dropStaging(backend, importId);
    throw error;
  }
}

async function stageRows(
  ...[deps, database, importId, options, onProgress]: Parameters<typeof stageImport>
): Promise<Staged> {
  const backend = deps.store.backend(database);
  const { size } = await uploadedFile(backend, importId);
  const problems: BadRow[] = [];
  let bad = 0;
  let last = 0;
  // all that is wrong with a row is told in one go
  const report = (each: BadRow) => {
    if (each.row !== last) bad += 1;
    last = each.row;
    if (problems.length < BAD_TOLD) problems.push(each);
  };
  const checkRows = createRowChecker(deps, database, options, report);
  await createStaging(backend, database, importId);
  let rows = 0;
  let first = options.header;
  for await (const piece of readRows(chunksOf(backend, importId), options.dialect)) {
    const texts = first ? piece.rows.slice(1) : piece.rows;
    first = false;
    const staged = await checkRows(texts, rows);
    rows += texts.length;
    if (staged.length > 0) await stage(backend, database, importId, staged);
    await onProgress({ rows, bytes: piece.bytes, size });
  }
  for (const column of database.columns) {
    if (column.unique !== true) continue;
    const twins = await dropTwins(backend, column, importId, BAD_TOLD);
    bad += twins.count;
    for (const [row, value] of twins.first.slice(0, BAD_TOLD - problems.length)) {
      const message = `Expected ${JSON.stringify(value)} once: an earlier row or a record has it too.`;
      problems.push({ row, column: column.key, value: value as Json, message });
    }
  }
  return { rows, bad, problems };
}
