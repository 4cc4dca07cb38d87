/** What may be asked of databases and their records, in the words of the domain. */
import type {
  AggregateQuery,
  Database,
  DatabaseRecord,
  DatabaseSummary,
  GivenColumn,
  RecordPage,
  RecordQuery,
} from '../../db/database-model.ts';
import type { JsonRecord } from '../../db/model.ts';
import type { HistoryEntry } from '../../db/records/stored-record.ts';
import type { Page, PageRequest } from '../../db/store.ts';
import type { ExportText } from './export.ts';
import type { FileVerbs } from './files.ts';
import type { ImportVerbs } from './imports.ts';
import type { SaveRow } from './save.ts';

export type GivenDatabase = {
  readonly name: string;
  readonly description?: string;
  readonly columns: readonly GivenColumn[];
};
/** What of a column is to be another. `confirm`: also when values are lost. */
export type ColumnPatch = {
  readonly [key in Exclude<keyof GivenColumn, 'key'>]?: GivenColumn[key] | null;
} & { readonly position?: number };
export type SaveAsk = {
  readonly mode: 'insert' | 'upsert' | 'update';
  readonly rows: readonly SaveRow[];
  readonly key?: string;
  readonly actor: string;
  readonly operation?: string;
  readonly wantsRecords?: boolean;
  /** whether rows that do not fit are left out, and the others written all the same */
  readonly skipBad?: boolean;
  /** whether what is no column is left out of a row; otherwise the row does not fit */
  readonly ignoreExtra?: boolean;
};
export type Saved = {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  /** of each row that was not left out, in their order */
  readonly ids: readonly number[];
  /** of each row a letter: `i` inserted, `u` updated, `n` nothing to change, `f` failed */
  readonly outcomes: string;
  readonly problems: readonly { readonly row: number; readonly column: string | null; readonly message: string }[];
  readonly records?: readonly DatabaseRecord[];
  /** whether this is the answer of an earlier time */
  readonly replay: boolean;
};
export type TrashAsk = {
  readonly action: 'delete' | 'restore' | 'purge';
  readonly ids: readonly number[];
  readonly version?: number;
  readonly actor: string;
};
/**
 * Everything takes the organization first: another's database is answered like one that does not exist (`not_found`).
 * Values, filters and columns that do not fit are `invalid`, with each problem.
 */
export type RecordService = DatabaseVerbs &
  RecordVerbs & {
    readonly imports: ImportVerbs;
    readonly files: FileVerbs;
    readonly exportText: ExportText;
  };

export type DatabaseVerbs = {
  list(
    organizationId: string,
    page: PageRequest & { readonly search?: string; readonly removed?: boolean },
  ): Promise<Page<DatabaseSummary & { readonly columnCount: number }>>;
  get(organizationId: string, id: string): Promise<Database>;
  create(organizationId: string, given: GivenDatabase): Promise<Database>;
  /** Throws `revision_mismatch` unless `ifRevision` is the newest. */
  change(
    organizationId: string,
    id: string,
    change: { readonly name?: string; readonly description?: string },
    ifRevision?: number,
  ): Promise<Database>;
  addColumn(organizationId: string, id: string, column: GivenColumn, by: By): Promise<Database>;
  /** Throws `conflict` with what would be lost, unless it is confirmed. */
  changeColumn(organizationId: string, id: string, key: string, patch: ColumnPatch, by: By): Promise<Database>;
  /** As `changeColumn`. */
  removeColumn(organizationId: string, id: string, key: string, by: By): Promise<Database>;
  /** Puts it into the trash. */
  remove(organizationId: string, id: string): Promise<void>;
  restore(organizationId: string, id: string): Promise<Database>;
};
export type By = { readonly actor: string; readonly confirm?: boolean; readonly ifRevision?: number };

export type RecordVerbs = {
  page(organizationId: string, id: string, query: RecordQuery): Promise<RecordPage>;
  aggregate(organizationId: string, id: string, query: AggregateQuery): Promise<JsonRecord[]>;
  record(organizationId: string, id: string, recordId: number): Promise<DatabaseRecord>;
  history(
    organizationId: string,
    id: string,
    request: { readonly id: number; readonly limit: number; readonly before?: number },
  ): Promise<HistoryEntry[]>;
  save(organizationId: string, id: string, request: SaveAsk): Promise<Saved>;
  trash(organizationId: string, id: string, request: TrashAsk): Promise<number[]>;
};
