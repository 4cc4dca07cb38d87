/** Impossible mixes of fields do not compile. Checked by `tsc`; nothing here runs. */
import type { ExecutionHead, LogRow } from '../db/model.ts';

type Common = Omit<Extract<ExecutionHead, { status: 'pending' }>, 'status' | 'startedAt' | 'completedAt' | 'error'>;
declare const common: Common;
const now = '2026-01-01T00:00:00.000Z';

export const completed: ExecutionHead = {
  ...common,
  status: 'completed',
  startedAt: now,
  completedAt: now,
  error: null,
};
// @ts-expect-error a completed execution has an end
export const endless: ExecutionHead = {
  ...common,
  status: 'completed',
  startedAt: now,
  completedAt: null,
  error: null,
};
// @ts-expect-error a failed execution says why
export const silent: ExecutionHead = { ...common, status: 'failed', startedAt: now, completedAt: now, error: null };
// @ts-expect-error a running execution has no error
export const sick: ExecutionHead = { ...common, status: 'running', startedAt: now, completedAt: null, error: 'no' };
// @ts-expect-error "done" is no status
export const done: ExecutionHead = { ...common, status: 'done', startedAt: now, completedAt: now, error: null };

declare const row: Omit<Extract<LogRow, { status: 'running' }>, 'status' | 'duration' | 'error'>;
export const error: LogRow = { ...row, status: 'error', duration: 1, error: 'no' };
// @ts-expect-error an error row says what went wrong
export const vague: LogRow = { ...row, status: 'error', duration: 1, error: null };
// @ts-expect-error a running row has no duration yet
export const early: LogRow = { ...row, status: 'running', duration: 5, error: null };
