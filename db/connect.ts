/** Opens the connections to a database: a local file, or a libSQL server. */

import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Client, createClient } from '@libsql/client/sqlite3';
import Database from 'libsql';
import { CodedError } from './errors.ts';
import { createLocalDriver, createLocalReader } from './local-driver.ts';
import { type Lock, takeLock } from './lock.ts';
import { expectKnown, isMigratedSql, newestAppliedSql } from './migrate.ts';
import { createRemoteDriver, createRemoteReader, createRemoteSweeper, REMOTE_ROW_MAX } from './remote-driver.ts';
import type { Driver, Reader, Sweeper, Value } from './sql.ts';

export type Connection = {
  /** for drizzle; on a local file a connection beside those of `reader` and `driver` */
  readonly client: Client;
  readonly reader: Reader;
  readonly driver: Driver;
  readonly sweeper: Sweeper;
  /** bytes that one row may hold */
  readonly rowMax: number;
  /** the local file; null on a server */
  readonly file: LocalFile | null;
  close(): void;
};
export type LocalFile = {
  readonly path: string;
  /** Runs a pragma on the connection that writes, between two groups; answers its first value. */
  pragma(text: string): Promise<Value>;
  /** Writes the log back to the file, beside the event loop, and empties it. */
  writeBack(): Promise<void>;
};
export type ConnectOptions = {
  readonly url: string;
  readonly authToken?: string;
  readonly now: () => string;
  /** the folder with the generated SQL; by default that of the sources */
  readonly migrationsFolder?: string;
};

/** SQLite's own limit is 1,000,000,000. */
const LOCAL_ROW_MAX = 900_000_000;

/** Throws sentences for people: a file in use, that cannot be written, or that is no database. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  return options.url.startsWith('file:') ? connectFile(options) : connectServer(options);
}

async function connectServer({ url, authToken }: ConnectOptions): Promise<Connection> {
  // what speaks to a server is loaded only where there is one
  const remote = await import('@libsql/client');
  const client = remote.createClient({ url, authToken });
  const driver = createRemoteDriver(client);
  try {
    await client.execute('PRAGMA foreign_keys = ON');
  } catch (error) {
    client.close();
    throw new CodedError(
      'storage_unavailable',
      `The database server "${nameOf(url)}" cannot be used (${reasonOf(error)}). Start it, or set DATABASE_URL and DATABASE_AUTH_TOKEN to one that answers.`,
      { cause: error },
    );
  }
  const reader = createRemoteReader(client);
  const sweeper = createRemoteSweeper(client);
  return { client, driver, reader, sweeper, rowMax: REMOTE_ROW_MAX, file: null, close: () => client.close() };
}

/** The database as people may be told it: behind a server's question mark a token may stand. */
export function nameOf(url: string): string {
  return url.startsWith('file:') ? pathOf(url) : url.replace(/[?#].*$/s, '');
}

/** The innermost cause: what is around it says no more than that something failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message || String((error as { code?: unknown }).code ?? error.name);
}

/** The file that a `file:` URL names. Throws `invalid` for one that names none. */
export function pathOf(url: string): string {
  if (url.includes(':memory:') || url === 'file:')
    throw new CodedError(
      'invalid',
      `Expected the URL of a database file such as "file:data/cortado.db", got "${url}".`,
    );
  return url.startsWith('file://') ? fileURLToPath(url) : resolve(decodeURIComponent(url.slice('file:'.length)));
}

/** What both connections need. FULL: a commit is on the disk before anybody is told of it. */
const everyConnection = ['PRAGMA synchronous = FULL', 'PRAGMA foreign_keys = ON', 'PRAGMA temp_store = MEMORY'];

const readingConnection = ['PRAGMA query_only = ON', 'PRAGMA temp_store = MEMORY', 'PRAGMA cache_size = -16384'];

async function connectFile({ url, now, migrationsFolder }: ConnectOptions): Promise<Connection> {
  const path = pathOf(url);
  let lock: Lock | undefined;
  let database: Database.Database | undefined;
  let reading: Database.Database | undefined;
  let client: Client | undefined;
  let isOurs = false;
  const close = (): void => {
    client?.close();
    reading?.close();
    if (isOurs && database) writeBack(database);
    database?.close();
    lock?.release();
  };
  try {
    mkdirSync(dirname(path), { recursive: true });
    expectFile(path);
    lock = takeLock(path, process.pid, now());
    // a lock held by somebody else stops the event loop while it is waited for, so the group writer waits instead
    database = new Database(path, { timeout: 10 } as Database.Options);
    // before anything is written
    expectKnown(newestApplied(database), path, migrationsFolder);
    isOurs = true;
    prepareFile(database);
    reading = new Database(path, { timeout: 1_000 } as Database.Options);
    for (const text of readingConnection) reading.exec(text);
    client = createClient({ url: pathToFileURL(path).href, timeout: 1_000, concurrency: 1 });
    for (const pragma of [...everyConnection, 'PRAGMA cache_size = -8192']) await client.execute(pragma);
  } catch (error) {
    close();
    throw explain(error, path);
  }
  const driver = createLocalDriver(database);
  const file: LocalFile = {
    path,
    pragma: (text) => driver.between((writing) => pragmaOf(writing, text)),
    writeBack: () => driver.beside('PRAGMA wal_checkpoint(TRUNCATE)'),
  };
  const { sweeper } = driver;
  return { client, driver, sweeper, reader: createLocalReader(reading), rowMax: LOCAL_ROW_MAX, file, close };
}

/** Looked at before the lock is taken, which leaves a file. */
function expectFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || found.isFile()) return;
  const what = found.isDirectory() ? 'a folder' : 'no regular file';
  throw new CodedError('storage_unavailable', `The database "${path}" is ${what}. Set DATABASE_URL to a file.`);
}

