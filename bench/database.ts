/** Looking into an SQLite database from outside, while its owner uses it. */
import { DatabaseSync } from 'node:sqlite';

export function readOnly<T>(file: string, look: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    return look(database);
  } finally {
    database.close();
  }
}

/** Bytes of a database that are in use. */
export function bytesInUse(file: string): number {
  return readOnly(file, (database) => {
    const number = (pragma: string) => Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
    return (number('page_count') - number('freelist_count')) * number('page_size');
  });
}
