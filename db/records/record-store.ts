/**
 * The port to the records of databases, and its implementation over a backend. It knows nothing of formulas or of what
 * fits a column beyond how it is stored: `server/records/` decides what is written.
 */
import type { AggregateQuery, Database, RecordPage, RecordQuery, StoredColumn } from '../database-model.ts';
import type { Json, JsonRecord } from '../model.ts';
import { aggregateSql, readAggregate } from './aggregate-sql.ts';
import { type Backend, type Backends, GuardError, type Row, type Value } from './backend.ts';
import { aggregateHint, HINTS_FROM, INDEXES_MAX, pageHint } from './index-hints.ts';
import { coveringIndex, indexNames, servesPage } from './indexes.ts';
import { type IndexPart, indexName, slotName, type Tables, tablesOf } from './layout.ts';
import { cursorAfter, pageSql, selected, selectionSql } from './page-sql.ts';
import { isTaken, RevisionError, TakenError } from './record-errors.ts';
import { type HistoryEntry, type StoredRecord, toEntry, toRecord, toStoredRecord } from './stored-record.ts';
import { syncTables, tablesRevision } from './sync.ts';
import { type WriteBatch, writeSteps } from './write-sql.ts';

/** How many records there are, and how often they were written to. */
export type Counts = { readonly records: number; readonly changes: number };

export type RecordStore = {
  /** Brings the tables to the definition. Only where is written. */
  sync(database: Database): Promise<void>;
  page(database: Database, query: RecordQuery): Promise<RecordPage>;
  aggregate(database: Database, query: AggregateQuery): Promise<JsonRecord[]>;
  /** The index that a large database would answer this by; null: it has it, or none would help. */
  hint(database: Database, query: RecordQuery | AggregateQuery): Promise<IndexPart[] | null>;
  /** Those of them that are there, in any order; in the trash or not. */
  byIds(database: Database, ids: readonly number[]): Promise<StoredRecord[]>;
  /** Those out of the trash that have one of these values in a column. */
  byValues(database: Database, column: StoredColumn, values: readonly Value[]): Promise<StoredRecord[]>;
  /** Newest first. `before`: of versions below. */
  history(database: Database, id: number, limit: number, before?: number): Promise<HistoryEntry[]>;
  /** What an operation with this key answered; null: there was none. */
  operation(database: Database, key: string): Promise<Json>;
  /** The id that the next record gets. */
  nextId(database: Database): Promise<number>;
  /** All or nothing. Throws `GuardError` when a record is another by now, `TakenError` when a unique value or id is. */
  write(database: Database, batch: WriteBatch): Promise<Counts>;
  counts(database: Database): Promise<Counts>;
  /** The number of who does something. */
  actor(database: Database, name: string): Promise<number>;
  /** Which of these records (out of the trash) or files of a database are there. */
  there(databaseId: string, kind: 'records' | 'files', ids: readonly number[]): Promise<number[]>;
  backend(database: Database): Backend;
};

