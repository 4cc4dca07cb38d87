/** What requests of embedding look like. */
import * as z from 'zod';
import { EMBED_SECONDS, embedScopes } from '../auth/embed.ts';

const id = z.string().min(1).max(200);
const origin = z
  .url({ protocol: /^https?$/, error: 'expected an origin such as https://shop.example' })
  .transform((text) => new URL(text).origin);

export const embedTokenBody = z
  .strictObject({
    executionId: id.optional(),
    workflowId: id.optional(),
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
  .refine((body) => (body.executionId === undefined) !== (body.workflowId === undefined), {
    error: 'expected one of "executionId" and "workflowId"',
    path: ['executionId'],
  });

export const embedKeyBody = z.strictObject({ name: z.string().trim().min(1).max(200) });
export const embedExecuteBody = z.strictObject({ inputs: z.record(z.string(), z.unknown()).nullish() });
export const embedStreamBody = z.strictObject({
  tokens: z.array(z.string().min(1).max(4_096)).min(1).max(50),
  cursors: z.array(z.int().min(0)).max(50).optional(),
});
