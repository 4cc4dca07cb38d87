/**
 * One process per local database file. The lock is SQLite's own, on a file of its own beside the database, so it ends
 * with the process however that ends. It is a reserved lock, not an exclusive one: nobody else can get it, but
 * who is refused can read whose it is.
 */
import Database from 'libsql';
import { CodedError } from './errors.ts';
import { failureKind } from './storage-failure.ts';

export type Lock = { release(): void };

/** Takes the lock of the database at `path`. Throws `CodedError('conflict')` that names the process that has it. */
export function takeLock(path: string, pid: number, since: string): Lock {
  const lockPath = `${path}.lock`;
  const database = new Database(lockPath, { timeout: 0 } as Database.Options);
  try {
    database.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL, since TEXT NOT NULL)');
    database.exec('BEGIN IMMEDIATE');
    database.exec('DELETE FROM holder');
    database.prepare('INSERT INTO holder VALUES (?, ?)').run([pid, since]);
    database.exec('COMMIT');
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const holder = failureKind(error) === 'busy' ? readHolder(database) : undefined;
    database.close();
    if (failureKind(error) !== 'busy') throw error;
    throw new CodedError(
      'conflict',
      `The database "${path}" is in use by ${holder ?? 'another process'}: one process writes a local file. Stop that one, or set DATABASE_URL to another file or to a libSQL server.`,
      { cause: error },
    );
  }
  return {
    release() {
      database.exec('ROLLBACK');
      database.close();
    },
  };
}

function readHolder(database: Database.Database): string | undefined {
  try {
    const [row] = database.prepare('SELECT pid, since FROM holder').all([]) as { pid: number; since: string }[];
    return row && `process ${row.pid} (since ${row.since})`;
  } catch {
    return undefined;
  }
}
