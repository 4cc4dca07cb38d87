/** The verbs of the threads that are about files: uploads in pieces, imports, downloads in pieces. */
import type { Database } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import type { Json } from '../../db/model.ts';
import { GuardError } from '../../db/records/backend.ts';
import {
  addChunk,
  createFile,
  dropChunks,
  type FilePurpose,
  type FileState,
  findFile,
  readChunk,
  type StoredFile,
  setFileState,
  tidy,
} from '../../db/records/files-sql.ts';
import { isTaken } from '../../db/records/record-errors.ts';
import type { Counts, RecordStore } from '../../db/records/record-store.ts';
import { commitStaging, type StagedCounts, stagedCounts } from '../../db/records/staging-sql.ts';
import { CsvProblem } from './csv.ts';
import { type ExportPage, type ExportRequest, exportPage } from './export-page.ts';
import type { Formulas } from './formula.ts';
import type { ImportOptions, Staged } from './import-model.ts';
import { stageImport } from './import-rows.ts';
import { type Preview, previewImport } from './preview.ts';

/** Given to every verb: what takes long tells how far it is, and looks whether it is still wanted. */
export type Steering = { progress(told: unknown): void; stopped(): boolean };

export type FileWork = {
  openFile(
    database: Database,
    file: { purpose: FilePurpose; name: string; type: string; now: string },
  ): Promise<number>;
  addChunk(database: Database, chunk: { fileId: number; seq: number; bytes: Uint8Array }): Promise<null>;
  setFile(
    database: Database,
    change: { fileId: number; state: FileState; report?: Json; drop?: boolean },
  ): Promise<null>;
  file(database: Database, request: { fileId: number }): Promise<StoredFile | null>;
  chunk(database: Database, request: { fileId: number; seq: number }): Promise<Uint8Array | null>;
  preview(database: Database, request: { importId: number }): Promise<Preview>;
  stageImport(
    database: Database,
    request: { importId: number; options: ImportOptions },
    steering?: Steering,
  ): Promise<Staged>;
  /** Null, and nothing is written: others were faster with its records, its unique values or the columns. */
  commitImport(
    database: Database,
    request: { importId: number; now: string; actor: string; operation: { key: string; result: Json } },
  ): Promise<(StagedCounts & Counts) | null>;
  operation(database: Database, request: { key: string }): Promise<Json>;
  tidy(database: Database, request: { before: string }): Promise<null>;
  exportPage(database: Database, request: ExportRequest): Promise<ExportPage>;
};

type Deps = { readonly store: RecordStore; readonly formulas: Formulas };

export function createFileWork(deps: Deps): FileWork {
  const { store } = deps;
  return {
    openFile: (database, { now, ...file }) => createFile(store.backend(database), { ...file, at: now }),
    async addChunk(database, { fileId, seq, bytes }) {
      await addChunk(store.backend(database), fileId, seq, bytes);
      return null;
    },
    async setFile(database, { fileId, state, report = null, drop = false }) {
      const backend = store.backend(database);
      await setFileState(backend, fileId, state, report);
      if (drop) await dropChunks(backend, fileId);
      return null;
    },
    file: (database, { fileId }) => findFile(store.backend(database), fileId),
    chunk: (database, { fileId, seq }) => readChunk(store.backend(database), fileId, seq),
    preview: (database, { importId }) => previewImport(store.backend(database), importId).catch(sayCsv),
    async stageImport(database, { importId, options }, steering) {
      return stageImport(deps, database, importId, options, async (progress) => {
        steering?.progress(progress);
        // messages that came meanwhile are heard
        await new Promise((resolve) => setImmediate(resolve));
        if (steering?.stopped())
          throw new CodedError('conflict', 'The import was given up before its end. Nothing was imported.');
      }).catch(sayCsv);
    },
    async commitImport(database, { importId, now, actor, operation }) {
      const backend = store.backend(database);
      const counts = await stagedCounts(backend, importId);
      const by = await store.actor(database, actor);
      const result = { ...(operation.result as object), ...counts };
      const commit = { now, actor: by, counts, operation: { ...operation, result } };
      try {
        await commitStaging(backend, database, importId, commit);
      } catch (error) {
        if (error instanceof GuardError || isTaken(error)) return null;
        throw error;
      }
      return { ...counts, ...(await store.counts(database)) };
    },
    async tidy(database, { before }) {
      await tidy(store.backend(database), before);
      return null;
    },
    exportPage: (database, request) => exportPage(store, database, request),
    operation: (database, { key }) => store.operation(database, key),
  };
}

function sayCsv(error: unknown): never {
  if (error instanceof CsvProblem) throw new CodedError('invalid', error.message, { cause: error });
  throw error;
}
