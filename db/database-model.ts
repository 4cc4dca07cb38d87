/**
 * The vocabulary of databases: an organization's own tables.
 *
 * - database  an organization's own table: columns, and records that have a value for each of them
 * - column    `key` names it for programs and never changes, `name` is what people read; its type decides what fits
 * - record    one row: `id` (a whole number, never used twice within its database), `version` (1, 2, 3 …), values by key
 * - formula   a column that is worked out from the other values of its record, and written by nobody
 *
 * An empty text is no value. Dates are `2026-10-05`, or with `time` instants such as `2026-10-05T08:00:00.000Z`.
 */
import * as z from 'zod';
import type { Json, JsonRecord } from './model.ts';

export const columnTypes = ['text', 'number', 'boolean', 'date', 'select', 'url', 'json', 'relation', 'file'] as const;
export const columnTypeSchema = z.enum(columnTypes);
export type ColumnType = z.infer<typeof columnTypeSchema>;

/** What every record has, beside its columns: no column may be called so. */
export const systemKeys = ['id', 'version', 'createdAt', 'updatedAt', 'deletedAt'] as const;
export type SystemKey = (typeof systemKeys)[number];

export const COLUMNS_MAX = 500;
export const FORMULA_MAX = 2_000;
const OPTIONS_MAX = 500;

const columnKey = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'expected a letter or "_", then letters, digits and "_", at most 63')
  .refine((key) => !(systemKeys as readonly string[]).includes(key), `expected none of ${systemKeys.join(', ')}`);

/** What can be said of a column. `key` may be left out: it is made from the name. */
export const columnSchema = z.strictObject({
  key: columnKey.optional().describe('What programs call it; made from the name when left out, and never changed.'),
  name: z.string().trim().min(1).max(200).describe('What people read.'),
  type: columnTypeSchema.default('text'),
  description: z.string().max(2_000).optional(),
  unit: z.string().max(50).optional().describe('Shown beside values, such as "kg" or "€".'),
  required: z.boolean().optional().describe('Whether every record has to have a value.'),
  unique: z.boolean().optional().describe('Whether no two records may have the same value: a key for upserts.'),
  index: z
    .boolean()
    .optional()
    .describe('Whether it is filtered and sorted by an index; unique ones and relations always are.'),
  default: z.json().optional().describe('The value of new records that bring none.'),
  options: z.array(z.string().trim().min(1).max(200)).max(OPTIONS_MAX).optional().describe('What a select may be.'),
  database: z.string().min(1).max(100).optional().describe('Id of the database that a relation leads to.'),
  time: z.boolean().optional().describe('Whether a date has a time of day, in UTC.'),
  formula: z
    .string()
    .min(1)
    .max(FORMULA_MAX)
    .optional()
    .describe('LiquidJS over the other columns by key; makes it read-only. `{{ price | times: amount }}`'),
});
export type GivenColumn = z.infer<typeof columnSchema>;
export type Column = GivenColumn & { readonly key: string };
/** A column with the place where its values are: a number that is never used twice in its database. */
export type StoredColumn = Column & { readonly slot: number };

export type DatabaseSummary = {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly description: string;
  /** counts the changes of its definition */
  readonly revision: number;
  /** how many records it has, as of the last change that was told */
  readonly records: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly removedAt: string | null;
};
export type Database = DatabaseSummary & { readonly columns: readonly StoredColumn[]; readonly nextSlot: number };

export type DatabaseRecord = {
  readonly id: number;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** set while it is in the trash */
  readonly deletedAt: string | null;
  readonly values: JsonRecord;
};

// ── questions ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const filterOperators = [
  'equals',
  'notEquals',
  'greaterThan',
  'lessThan',
  'greaterOrEqual',
  'lessOrEqual',
  'between',
  'in',
  'notIn',
  'contains',
  'notContains',
  'startsWith',
  'endsWith',
  'isEmpty',
  'isNotEmpty',
] as const;
export const filterOperatorSchema = z.enum(filterOperators);
export type FilterOperator = z.infer<typeof filterOperatorSchema>;

export type Filter =
  | { readonly column: string; readonly op: FilterOperator; readonly value?: Json }
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter };

const condition = z.strictObject({
  column: z.string().min(1).max(64).describe('Key of a column, or id, createdAt, updatedAt, version.'),
  op: filterOperatorSchema.default('equals'),
  value: z.json().optional().describe('A list for in, notIn and between; nothing for isEmpty and isNotEmpty.'),
});
export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    condition,
    z.strictObject({ and: z.array(filterSchema).max(200) }),
    z.strictObject({ or: z.array(filterSchema).max(200) }),
    z.strictObject({ not: filterSchema }),
  ]),
);

export const sortSchema = z.strictObject({
  column: z.string().min(1).max(64),
  direction: z.enum(['asc', 'desc']).default('asc'),
});
export type Sort = z.infer<typeof sortSchema>;

export const buckets = ['year', 'quarter', 'month', 'week', 'day', 'hour'] as const;
export const measureOps = ['count', 'sum', 'avg', 'min', 'max'] as const;

const name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'expected letters, digits and "_"');
export const groupSchema = z.strictObject({
  column: z.string().min(1).max(64),
  bucket: z
    .enum(buckets)
    .optional()
    .describe('Of a date: what of it records are put together by. Weeks begin on Monday.'),
  as: name.optional().describe('Its name in the answer, the key of the column by default.'),
});
export type Group = z.infer<typeof groupSchema>;
export const measureSchema = z.strictObject({
  op: z.enum(measureOps),
  column: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('Left out only for count: it then counts records, else values.'),
  as: name.optional().describe('Its name in the answer: `count`, `sum_price` by default.'),
});
export type Measure = z.infer<typeof measureSchema>;

/** Which records: those that fit the filter and have the words of the search, in or out of the trash. */
export type Selection = {
  readonly filter?: Filter;
  readonly search?: string;
  readonly deleted?: boolean;
};
export type RecordQuery = Selection & {
  readonly sort?: readonly Sort[];
  readonly limit: number;
  /** the `next` of an earlier page */
  readonly after?: string;
  /** whether to count what fits */
  readonly total?: boolean;
};
export type RecordPage = {
  readonly items: DatabaseRecord[];
  readonly next: string | null;
  readonly total: number | null;
};
export type AggregateQuery = Omit<Selection, 'deleted'> & {
  readonly groupBy: readonly Group[];
  /** whose days, months … the parts of instants are, an IANA name; UTC when left out. Days without a time are days anywhere. */
  readonly timezone?: string;
  readonly measures: readonly Measure[];
  /** by names of groups and measures; by the groups when left out */
  readonly sort?: readonly Sort[];
  readonly limit: number;
};

// ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What was written to a database: a hint for who shows it. */
export type RecordsChange = {
  readonly organizationId: string;
  readonly databaseId: string;
  /** how many records it has now */
  readonly records: number;
  /** counts what is written to it */
  readonly changes: number;
  /** which, when they are few; empty: many, or its columns */
  readonly ids: readonly number[];
};
