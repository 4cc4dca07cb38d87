/** What requests and answers about dashboards look like. */
import * as z from 'zod';
import {
  dashboardDraftSchema,
  rangeSchema,
  sourceSchema,
  tableSchema,
  widgetFaceSchema,
  widgetSchema,
} from '../../db/dashboard.ts';

export const dashboardBody = dashboardDraftSchema;

export const dashboardPreviewBody = z.lazy(() =>
  z.strictObject({
    source: sourceSchema,
    range: rangeSchema.default('24h'),
    timezone: z.string().max(100).default('UTC'),
  }),
);

const summary = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.int().describe('0: as it came, changed by nobody.'),
  shared: z.boolean().describe('Whether a link to it is open.'),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export const dashboardAnswer = summary.extend({ range: rangeSchema, widgets: z.array(widgetSchema) });
export type DashboardAnswer = z.infer<typeof dashboardAnswer>;
export const dashboardsAnswer = z.lazy(() =>
  z.object({
    dashboards: z.array(summary.extend({ widgetCount: z.int() })),
    next: z.null(),
  }),
);
export type DashboardsAnswer = z.infer<typeof dashboardsAnswer>;

export const dashboardTableAnswer = tableSchema;
export type DashboardTableAnswer = z.infer<typeof dashboardTableAnswer>;

/** What somebody with the link alone may see of it. */
export const sharedDashboardAnswer = z.lazy(() =>
  z.object({
    name: z.string(),
    range: rangeSchema,
    widgets: z.array(widgetFaceSchema),
  }),
);
export type SharedDashboardAnswer = z.infer<typeof sharedDashboardAnswer>;

export const shareAnswer = z.lazy(() =>
  z.object({ url: z.string().describe('Shown once: the secret behind `#` is not kept.') }),
);
