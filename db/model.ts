/**
 * The vocabulary of Cortado. Code, API, UI and docs use these words and no synonyms.
 *
 * - workflow    a saved graph: nodes and connections, with a revision number
 * - node        one step of a workflow: id, type, label, config
 * - connection  a directed edge between two nodes, from a port to a port
 * - execution   one run of one workflow revision; its id is `executionId`
 * - log row     one immutable fact about one node of one execution, numbered by `seq` within it
 * - attempt     one try of one node, 1-based
 * - node result the envelope a node returned: `{success, message, outputData, …extras}`
 * - lease       the right of one host to advance an execution until a time, fenced by an `epoch`
 * - host        whoever advances executions: the in-process pool, or a remote worker
 * - engine      the code that, given a workflow and what is already logged, decides and performs what is next
 *
 * Timestamps are ISO-8601 UTC with milliseconds and `Z`. `duration` is milliseconds.
 */
import * as z from 'zod';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonRecord = { [key: string]: Json };
/** JSON that was serialised once and is passed on as text. */
export type JsonText = string;

export const DEFAULT_ORGANIZATION = 'default';

// ── workflow ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const nodeSchema = z.object({
  id: z.string().min(1).max(200),
  type: z.string().min(1).max(100),
  label: z.string().max(500).default(''),
  x: z.number().optional(),
  y: z.number().optional(),
  config: z.record(z.string(), z.unknown()).default({}),
});
export type Node = z.infer<typeof nodeSchema>;

export const connectionSchema = z.object({
  id: z.string().max(200).optional(),
  fromNodeId: z.string().min(1).max(200),
  toNodeId: z.string().min(1).max(200),
  fromPort: z.string().max(200).optional(),
  toPort: z.string().max(200).optional(),
});
export type Connection = z.infer<typeof connectionSchema>;

export const onErrorSchema = z.enum(['stop', 'continue', 'branch']);
export type OnError = z.infer<typeof onErrorSchema>;
export const onInterruptedSchema = z.enum(['retry', 'fail', 'skip']);
export type OnInterrupted = z.infer<typeof onInterruptedSchema>;

/** What holds for every execution of a workflow. Times are milliseconds. */
export const workflowSettingsSchema = z.strictObject({
  /** the longest an execution may be active (waiting does not count) */
  timeoutMs: z.int().min(1).max(2_147_483_647).optional(),
  /** executions of this workflow that run at once */
  concurrency: z.int().min(1).max(10_000).optional(),
  /** nodes of one execution that run at once */
  nodeConcurrency: z.int().min(1).max(1_000).optional(),
  /** policy of nodes that set none of their own */
  onError: onErrorSchema.optional(),
});
export type WorkflowSettings = z.infer<typeof workflowSettingsSchema>;

/** The definition that is kept per revision: normalised, one dialect. */
export const workflowDocumentSchema = z.object({
  nodes: z.array(nodeSchema),
  connections: z.array(connectionSchema),
  settings: workflowSettingsSchema.default({}),
});
export type WorkflowDocument = z.infer<typeof workflowDocumentSchema>;

/** A workflow without its definition, as lists show it. */
export type WorkflowSummary = {
  id: string;
  organizationId: string;
  name: string;
  tags: string[];
  /** newest revision */
  revision: number;
  /** the revision that schedules and webhooks run; null when none is published */
  published: number | null;
  nodeCount: number;
  createdAt: string;
  updatedAt: string;
};
/** A workflow with the definition of one of its revisions. */
export type Workflow = WorkflowSummary & { document: WorkflowDocument };

// ── execution ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const triggerTypeSchema = z.enum(['manual', 'webhook', 'schedule', 'api', 'subworkflow']);
export type TriggerType = z.infer<typeof triggerTypeSchema>;

export const progressSchema = z.object({
  totalNodes: z.int(),
  completedNodes: z.int(),
  failedNodes: z.int(),
  skippedNodes: z.int(),
  percentage: z.int().min(0).max(100),
});
export type Progress = z.infer<typeof progressSchema>;

const executionBase = z.object({
  id: z.string(),
  workflowId: z.string(),
  workflowName: z.string(),
  workflowRevision: z.int(),
  organizationId: z.string(),
  triggerType: triggerTypeSchema,
  currentNodeId: z.string().nullable(),
  createdAt: z.string(),
  wakeAt: z.string().nullable(),
  retryOf: z.string().nullable(),
  parentId: z.string().nullable(),
  /** highest committed `seq` of its log */
  lastSeq: z.int(),
  /** counts every committed change */
  version: z.int(),
  progress: progressSchema,
});
const unfinished = { startedAt: z.string().nullable(), completedAt: z.null(), error: z.null() };
const started = { startedAt: z.string(), completedAt: z.null(), error: z.null() };

