/** A new execution as the row that is written of it, whether it is created `pending` or by its first commit. */
import { INPUTS_ELSEWHERE, INPUTS_INLINE_MAX } from './execution-rows.ts';
import { insertOnce, type Step, type Value } from './sql.ts';
import type { NewExecution } from './store.ts';

export const newColumns = [
  'id',
  'workflowId',
  'organizationId',
  'createdAt',
  'workflowRevision',
  'triggerType',
  'triggerNodeId',
  'priority',
  'idempotencyKey',
  'idempotencyDigest',
  'nodeCount',
  'retryOf',
  'parentId',
  'parentNodeId',
  'depth',
  'inputs',
  'startedBy',
] as const satisfies readonly (keyof NewExecution)[];

/** Values of `newColumns`. */
export function newArgs(execution: NewExecution): Value[] {
  const row = isLarge(execution) ? { ...execution, inputs: INPUTS_ELSEWHERE } : execution;
  return newColumns.map((column) => row[column] ?? null);
}

/** What writes inputs that stand in a row of their own. */
export function inputSteps(guard: string): (execution: NewExecution) => Step[] {
  const sql = insertOnce('execution_inputs', ['executionId', 'inputs'], guard);
  return (execution) => (isLarge(execution) ? [{ sql, args: [execution.id, execution.inputs], returns: false }] : []);
}

const isLarge = ({ inputs }: NewExecution): boolean => inputs.length > INPUTS_INLINE_MAX;
