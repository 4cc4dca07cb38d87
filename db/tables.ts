/**
 * The tables, as drizzle knows them. `npm run migration` turns a change here into SQL in `migrations/`.
 *
 * - The columns that the seed names keep their exact names, so that queries written for it run as they are.
 * - Payload columns come last: SQLite reads a row from its front, so a row's small facts cost the same whatever
 *   the size of its payloads.
 * - Most indexes are partial. A finished execution is in none that the hot path uses, so history costs it nothing.
 */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, sqliteView, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { logsView } from './logs-view.ts';
import type { Execution, ExecutionStatus, LogStatus, StoredLogRow, TokenChunk, TriggerType } from './model.ts';
import type { NewExecution, Schedule, Signal, SignalKind } from './store.ts';

export const workflows = sqliteTable(
  'workflows',
  {
    id: text().primaryKey(),
    organizationId: text().notNull(),
    name: text().notNull(),
    tags: text({ mode: 'json' }).$type<string[]>().notNull(),
    revision: integer().notNull(),
    published: integer(),
    /** the published revision that `schedules` were made from; another one: they are yet to be made anew */
    scheduled: integer(),
    nodeCount: integer().notNull(),
    /** `settings.concurrency` of the newest revision, kept here so that what is due can be found with one join */
    concurrency: integer(),
    createdAt: text().notNull(),
    updatedAt: text().notNull(),
    removedAt: text(),
  },
  (t) => [
    index('workflows_by_update').on(t.organizationId, t.updatedAt, t.id).where(sql`"removedAt" IS NULL`),
    index('workflows_unscheduled')
      .on(t.id, t.organizationId)
      .where(sql`"removedAt" IS NULL AND "published" IS NOT "scheduled"`),
  ],
);

export const workflowRevisions = sqliteTable(
  'workflow_revisions',
  {
    workflowId: text()
      .notNull()
      .references(() => workflows.id, { onDelete: 'cascade' }),
    revision: integer().notNull(),
    name: text().notNull(),
    createdAt: text().notNull(),
    definition: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workflowId, t.revision] })],
);

export const workflowExecutions = sqliteTable(
  'workflow_executions',
  {
    id: text().primaryKey(),
    workflowId: text().notNull(),
    organizationId: text().notNull(),
    status: text().$type<ExecutionStatus>().notNull(),
    currentNodeId: text(),
    createdAt: text().notNull(),
    startedAt: text(),
    completedAt: text(),
    workflowRevision: integer().notNull(),
    triggerType: text().$type<TriggerType>().notNull(),
    triggerNodeId: text(),
    priority: integer().notNull(),
    idempotencyKey: text(),
    idempotencyDigest: text(),
    epoch: integer().notNull(),
    leaseOwner: text(),
    leaseUntil: text(),
    wakeAt: text(),
    lastSeq: integer().notNull(),
    version: integer().notNull(),
    nodeCount: integer().notNull(),
    completedNodes: integer().notNull(),
    failedNodes: integer().notNull(),
    skippedNodes: integer().notNull(),
    activeMs: integer().notNull(),
    retryOf: text(),
    parentId: text(),
    parentNodeId: text(),
    depth: integer().notNull(),
    error: text(),
    inputs: text().notNull(),
    nodeResults: text(),
    finalOutput: text(),
    /** who asked for it: `<type>:<name>`; null: a webhook, a schedule, a parent, or nobody had to say who they are */
    startedBy: text(),
    /** since when the queue of other machines has it; null: this server's own pool may take it */
    queuedAt: text(),
  },
  (t) => [
    index('executions_by_organization').on(t.organizationId, t.createdAt, t.id),
    index('executions_by_workflow').on(t.workflowId, t.createdAt, t.id),
    index('executions_unfinished').on(t.organizationId, t.createdAt, t.id).where(sql`"completedAt" IS NULL`),
    index('executions_ended_by_organization')
      .on(t.organizationId, t.status, t.createdAt, t.id)
      .where(sql`"completedAt" IS NOT NULL`),
    index('executions_ended_by_workflow')
      .on(t.workflowId, t.status, t.createdAt, t.id)
      .where(sql`"completedAt" IS NOT NULL`),
    // all that statistics ask for: written once, when an execution ends
    index('executions_counted')
      .on(t.organizationId, t.createdAt, t.status, t.workflowId, t.triggerType, t.activeMs)
      .where(sql`"completedAt" IS NOT NULL`),
    index('executions_pending')
      .on(t.workflowId, sql`"priority" DESC`, t.createdAt, t.id, t.triggerType)
      .where(sql`"status" = 'pending' AND "queuedAt" IS NULL`),
    index('executions_queued').on(t.queuedAt, t.id, t.leaseUntil).where(sql`"queuedAt" IS NOT NULL`),
    index('executions_queued_by_workflow').on(t.workflowId, t.triggerType).where(sql`"queuedAt" IS NOT NULL`),
    index('executions_waiting').on(t.workflowId, t.wakeAt).where(sql`"status" = 'waiting'`),
    index('executions_running').on(t.leaseUntil).where(sql`"status" = 'running'`),
    index('executions_failed').on(t.completedAt).where(sql`"status" = 'failed'`),
    index('executions_by_parent').on(t.parentId).where(sql`"parentId" IS NOT NULL`),
    index('executions_by_retry').on(t.retryOf).where(sql`"retryOf" IS NOT NULL`),
    uniqueIndex('executions_by_key').on(t.workflowId, t.idempotencyKey).where(sql`"idempotencyKey" IS NOT NULL`),
  ],
);

