/** What a committed row and an ended execution are as spans. Attributes have the names of OpenTelemetry's conventions where there is one. */
import { isFinished } from '../../db/execution-state.ts';
import type { Execution, JsonRecord, StoredLogRow } from '../../db/model.ts';
import { spanIdOf, type TraceContext, traceIdOf } from './ids.ts';

export type SpanKind = 'internal' | 'server' | 'client';
export type SpanData = {
  readonly name: string;
  readonly kind: SpanKind;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  /** whether the parent is of another program */
  readonly remoteParent: boolean;
  /** of another trace that caused this one */
  readonly link: { readonly traceId: string; readonly spanId: string } | null;
  /** ms since 1970 */
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** why it failed; null: it did not */
  readonly error: string | null;
};

const CALLS = new Set(['http', 'llm']);

/** An attempt of a node; null for a row that ends none, or tells of one that ran before. */
export function spanOfRow(row: StoredLogRow, traceId: string): SpanData | null {
  const { executionId, nodeId, nodeType, attempt, status, duration } = row;
  if (duration === null || (status !== 'completed' && status !== 'error' && status !== 'retrying')) return null;
  const result = CALLS.has(nodeType) || status !== 'completed' ? envelopeOf(row) : {};
  if (typeof result.reusedFrom === 'string') return null;
  const end = Date.parse(row.timestamp);
  const failed = status !== 'completed';
  return {
    name: row.nodeLabel ?? nodeType,
    kind: CALLS.has(nodeType) ? 'client' : 'internal',
    traceId,
    spanId: spanIdOf(executionId, nodeId, attempt),
    parentSpanId: spanIdOf(executionId),
    remoteParent: false,
    link: null,
    start: end - duration,
    end,
    attributes: {
      'cortado.execution.id': executionId,
      'cortado.node.id': nodeId,
      'cortado.node.type': nodeType,
      'cortado.node.attempt': attempt,
      ...callOf(nodeType, result),
      ...(failed ? { 'error.type': typeof result.code === 'string' ? result.code : 'error' } : {}),
    },
    error: failed ? (row.error ?? 'The attempt failed.') : null,
  };
}

function callOf(nodeType: string, { statusCode, model, usage }: JsonRecord): Record<string, string | number> {
  if (nodeType === 'http') return typeof statusCode === 'number' ? { 'http.response.status_code': statusCode } : {};
  if (nodeType !== 'llm') return {};
  const { inputTokens, outputTokens } = (usage ?? {}) as JsonRecord;
  return {
    'gen_ai.operation.name': 'chat',
    ...(typeof model === 'string' ? { 'gen_ai.response.model': model } : {}),
    ...(typeof inputTokens === 'number' ? { 'gen_ai.usage.input_tokens': inputTokens } : {}),
    ...(typeof outputTokens === 'number' ? { 'gen_ai.usage.output_tokens': outputTokens } : {}),
  };
}

function envelopeOf({ result }: StoredLogRow): JsonRecord {
  const parsed: unknown = result === null ? null : JSON.parse(result);
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as JsonRecord) : {};
}

/** An execution that ended; `from`: what asked for it, in another program. */
export function spanOfExecution(execution: Execution, from: TraceContext | null): SpanData {
  const { id, status, triggerType, parentId } = execution;
  const start = Date.parse(execution.startedAt ?? execution.createdAt);
  const failed = status === 'failed';
  return {
    name: execution.workflowName,
    kind: triggerType === 'schedule' || triggerType === 'subworkflow' ? 'internal' : 'server',
    traceId: from?.traceId ?? traceIdOf(id),
    spanId: spanIdOf(id),
    parentSpanId: from?.spanId ?? null,
    remoteParent: true,
    link: parentId === null ? null : { traceId: traceIdOf(parentId), spanId: spanIdOf(parentId) },
    start,
    end: isFinished(status) && execution.completedAt !== null ? Date.parse(execution.completedAt) : start,
    attributes: {
      'cortado.execution.id': id,
      'cortado.execution.status': status,
      'cortado.workflow.id': execution.workflowId,
      'cortado.workflow.name': execution.workflowName,
      'cortado.workflow.revision': execution.workflowRevision,
      'cortado.trigger': triggerType,
      ...(failed ? { 'error.type': 'failed' } : {}),
    },
    error: failed ? (execution.error ?? 'The execution failed.') : null,
  };
}
