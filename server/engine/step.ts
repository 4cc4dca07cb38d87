/** What happens to one node: it begins, ends, fails, is tried again, waits, is woken. Called by the run, never by itself. */
import type { Json, NodeResult } from '../../db/model.ts';
import { type AttemptRequest, attemptEffect, attemptPure, type Runnable, type Verdict } from './attempt.ts';
import { brokenByStanding } from './awake.ts';
import { childStarter } from './child.ts';
import { resultText, withoutOutput } from './ledger.ts';
import { NodeFailure, type NodeOutcome, type NodeWait } from './node.ts';
import { hold, scheduleRetry } from './pause.ts';
import { checkExecution, checkRow, fitIn, jsonText } from './payload.ts';
import type { PlanNode } from './plan.ts';
import type { KnownNode } from './recovery.ts';
import { countsAsTry, MAX_INTERRUPTIONS, retryDelay } from './retry.ts';
import { type Active, type Beginning, note, type RunState } from './run-state.ts';
import { givenTo, inputGivenTo } from './starts.ts';
import { inputOf, resultBefore, settle, sidesOf } from './walk.ts';

const DEFAULT_NODE_CONCURRENCY = 8;
const AFRESH: Beginning = { attempt: 1, used: 0, resumed: undefined };

/** Takes up a node that the walk says is ready: from what an earlier lease knew of it, or afresh. */
export function beginNode(run: RunState, node: PlanNode): void {
  const known = run.known.get(node.id);
  if (known === undefined) return start(run, node, AFRESH);
  run.known.delete(node.id);
  if (known.kind !== 'ended') run.tokens.kept.add(node.id);
  switch (known.kind) {
    case 'ended':
      return takeOver(run, node, known);
    case 'skipped':
      return settle(run.walk, node, { kind: 'skipped', reason: known.reason });
    case 'waiting':
      return hold(run, node, { attempt: known.attempt, used: 0, resumed: undefined }, known.wait);
    case 'retrying':
      return scheduleRetry(
        run,
        node,
        { attempt: known.attempt + 1, used: known.used, resumed: undefined },
        known.retryAt,
      );
    case 'interrupted':
      return afterInterruption(run, node, known);
    default:
      return known satisfies never;
  }
}

/** A node that ended under an earlier lease, or in the execution that this one retries: it does not run again. */
function takeOver(run: RunState, node: PlanNode, known: Extract<KnownNode, { kind: 'ended' }>): void {
  const { row, from } = known;
  let { result } = known;
  if (from !== null) {
    result = { ...result, reusedFrom: from };
    const { attempt, outputData, duration } = row;
    const text = resultText(result);
    // beside its output its input may be too much for one row: it stays in the log it comes from
    const inputData = fitIn(run.deps.store.rowMax, row.inputData, outputData, text) ? row.inputData : null;
    note(run, { node, status: 'completed', attempt, inputData, outputData, duration, result: text });
  }
  if (row.status === 'completed') return settle(run.walk, node, { kind: 'completed', result });
  const onward = node.type ? node.policy.onError : 'stop';
  if (onward === 'stop') return run.fail(row.error ?? result.message);
  settle(run.walk, node, { kind: 'error', result, onward });
}

function afterInterruption(run: RunState, node: PlanNode, known: Extract<KnownNode, { kind: 'interrupted' }>): void {
  const { attempt, interruptions, used } = known;
  const since = run.deps.clock.elapsed();
  if (interruptions >= MAX_INTERRUPTIONS) {
    const message = `The server stopped ${interruptions} times while this node ran; it is not tried again.`;
    return fail(run, node, { attempt, used, resumed: undefined }, since, new NodeFailure('interrupted', message));
  }
  const policy = node.type ? node.policy.onInterrupted : 'fail';
  if (policy === 'retry') return start(run, node, { attempt: attempt + 1, used, resumed: undefined });
  const message = 'The server stopped while this node ran; whether it had an effect is not known.';
  if (policy === 'fail') {
    return fail(run, node, { attempt, used, resumed: undefined }, since, new NodeFailure('interrupted', message));
  }
  const reason = { nodeId: node.id, port: null, text: `${message} Its "onInterrupted" is "skip".` };
  note(run, { node, status: 'skipped', attempt, result: JSON.stringify(reason) });
  settle(run.walk, node, { kind: 'skipped', reason });
}

