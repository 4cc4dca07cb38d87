/** The table of dashboards. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const dashboards = sqliteTable(
  'dashboards',
  {
    organizationId: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    revision: integer().notNull(),
    widgetCount: integer().notNull(),
    createdAt: text().notNull(),
    updatedAt: text().notNull(),
    shareDigest: text(),
    /** `{range, widgets}` */
    definition: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('dashboards_by_update').on(t.organizationId, t.updatedAt, t.id),
    uniqueIndex('dashboards_by_link').on(t.shareDigest),
  ],
);