/** An execution without its payloads; which fields can be null follows from its status. */
export const executionHeadSchema = z.discriminatedUnion('status', [
  executionBase.extend({ status: z.literal('pending'), ...unfinished }),
  executionBase.extend({ status: z.literal('running'), ...started }),
  executionBase.extend({ status: z.literal('waiting'), ...started }),
  executionBase.extend({
    status: z.literal('completed'),
    startedAt: z.string(),
    completedAt: z.string(),
    error: z.null(),
  }),
  executionBase.extend({
    status: z.literal('failed'),
    startedAt: z.string(),
    completedAt: z.string(),
    error: z.string(),
  }),
  executionBase.extend({
    status: z.literal('cancelled'),
    startedAt: z.string().nullable(),
    completedAt: z.string(),
    error: z.string().nullable(),
  }),
]);
export type ExecutionHead = z.infer<typeof executionHeadSchema>;
export type ExecutionStatus = ExecutionHead['status'];

/** An execution with its payloads as JSON text: what is longer than a line stands in the log
 * alone, and `nodeResults` and `finalOutput` hold `{"$log": seq}` in its place. */
export type Execution = ExecutionHead & {
  inputs: JsonText;
  nodeResults: JsonText | null;
  finalOutput: JsonText | null;
  /** who asked for it: `<type>:<name>`; null where nobody had to say who they are */
  startedBy: string | null;
};

// ── log ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

const logBase = z.object({
  id: z.string(),
  executionId: z.string(),
  seq: z.int().min(1),
  nodeId: z.string(),
  nodeType: z.string(),
  nodeLabel: z.string().nullable(),
  attempt: z.int().min(1),
  timestamp: z.string(),
  inputData: z.json(),
  outputData: z.json(),
  /** the envelope without `outputData`; for a skipped node its reason */
  result: z.json(),
  /** set where a payload over 16 KB is left out: it stands as null beside the first 2 KB of its JSON and its size */
  truncated: z.literal(true).optional(),
  inputPreview: z.string().optional(),
  inputSize: z.int().optional(),
  outputPreview: z.string().optional(),
  outputSize: z.int().optional(),
});
const open = { duration: z.null(), error: z.null() };
const ended = { duration: z.number() };

/** A log row as the API, the stream and the dashboard know it (payloads parsed). */
export const logRowSchema = z.discriminatedUnion('status', [
  logBase.extend({ status: z.literal('running'), ...open }),
  logBase.extend({ status: z.literal('waiting'), ...open }),
  logBase.extend({ status: z.literal('retrying'), ...ended, error: z.string() }),
  logBase.extend({ status: z.literal('completed'), ...ended, error: z.null() }),
  logBase.extend({ status: z.literal('error'), ...ended, error: z.string() }),
  logBase.extend({ status: z.literal('skipped'), ...open }),
  logBase.extend({ status: z.literal('cancelled'), duration: z.number().nullable(), error: z.string().nullable() }),
]);
export type LogRow = z.infer<typeof logRowSchema>;
export type LogStatus = LogRow['status'];

/** Why a node was skipped: the node and port that decided, and a sentence for people. */
export type SkipReason = { nodeId: string | null; port: string | null; text: string };

/** A log row as it is stored: payloads are JSON text, serialised once and never parsed on the way through. */
export type StoredLogRow = {
  executionId: string;
  seq: number;
  nodeId: string;
  nodeType: string;
  nodeLabel: string | null;
  status: LogStatus;
  attempt: number;
  inputData: JsonText | null;
  outputData: JsonText | null;
  result: JsonText | null;
  error: string | null;
  duration: number | null;
  timestamp: string;
};

/** The primary key of a log row; zero-padded, so that it sorts as `seq` does. */
export function logRowId(executionId: string, seq: number): string {
  return `${executionId}:${String(seq).padStart(10, '0')}`;
}

/** In `nodeResults` and `finalOutput`, stands for what the row with this `seq` keeps: an envelope, or a part of one. */
export function logReference(seq: number): JsonText {
  return `{"$log":${seq}}`;
}
/** The `seq` that a reference names; null for every other value. */
export function referenceIn(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { $log: seq } = value as { $log?: unknown };
  return typeof seq === 'number' && Object.keys(value).length === 1 ? seq : null;
}

/** LLM text as it comes: `offset` is in UTF-16 code units from the start of this attempt's text. */
export type TokenChunk = { nodeId: string; attempt: number; offset: number; text: string };

/** The envelope a node returned. `conditionResult` and `ports` choose edges; further keys are the node type's own. */
export type NodeResult = {
  success: boolean;
  message: string;
  outputData: Json;
  conditionResult?: boolean | string;
  ports?: JsonRecord;
  [extra: string]: Json | undefined;
};
