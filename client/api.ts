/** What the dashboard asks of the server. Everything that fails is an `ApiError` with a sentence for people. */
import { hc, type InferResponseType } from 'hono/client';
import type { ExecutionHead, ExecutionStatus, Json, JsonRecord, LogRow, TriggerType } from '../db/model.ts';
import type { AppType } from '../server/http/app.ts';
import { answer, bodyOf, defined, reach } from './answer.ts';
import { executionPath } from './api-paths.ts';

export { ApiError, answer, bodyOf, defined, refusals, tellRefused } from './answer.ts';

export const { api } = hc<AppType>('/');
/** What a call of `api` answers when all is well. */
export type Answered<Call> = InferResponseType<Call, 200>;
/** What it answers when it has made something. */
export type Made<Call> = InferResponseType<Call, 201>;

const ofExecution = api.workflow.execution[':executionId'];

export type WorkflowDetail = InferResponseType<(typeof api.workflows)[':id']['$get'], 200>;
export type WorkflowRow = InferResponseType<typeof api.workflows.$get, 200>['workflows'][number];
export type ExecutionRow = ExecutionHead & { executionId: string; done: boolean };
/** An execution as the poll answers it, without the results, which its log rows have too. */
export type ExecutionSummary = ExecutionRow & {
  inputs: JsonRecord;
  startedBy: string | null;
  logs: LogRow[];
  logsTotal: number;
};

export type PageOf<T> = { items: T[]; next: string | null };
export type ExecutionQuery = {
  workflowId?: string;
  status?: readonly ExecutionStatus[];
  trigger?: TriggerType;
  /** created at or after, and before, ISO */
  from?: string;
  to?: string;
  before?: string;
  limit?: number;
};

export type WorkflowQuery = { before?: string; limit?: number; recent?: number };

export async function listWorkflows(query: WorkflowQuery = {}): Promise<PageOf<WorkflowRow>> {
  const { workflows, next } = await answer(api.workflows.$get({ query: defined(query) }));
  return { items: workflows, next };
}

export function getWorkflow(id: string): Promise<WorkflowDetail> {
  return answer(api.workflows[':id'].$get({ param: { id } }));
}

/** The definition that an execution is pinned to. */
export function getRevision(id: string, revision: number): Promise<WorkflowDetail> {
  return answer(api.workflows[':id'].revisions[':revision'].$get({ param: { id, revision: String(revision) } }));
}

/** Saves a new workflow from a document in any dialect. */
export function importWorkflow(document: unknown): Promise<WorkflowDetail> {
  return answer(api.workflows.$post({ json: document as never }));
}

export async function listExecutions(query: ExecutionQuery): Promise<PageOf<ExecutionRow>> {
  const { status, ...rest } = query;
  const given = defined({ ...rest, status: status?.join(',') });
  const { executions, next } = await answer(api.executions.$get({ query: given }));
  return { items: executions as ExecutionRow[], next };
}

/** Begins an execution and answers its id. */
export async function execute(workflowId: string, inputs: JsonRecord): Promise<string> {
  const asked = api.workflow[':id'].execute.$post({ param: { id: workflowId }, json: { inputs } });
  return (await answer<{ executionId: string }>(asked)).executionId;
}

export async function cancel(executionId: string): Promise<'cancelling' | 'cancelled'> {
  return (await answer(ofExecution.cancel.$post({ param: { executionId } }))).status;
}

/** Answers the id of the new execution. */
export async function retry(executionId: string): Promise<string> {
  return (await answer(ofExecution.retry.$post({ param: { executionId } }))).executionId;
}

/** Answers a node that waits for a person; `data` joins what came in. */
export async function resume(executionId: string, nodeId: string, approved: boolean, data?: Json): Promise<void> {
  const given = data === undefined ? {} : { data };
  await answer(ofExecution.resume.$post({ param: { executionId }, json: { nodeId, approved, ...given } }));
}

/** One log row with its payloads whole, a pure node's input filled in. */
export function wholeRow(executionId: string, seq: number): Promise<LogRow> {
  const asked = ofExecution.logs[':seq'].$get({ param: { executionId, seq: String(seq) } });
  return answer(asked) as Promise<LogRow>;
}

export type PollAnswer =
  | { readonly kind: 'same' }
  | {
      readonly kind: 'news';
      readonly etag: string | null;
      readonly summary: ExecutionSummary;
      readonly serverTime: number;
    };

/** The 5-second poll: rows after a cursor, or none of them; `same` when nothing changed since `etag`. */
export async function poll(executionId: string, after: number | 'none', etag: string | null): Promise<PollAnswer> {
  const query: Record<string, string> =
    after === 'none' ? { logs: 'none', results: 'none' } : { after: String(after), results: 'none' };
  const url = `${executionPath(executionId)}?${new URLSearchParams(query)}`;
  const headers: Record<string, string> = etag === null ? {} : { 'If-None-Match': etag };
  const response = await reach(fetch(url, { headers, cache: 'no-store', signal: AbortSignal.timeout(10_000) }));
  if (response.status === 304) return { kind: 'same' };
  const summary = (await bodyOf(response)) as ExecutionSummary;
  const serverTime = Date.parse(response.headers.get('date') ?? '');
  return { kind: 'news', etag: response.headers.get('etag'), summary, serverTime };
}

export const allExecutionsStream = '/api/executions/stream';
