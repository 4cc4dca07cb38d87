/** How a signal is written: the row, and the wake of who waits for it. Both leave a finished execution alone. */
import { changeColumns } from './execution-rows.ts';
import { type Guarded, guardWhere, type Step, type Value } from './sql.ts';
import type { NewSignal } from './store.ts';

export const insertSignalSql = `INSERT INTO execution_signals (executionId, kind, nodeId, createdAt, payload)
  SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM workflow_executions WHERE id = ? AND completedAt IS NULL)`;
const once = ' ON CONFLICT DO NOTHING';
const wakeSql = `UPDATE workflow_executions
  SET wakeAt = iif(status = 'waiting', ?, wakeAt), version = version + (status = 'waiting')
  WHERE id = ? AND completedAt IS NULL`;

export type SignalTexts = { readonly insert: Guarded; readonly wake: Guarded };

/** The two statements for units with this guard. */
export function signalTexts(guard: string): SignalTexts {
  return {
    insert: { plain: `${insertSignalSql}${once}`, guarded: `${insertSignalSql} AND ${guard}${once}` },
    wake: guardWhere(wakeSql, guard, changeColumns),
  };
}

export function insertArgs({ executionId, kind, nodeId, createdAt, payload }: NewSignal): Value[] {
  return [executionId, kind, nodeId, createdAt, payload, executionId];
}

/** Returns what `toChange` reads, of an execution that is there and unfinished. */
export function wakeStep(texts: SignalTexts, signal: NewSignal): Step {
  return { sql: texts.wake, args: [signal.createdAt, signal.executionId], returns: true };
}