export function createRecordStore(backends: Backends): RecordStore {
  const known = new Map<string, number>();

  /** The backend of a database whose tables have the revision that is asked by. Throws `RevisionError`. */
  async function at(database: Database): Promise<{ backend: Backend; t: Tables }> {
    const backend = backends.open(database.id, false);
    if (known.get(database.id) !== database.revision) {
      const revision = await tablesRevision(backend);
      if (revision !== database.revision) throw new RevisionError(revision);
      known.set(database.id, revision);
    }
    return { backend, t: tablesOf(backend.prefix) };
  }

  async function all(
    database: Database,
    sqlOf: (t: Tables) => { sql: string; args: readonly Value[] },
  ): Promise<Row[]> {
    const { backend, t } = await at(database);
    const { sql, args } = sqlOf(t);
    try {
      return await backend.all(sql, args);
    } catch (error) {
      throw await staleOr(backend, database, error);
    }
  }

  /** A column that is gone makes a statement wrong: then the tables are those of another revision by now. */
  async function staleOr(backend: Backend, database: Database, error: unknown): Promise<unknown> {
    if (!(error instanceof Error) || !/no such (column|table|index)/i.test(error.message)) return error;
    known.delete(database.id);
    const revision = await tablesRevision(backend);
    return revision === database.revision ? error : new RevisionError(revision);
  }

  async function stored(database: Database, condition: string, args: readonly Value[]): Promise<StoredRecord[]> {
    const rows = await all(database, (t) => ({
      sql: `SELECT ${selected(database)} FROM "${t.records}" WHERE ${condition}`,
      args,
    }));
    return rows.map(toStoredRecord);
  }

  async function counts(database: Database): Promise<Counts> {
    const rows = await all(database, (t) => ({ sql: `SELECT name, value FROM "${t.meta}"`, args: [] }));
    const values = new Map(rows.map(([name, value]) => [name, Number(value)]));
    return { records: values.get('records') ?? 0, changes: values.get('changes') ?? 0 };
  }

  return {
    async sync(database) {
      known.delete(database.id);
      await syncTables(backends.open(database.id, true), database);
    },

    async page(database, query) {
      const { backend, t } = await at(database);
      const { parts, terms } = pageSql(database, t, query);
      const rows: Row[] = [];
      for (const { sql, args } of parts) {
        const limit = query.limit + 1 - rows.length;
        if (limit <= 0) break;
        rows.push(...(await all(database, () => ({ sql, args: [...args.slice(0, -1), limit] }))));
      }
      const shown = rows.slice(0, query.limit);
      const end = rows.length > query.limit ? shown.at(-1) : undefined;
      const total = query.total ? await totalOf(database, backend, t, query) : null;
      return {
        items: shown.map((row) => toRecord(database, toStoredRecord(row))),
        next: end ? cursorAfter(database, terms, end) : null,
        total,
      };
    },

    async aggregate(database, query) {
      const { backend, t } = await at(database);
      const names = await indexNames(backend, t);
      const usable = (parts: readonly IndexPart[]) => coveringIndex(t, parts, names);
      const { sql, args, outputs } = aggregateSql(database, t, query, usable);
      const rows = await all(database, () => ({ sql, args }));
      return rows.map((row) => readAggregate(outputs, row));
    },

    async hint(database, query) {
      if ((await counts(database)).records < HINTS_FROM) return null;
      const { backend, t } = await at(database);
      const grouped = 'groupBy' in query;
      const parts = grouped ? aggregateHint(database, query) : pageHint(database, query);
      const names = await indexNames(backend, t);
      if (parts === null || names.length >= INDEXES_MAX || names.includes(indexName(t, parts))) return null;
      const covers = grouped && query.filter === undefined;
      if (covers ? coveringIndex(t, parts, names) !== null : servesPage(t, parts, names)) return null;
      return parts;
    },

    byIds: (database, ids) => stored(database, 'id IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)]),

    byValues: (database, { slot }, values) =>
      stored(database, `deletedAt IS NULL AND ${slotName(slot)} IN (SELECT value FROM json_each(?))`, [
        JSON.stringify(values),
      ]),

    async history(database, id, limit, before = Number.MAX_SAFE_INTEGER) {
      const rows = await all(database, (t) => ({
        sql: `SELECT version, at, (SELECT name FROM "${t.actors}" a WHERE a.id = h.actor), action, changes FROM "${t.history}" h WHERE recordId = ? AND version < ? ORDER BY version DESC LIMIT ?`,
        args: [id, before, limit],
      }));
      const entries = rows.map(toEntry);
      if (entries.length === limit || before <= 1) return entries;
      const begun = await all(database, (t) => ({
        sql: `SELECT createdAt, (SELECT name FROM "${t.actors}" a WHERE a.id = r.createdBy) FROM "${t.records}" r WHERE id = ?`,
        args: [id],
      }));
      const created = begun.map(([at, by]) => [1, at ?? null, by ?? null, 'created', '{}'] as const).map(toEntry);
      return [...entries, ...created];
    },

    async operation(database, key) {
      const rows = await all(database, (t) => ({
        sql: `SELECT result FROM "${t.operations}" WHERE key = ?`,
        args: [key],
      }));
      return rows[0] ? (JSON.parse(String(rows[0][0])) as Json) : null;
    },

    async nextId(database) {
      const rows = await all(database, (t) => ({
        sql: 'SELECT seq FROM sqlite_sequence WHERE name = ?',
        args: [t.records],
      }));
      return Number(rows[0]?.[0] ?? 0) + 1;
    },

    async write(database, batch) {
      const { backend, t } = await at(database);
      const steps = writeSteps(t, database, batch, await actorOf(backend, t, batch.actor));
      try {
        await backend.write([...steps, ...backend.mark]);
      } catch (error) {
        throw await writeFailure(backend, database, error);
      }
      return counts(database);
    },

    counts,

    async actor(database, name) {
      const backend = backends.open(database.id, false);
      return actorOf(backend, tablesOf(backend.prefix), name);
    },

    async there(databaseId, kind, ids) {
      const backend = backends.open(databaseId, false);
      const t = tablesOf(backend.prefix);
      const condition = kind === 'records' ? 'deletedAt IS NULL' : "state = 'kept'";
      const sql = `SELECT id FROM "${t[kind]}" WHERE ${condition} AND id IN (SELECT value FROM json_each(?))`;
      const rows = await backend.all(sql, [JSON.stringify(ids)]);
      return rows.map(([id]) => Number(id));
    },

    backend: (database) => backends.open(database.id, false),
  };

  /** The number of who does something; it stays theirs, also when what they began with it was not written. */
  async function actorOf(backend: Backend, t: Tables, name: string): Promise<number> {
    const find = () => backend.all(`SELECT id FROM "${t.actors}" WHERE name = ?`, [name]);
    const [found] = await find();
    if (found) return Number(found[0]);
    const sql = `INSERT INTO "${t.actors}" (name) VALUES (?) ON CONFLICT DO NOTHING`;
    await backend.write([{ kind: 'run', sql, args: [name] }]);
    return Number((await find())[0]?.[0]);
  }

  async function writeFailure(backend: Backend, database: Database, error: unknown): Promise<unknown> {
    if (error instanceof GuardError && error.guard === 'definition') {
      known.delete(database.id);
      return new RevisionError(await tablesRevision(backend));
    }
    if (isTaken(error)) return new TakenError('A value is taken.', { cause: error });
    return staleOr(backend, database, error);
  }

  async function totalOf(database: Database, backend: Backend, t: Tables, query: RecordQuery): Promise<number> {
    const plain = query.filter === undefined && !query.search?.trim() && query.deleted !== true;
    if (plain) return (await counts(database)).records;
    const where = selectionSql(database, t, query);
    const [row] = await backend.all(`SELECT count(*) FROM "${t.records}" WHERE ${where.sql}`, where.args);
    return Number(row?.[0] ?? 0);
  }
}
