/** A log row as one line: when, what happened, where, how long, and the one thing worth knowing about it. */
import type { JsonRecord, LogRow } from '../db/model.ts';
import { duration, mark, type Output, oneLine, paint } from './terminal.ts';

/** `since` is the time (ms since 1970) that the line's clock counts from. */
export function logLine(stream: Output, row: LogRow, since: number): string {
  const at = paint(stream, 'dim', offset(Date.parse(row.timestamp) - since));
  const name = oneLine(row.nodeLabel || row.nodeId, 60);
  const parts = [at, mark(stream, row.status), row.status === 'skipped' ? paint(stream, 'dim', name) : name];
  if (row.duration !== null) parts.push(paint(stream, 'dim', duration(row.duration)));
  const detail = detailOf(row);
  if (detail !== '') parts.push(paint(stream, row.status === 'error' ? 'red' : 'dim', oneLine(detail)));
  return parts.join(' ');
}

/** `00.612`, `04.100`, `12:04.100`: seconds with thousandths, so that the order can be seen. */
function offset(ms: number): string {
  const safeMs = Math.max(0, ms);
  const seconds = (safeMs % 60_000) / 1_000;
  const text = seconds.toFixed(3).padStart(6, '0');
  return safeMs < 60_000 ? text : `${Math.floor(safeMs / 60_000)}:${text}`;
}

function detailOf(row: LogRow): string {
  const result = (typeof row.result === 'object' && !Array.isArray(row.result) ? row.result : {}) as JsonRecord | null;
  const message = typeof result?.message === 'string' ? result.message : '';
  switch (row.status) {
    case 'running':
      return row.attempt > 1 ? `attempt ${row.attempt}` : '';
    case 'waiting':
      return result?.wait === 'approval' ? `${message} (npx cortado approve ${row.executionId}, or reject)` : message;
    case 'retrying':
      return `attempt ${row.attempt} failed, tried again: ${row.error}`;
    case 'error':
      return row.error;
    case 'skipped':
      return typeof result?.text === 'string' ? `skipped: ${result.text}` : 'skipped';
    case 'cancelled':
      return row.error ?? 'cancelled';
    case 'completed':
      if (typeof result?.reusedFrom === 'string') return 'kept from the execution before';
      return typeof result?.conditionResult === 'undefined' ? message : `→ ${String(result.conditionResult)}`;
    default:
      return row satisfies never;
  }
}
