/**
 * Dashboards: pages of widgets on a grid.
 *
 * - dashboard  a named page, with a revision number
 * - widget     one rectangle of it: how something is shown, and the source of what is shown
 * - source     where a widget's data comes from; asked anew each time, never kept in the widget
 * - table      the answer of a source: columns, and rows of values in their order
 *
 * Schemas are made when the first dashboard is held against them.
 */
import * as z from 'zod';
import { filterSchema, groupSchema, measureSchema, sortSchema } from './database-model.ts';
import { executionStatuses } from './execution-state.ts';
import { triggerTypeSchema } from './model.ts';

/** Columns of the grid. */
export const GRID_COLUMNS = 12;
const WIDGETS_MAX = 60;
const ROWS_MAX = 1_000;

export const widgetTypes = ['bar', 'line', 'area', 'pie', 'gauge', 'stat', 'table', 'text'] as const;

const ids = z.array(z.string().min(1).max(200)).max(50);

/** What may be counted of executions. Durations are milliseconds in which an execution was active: waiting does not count. */
export const executionMeasures = ['count', 'failures', 'failureRate', 'avgDuration', 'maxDuration'] as const;
export const executionDimensions = ['time', 'workflow', 'status', 'trigger'] as const;

const executionsSource = z.lazy(() =>
  z.strictObject({
    kind: z.literal('executions'),
    measure: z.enum(executionMeasures).default('count'),
    /** null: one number */
    groupBy: z.enum(executionDimensions).nullable().default(null),
    /** a second dimension: a series each */
    splitBy: z.enum(['workflow', 'status', 'trigger']).nullable().default(null),
    workflowIds: ids.default([]).describe('None: all of them.'),
    statuses: z.array(z.enum(executionStatuses)).max(6).default([]),
    triggers: z.array(triggerTypeSchema).max(5).default([]),
    limit: z.int().min(1).max(ROWS_MAX).default(100),
  }),
);

const nodeSource = z.lazy(() =>
  z.strictObject({
    kind: z.literal('node'),
    workflowId: z.string().min(1).max(200),
    nodeId: z.string().min(1).max(200),
    path: z.string().max(500).default('').describe('Dotted path in the output; empty: all of it.'),
    limit: z.int().min(1).max(ROWS_MAX).default(100),
  }),
);

const column = z.string().min(1).max(64);

const databaseSource = z.lazy(() =>
  z.strictObject({
    kind: z.literal('database'),
    databaseId: z.string().min(1).max(100),
    measure: measureSchema.omit({ as: true }).default({ op: 'count' }),
    groupBy: groupSchema.omit({ as: true }).nullable().default(null).describe('null: one number.'),
    splitBy: groupSchema.omit({ as: true }).nullable().default(null).describe('A second dimension: a series each.'),
    columns: z.array(column).max(50).default([]).describe('Records with these columns, in place of what they come to.'),
    filter: filterSchema.nullable().default(null),
    search: z.string().max(1_000).default(''),
    timeColumn: column.nullable().default(null).describe('A date that has to lie in the range of the dashboard.'),
    sort: sortSchema.nullable().default(null).describe('By `value`, by `group`, or, of records, by a column.'),
    limit: z.int().min(1).max(ROWS_MAX).default(100),
  }),
);

export const sourceSchema = z.lazy(() => z.discriminatedUnion('kind', [executionsSource, nodeSource, databaseSource]));
export type Source = z.infer<typeof sourceSchema>;
export type ExecutionsSource = z.infer<typeof executionsSource>;
export type NodeSource = z.infer<typeof nodeSource>;
export type DatabaseSource = z.infer<typeof databaseSource>;

/** How a widget shows it; each is for the types that have use for it. */
const optionsSchema = z.lazy(() =>
  z.strictObject({
    unit: z.string().max(40).optional(),
    decimals: z.int().min(0).max(10).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    /** from here on a value is a warning, or bad */
    warnAt: z.number().optional(),
    badAt: z.number().optional(),
    stacked: z.boolean().optional(),
    horizontal: z.boolean().optional(),
    text: z.string().max(10_000).optional(),
  }),
);
export type WidgetOptions = z.infer<typeof optionsSchema>;

