/** What a thread for records does: each verb answers from the tables of one database. */
import type { AggregateQuery, Database, DatabaseRecord, RecordPage, RecordQuery } from '../../db/database-model.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import type { Backends } from '../../db/records/backend.ts';
import type { IndexPart } from '../../db/records/layout.ts';
import { noRecord } from '../../db/records/record-errors.ts';
import { type Counts, createRecordStore } from '../../db/records/record-store.ts';
import { countValues, repeatedValues } from '../../db/records/refill-sql.ts';
import { type HistoryEntry, toRecord } from '../../db/records/stored-record.ts';
import { fromStored } from '../../db/records/stored-values.ts';
import { addIndex } from '../../db/records/sync.ts';
import { createFileWork, type FileWork } from './file-work.ts';
import { createFormulas } from './formula.ts';
import { type RefillReport, type RefillRequest, refillColumns } from './refill.ts';
import { type SaveReport, type SaveRequest, saveRecords } from './save.ts';
import { moveToTrash, type TrashReport, type TrashRequest } from './trash.ts';

/** Every verb of the threads. What goes in and comes out is plain data. */
export type Work = {
  sync(database: Database): Promise<null>;
  page(database: Database, query: RecordQuery): Promise<RecordPage>;
  aggregate(database: Database, query: AggregateQuery): Promise<JsonRecord[]>;
  /** One record, in the trash or not. Throws `not_found`. */
  record(database: Database, id: number): Promise<DatabaseRecord>;
  history(database: Database, request: { id: number; limit: number; before?: number }): Promise<HistoryEntry[]>;
  save(database: Database, request: SaveRequest): Promise<SaveReport>;
  trash(database: Database, request: TrashRequest): Promise<TrashReport>;
  refill(database: Database, request: RefillRequest): Promise<RefillReport>;
  /** What stands in a column: how many records have a value, how many have none, values that are there repeatedly. */
  look(database: Database, request: { key: string }): Promise<ColumnLook>;
  /** The index that a question would be answered by at once, where there is none. */
  hint(database: Database, query: RecordQuery | AggregateQuery): Promise<IndexPart[] | null>;
  index(database: Database, request: { parts: readonly IndexPart[] }): Promise<null>;
  counts(database: Database): Promise<Counts & { readonly sizeBytes: number | null }>;
  remove(database: Database): Promise<null>;
} & FileWork;
export type ColumnLook = {
  readonly filled: number;
  readonly empty: number;
  readonly repeated: readonly { readonly value: Json; readonly count: number }[];
};

export function createWork(backends: Backends): Work {
  const store = createRecordStore(backends);
  const formulas = createFormulas();
  const deps = { store, formulas, now: Date.now };

  return {
    async sync(database) {
      await store.sync(database);
      return null;
    },
    page: store.page,
    aggregate: store.aggregate,
    hint: store.hint,
    async index(database, { parts }) {
      await addIndex(store.backend(database), parts);
      return null;
    },
    async record(database, id) {
      const [found] = await store.byIds(database, [id]);
      if (!found) throw noRecord(id);
      return toRecord(database, found);
    },
    history: (database, { id, limit, before }) => store.history(database, id, limit, before),
    save: (database, request) => saveRecords(deps, database, request),
    trash: (database, request) => moveToTrash(deps, database, request),
    refill: (database, request) => refillColumns(deps, database, request),
    async look(database, { key }) {
      const column = database.columns.find((each) => each.key === key)!;
      const backend = store.backend(database);
      const repeated = await repeatedValues(backend, column, 20);
      const shown = repeated.map(([value, count]) => ({ value: fromStored(column.type, value), count }));
      return { ...(await countValues(backend, column)), repeated: shown };
    },
    async counts(database) {
      return { ...(await store.counts(database)), sizeBytes: store.backend(database).size() };
    },
    async remove(database) {
      await backends.remove(database.id);
      return null;
    },
    ...createFileWork(deps),
  };
}
