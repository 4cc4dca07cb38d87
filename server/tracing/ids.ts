/**
 * The names of traces and spans. They follow from the execution, so that whoever shows or sends one agrees on it: after a
 * restart, on another server, and in the header that an http node sends before its span is written.
 */
import { createHash } from 'node:crypto';

/** W3C Trace Context: which trace a request is part of, and what asked for it. */
export type TraceContext = { readonly traceId: string; readonly spanId: string; readonly sampled: boolean };

export function traceIdOf(executionId: string): string {
  return digest(executionId).slice(0, 32);
}

/** Of the execution itself, or of an attempt of one of its nodes. */
export function spanIdOf(executionId: string, nodeId?: string, attempt = 1): string {
  return digest(nodeId === undefined ? `${executionId}\n` : `${executionId}\n${nodeId}\n${attempt}`).slice(32, 48);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

/** Null for what is none: the trace then begins here. */
export function readTraceparent(text: string): TraceContext | null {
  const [, version, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(text.trim()) ?? [];
  if (version === undefined || version === 'ff' || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export function traceparentOf({ traceId, spanId, sampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}
