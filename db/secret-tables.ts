/** The tables of sealed secrets. */
import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const credentials = sqliteTable(
  'credentials',
  {
    organizationId: text().notNull(),
    name: text().notNull(),
    kind: text().notNull(),
    createdAt: text().notNull(),
    updatedAt: text().notNull(),
    sealed: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.name] })],
);

export const embedKeys = sqliteTable(
  'embed_keys',
  {
    kid: text().primaryKey(),
    organizationId: text().notNull(),
    name: text().notNull(),
    createdAt: text().notNull(),
    sealed: text().notNull(),
  },
  (t) => [index('embed_keys_by_organization').on(t.organizationId, t.createdAt)],
);
