/**
 * One attempt of one node: the handler with its context, its timeout and its abort signal, and whatever it throws
 * turned into data. Pure types run through here without a promise.
 */

import { isCoded } from '../../db/errors.ts';
import type { Json, JsonRecord, NodeResult, TokenChunk } from '../../db/model.ts';
import { afterAwake } from './awake.ts';
import { openCredential } from './credential.ts';
import type { Clock } from './deps.ts';
import {
  type ChildState,
  type NodeContext,
  NodeFailure,
  type NodeOutcome,
  type NodeServices,
  type Resumed,
} from './node.ts';
import type { PlanNode } from './plan.ts';
import { STORAGE_FAILS } from './retry.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import type { RenderBudget, Templates } from './template.ts';

export type Runnable = Extract<PlanNode, { problem: null }>;

export type Verdict =
  | { readonly kind: 'ended'; readonly outcome: NodeOutcome }
  | { readonly kind: 'failed'; readonly failure: NodeFailure };

export type AttemptRequest = {
  readonly execution: { readonly executionId: string; readonly workflowId: string; readonly organizationId: string };
  readonly startedAt: number;
  readonly node: Runnable;
  readonly attempt: number;
  readonly input: Json;
  readonly inputs: JsonRecord;
  readonly given: Json | undefined;
  readonly result: NodeResult | undefined;
  readonly sides: () => { A: Json[]; B: Json[] };
  readonly nodes: { readonly [nodeId: string]: NodeResult };
  readonly resumed: Resumed | undefined;
  readonly emit: (chunk: TokenChunk) => void;
  readonly startChild: (request: { workflowId: string; input: Json }) => Promise<ChildState>;
};

export type AttemptDeps = { readonly clock: Clock; readonly services: NodeServices; readonly templates: Templates };

/** An attempt under way. `handler` settles when the node's own code no longer runs, which can be after `verdict`. */
export type Attempt = {
  readonly verdict: Promise<Verdict>;
  readonly handler: Promise<void>;
  abort(reason: string): void;
};

/** Runs a pure node at once. */
export function attemptPure(deps: AttemptDeps, request: AttemptRequest): Verdict {
  try {
    const outcome = request.node.type.run(
      contextOf(deps, request, NEVER_ABORTED, () => {}, nothingLearnt()),
      request.input,
    );
    if (outcome instanceof Promise)
      throw new Error(`The pure node type "${request.node.typeName}" returned a promise.`);
    return verdictOf(outcome);
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error) };
  }
}

const NEVER_ABORTED = new AbortController().signal;

/**
 * Starts an effectful node. Its verdict comes at the latest when its time is over or it is aborted, whatever it does;
 * its time is that in which the process was awake.
 */
export function attemptEffect(deps: AttemptDeps, request: AttemptRequest): Attempt {
  const { node } = request;
  const controller = new AbortController();
  const limit = node.policy.timeoutMs;
  let cancelTimer = () => {};
  let settle: (verdict: Verdict) => void = () => {};
  const verdict = new Promise<Verdict>((resolve) => {
    settle = resolve;
  });
  const giveUp = (failure: NodeFailure) => {
    cancelTimer();
    settle({ kind: 'failed', failure });
    controller.abort(failure);
  };
  const arm = () => {
    if (limit === null) return;
    cancelTimer();
    cancelTimer = afterAwake(deps.clock, limit, () => giveUp(timedOut(node, limit)));
  };
  const alive = node.type.timeout === 'idle' ? arm : () => {};
  arm();
  const handler = perform(deps, request, controller.signal, alive).then((ended) => {
    cancelTimer();
    settle(ended);
  });
  return { verdict, handler, abort: (reason) => giveUp(new NodeFailure('aborted', reason)) };
}

async function perform(
  deps: AttemptDeps,
  request: AttemptRequest,
  signal: AbortSignal,
  alive: () => void,
): Promise<Verdict> {
  const learnt = nothingLearnt();
  const context = contextOf(deps, request, signal, alive, learnt);
  try {
    const verdict = verdictOf(await request.node.type.run(context, request.input));
    return learnt.secrets === null ? verdict : withoutSecrets(verdict, learnt.secrets);
  } catch (error) {
    const failure = toFailure(error);
    return { kind: 'failed', failure: learnt.secrets === null ? failure : hideFailure(failure, learnt.secrets) };
  } finally {
    if (learnt.secrets !== null && !signal.aborted) learnt.show(learnt.secrets.rest());
  }
}

