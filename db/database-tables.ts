/** The table of databases. Their records are in tables of their own: see `records/layout.ts`. */
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { StoredColumn } from './database-model.ts';

export const databases = sqliteTable(
  'databases',
  {
    id: text().primaryKey(),
    organizationId: text().notNull(),
    name: text().notNull(),
    description: text().notNull(),
    revision: integer().notNull(),
    columnCount: integer().notNull(),
    /** the slot that the next column gets */
    nextSlot: integer().notNull(),
    records: integer().notNull(),
    /** counts what is written to its records; on a server that several servers share, in the same transaction */
    changes: integer().notNull().default(0),
    createdAt: text().notNull(),
    updatedAt: text().notNull(),
    removedAt: text(),
    columns: text({ mode: 'json' }).$type<readonly StoredColumn[]>().notNull(),
  },
  (t) => [
    uniqueIndex('databases_by_name').on(t.organizationId, sql`"name" COLLATE NOCASE`).where(sql`"removedAt" IS NULL`),
    index('databases_removed').on(t.removedAt).where(sql`"removedAt" IS NOT NULL`),
  ],
);