/** Starts an attempt: a pure node runs at once, an effectful one after its `running` row is committed. */
export function start(run: RunState, node: PlanNode, beginning: Beginning): void {
  if (node.type === null) {
    return fail(run, node, beginning, run.deps.clock.elapsed(), new NodeFailure('invalid_node', node.problem));
  }
  if (node.type.effect === 'effectful') {
    const limit = run.plan.settings.nodeConcurrency ?? DEFAULT_NODE_CONCURRENCY;
    if (run.active.size >= limit) run.queued.push({ node, beginning });
    else open(run, node, beginning);
    return;
  }
  const since = run.deps.clock.elapsed();
  onVerdict(run, node, beginning, since, attemptPure(run.deps, requestFor(run, node, beginning)));
}

/** Starts what waited for a place among the nodes that run at once. */
export function startQueued(run: RunState): void {
  const limit = run.plan.settings.nodeConcurrency ?? DEFAULT_NODE_CONCURRENCY;
  while (run.queued.length > 0 && run.active.size < limit && run.phase === 'walking') {
    const { node, beginning } = run.queued.shift()!;
    open(run, node as Runnable, beginning);
  }
}

function open(run: RunState, node: Runnable, beginning: Beginning): void {
  const { payloadMax, store } = run.deps;
  const since = run.deps.clock.elapsed();
  let inputData: string;
  try {
    inputData = jsonText(inputFor(run, node), payloadMax, 'the input of this node');
    checkRow(store.rowMax, inputData);
    checkExecution(run.ledger.total + inputData.length, payloadMax);
  } catch (error) {
    return fail(run, node, beginning, since, error as NodeFailure);
  }
  // a later attempt is given the same, and a payload is stored once
  const isFirst = beginning.attempt === 1 && beginning.resumed === undefined;
  note(run, { node, status: 'running', attempt: beginning.attempt, inputData: isFirst ? inputData : null });
  const active: Active = { ...beginning, node, since, handle: null };
  run.active.set(node.index, active);
  run.toLaunch.push(active);
}

/** Starts effectful attempts whose `running` rows are committed. */
export function launch(run: RunState, started: readonly Active[]): void {
  for (const active of started) {
    const { node } = active;
    if (run.active.get(node.index) !== active) continue;
    const attempt = attemptEffect(run.deps, requestFor(run, node as Runnable, active));
    active.handle = attempt;
    const finished = attempt.handler.then(() => {
      run.handlers.delete(finished);
    });
    run.handlers.add(finished);
    attempt.verdict.then((verdict) => {
      if (run.active.get(node.index) !== active) return;
      run.active.delete(node.index);
      onVerdict(run, node as Runnable, active, active.since, verdict);
      startQueued(run);
      run.advance();
    });
  }
}

function inputFor(run: RunState, node: PlanNode): Json {
  return inputOf(run.walk, node, inputGivenTo(run.plan, node, run.inputs));
}

function requestFor(run: RunState, node: Runnable, { attempt, resumed }: Beginning): AttemptRequest {
  const { walk, claimed } = run;
  return {
    execution: claimed,
    startedAt: run.startedAt,
    node,
    attempt,
    input: inputFor(run, node),
    inputs: run.inputs,
    given: givenTo(run.plan, node, run.inputs),
    result: resultBefore(walk, node),
    sides: () => sidesOf(walk, node),
    nodes: walk.byId,
    resumed,
    emit: (chunk) => {
      if (run.phase === 'over') return;
      run.deps.onToken(claimed.executionId, chunk);
      run.tokens.add(chunk);
    },
    startChild: childStarter(run.deps, claimed, { nodeId: node.id, isOver: () => run.phase === 'over' }),
  };
}

function onVerdict(run: RunState, node: Runnable, beginning: Beginning, since: number, verdict: Verdict): void {
  if (verdict.kind === 'failed') return failOrRetry(run, node, beginning, since, verdict.failure);
  const { outcome } = verdict;
  if (!isWait(outcome)) return succeed(run, node, beginning, since, outcome);
  const { message, wait, until, state } = outcome;
  let result: string;
  try {
    result = jsonText({ message, wait, until, state }, run.deps.payloadMax, 'what this node waits with');
    checkRow(run.deps.store.rowMax, result);
  } catch (error) {
    return fail(run, node, beginning, since, error as NodeFailure);
  }
  note(run, { node, status: 'waiting', attempt: beginning.attempt, result });
  hold(run, node, beginning, outcome);
}

