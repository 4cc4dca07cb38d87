/** Files of a database: what is uploaded to be imported, and what file columns hold. Kept in pieces beside the records. */
import { Buffer } from 'node:buffer';
import type { Json } from '../model.ts';
import type { Backend, Step, Value } from './backend.ts';
import { tablesOf } from './layout.ts';
import { dropLeftStaging } from './staging-sql.ts';

export type FilePurpose = 'import' | 'value';
/** `open`: bytes are still to come. `kept`: it is whole. `running`, `done`, `failed`: what became of an import. */
export type FileState = 'open' | 'kept' | 'running' | 'done' | 'failed';
export type StoredFile = {
  readonly id: number;
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly type: string;
  readonly at: string;
  readonly size: number;
  readonly state: FileState;
  readonly report: Json;
};

const run = (sql: string, ...args: Value[]): Step => ({ kind: 'run', sql, args });

export async function createFile(
  backend: Backend,
  file: Pick<StoredFile, 'purpose' | 'name' | 'type' | 'at'>,
): Promise<number> {
  const { files } = tablesOf(backend.prefix);
  const [row] = await backend.all('SELECT seq FROM sqlite_sequence WHERE name = ?', [files]);
  const id = Number(row?.[0] ?? 0) + 1;
  const columns = '(id, purpose, name, type, at, size, state)';
  const { purpose, name, type, at } = file;
  await backend.write([
    run(`INSERT INTO "${files}" ${columns} VALUES (?, ?, ?, ?, ?, 0, 'open')`, id, purpose, name, type, at),
  ]);
  return id;
}

export async function addChunk(backend: Backend, fileId: number, seq: number, bytes: Uint8Array): Promise<void> {
  const { files, chunks } = tablesOf(backend.prefix);
  const insert = `INSERT INTO "${chunks}" (fileId, seq, bytes) VALUES (?, ?, ?)`;
  const grow = `UPDATE "${files}" SET size = size + ? WHERE id = ?`;
  // the state that says that it is whole is written later, and waits for all of this
  await backend.write([run(insert, fileId, seq, asBuffer(bytes)), run(grow, bytes.length, fileId)], { passing: true });
}

/** The same bytes, as the driver takes them. */
const asBuffer = ({ buffer, byteOffset, length }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length);

export async function setFileState(
  backend: Backend,
  fileId: number,
  state: FileState,
  report: Json = null,
): Promise<void> {
  const { files } = tablesOf(backend.prefix);
  const sql = `UPDATE "${files}" SET state = ?, report = ? WHERE id = ?`;
  await backend.write([run(sql, state, JSON.stringify(report), fileId)]);
}

export async function findFile(backend: Backend, fileId: number): Promise<StoredFile | null> {
  const { files } = tablesOf(backend.prefix);
  const sql = `SELECT id, purpose, name, type, at, size, state, report FROM "${files}" WHERE id = ?`;
  const [row] = await backend.all(sql, [fileId]);
  if (!row) return null;
  const [id, purpose, name, type, at, size, state, report] = row;
  return {
    id: Number(id),
    purpose: purpose as FilePurpose,
    name: String(name),
    type: String(type),
    at: String(at),
    size: Number(size),
    state: state as FileState,
    report: report === null || report === undefined ? null : (JSON.parse(String(report)) as Json),
  };
}

/**
 * Forgets what nobody asks for any more: answers kept for being asked again, files that were not imported, rows that a
 * crash left staged, free space.
 */
export async function tidy(backend: Backend, before: string): Promise<void> {
  const t = tablesOf(backend.prefix);
  const old = `SELECT id FROM "${t.files}" WHERE at < ? AND (purpose = 'import' OR state IN ('open', 'failed'))`;
  await backend.write([
    run(`DELETE FROM "${t.operations}" WHERE at < ?`, before),
    run(`DELETE FROM "${t.chunks}" WHERE fileId IN (${old})`, before),
    run(`DELETE FROM "${t.files}" WHERE id IN (${old})`, before),
  ]);
  await dropLeftStaging(backend);
  backend.shrink();
}

/** The piece `seq` of a file, from 0; null after the last. */
export async function readChunk(backend: Backend, fileId: number, seq: number): Promise<Uint8Array | null> {
  const { chunks } = tablesOf(backend.prefix);
  const [row] = await backend.all(`SELECT bytes FROM "${chunks}" WHERE fileId = ? AND seq = ?`, [fileId, seq]);
  const bytes = row?.[0];
  return bytes instanceof Uint8Array ? bytes : null;
}

/** What it held goes; that it was there, and what became of it, stays for a while. */
export async function dropChunks(backend: Backend, fileId: number): Promise<void> {
  const { chunks } = tablesOf(backend.prefix);
  await backend.write([run(`DELETE FROM "${chunks}" WHERE fileId = ?`, fileId)]);
}
