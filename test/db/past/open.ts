/** Databases as earlier versions left them when they were killed. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { sourceMigrations } from '../../../db/migrate.ts';
import { STUB } from './words.ts';

type Entry = { readonly tag: string; readonly when: number };
const journal = JSON.parse(readFileSync(join(sourceMigrations, 'meta/_journal.json'), 'utf8')) as { entries: Entry[] };

/** Every migration with the hash by which it is known once it was applied, in order. */
export const migrations = journal.entries.map(({ tag, when }) => {
  const text = readFileSync(join(sourceMigrations, `${tag}.sql`), 'utf8');
  return { tag, when, hash: createHash('sha256').update(text).digest('hex') };
});

/** The versions that there is a database of, oldest first, by the newest migration that they knew. */
export const pastVersions: readonly string[] = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.sql'))
  .map((name) => name.slice(0, -'.sql'.length))
  .sort();

/** Puts the database of that version into a folder, as that version set its file up; answers the path. */
export function putPastDatabase(version: string, folder: string, stubUrl: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'cortado.db');
  const database = new Database(path);
  try {
    database.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;');
    database.exec(readFileSync(join(import.meta.dirname, `${version}.sql`), 'utf8').replaceAll(STUB, stubUrl));
  } finally {
    database.close();
  }
  return path;
}

export type Rows = Record<string, Record<string, unknown>[]>;

/** Of `execution_logs` in the versions in which it was a table: what was made of a payload beside it. */
const made = new Set(['inputPreview', 'inputSize', 'outputPreview', 'outputSize']);

/** Every row of every table, with the columns it has; of `like`'s columns alone where that is given. */
export function rowsOf(path: string, like?: Rows): Rows {
  const database = new Database(path);
  try {
    const all = <Row>(sql: string) => database.prepare(sql).all([]) as Row[];
    const tables = all<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'",
    );
    const names = like ? Object.keys(like) : tables.map(({ name }) => name);
    return Object.fromEntries(
      names.map((table) => {
        const columns = all<{ name: string }>(`PRAGMA table_xinfo("${table}")`)
          .map(({ name }) => name)
          .filter((name) => !made.has(name));
        const [first] = like?.[table] ?? [];
        const wanted = first ? Object.keys(first) : columns;
        const listed = wanted.map((name) => `"${name}"`).join(', ');
        // a view, and a table without one, in the order of their key
        const [kind] = all<{ wr: number }>(`SELECT wr FROM pragma_table_list WHERE name = '${table}'`);
        const order = table === 'execution_logs' ? ' ORDER BY id' : kind?.wr === 1 ? '' : ' ORDER BY rowid';
        return [table, all<Record<string, unknown>>(`SELECT ${listed} FROM "${table}"${order}`)];
      }),
    );
  } finally {
    database.close();
  }
}

export function query<Row = Record<string, unknown>>(path: string, sql: string): Row[] {
  const database = new Database(path);
  try {
    return database.prepare(sql).all([]) as Row[];
  } finally {
    database.close();
  }
}
