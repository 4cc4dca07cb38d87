/** What requests and answers about databases and their records look like. Each is made when it is first needed. */
import * as z from 'zod';
import {
  COLUMNS_MAX,
  columnSchema,
  filterSchema,
  groupSchema,
  measureSchema,
  sortSchema,
} from '../../db/database-model.ts';

const name = z.string().trim().min(1).max(200);
const description = z.string().max(2_000);

// ── databases ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const databaseBody = z.lazy(() =>
  z.strictObject({
    name,
    description: description.optional(),
    columns: z.array(columnSchema).max(COLUMNS_MAX).default([]),
  }),
);
export const databasePatchBody = z.lazy(() =>
  z.strictObject({ name: name.optional(), description: description.optional() }),
);
export const newColumnBody = columnSchema;

const {
  type,
  description: words,
  unit,
  required,
  unique,
  index,
  options,
  database,
  time,
  formula,
} = columnSchema.shape;
export const columnPatchBody = z.lazy(() =>
  z.strictObject({
    name: name.optional(),
    type: type.unwrap().optional(),
    description: words.nullable(),
    unit: unit.nullable(),
    required: required.nullable(),
    unique: unique.nullable(),
    index: index.nullable(),
    default: z.json().optional().describe('null: none.'),
    options: options.nullable(),
    database: database.nullable(),
    time: time.nullable(),
    formula: formula.nullable(),
    position: z.int().min(0).optional().describe('Its place among the columns, from 0.'),
    confirm: z.boolean().optional().describe('Go on although values are lost.'),
  }),
);

export const columnAnswer = z.lazy(() => z.object({ ...columnSchema.shape, key: z.string(), type: type.unwrap() }));
const summary = {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  revision: z.int(),
  records: z.int().describe('How many records it has; of a list, as of a second ago.'),
  createdAt: z.string(),
  updatedAt: z.string(),
  removedAt: z.string().nullable(),
};
export const databaseAnswer = z.lazy(() => z.object({ ...summary, columns: z.array(columnAnswer) }));
export const databasesAnswer = z.lazy(() =>
  z.object({
    databases: z.array(z.object({ ...summary, columnCount: z.int() })),
    next: z.string().nullable(),
  }),
);
export type DatabaseAnswer = z.infer<typeof databaseAnswer>;
export type DatabasesAnswer = z.infer<typeof databasesAnswer>;
export type ColumnAnswer = z.infer<typeof columnAnswer>;

// ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const values = z.record(z.string(), z.json()).describe('By keys of columns.');
export const recordBody = z.lazy(() => z.strictObject({ values }));
export const recordAnswer = z.lazy(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
    deletedAt: z.string().nullable(),
    values,
  }),
);
export type RecordAnswer = z.infer<typeof recordAnswer>;
export const recordsAnswer = z.lazy(() =>
  z.object({
    records: z.array(recordAnswer),
    next: z.string().nullable(),
    total: z.int().nullable().describe('How many there are in all, when that was asked.'),
  }),
);
export type RecordsAnswer = z.infer<typeof recordsAnswer>;

const search = z
  .string()
  .max(1_000)
  .optional()
  .describe('Words of its texts, or their beginnings; all have to be there.');
export const recordQueryBody = z.lazy(() =>
  z.strictObject({
    filter: filterSchema.optional(),
    search,
    sort: z.array(sortSchema).max(5).optional(),
    after: z.string().min(1).optional().describe('The `next` of the page before.'),
    limit: z.int().min(1).max(1_000).default(100),
    total: z.boolean().optional(),
    deleted: z.boolean().optional().describe('Those in the trash instead.'),
  }),
);
export const aggregateBody = z.lazy(() =>
  z.strictObject({
    filter: filterSchema.optional(),
    search,
    groupBy: z.array(groupSchema).max(4).default([]),
    timezone: z
      .string()
      .max(100)
      .optional()
      .describe('Whose days, months … the parts of instants are, such as "Europe/Madrid"; UTC when left out.'),
    measures: z.array(measureSchema).max(20).default([]).describe('The number of records when there is none.'),
    sort: z.array(sortSchema).max(5).optional().describe('By names of the answer; by the groups when left out.'),
    limit: z.int().min(1).max(10_000).default(1_000),
  }),
);
export const aggregateAnswer = z.lazy(() => z.object({ rows: z.array(z.record(z.string(), z.json())) }));
export type AggregateAnswer = z.infer<typeof aggregateAnswer>;

const row = z.lazy(() =>
  z.strictObject({
    id: z.int().min(1).optional().describe('Of the record that is changed: for `update` alone.'),
    version: z.int().min(1).optional().describe('What the change was made from: for `update` alone.'),
    values,
  }),
);
export const bulkBody = z.lazy(() =>
  z.strictObject({
    mode: z.enum(['insert', 'upsert', 'update']).default('insert'),
    key: z.string().max(64).optional().describe('The unique column by which `upsert` finds what is there.'),
    records: z.array(row).max(10_000),
  }),
);
export const bulkAnswer = z.lazy(() =>
  z.object({
    inserted: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    ids: z.array(z.int()).describe('Of each record, in their order.'),
    replay: z.boolean().describe('True: this had been done before under the same Idempotency-Key.'),
  }),
);
export type BulkAnswer = z.infer<typeof bulkAnswer>;
export const trashBody = z.lazy(() =>
  z.strictObject({
    action: z.enum(['delete', 'restore', 'purge']).describe('`purge`: for good, and only from the trash.'),
    ids: z.array(z.int().min(1)).min(1).max(10_000),
  }),
);
export const trashAnswer = z.lazy(() => z.object({ ids: z.array(z.int()).describe('Those that it was done to.') }));
export type TrashAnswer = z.infer<typeof trashAnswer>;

export const recordHistoryAnswer = z.lazy(() =>
  z.object({
    history: z.array(
      z.object({
        version: z.int(),
        at: z.string(),
        by: z.string().describe('`user:<email>`, `token:<name>`, `execution:<id>` or `local`.'),
        action: z.enum(['created', 'changed', 'deleted', 'restored', 'converted']),
        changes: z.record(z.string(), z.array(z.json()).length(2)).describe('By keys of columns: before, after.'),
      }),
    ),
    next: z.string().nullable(),
  }),
);
export type RecordHistoryAnswer = z.infer<typeof recordHistoryAnswer>;