/**
 * Inputs that are large, where `workflow_executions.inputs` only refers to them: SQLite writes a row anew with each
 * change of its small facts, and they change with every commit.
 */
export const executionInputs = sqliteTable('execution_inputs', {
  executionId: text()
    .primaryKey()
    .references(() => workflowExecutions.id, { onDelete: 'cascade' }),
  inputs: text().notNull(),
});

/** Log rows, those of one commit together; `log-pages.ts` says in which form. */
export const executionLogPages = sqliteTable(
  'execution_log_pages',
  {
    executionId: text()
      .notNull()
      .references(() => workflowExecutions.id, { onDelete: 'cascade' }),
    firstSeq: integer().notNull(),
    lastSeq: integer().notNull(),
    time: integer().notNull(),
    rows: text().notNull(),
    texts: text().notNull(),
    lengths: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.executionId, t.lastSeq] })],
);

/** Payloads that are too large to stand in a page. */
export const executionLogPayloads = sqliteTable(
  'execution_log_payloads',
  {
    executionId: text()
      .notNull()
      .references(() => workflowExecutions.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    size: integer(),
    preview: text(),
    payload: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.executionId, t.number] })],
);

/** The log as the seed's queries ask for it: a row for each transition. For people and their tools: the program reads pages. */
export const executionLogs = sqliteView('execution_logs', {
  id: text().notNull(),
  executionId: text().notNull(),
  seq: integer().notNull(),
  nodeId: text().notNull(),
  nodeType: text().notNull(),
  nodeLabel: text(),
  status: text().$type<LogStatus>().notNull(),
  attempt: integer().notNull(),
  duration: real(),
  timestamp: text().notNull(),
  error: text(),
  result: text(),
  inputData: text(),
  outputData: text(),
}).as(logsView);

export const executionSignals = sqliteTable(
  'execution_signals',
  {
    executionId: text()
      .notNull()
      .references(() => workflowExecutions.id, { onDelete: 'cascade' }),
    kind: text().$type<SignalKind>().notNull(),
    nodeId: text().notNull(),
    createdAt: text().notNull(),
    payload: text(),
  },
  (t) => [primaryKey({ columns: [t.executionId, t.kind, t.nodeId] })],
);

export const executionTokens = sqliteTable(
  'execution_tokens',
  {
    executionId: text()
      .notNull()
      .references(() => workflowExecutions.id, { onDelete: 'cascade' }),
    nodeId: text().notNull(),
    attempt: integer().notNull(),
    offset: integer().notNull(),
    text: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.executionId, t.nodeId, t.attempt, t.offset] })],
);

export const schedules = sqliteTable(
  'schedules',
  {
    workflowId: text()
      .notNull()
      .references(() => workflows.id, { onDelete: 'cascade' }),
    nodeId: text().notNull(),
    organizationId: text().notNull(),
    spec: text().notNull(),
    nextAt: text().notNull(),
    plannedAt: text(),
  },
  (t) => [primaryKey({ columns: [t.workflowId, t.nodeId] }), index('schedules_by_time').on(t.nextAt)],
);

/** What exactly one of several servers does, and who does it until when. */
export const duties = sqliteTable('duties', {
  name: text().primaryKey(),
  owner: text().notNull(),
  until: text().notNull(),
});

export const webhookTokens = sqliteTable('webhook_tokens', {
  workflowId: text()
    .primaryKey()
    .references(() => workflows.id, { onDelete: 'cascade' }),
  organizationId: text().notNull(),
  digest: text().notNull(),
  createdAt: text().notNull(),
});

// A column that the model does not know, or with another type, stops the compiler here.
type Same<Stored, Model> = [Stored] extends [Model] ? true : never;
type Part<Row, Keys> = Pick<Row, Keys & keyof Row>;
true satisfies Same<typeof schedules.$inferSelect, Schedule>;
true satisfies Same<typeof executionSignals.$inferSelect, Signal>;
true satisfies Same<Omit<typeof executionTokens.$inferSelect, 'executionId'>, TokenChunk>;
true satisfies Same<Part<typeof executionLogs.$inferSelect, keyof StoredLogRow>, StoredLogRow>;
true satisfies Same<Part<typeof workflowExecutions.$inferSelect, keyof NewExecution>, NewExecution>;
true satisfies Same<
  Pick<typeof workflowExecutions.$inferSelect, 'status' | 'wakeAt' | 'lastSeq' | 'version' | 'nodeResults'>,
  Pick<Execution, 'status' | 'wakeAt' | 'lastSeq' | 'version' | 'nodeResults'>
>;