function newestApplied(database: Database.Database): number | null {
  const first = (sql: string): unknown => Object.values(database.prepare(sql).all([])[0] ?? {})[0];
  return first(isMigratedSql) === undefined ? null : ((first(newestAppliedSql) as number | null) ?? null);
}

/** `auto_vacuum` only takes hold on an empty file, before WAL. */
function prepareFile(database: Database.Database): void {
  pragmaOf(database, 'auto_vacuum = INCREMENTAL');
  pragmaOf(database, 'journal_mode = WAL');
  for (const text of everyConnection) database.exec(text);
  pragmaOf(database, 'cache_size = -32768');
  // reads the schema, so that a file that is no database is found out here
  database.exec('BEGIN IMMEDIATE; ROLLBACK');
}

/** Prepared statements keep SQLite from doing this by itself when the connection is closed. */
function writeBack(database: Database.Database): void {
  try {
    pragmaOf(database, 'wal_checkpoint(TRUNCATE)');
  } catch {
    // the next start reads the log that stays beside the file
  }
}

function pragmaOf(database: Database.Database, text: string): Value {
  const [row] = database.prepare(`PRAGMA ${text}`).all([]) as Record<string, Value>[];
  return Object.values(row ?? {})[0] ?? null;
}

/** Says what is wrong with a local file, where that is known. */
export function explain(error: unknown, path: string): unknown {
  if (error instanceof CodedError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const say = (sentence: string) => new CodedError('storage_unavailable', sentence, { cause: error });
  if (/not a database|malformed/i.test(text))
    return say(
      `"${path}" is not a Cortado database, or it is damaged (${text}). Restore a backup, or set DATABASE_URL to another file.`,
    );
  if (/readonly|read-only|EROFS/i.test(text))
    return say(
      `The database "${path}" cannot be written. Make the file and its folder writable, or set DATABASE_URL to another file.`,
    );
  if (/EACCES|EPERM|unable to open|ENOTDIR|EEXIST|ENOENT/i.test(text)) {
    // the driver's own words name a file and a number
    const why = text.startsWith('ConnectionFailed') ? '' : ` (${text})`;
    return say(
      `The database "${path}" cannot be opened or created${why}. The file and its folder "${dirname(path)}" must be ones that this program may write to; else set DATABASE_URL to another file.`,
    );
  }
  if (/full/i.test(text)) return say(`The database "${path}" cannot be opened, because the disk is full.`);
  if (/locked|busy/i.test(text))
    return say(`The database "${path}" is locked by another program. End that program's transaction and start again.`);
  return error;
}
