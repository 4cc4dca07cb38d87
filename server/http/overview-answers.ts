/** What answers about how things stand look like. */
import * as z from 'zod';

const counted = z.object({
  count: z.int(),
  more: z.boolean().describe('Whether there are more, which were not counted.'),
});
const status = z.enum(['pending', 'running', 'waiting', 'completed', 'failed', 'cancelled']);

export const executionCountsAnswer = z.object({
  unfinished: z.object({ pending: z.int(), running: z.int(), waiting: z.int() }),
  moreUnfinished: z.boolean(),
  failed: counted,
  since: z.string().describe('Failures of executions that were created since this time.'),
});
export type ExecutionCountsAnswer = z.infer<typeof executionCountsAnswer>;

export const schedule = z.object({
  workflowId: z.string(),
  workflowName: z.string(),
  nodeId: z.string(),
  cron: z.string().nullable(),
  everySeconds: z.number().nullable(),
  timezone: z.string(),
  overlap: z.enum(['skip', 'allow']),
  nextTimes: z.array(z.string()),
  lastExecution: z.object({ executionId: z.string(), status, createdAt: z.string() }).nullable(),
});
export const schedulesAnswer = z.object({ schedules: z.array(schedule), next: z.null() });
export type SchedulesAnswer = z.infer<typeof schedulesAnswer>;

export const webhookAnswer = z.object({
  url: z.string().describe('Where it is called, without the token at its end.'),
  hasToken: z.boolean(),
});
export type WebhookAnswer = z.infer<typeof webhookAnswer>;

export const serverAnswer = z.object({
  version: z.string(),
  startedAt: z.string(),
  publicUrl: z.string().nullable(),
  accounts: z.boolean().describe('Whether callers have to say who they are.'),
  embedOrigins: z.array(z.string()),
  concurrency: z.int(),
  payloadMax: z.int().describe('Bytes.'),
  retention: z.object({ days: z.int(), countPerWorkflow: z.int() }),
  storage: z.object({
    kind: z.enum(['file', 'server']),
    sizeBytes: z.number().nullable(),
    reusableBytes: z.number().nullable(),
    freeBytes: z.number().nullable(),
    writable: z.boolean(),
    message: z.string().nullable(),
  }),
  executions: counted.extend({ oldestAt: z.string().nullable() }),
});
export type ServerAnswer = z.infer<typeof serverAnswer>;
