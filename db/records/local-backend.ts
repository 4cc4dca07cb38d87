/** Databases as files of their own beside the main one. Everything here blocks its thread, so it runs in one for this. */
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { CodedError } from '../errors.ts';
import {
  type Backend,
  type Backends,
  checkedId,
  GuardError,
  insertRows,
  type Row,
  type Step,
  updateOne,
  type Value,
} from './backend.ts';

export type LocalOptions = {
  /** the folder of the files */
  readonly folder: string;
  /** whether this thread writes; the others cannot, by mistake or otherwise */
  readonly writes: boolean;
};

/** Files that a thread holds open at once, of how many it keeps pages, and statements that are kept prepared for each. */
const OPEN_MAX = 32;
const CACHED_MAX = 2;
const PREPARED_MAX = 200;
/** Pages that a connection keeps (KiB): the system keeps the file's beside them, for all threads together. */
const CACHE_WRITING = 16_384;
const CACHE_READING = 8_192;
/** What the journal is cut to when all that is in it has been written to the file (bytes). */
const JOURNAL_MAX = 16 * 1024 ** 2;
/** Rows and values of one INSERT: each call of the binding costs as much as several values. */
const ROWS_AT_ONCE = 16;
const VALUES_AT_ONCE = 1_000;
/** Another thread of this process writes to the file: how long it is waited for (ms). */
const BUSY_MS = 60_000;

type Prepared = { all(args: readonly Value[]): Row[]; run(args: readonly Value[]): unknown };

export function createLocalBackends({ folder, writes }: LocalOptions): Backends {
  // the one that was asked for last is the last
  const open = new Map<string, Opened>();
  const pathOf = (databaseId: string) => join(folder, `${checkedId(databaseId)}.db`);

  function drop(databaseId: string): void {
    open.get(databaseId)?.close();
    open.delete(databaseId);
  }

  /** Of those that were not asked for lately the pages go, so that many databases take no more memory than a few. */
  function forgetPages(): void {
    const [old] = [...open.values()].slice(-CACHED_MAX - 1);
    if (open.size > CACHED_MAX) old?.forgetPages();
  }

  return {
    open(databaseId, create) {
      let backend = open.get(databaseId);
      if (backend && [...open.keys()].at(-1) === databaseId) return backend;
      open.delete(databaseId);
      backend ??= openFile(pathOf(databaseId), create, writes);
      open.set(databaseId, backend);
      forgetPages();
      const [oldest] = open.keys();
      if (open.size > OPEN_MAX && oldest !== undefined) drop(oldest);
      return backend;
    },
    async remove(databaseId) {
      drop(databaseId);
      for (const end of ['', '-wal', '-shm']) rmSync(`${pathOf(databaseId)}${end}`, { force: true });
    },
    close() {
      for (const databaseId of [...open.keys()]) drop(databaseId);
    },
  };
}

type Opened = Backend & { forgetPages(): void };

function openFile(path: string, create: boolean, writes: boolean): Opened {
  if (!existsSync(path)) {
    if (!create || !writes) {
      const sentence = `The file "${path}" with the records of this database is missing. Put it back from a backup.`;
      throw new CodedError('storage_unavailable', sentence);
    }
    mkdirSync(dirname(path), { recursive: true });
  }
  const database = new Database(path, { timeout: BUSY_MS } as Database.Options);
  if (writes) {
    // as in the main file: takes hold on an empty file only, before WAL
    database.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    database.exec(`PRAGMA cache_size = -${CACHE_WRITING}; PRAGMA wal_autocheckpoint = 4000`);
    database.exec(`PRAGMA journal_size_limit = ${JOURNAL_MAX}; PRAGMA analysis_limit = 1000`);
  } else database.exec(`PRAGMA cache_size = -${CACHE_READING}; PRAGMA query_only = ON`);
  // temporary tables stay in files: to sort a million rows must not take their size in memory
  const prepare = createCache(database);

  function run(step: Step): void {
    switch (step.kind) {
      case 'run':
        return void prepare(step.sql).run(step.args);
      case 'guard': {
        const [row] = prepare(`SELECT ${step.sql}`).all(step.args);
        if (row?.[0] !== 1) throw new GuardError(step.name);
        return;
      }
      case 'insert': {
        const { table, columns, rows } = step;
        const atOnce = Math.max(1, Math.min(ROWS_AT_ONCE, Math.floor(VALUES_AT_ONCE / columns.length)));
        const whole = rows.length - (rows.length % atOnce);
        const many = whole > 0 ? prepare(insertRows(table, columns, atOnce)) : null;
        for (let at = 0; at < whole; at += atOnce) many?.run(rows.slice(at, at + atOnce).flat());
        const one = whole < rows.length ? prepare(insertRows(table, columns, 1)) : null;
        for (const row of rows.slice(whole)) one?.run(row);
        return;
      }
      case 'update': {
        const statement = prepare(updateOne(step.table, step.columns));
        for (const row of step.rows) statement.run(row);
        return;
      }
      default:
        step satisfies never;
    }
  }

  return {
    prefix: '',
    analyses: true,
    shrink: () => void database.exec('PRAGMA incremental_vacuum'),
    forgetPages: () => void database.exec('PRAGMA shrink_memory'),
    all: async (sql, args = []) => prepare(sql).all(args),
    mark: [],
    async write(steps, { passing } = { passing: false }) {
      if (passing) database.exec('PRAGMA synchronous = NORMAL');
      try {
        database.exec('BEGIN IMMEDIATE');
        for (const step of steps) run(step);
        database.exec('COMMIT');
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK');
        throw error;
      } finally {
        if (passing) database.exec('PRAGMA synchronous = FULL');
      }
    },
    size: () =>
      ['', '-wal'].reduce((sum, end) => sum + (statSync(path + end, { throwIfNoEntry: false })?.size ?? 0), 0),
    close() {
      if (writes) emptyJournal(database);
      database.close();
    },
  };
}

/**
 * Prepared statements keep SQLite from doing this by itself when the last connection is closed. Where others are at work
 * in the file it is left to them.
 */
function emptyJournal(database: Database.Database): void {
  try {
    database.exec('PRAGMA busy_timeout = 100; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // who opens the file next reads the journal that stays beside it
  }
}

/** Statements are kept, the ones used last: filters make ever new ones. */
function createCache(database: Database.Database): (sql: string) => Prepared {
  const cache = new Map<string, Prepared>();
  return (sql) => {
    let statement = cache.get(sql);
    if (statement) cache.delete(sql);
    else {
      const made = database.prepare(sql);
      if (made.reader) made.raw(true);
      statement = made as unknown as Prepared;
    }
    cache.set(sql, statement);
    const [oldest] = cache.keys();
    if (cache.size > PREPARED_MAX && oldest !== undefined) cache.delete(oldest);
    return statement;
  };
}
