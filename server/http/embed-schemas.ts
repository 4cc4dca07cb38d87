/** What requests of embedding look like. */
import * as z from 'zod';
import { narrowingSchema, rangeSchema } from '../../db/dashboard.ts';
import { EMBED_SECONDS, embedScopes } from '../auth/embed.ts';
import { PARTS_MAX } from './embed-streams.ts';

const id = z.string().min(1).max(200);
const origin = z
  .url({ protocol: /^https?$/, error: 'expected an origin such as https://shop.example' })
  .transform((text) => new URL(text).origin);

/** A token has to fit where addresses and headers do. */
const FILTERS_MAX = 2_000;

export const embedTokenBody = z.lazy(() =>
  z
    .strictObject({
      executionId: id.optional(),
      workflowId: id.optional(),
      dashboardId: id.optional(),
      range: rangeSchema.optional().describe('Of a dashboard: the only time that it shows.'),
      filters: narrowingSchema
        .refine(
          (filters) => JSON.stringify(filters).length <= FILTERS_MAX,
          `expected at most ${FILTERS_MAX} characters`,
        )
        .optional()
        .describe('Of a dashboard: what it shows at most.'),
      scopes: z.array(z.enum(embedScopes)).min(1),
      /** pages that may frame it, of those that the server allows; empty: all of them */
      origins: z.array(origin).max(20).default([]),
      /** whether what passes between nodes is shown */
      payloads: z.boolean().default(false),
      /** who looks: executions that they begin stay theirs with the next token */
      viewer: z.string().min(1).max(200).optional(),
      /** seconds */
      expiresIn: z.int().min(10).max(EMBED_SECONDS).default(300),
    })
    .refine(
      ({ executionId, workflowId, dashboardId }) =>
        [executionId, workflowId, dashboardId].filter((each) => each !== undefined).length === 1,
      { error: 'expected one of "executionId", "workflowId" and "dashboardId"', path: ['executionId'] },
    )
    .refine(({ dashboardId, range, filters }) => dashboardId !== undefined || (range ?? filters) === undefined, {
      error: 'expected "range" and "filters" beside "dashboardId" alone',
      path: ['range'],
    })
    .refine(({ dashboardId, scopes }) => dashboardId === undefined || scopes.join() === 'watch', {
      error: 'expected ["watch"] for a dashboard',
      path: ['scopes'],
    }),
);

export const embedKeyBody = z.lazy(() => z.strictObject({ name: z.string().trim().min(1).max(200) }));
export const embedExecuteBody = z.lazy(() => z.strictObject({ inputs: z.record(z.string(), z.unknown()).nullish() }));
const token = z.string().min(1).max(4_096);
const cursor = z.int().min(0);
export const embedStreamBody = z.lazy(() =>
  z.strictObject({
    tokens: z.array(token).min(1).max(PARTS_MAX),
    /** in the order of `tokens`: after which row of each */
    cursors: z.array(cursor).max(PARTS_MAX).optional(),
    /** in the order of `tokens`: which execution, where a token is for a workflow; null: what the token is for */
    executionIds: z.array(id.nullable()).max(PARTS_MAX).optional(),
  }),
);
const part = z.int().min(0);
export const embedStreamChange = z.lazy(() =>
  z.strictObject({
    add: z
      .array(z.strictObject({ token, executionId: id.nullish(), after: cursor.optional() }))
      .max(PARTS_MAX)
      .optional(),
    /** goes on with another token for the same */
    renew: z.array(z.strictObject({ part, token })).max(PARTS_MAX).optional(),
    drop: z.array(part).max(PARTS_MAX).optional(),
  }),
);
