/** One node run by itself on given input, for trying it out: no row is written and nothing is retried. */
import type { Json, JsonRecord, NodeResult } from '../../db/model.ts';
import { type AttemptDeps, type AttemptRequest, attemptEffect, attemptPure, type Runnable } from './attempt.ts';
import { NodeFailure, type NodeWait } from './node.ts';

export type NodeTrial = {
  readonly organizationId: string;
  readonly workflowId: string;
  /** names this trial in templates and idempotency keys */
  readonly trialId: string;
  readonly node: Runnable;
  readonly input: Json;
  readonly inputs: JsonRecord;
  /** aborts it from outside */
  readonly signal?: AbortSignal;
};

/** The envelope and how long it took (ms). A failure is an envelope with `success: false` and a `code`. */
export async function tryNode(deps: AttemptDeps, trial: NodeTrial): Promise<NodeResult & { duration: number }> {
  const since = deps.clock.elapsed();
  const { node, input } = trial;
  const side = (port: string): Json[] => {
    const given = typeof input === 'object' && input !== null && !Array.isArray(input) ? input[port] : undefined;
    return given === undefined ? (port === 'A' ? [input] : []) : [given];
  };
  const takesInput = node.type.category === 'trigger';
  const request: AttemptRequest = {
    execution: { executionId: trial.trialId, workflowId: trial.workflowId, organizationId: trial.organizationId },
    startedAt: since,
    node,
    attempt: 1,
    input,
    inputs: trial.inputs,
    given: Object.hasOwn(trial.inputs, node.id) ? trial.inputs[node.id] : takesInput ? input : undefined,
    result: { success: true, message: '', outputData: input },
    sides: () => ({ A: side('A'), B: side('B') }),
    nodes: {},
    resumed: undefined,
    emit: () => {},
    startChild: async () => {
      throw new NodeFailure(
        'not_here',
        'A sub-workflow cannot be started while a single node is tried. Run the workflow.',
      );
    },
  };
  const verdict =
    node.type.effect === 'pure' ? attemptPure(deps, request) : await abortable(deps, request, trial.signal);
  const duration = Math.round((deps.clock.elapsed() - since) * 100) / 100;
  if (verdict.kind === 'ended') return { ...envelopeOf(verdict.outcome), duration };
  const { message, code, extras } = verdict.failure;
  return { ...extras, success: false, message, code, outputData: null, duration };
}

function abortable(deps: AttemptDeps, request: AttemptRequest, signal: AbortSignal | undefined) {
  const attempt = attemptEffect(deps, request);
  const abort = () => attempt.abort('The caller went away.');
  signal?.addEventListener('abort', abort, { once: true });
  return attempt.verdict.finally(() => signal?.removeEventListener('abort', abort));
}

function envelopeOf(outcome: NodeResult | NodeWait): NodeResult {
  if ('success' in outcome) return outcome as NodeResult;
  const { wait, until, state, message } = outcome as NodeWait;
  return { success: true, message, outputData: null, wait, until, state };
}
