/** The organization's databases, as nodes reach them: plain data in and out, so that it can be asked from another machine. */
import type { DatabaseRecord, Filter, Sort } from '../../db/database-model.ts';
import type { JsonRecord } from '../../db/model.ts';

export type RecordFetch = {
  readonly organizationId: string;
  readonly databaseId: string;
  readonly filter: Filter | undefined;
  readonly search: string | undefined;
  readonly sort: readonly Sort[];
  /** how many at most, up to 50,000 */
  readonly limit: number;
};
export type RecordSave = {
  readonly organizationId: string;
  readonly databaseId: string;
  /** `upsert` by the values of `key`, a unique column; `update` by the `id` of each row */
  readonly mode: 'insert' | 'upsert' | 'update';
  readonly key: string | undefined;
  readonly rows: readonly { readonly id?: number; readonly values: JsonRecord }[];
  /** whether rows that do not fit are left out; otherwise nothing is written when one does not */
  readonly skipBad: boolean;
  /** whether what is no column is left out of a row; otherwise the row does not fit */
  readonly ignoreExtra: boolean;
  /** what was done with the same key is answered again, and not done twice */
  readonly operation: string;
  readonly actor: string;
};
export type RecordsSaved = {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  /** as they are now, in the order of the rows that were not left out */
  readonly records: readonly DatabaseRecord[];
  /** of each row a letter: `i` inserted, `u` updated, `n` nothing to change, `f` failed */
  readonly outcomes: string;
  readonly problems: readonly { readonly row: number; readonly column: string | null; readonly message: string }[];
};
/** The organization's databases. Throws `CodedError`: `not_found`, `invalid`, `storage_unavailable` … */
export type RecordAccess = {
  fetch(request: RecordFetch): Promise<readonly DatabaseRecord[]>;
  save(request: RecordSave): Promise<RecordsSaved>;
  /** Imports a file that was uploaded. Answers `{rows, inserted, updated, unchanged, bad, problems}`. */
  import(request: RecordImport): Promise<JsonRecord>;
};

export type RecordImport = {
  readonly organizationId: string;
  readonly databaseId: string;
  readonly importId: number;
  /** as the start of the import made them */
  readonly options: JsonRecord;
  readonly operation: string;
  readonly actor: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly rows: number; readonly bytes: number; readonly size: number }) => void;
};
