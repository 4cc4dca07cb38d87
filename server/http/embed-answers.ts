/** What answers of embedding look like. */
import * as z from 'zod';
import { rangeSchema, widgetFaceSchema } from '../../db/dashboard.ts';
import { connectionSchema, nodeSchema } from '../../db/model.ts';
import { embedScopes } from '../auth/embed.ts';
import { executionAnswer, listedExecution, logRowAnswer } from './answers.ts';

/** `token` opens what it is for until `expiresAt`; `url` is the page with the token behind `#`. */
export const embedTokenAnswer = z.object({
  token: z.string(),
  url: z.string(),
  viewer: z.string(),
  expiresAt: z.string(),
});
const key = z.object({ kid: z.string(), name: z.string(), createdAt: z.string() });
export const embedKeysAnswer = z.object({ keys: z.array(key), next: z.null() });
/** `secret` is shown once. */
export const newEmbedKeyAnswer = key.extend({ secret: z.string() });

export const embedAnswer = z.object({
  executionId: z.string().nullable(),
  workflowId: z.string().nullable(),
  dashboardId: z.string().nullable(),
  scopes: z.array(z.enum(embedScopes)),
  payloads: z.boolean(),
  origins: z.array(z.string()),
  viewer: z.string(),
  expiresAt: z.string(),
  workflow: z
    .object({
      id: z.string(),
      name: z.string(),
      revision: z.int(),
      nodes: z.array(nodeSchema),
      connections: z.array(connectionSchema),
    })
    .nullable(),
  inputs: z.array(nodeSchema),
});
export type EmbedAnswer = z.infer<typeof embedAnswer>;
/** A dashboard as far as it shows: without where its data comes from. `fixedRange`: the token lets no other be chosen. */
export const embedDashboardAnswer = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.int(),
  range: rangeSchema,
  fixedRange: z.boolean(),
  widgets: z.array(widgetFaceSchema),
});
export type EmbedDashboardAnswer = z.infer<typeof embedDashboardAnswer>;
export const embedExecutionAnswer = executionAnswer;
export const embedLogRowAnswer = logRowAnswer;
export const embedExecutionsAnswer = z.object({ executions: z.array(listedExecution), next: z.string().nullable() });
export const embedStartedAnswer = z.object({
  success: z.literal(true),
  executionId: z.string(),
  status: z.literal('pending'),
});
export const embedCancelAnswer = z.object({
  success: z.literal(true),
  executionId: z.string(),
  status: z.enum(['cancelling', 'cancelled']),
});
/** `added`: the numbers of the parts, in order; one that opens nothing is told by a `closed` frame. */
export const embedStreamChangeAnswer = z.object({
  added: z.array(z.int()),
  renewed: z.array(z.object({ part: z.int(), ok: z.boolean(), error: z.string().nullable() })),
});
