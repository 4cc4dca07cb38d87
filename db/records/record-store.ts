/**
 * The port to the records of databases, and its implementation over a backend. It knows nothing of formulas or of what
 * fits a column beyond how it is stored: `server/records/` decides what is written.
 */
import type {
  AggregateQuery,
  Database,
  DatabaseRecord,
  RecordPage,
  RecordQuery,
  StoredColumn,
} from '../database-model.ts';
import type { Json, JsonRecord } from '../model.ts';
import { aggregateSql, readAggregate } from './aggregate-sql.ts';
import { type Backend, type Backends, GuardError, type Row, type Value } from './backend.ts';
import { aggregateHint, HINTS_FROM, INDEXES_MAX, pageHint } from './index-hints.ts';
import { type IndexPart, indexName, partsOf, slotName, type Tables, tablesOf, uniqueName } from './layout.ts';
import { cursorAfter, pageSql, selected, selectionSql } from './page-sql.ts';
import { isTaken, RevisionError, TakenError } from './record-errors.ts';
import { fromStored } from './stored-values.ts';
import { syncTables, tablesRevision } from './sync.ts';
import { type WriteBatch, writeSteps } from './write-sql.ts';

/** A record as it is stored: values in the order of the columns. */
export type StoredRecord = {
  readonly id: number;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
  readonly values: readonly Value[];
};
export type HistoryEntry = {
  readonly version: number;
  readonly at: string;
  /** who did it: `<type>:<name>`, or an execution */
  readonly by: string;
  readonly action: 'created' | 'changed' | 'deleted' | 'restored' | 'converted';
  /** key → [before, after] */
  readonly changes: Readonly<Record<string, readonly [Json, Json]>>;
};
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
      if (grouped ? coveringIndex(t, parts, names) !== null : servesPage(t, parts, names)) return null;
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
        await backend.write(steps);
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

async function indexNames(backend: Backend, t: Tables): Promise<string[]> {
  const sql = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?";
  return (await backend.all(sql, [t.records])).map(([name]) => String(name));
}

/** Whether an index begins with these parts, or is the unique one of the only one. */
function servesPage(t: Tables, wanted: readonly IndexPart[], names: readonly string[]): boolean {
  const [first] = wanted;
  if (wanted.length === 1 && first!.by === 'value' && names.includes(uniqueName(t, first!.slot))) return true;
  const begins = `${indexName(t, wanted)}_`;
  return names.some((name) => name.startsWith(begins));
}

/** The first of the indexes that holds all of these parts, beginning with the same one. */
function coveringIndex(t: Tables, wanted: readonly IndexPart[], names: readonly string[]): string | null {
  const holds = (part: IndexPart | undefined, { slot, by }: IndexPart) =>
    part?.slot === slot && (part.by === by || (part.by === 'order' && by === 'value'));
  for (const name of names) {
    const parts = partsOf(t, name);
    if (!parts || !holds(parts[0], wanted[0]!)) continue;
    if (wanted.every((each) => parts.some((part) => holds(part, each)))) return name;
  }
  return null;
}

export function toStoredRecord([id, version, createdAt, updatedAt, deletedAt, ...values]: Row): StoredRecord {
  return {
    id: Number(id),
    version: Number(version),
    createdAt: String(createdAt),
    updatedAt: String(updatedAt),
    deletedAt: deletedAt === null || deletedAt === undefined ? null : String(deletedAt),
    values,
  };
}

/** A stored record as the API knows it. */
export function toRecord({ columns }: Pick<Database, 'columns'>, { values, ...record }: StoredRecord): DatabaseRecord {
  const named: JsonRecord = {};
  for (const [index, { key, type }] of columns.entries()) named[key] = fromStored(type, values[index] ?? null);
  return { ...record, values: named };
}

function toEntry([version, at, by, action, changes]: Row): HistoryEntry {
  return {
    version: Number(version),
    at: String(at),
    by: String(by),
    action: action as HistoryEntry['action'],
    changes: JSON.parse(String(changes)) as HistoryEntry['changes'],
  };
}
