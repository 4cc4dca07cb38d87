import { CodedError } from '../../db/errors.ts';
import { isFinished } from '../../db/execution-state.ts';
import type { ExecutionHead } from '../../db/model.ts';
import type { ExecutionDeps, ExecutionService } from './service.ts';
import type { Wait } from './watch.ts';

/** How long a cancel waits for the end it brings about, in milliseconds, before it answers `cancelling`. */
const PATIENCE = 250;

export function createCancel({ store, dispatcher, clock }: ExecutionDeps, wait: Wait): ExecutionService['cancel'] {
  return async (organizationId, executionId) => {
    const head = await findExecution(store.executions, organizationId, executionId);
    if (isFinished(head.status)) throw alreadyFinished(head);
    const createdAt = new Date(clock.now()).toISOString();
    const sent = await store.signals.send({ executionId, kind: 'cancel', nodeId: '', payload: null, createdAt });
    if (sent !== 'finished') dispatcher.cancel(executionId);
    const after = await wait(organizationId, executionId, PATIENCE);
    if (!after) throw noExecution(executionId);
    if (after.status === 'cancelled') return { status: 'cancelled' };
    if (isFinished(after.status)) throw alreadyFinished(after);
    return { status: 'cancelling' };
  };
}

/** The execution without payloads; throws `not_found`. */
export async function findExecution(
  executions: ExecutionDeps['store']['executions'],
  organizationId: string,
  executionId: string,
): Promise<ExecutionHead> {
  const head = await executions.head(organizationId, executionId);
  if (!head) throw noExecution(executionId);
  return head;
}

export function noExecution(executionId: string): CodedError {
  return new CodedError(
    'not_found',
    `There is no execution "${executionId}". It may have been removed: finished executions are kept for a limited time.`,
  );
}

export function alreadyFinished({ id, status, completedAt }: ExecutionHead): CodedError {
  return new CodedError('already_finished', `Execution "${id}" has already ended as "${status}" at ${completedAt}.`);
}
