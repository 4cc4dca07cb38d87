/** What answers look like, for `/openapi.json` and for the types of clients; nothing is checked by these at run time. */
import * as z from 'zod';
import { errorCodes } from '../../db/errors.ts';
import {
  connectionSchema,
  executionHeadSchema,
  logRowSchema,
  nodeSchema,
  workflowSettingsSchema,
} from '../../db/model.ts';

export const problem = z.object({
  path: z.string(),
  message: z.string(),
  nodeId: z.string().optional(),
  key: z.string().optional(),
});
export const errorAnswer = z.object({
  error: z.string(),
  code: z.enum(errorCodes),
  details: z.array(problem).optional(),
});

export const startedAnswer = z.object({
  success: z.literal(true),
  executionId: z.string(),
  status: z.literal('pending'),
  message: z.string(),
  backgroundExecution: z.literal(true),
  usingPrefect: z.boolean(),
});
export type StartedAnswer = z.infer<typeof startedAnswer>;
export const startedServiceAnswer = startedAnswer.extend({ workflowId: z.string(), workflowName: z.string() });
export type StartedServiceAnswer = z.infer<typeof startedServiceAnswer>;

export const logRowAnswer = logRowSchema;
export type LogRowAnswer = z.infer<typeof logRowSchema>;
export const logsAnswer = z.array(logRowSchema);

const listed = { executionId: z.string(), done: z.boolean() };
export const listedExecution = executionHeadSchema.and(z.object(listed));
export type ListedExecution = z.infer<typeof listedExecution>;
export const executionsAnswer = z.object({ executions: z.array(listedExecution), next: z.string().nullable() });
export type ExecutionsAnswer = z.infer<typeof executionsAnswer>;

const payloads = z.object({
  ...listed,
  startedBy: z.string().nullable(),
  inputs: z.json(),
  nodeResults: z.json(),
  finalOutput: z.json(),
  logs: z.array(logRowSchema),
  logsTotal: z.int(),
});
export const executionAnswer = executionHeadSchema.and(payloads);
export type ExecutionAnswer = z.infer<typeof executionAnswer>;
export const endedAnswer = executionAnswer.and(z.object({ success: z.boolean() }));
export type EndedAnswer = z.infer<typeof endedAnswer>;

export const cancelAnswer = z.object({
  success: z.literal(true),
  executionId: z.string(),
  status: z.enum(['cancelling', 'cancelled']),
});
export type CancelAnswer = z.infer<typeof cancelAnswer>;
export const retryAnswer = startedAnswer.extend({ retryOf: z.string() });
export type RetryAnswer = z.infer<typeof retryAnswer>;
export const resumeAnswer = z.object({ success: z.literal(true), executionId: z.string(), nodeId: z.string() });
export type ResumeAnswer = z.infer<typeof resumeAnswer>;

export const nodeResultAnswer = z.looseObject({
  success: z.boolean(),
  message: z.string(),
  outputData: z.json(),
  duration: z.number(),
});
export type NodeResultAnswer = z.infer<typeof nodeResultAnswer>;

const summary = z.object({
  id: z.string(),
  organizationId: z.string(),
  name: z.string(),
  tags: z.array(z.string()),
  revision: z.int(),
  published: z.int().nullable(),
  nodeCount: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
const lastExecution = z.object({
  executionId: z.string(),
  status: z.enum(['pending', 'running', 'waiting', 'completed', 'failed', 'cancelled']),
  createdAt: z.string(),
});
export const workflowAnswer = summary.extend({
  nodes: z.array(nodeSchema.extend({ label: z.string(), config: z.record(z.string(), z.unknown()) })),
  connections: z.array(connectionSchema),
  settings: workflowSettingsSchema,
});
export type WorkflowAnswer = z.infer<typeof workflowAnswer>;
export const savedAnswer = workflowAnswer.extend({ warnings: z.array(problem) });
export type SavedAnswer = z.infer<typeof savedAnswer>;
export const checkedAnswer = z.object({
  valid: z.boolean().describe('Whether it could be saved.'),
  problems: z.array(problem),
  warnings: z.array(problem),
});
export type CheckedAnswer = z.infer<typeof checkedAnswer>;
export const workflowsAnswer = z.object({
  workflows: z.array(
    summary.extend({
      lastExecution: lastExecution.nullable(),
      recent: z.array(lastExecution.omit({ createdAt: true })).describe('Newest first.'),
      nextRunAt: z.string().nullable().describe('When its next schedule is due.'),
    }),
  ),
  next: z.string().nullable(),
});
export type WorkflowsAnswer = z.infer<typeof workflowsAnswer>;
export const revisionsAnswer = z.object({
  revisions: z.array(z.object({ revision: z.int(), createdAt: z.string(), name: z.string() })),
  next: z.null(),
});
export type RevisionsAnswer = z.infer<typeof revisionsAnswer>;
export const webhookTokenAnswer = z.object({ token: z.string(), url: z.string() });

export const nodeTypeAnswer = z.object({
  type: z.string(),
  title: z.string(),
  description: z.string(),
  category: z.enum(['trigger', 'data', 'logic', 'action', 'flow', 'note']),
  effect: z.enum(['pure', 'effectful']),
  outputs: z.array(z.string()).nullable(),
  inputs: z.array(z.string()),
  retries: z.int(),
  timeoutMs: z.number().nullable(),
  config: z.record(z.string(), z.json()).describe('JSON Schema of the config.'),
});
export type NodeTypeAnswer = z.infer<typeof nodeTypeAnswer>;
export const nodeTypesAnswer = z.object({ nodeTypes: z.array(nodeTypeAnswer), next: z.null() });

export const prefectHealthAnswer = z.object({
  available: z.boolean().describe('Whether executions are given to Prefect just now.'),
  serviceUrl: z.string().nullable().describe('The address of its API; null: none is configured.'),
  message: z.string(),
  reachable: z.boolean(),
  version: z.string().nullable(),
  workPool: z.string().nullable(),
  fallback: z.enum(['local', 'wait']).nullable().describe('What becomes of executions while it is away.'),
  workersOnline: z.int().nullable().describe('Null: it cannot be asked.'),
  workers: z
    .array(z.object({ name: z.string(), lastHeartbeat: z.string().nullable() }))
    .describe('Those that are online.'),
  queued: z.int().describe('Executions that were given to Prefect and that no worker advances yet.'),
  running: z.int().describe('Executions that workers advance.'),
  lastError: z.object({ message: z.string(), at: z.string() }).nullable(),
});
export type PrefectHealthAnswer = z.infer<typeof prefectHealthAnswer>;
export const healthAnswer = z.object({ status: z.literal('ok'), version: z.string() });
export const readyAnswer = z.object({ ready: z.literal(true), pending: z.int() });
