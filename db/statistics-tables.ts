/**
 * Ended executions by the hour in which they were created, added up once nothing of that hour can change any more. The
 * migration says WITHOUT ROWID, which drizzle cannot: the rows of a month lie side by side, and are read in one go.
 */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ExecutionStatus, TriggerType } from './model.ts';

export const executionHours = sqliteTable(
  'execution_hours',
  {
    organizationId: text().notNull(),
    /** the first 13 characters of an ISO time, in UTC */
    hour: text().notNull(),
    workflowId: text().notNull(),
    status: text().$type<ExecutionStatus>().notNull(),
    triggerType: text().$type<TriggerType>().notNull(),
    executions: integer().notNull(),
    activeMs: integer().notNull(),
    longestMs: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.hour, t.workflowId, t.status, t.triggerType] })],
);

/** Every hour before `through` is added up, but for those that are stale. */
export const executionHoursThrough = sqliteTable('execution_hours_through', {
  organizationId: text().primaryKey(),
  through: text().notNull(),
});

/** Hours of which something has not ended yet, or was removed at `markedAt`. */
export const executionHoursStale = sqliteTable(
  'execution_hours_stale',
  {
    organizationId: text().notNull(),
    hour: text().notNull(),
    markedAt: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.hour] })],
);
