/** Brings a database to the newest schema: what is missing of `migrations/` is applied, in order. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Client } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate as applyMigrations } from 'drizzle-orm/libsql/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { CodedError } from './errors.ts';

/** Where the migrations are when the program runs from its sources. */
export const sourceMigrations = fileURLToPath(new URL('../migrations', import.meta.url));

/**
 * Throws when the database has migrations that this program does not know: it was written by a newer one, whose
 * columns this one would leave empty.
 */
export async function migrate(client: Client, name: string, folder = sourceMigrations): Promise<void> {
  if (!existsSync(`${folder}/meta/_journal.json`))
    throw new CodedError(
      'internal',
      `Expected the folder "${folder}" to hold the database migrations, but there are none`,
    );
  const newestKnown = Math.max(...readMigrationFiles({ migrationsFolder: folder }).map((file) => file.folderMillis));
  const applied = await newestApplied(client);
  if (applied !== null && applied > newestKnown)
    throw new CodedError(
      'conflict',
      `The database "${name}" was written by a newer version of Cortado. Start that version, or restore a backup from before the update.`,
    );
  if (applied === newestKnown) return;
  try {
    await applyMigrations(drizzle(client), { migrationsFolder: folder });
  } catch (error) {
    // another server may have been quicker; then there is nothing left to do
    if ((await newestApplied(client)) === newestKnown) return;
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new CodedError(
      'internal',
      `The database "${name}" could not be brought to this version's schema (${reason}). If it is another program's, set DATABASE_URL to another file; else restore a backup.`,
      {
        cause: error,
      },
    );
  }
}

/** When the newest applied migration was made, ms since 1970; null in a new database. */
async function newestApplied(client: Client): Promise<number | null> {
  const table = await client.execute("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'");
  if (table.rows.length === 0) return null;
  const newest = await client.execute('SELECT max(created_at) FROM __drizzle_migrations');
  const value = newest.rows[0]?.[0];
  return value == null ? null : Number(value);
}
