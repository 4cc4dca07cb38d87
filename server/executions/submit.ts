import { CodedError } from '../../db/errors.ts';
import type { ExecutionHead, TriggerType, Workflow } from '../../db/model.ts';
import type { Due, NewExecution } from '../../db/store.ts';
import { digestOf } from './digest.ts';
import { createIds } from './ids.ts';
import type { ExecutionDeps, SubmitRequest, Submitted } from './service.ts';

/** What a person waits for goes before what a machine asked for, and that before what a clock began. */
const priorities: Record<TriggerType, number> = { manual: 10, api: 10, subworkflow: 5, webhook: 5, schedule: 0 };

/** What the other verbs of the service add to a request; `found` is the workflow as it was read for it. */
export type Origin = {
  readonly retryOf?: string;
  readonly found?: Workflow;
  /** told the id before there is such an execution, so that nothing of it is missed */
  readonly before?: (executionId: string) => void;
};
export type Submit = (request: SubmitRequest, origin?: Origin) => Promise<Submitted>;

export function createSubmit({ store, dispatcher, rules, clock, trace }: ExecutionDeps): Submit {
  const newId = createIds();

  return async (request, { retryOf, found, before } = {}) => {
    const { organizationId, triggerType, idempotencyKey } = request;
    const wanted = revisionOf(request);
    const workflow = found ?? (await store.workflows.get(organizationId, request.workflowId, wanted));
    const revision = wanted === 'published' ? workflow?.published : (wanted ?? workflow?.revision);
    if (!workflow || revision == null) throw missing(request);
    // a retry's were accepted before, some of them by what a sub-workflow may be given
    const problems = retryOf === undefined ? rules.inputProblems(workflow, request.inputs) : [];
    if (problems.length > 0) throw badInputs(workflow, problems);

    const now = clock.now();
    const execution: NewExecution = {
      id: newId(now),
      organizationId,
      workflowId: workflow.id,
      workflowRevision: revision,
      triggerType,
      triggerNodeId: request.triggerNodeId ?? null,
      inputs: JSON.stringify(request.inputs),
      createdAt: new Date(now).toISOString(),
      priority: request.priority ?? priorities[triggerType],
      nodeCount: rules.nodeCount(workflow),
      idempotencyKey: idempotencyKey ?? null,
      idempotencyDigest:
        idempotencyKey === undefined ? null : digestOf(request.asked === undefined ? request.inputs : request.asked),
      retryOf: retryOf ?? null,
      parentId: null,
      parentNodeId: null,
      startedBy: request.startedBy ?? null,
      depth: 0,
    };
    if (trace && request.traceparent !== undefined) trace(execution.id, request.traceparent);
    before?.(execution.id);
    const due = dueOf(execution, workflow);
    const isCreated = await dispatcher.create(execution, due);
    if (isCreated) return answer(execution.id, workflow, { replay: false, usingPrefect: false, retryOf });
    const created = await store.executions.create(execution);
    if (!created.created) {
      if (created.idempotencyDigest !== execution.idempotencyDigest) throw otherBody(idempotencyKey, created.execution);
      return answer(created.execution.id, workflow, { replay: true, usingPrefect: false, retryOf });
    }
    const { usingPrefect } = await dispatcher.offer(due);
    return answer(execution.id, workflow, { replay: false, usingPrefect, retryOf });
  };
}

/** Schedules and webhooks run what is published, everything else the newest. */
function revisionOf({ revision, triggerType }: SubmitRequest): number | 'published' | undefined {
  if (revision !== undefined) return revision;
  return triggerType === 'webhook' || triggerType === 'schedule' ? 'published' : undefined;
}

function dueOf(execution: NewExecution, workflow: Workflow): Due {
  return {
    executionId: execution.id,
    workflowId: workflow.id,
    priority: execution.priority,
    concurrency: workflow.document.settings.concurrency ?? null,
  };
}

/** A replay is the first answer again, so it says `pending` whatever has become of it since. */
function answer(
  executionId: string,
  workflow: Workflow,
  { retryOf, ...rest }: { replay: boolean; usingPrefect: boolean; retryOf: string | undefined },
): Submitted {
  return {
    executionId,
    workflowId: workflow.id,
    workflowName: workflow.name,
    status: 'pending',
    ...rest,
    ...(retryOf && { retryOf }),
  };
}

function missing({ workflowId, revision }: SubmitRequest): CodedError {
  const which = revision === undefined ? '' : ` with a revision ${revision}`;
  return new CodedError(
    'not_found',
    `There is no workflow "${workflowId}"${which}. GET /api/workflows lists those there are.`,
  );
}

function badInputs(workflow: Workflow, details: CodedError['details'] & object): CodedError {
  const first = details[0]!.message;
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : '';
  return new CodedError('invalid', `The inputs do not fit the workflow "${workflow.name}": ${first}${more}`, {
    details,
  });
}

function otherBody(key: string | undefined, first: ExecutionHead): CodedError {
  return new CodedError(
    'idempotency_mismatch',
    `The Idempotency-Key "${key}" was used before with other inputs, for execution "${first.id}". Send the same inputs, or another key.`,
  );
}