/** What of a widget shows, without where its data comes from. */
export const widgetFaceSchema = z.strictObject({
  id: z.string().min(1).max(100),
  type: z.enum(widgetTypes),
  title: z.string().max(200).default(''),
  /** in cells of the grid */
  x: z
    .int()
    .min(0)
    .max(GRID_COLUMNS - 1),
  y: z.int().min(0).max(10_000),
  w: z.int().min(1).max(GRID_COLUMNS),
  h: z.int().min(1).max(50),
  options: optionsSchema.default({}),
});

export const widgetSchema = widgetFaceSchema
  .extend({ source: sourceSchema.nullable().default(null) })
  .refine(({ x, w }) => x + w <= GRID_COLUMNS, {
    path: ['w'],
    message: `expected "x" and "w" together to be at most ${GRID_COLUMNS}`,
  })
  .refine(({ type, source }) => type === 'text' || source !== null, {
    path: ['source'],
    message: 'expected a source, such as {"kind": "executions"}',
  });
export type Widget = z.infer<typeof widgetSchema>;
export type WidgetType = Widget['type'];

const time = z
  .string()
  .max(40)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'expected a time such as "2026-10-05T08:00:00Z"');

/** Looked at from now back, or between two times. */
export const rangeSchema = z.union([
  z.enum(['1h', '6h', '24h', '7d', '30d', '90d']),
  z.strictObject({ from: time, to: time }),
]);
export type Range = z.infer<typeof rangeSchema>;

/** What somebody is shown of a dashboard at most: said by who lets them look, whatever its widgets ask for. */
export const narrowingSchema = z.lazy(() =>
  z.strictObject({
    workflowIds: ids.min(1).optional().describe('Executions and results of these workflows alone.'),
    databases: z
      .record(z.string().min(1).max(100), filterSchema)
      .optional()
      .describe('These databases alone, and of each the records that fit its filter; `{"and": []}`: all of them.'),
  }),
);
export type Narrowing = z.infer<typeof narrowingSchema>;

export const dashboardDraftSchema = z.lazy(() =>
  z.strictObject({
    name: z.string().trim().min(1).max(200),
    range: rangeSchema.default('24h'),
    widgets: z
      .array(widgetSchema)
      .max(WIDGETS_MAX)
      .refine((widgets) => new Set(widgets.map(({ id }) => id)).size === widgets.length, 'expected each id once'),
  }),
);
export type DashboardDraft = z.infer<typeof dashboardDraftSchema>;

export type DashboardSummary = {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly widgetCount: number;
  /** whether a link to it is open */
  readonly shared: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
};
export type Dashboard = Omit<DashboardSummary, 'widgetCount'> & Omit<DashboardDraft, 'name'>;

// ── what a source answers ───────────────────────────────────────────────────────────────────────────────────────────

export const tableColumnSchema = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.enum(['text', 'number', 'time', 'duration', 'ratio', 'boolean', 'json']),
    /** a dimension is what is told apart, a measure what is counted */
    role: z.enum(['dimension', 'series', 'measure']),
    labels: z
      .record(z.string(), z.string())
      .optional()
      .describe('What people read in place of a value of this column.'),
  }),
);
export type TableColumn = z.infer<typeof tableColumnSchema>;

export const tableSchema = z.lazy(() =>
  z.object({
    columns: z.array(tableColumnSchema),
    rows: z.array(z.array(z.unknown())),
    /** what people read in place of an id */
    labels: z.record(z.string(), z.string()).optional(),
    /** how long a step of a time column is (ms) */
    stepMs: z.int().optional(),
    /** the one number of the range before, for what has changed */
    previous: z.number().nullable().optional(),
    /** when what is shown was computed, where that is not now */
    at: z.string().optional(),
    /** rows were left out at the limit */
    cut: z.boolean().optional(),
  }),
);
export type Table = z.infer<typeof tableSchema>;