/** The secrets that an attempt has learnt (null: none), and the way that its text goes. */
type Learnt = { secrets: Secrets | null; show: (text: string) => void };

function nothingLearnt(): Learnt {
  return { secrets: null, show: () => {} };
}

/** The one place where what a node did becomes what is kept: from here on there is no secret in it. */
function withoutSecrets(verdict: Verdict, secrets: Secrets): Verdict {
  if (verdict.kind === 'failed') return { kind: 'failed', failure: hideFailure(verdict.failure, secrets) };
  return { kind: 'ended', outcome: secrets.value(verdict.outcome) };
}

/** Without its cause, which may hold what was sent. */
function hideFailure({ code, message, extras, ...rest }: NodeFailure, secrets: Secrets): NodeFailure {
  const { transient, noEffect, retryAfterMs } = rest;
  const clean = message.endsWith('…') ? `${secrets.cut(message.slice(0, -1))}…` : secrets.text(message);
  return new NodeFailure(code, clean, { transient, noEffect, retryAfterMs, extras: secrets.value(extras) });
}

function contextOf(
  deps: AttemptDeps,
  request: AttemptRequest,
  signal: AbortSignal,
  alive: () => void,
  learnt: Learnt,
): NodeContext<unknown> {
  const { node, execution, attempt } = request;
  let offset = 0;
  let budget: RenderBudget | undefined;
  const hide = (secret: string) => {
    learnt.secrets ??= createSecrets();
    learnt.secrets.add(secret);
  };
  learnt.show = (text) => {
    if (text === '') return;
    request.emit({ nodeId: node.id, attempt, offset, text });
    offset += text.length;
  };
  return {
    ...execution,
    nodeId: node.id,
    label: node.label,
    attempt,
    config: node.config,
    inputs: request.inputs,
    given: request.given,
    sides: request.sides,
    result: request.result,
    startedAt: request.startedAt,
    now: deps.clock.now,
    signal,
    services: deps.services,
    render(value, extra) {
      budget ??= deps.templates.budget();
      return deps.templates.render(value, () => scopeOf(request, extra), budget);
    },
    emit: (text) => {
      if (signal.aborted) return;
      alive();
      learnt.show(learnt.secrets === null ? text : learnt.secrets.flow(text));
    },
    credential: (name, to) => openCredential(deps.services.credentials, execution, { name, to, hide }),
    hide,
    excerpt: (text, max) => {
      const short = text.slice(0, max);
      return learnt.secrets === null ? short : learnt.secrets.cut(text).slice(0, max);
    },
    resumed: request.resumed,
    startChild: request.startChild,
  };
}

function scopeOf(request: AttemptRequest, extra: JsonRecord | undefined): Record<string, unknown> {
  const { input, execution } = request;
  const record = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
  return {
    ...record,
    ...extra,
    input,
    inputs: request.inputs,
    $result: request.result,
    nodes: request.nodes,
    execution: {
      id: execution.executionId,
      workflowId: execution.workflowId,
      startedAt: new Date(request.startedAt).toISOString(),
    },
  };
}

function verdictOf(outcome: NodeOutcome): Verdict {
  if (!('success' in outcome) || outcome.success === true) return { kind: 'ended', outcome };
  const { success: _, message, outputData: __, code, ...extras } = outcome;
  const failure = new NodeFailure(typeof code === 'string' ? code : 'failed', message, {
    extras: extras as JsonRecord,
  });
  return { kind: 'failed', failure };
}

function toFailure(error: unknown): NodeFailure {
  if (error instanceof NodeFailure) return error;
  if (isCoded(error, STORAGE_FAILS))
    return new NodeFailure(STORAGE_FAILS, error.message, { transient: true, cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new NodeFailure('failed', message || 'The node failed without saying why.', { cause: error });
}

function timedOut(node: Runnable, limit: number): NodeFailure {
  const what = node.type.timeout === 'idle' ? 'Nothing came' : 'No answer came';
  return new NodeFailure('timeout', `${what} within ${limit} ms, the limit set by "timeoutMs".`, { transient: true });
}
