/** Brings a database to the newest schema: what is missing of `migrations/` is applied, in order. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Client } from '@libsql/client';
import { migrate as applyMigrations } from 'drizzle-orm/libsql/migrator';
import { drizzle } from 'drizzle-orm/libsql/sqlite3';
import { CodedError } from './errors.ts';

/** Where the migrations are when the program runs from its sources. */
export const sourceMigrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** Whether migrations were ever applied, and when the newest of them was made, ms since 1970. */
export const isMigratedSql = "SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'";
export const newestAppliedSql = 'SELECT max(created_at) FROM __drizzle_migrations';

/**
 * Throws when the database has migrations that this program does not know: it was written by a newer one, whose
 * columns this one would leave empty. `applied` is when the newest of them was made; null in a new database.
 */
export function expectKnown(applied: number | null, name: string, folder = sourceMigrations): void {
  if (applied !== null && applied > newestKnown(folder))
    throw new CodedError(
      'conflict',
      `The database "${name}" was written by a newer version of Cortado. Start that version, or restore a backup from before the update.`,
    );
}

function newestKnown(folder: string): number {
  const journal = `${folder}/meta/_journal.json`;
  if (!existsSync(journal))
    throw new CodedError(
      'internal',
      `Expected the folder "${folder}" to hold the database migrations, but there are none`,
    );
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { when: number }[] };
  return Math.max(...entries.map(({ when }) => when));
}

/** `upgrading` is told before a database that has data is changed: a large one may take minutes. */
export async function migrate(
  client: Client,
  name: string,
  folder = sourceMigrations,
  upgrading: () => void = () => {},
): Promise<void> {
  const wanted = newestKnown(folder);
  const applied = await newestApplied(client);
  expectKnown(applied, name, folder);
  if (applied === wanted) return;
  if (applied !== null) upgrading();
  try {
    await applyMigrations(drizzle(client), { migrationsFolder: folder });
  } catch (error) {
    // another server may have been quicker; then there is nothing left to do
    if ((await newestApplied(client)) === wanted) return;
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

async function newestApplied(client: Client): Promise<number | null> {
  if ((await client.execute(isMigratedSql)).rows.length === 0) return null;
  const value = (await client.execute(newestAppliedSql)).rows[0]?.[0];
  return value == null ? null : Number(value);
}
