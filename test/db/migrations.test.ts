import { readdirSync, readFileSync } from 'node:fs';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { expect, it } from 'vitest';
import * as accountTables from '../../db/account-tables.ts';
import * as dashboardTables from '../../db/dashboard-tables.ts';
import * as databaseTables from '../../db/database-tables.ts';
import { sourceMigrations } from '../../db/migrate.ts';
import * as secretTables from '../../db/secret-tables.ts';
import * as statisticsTables from '../../db/statistics-tables.ts';
import * as tables from '../../db/tables.ts';

const newestSnapshot = (): string =>
  readdirSync(`${sourceMigrations}/meta`)
    .filter((name) => name.endsWith('_snapshot.json'))
    .sort()
    .at(-1) ?? '';

it('has migrations for all that the tables say: else run `npm run migration`', async () => {
  const stored = JSON.parse(readFileSync(`${sourceMigrations}/meta/${newestSnapshot()}`, 'utf8'));
  const all = {
    ...tables,
    ...accountTables,
    ...dashboardTables,
    ...databaseTables,
    ...secretTables,
    ...statisticsTables,
  };
  const current = await generateSQLiteDrizzleJson(all);
  expect(await generateSQLiteMigration(stored, current)).toEqual([]);
});
