import { CodedError } from '../../db/errors.ts';
import { isFinished } from '../../db/execution-state.ts';
import type { Execution, ExecutionHead, JsonRecord } from '../../db/model.ts';
import { noExecution } from './cancel.ts';
import type { ExecutionDeps, ExecutionService, Submitted } from './service.ts';
import type { Submit } from './submit.ts';

/** A retry is a new execution of the same revision with the same inputs; the engine takes over what completed. */
export function createRetry({ store, rules }: ExecutionDeps, submit: Submit): ExecutionService['retry'] {
  return async (organizationId, executionId) => {
    const execution = await store.executions.get(organizationId, executionId);
    if (!execution) throw noExecution(executionId);
    const last = await store.executions.lastRetry(organizationId, executionId);
    if (last && !isFinished(last.status)) return sameAgain(last, executionId);
    const reason = whyNot(execution);
    if (reason) throw new CodedError('not_retryable', `Execution "${executionId}" cannot be retried: ${reason}`);
    const workflow = await store.workflows.get(organizationId, execution.workflowId, execution.workflowRevision);
    if (!workflow) throw noExecution(executionId);
    return submit(
      {
        organizationId,
        workflowId: execution.workflowId,
        revision: execution.workflowRevision,
        triggerType: execution.triggerType,
        triggerNodeId: rules.startNode(workflow, execution.triggerType) ?? undefined,
        inputs: JSON.parse(execution.inputs) as JsonRecord,
        priority: PERSON,
        // Who asks at the same time, here or at another server, has seen the same last one: it is one retry.
        idempotencyKey: `retry:${executionId}:${last?.id ?? ''}`,
      },
      { retryOf: executionId, found: workflow },
    );
  };
}

/** A retry is asked for by a person, whatever began the first one. */
const PERSON = 10;

function sameAgain(active: ExecutionHead, retryOf: string): Submitted {
  const { id: executionId, workflowId, workflowName, status } = active;
  return { executionId, workflowId, workflowName, status, replay: true, usingPrefect: false, retryOf };
}

function whyNot({ status, progress }: Execution): string | null {
  switch (status) {
    case 'failed':
    case 'cancelled':
      return null;
    case 'completed':
      return progress.failedNodes > 0 ? null : 'it completed without an error. Execute the workflow to run it again.';
    case 'pending':
    case 'running':
    case 'waiting':
      return `it is still "${status}". Cancel it first, or wait for its end.`;
    default:
      return status satisfies never;
  }
}
