import { createCancel } from './cancel.ts';
import { createResume } from './resume.ts';
import { createRetry } from './retry.ts';
import { createRunNode } from './run-node.ts';
import type { ExecutionDeps, ExecutionService } from './service.ts';
import { createSubmit } from './submit.ts';
import { createWait, createWatch } from './watch.ts';
import { createWebhook } from './webhook.ts';
import { createWholeRow } from './whole-row.ts';

/** Composes the service. `close` stops listening to the store. */
export function createExecutions(deps: ExecutionDeps): ExecutionService & { close(): void } {
  const watch = createWatch(deps.store.changes, deps.clock);
  const wait = createWait(deps.store.executions, watch);
  const submit = createSubmit(deps);
  return {
    submit: async (request) => submit(request),
    wait,
    cancel: createCancel(deps, wait),
    retry: createRetry(deps, submit),
    resume: createResume(deps),
    runNode: createRunNode(deps),
    webhook: createWebhook(deps, { submit, wait, watch }),
    wholeRow: createWholeRow(deps),
    close: watch.close,
  };
}
