import Database from 'libsql';

/** Rows of a database file, by a connection of its own. */
export function query(path: string, sql: string): Record<string, unknown>[] {
  const database = new Database(path);
  try {
    return database.prepare(sql).all([]) as Record<string, unknown>[];
  } finally {
    database.close();
  }
}
