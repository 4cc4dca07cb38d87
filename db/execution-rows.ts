/** How a row of `workflow_executions` is read as an execution, and what is told of it when it changes. */
import { progressOf } from './execution-state.ts';
import type { Execution, ExecutionHead, ExecutionStatus } from './model.ts';
import type { Row, Value } from './sql.ts';
import type { Change } from './store.ts';

/** Inputs longer than this (UTF-16 units) stand in a row of their own. */
export const INPUTS_INLINE_MAX = 4_096;
/** What stands in place of such inputs. */
export const INPUTS_ELSEWHERE = '{"$inputs":"execution_inputs"}';

/** The inputs of an execution, whole, wherever they stand; `from` is the name of its table in the statement. */
export function inputsIn(from: string): string {
  const whole = `(SELECT inputs FROM execution_inputs WHERE executionId = ${from}.id)`;
  return `iif(${from}.inputs = '${INPUTS_ELSEWHERE}', ifnull(${whole}, ${from}.inputs), ${from}.inputs)`;
}

/** In the order that `toHead` reads them; `e` is the execution, and its workflow's name is looked up. */
export const headColumns = `e.id, e.workflowId, e.organizationId, e.status, e.currentNodeId, e.createdAt, e.startedAt,
  e.completedAt, e.workflowRevision, e.triggerType, e.wakeAt, e.lastSeq, e.version, e.nodeCount, e.completedNodes,
  e.failedNodes, e.skippedNodes, e.retryOf, e.parentId, e.error,
  (SELECT name FROM workflows WHERE id = e.workflowId)`;
export const headWidth = 21;
export const executionColumns = `${headColumns}, ${inputsIn('e')}, e.nodeResults, e.finalOutput, e.startedBy`;

/** Which fields are null follows from the status: the writes see to that. */
export function toHead(row: Row): ExecutionHead {
  const [id, workflowId, organizationId, status, currentNodeId, createdAt, startedAt, completedAt] = row;
  const [workflowRevision, triggerType, wakeAt, lastSeq, version, nodeCount, completed, failed, skipped] = row.slice(8);
  const [retryOf, parentId, error, workflowName] = row.slice(17);
  return {
    id,
    workflowId,
    workflowName: workflowName ?? workflowId,
    workflowRevision,
    organizationId,
    status,
    triggerType,
    currentNodeId,
    createdAt,
    startedAt,
    completedAt,
    error,
    wakeAt,
    retryOf,
    parentId,
    lastSeq,
    version,
    progress: progressOf(Number(nodeCount), {
      completed: Number(completed),
      failed: Number(failed),
      skipped: Number(skipped),
    }),
  } as ExecutionHead;
}

export function toExecution(row: Row): Execution {
  const [inputs, nodeResults, finalOutput, startedBy] = row.slice(headWidth);
  return { ...toHead(row), inputs, nodeResults, finalOutput, startedBy } as Execution;
}

/** What a statement that changes an execution returns, so that the change can be told. */
export const changeColumns =
  'id, organizationId, workflowId, status, currentNodeId, lastSeq, nodeCount, completedNodes, failedNodes, skippedNodes';
export const changeWidth = 10;

export function toChange(row: Row): Change {
  const [executionId, organizationId, workflowId, status, currentNodeId, lastSeq, nodeCount] = row;
  const counts = { completed: Number(row[7]), failed: Number(row[8]), skipped: Number(row[9]) };
  return {
    executionId: text(executionId),
    organizationId: text(organizationId),
    workflowId: text(workflowId),
    status: text(status) as ExecutionStatus,
    currentNodeId: currentNodeId === null ? null : text(currentNodeId),
    progress: progressOf(Number(nodeCount), counts),
    lastSeq: Number(lastSeq),
    rows: [],
    tokens: [],
  };
}

/** A column that is NOT NULL and TEXT. */
export function text(value: Value | undefined): string {
  if (typeof value !== 'string') throw new TypeError(`Expected text in a row of the database, got ${typeof value}`);
  return value;
}
export const textOrNull = (value: Value | undefined): string | null => (value == null ? null : text(value));