function succeed(run: RunState, node: Runnable, beginning: Beginning, since: number, result: NodeResult): void {
  const { payloadMax, store } = run.deps;
  let outputData: string;
  let envelope: string;
  try {
    outputData = jsonText(result.outputData, payloadMax, 'the output of this node');
    envelope = jsonText(withoutOutput(result), payloadMax, 'what this node returns beside its output');
    checkRow(store.rowMax, outputData, envelope);
    checkExecution(run.ledger.total + outputData.length + envelope.length, payloadMax);
  } catch (error) {
    return fail(run, node, beginning, since, error as NodeFailure);
  }
  const duration = elapsed(run, since);
  note(run, { node, status: 'completed', attempt: beginning.attempt, outputData, result: envelope, duration });
  settle(run.walk, node, { kind: 'completed', result });
}

function failOrRetry(run: RunState, node: Runnable, beginning: Beginning, since: number, failure: NodeFailure): void {
  const cutOff = wasCutOff(run, node, since, failure);
  const delay = retryDelay({
    ...{ failure, cutOff },
    retries: node.policy.retries,
    used: beginning.used,
    attempt: beginning.attempt,
    repeatable: node.type.repeatable(node.config),
    chance: run.deps.random(),
  });
  if (delay === null) return fail(run, node, beginning, since, failure);
  const retryAt = new Date(run.deps.clock.now() + delay).toISOString();
  const counts = countsAsTry({ failure, cutOff });
  note(run, {
    node,
    status: 'retrying',
    attempt: beginning.attempt,
    error: cutOff ? `${failure.message} ${STOOD_STILL}` : failure.message,
    duration: elapsed(run, since),
    result: JSON.stringify({ ...failureEnvelope(failure), retryAt, ...(!counts && { released: true }) }),
  });
  const used = beginning.used + (counts ? 1 : 0);
  scheduleRetry(run, node, { attempt: beginning.attempt + 1, used, resumed: undefined }, Date.parse(retryAt));
}

const STOOD_STILL =
  'Meanwhile, or shortly before, the server stood still (its machine slept): this try does not count.';

/**
 * Whether a failure is no fault of the other side, since the process stood still meanwhile, and the node may be tried
 * again as after a crash. An answer, whatever it says, is the other side's.
 */
function wasCutOff({ deps }: RunState, node: Runnable, since: number, failure: NodeFailure): boolean {
  if (!failure.transient || 'statusCode' in failure.extras) return false;
  return (failure.noEffect || node.policy.onInterrupted === 'retry') && brokenByStanding(deps.clock, since);
}

/**
 * Gives an attempt back that a stopping host cut short: the next lease tries it again, and it counts as nothing. One
 * that began and must not be repeated stays `running` in the log: the next lease does with it what it does after a crash.
 */
export function giveBack(run: RunState, active: Active): void {
  run.active.delete(active.node.index);
  active.handle?.abort('The server is stopping.');
  const repeatable = active.node.type !== null && active.node.policy.onInterrupted === 'retry';
  if (active.handle !== null && !repeatable) return;
  note(run, {
    node: active.node,
    status: 'retrying',
    attempt: active.attempt,
    error: 'The server stopped; the attempt is made again.',
    duration: elapsed(run, active.since),
    result: JSON.stringify({ success: false, message: 'The server stopped.', code: 'released', released: true }),
  });
}

function failureEnvelope(failure: NodeFailure) {
  return { ...failure.extras, success: false, message: failure.message, code: failure.code };
}

function fail(run: RunState, node: PlanNode, beginning: Beginning, since: number, failure: NodeFailure): void {
  const onward = onwardAfterError(node);
  const { message, code } = failure;
  const outputData: Json = onward === 'stop' ? null : { error: { message, code } };
  const result = { ...failureEnvelope(failure), outputData };
  note(run, {
    node,
    status: 'error',
    attempt: beginning.attempt,
    error: message,
    duration: elapsed(run, since),
    outputData: onward === 'stop' ? null : JSON.stringify(outputData),
    result: resultText(result),
  });
  if (onward === 'stop') run.fail(message);
  else settle(run.walk, node, { kind: 'error', result, onward });
}

function onwardAfterError(node: PlanNode): 'stop' | 'continue' | 'branch' {
  if (node.type === null) return 'stop';
  const { onError } = node.policy;
  return onError === 'branch' && !node.outgoing.some((edge) => edge.fromPort === 'error') ? 'stop' : onError;
}

function isWait(outcome: NodeOutcome): outcome is NodeWait {
  return !('success' in outcome);
}

/** Run time of an attempt, in ms with two decimals; `since` is of the clock's `elapsed`. */
export function elapsed(run: RunState, since: number): number {
  return Math.round((run.deps.clock.elapsed() - since) * 100) / 100;
}
