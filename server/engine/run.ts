/**
 * Advances one execution under one lease: performs what the walk says is ready, and decides when the execution ends,
 * waits or is given back.
 *
 * Owns: the walk, the ledger, the attempts under way, the nodes that wait, the timers of this lease.
 * Does not own: the lease itself (the host claims, the store fences), other executions.
 *
 * 1. An effectful attempt starts only after its `running` row, and with it every row before, is committed.
 * 2. Rows are committed in order of `seq`; a commit that is refused ends this run, and nothing is written after it.
 * 3. Every node of the plan has exactly one terminal row when a finished status is committed, in that commit at the latest.
 * 4. The phase moves walking → draining → over, never back; after `over` nothing is recorded and late results are dropped.
 * 5. `done` settles only when no handler of this run is running.
 */
import type { JsonRecord, JsonText } from '../../db/model.ts';
import type { Claimed, NewSignal, Signal } from '../../db/store.ts';
import { afterAwake, awake } from './awake.ts';
import { childId } from './child.ts';
import type { EngineDeps } from './deps.ts';
import { isoTime, keepEnvelope, openLedger, resultsOf } from './ledger.ts';
import { wakeDue, wakeSignalled } from './pause.ts';
import { fitIn } from './payload.ts';
import type { Plan, PlanNode } from './plan.ts';
import type { Recovered } from './recovery.ts';
import { HELD_RETRY_MS } from './retry.ts';
import {
  abandon,
  commitEnd,
  flush,
  flushSoon,
  note,
  type RunOutcome,
  type RunState,
  type Uncreated,
} from './run-state.ts';
import { findStarts } from './starts.ts';
import { beginNode, elapsed, giveBack, launch, start } from './step.ts';
import { createTokenBuffer } from './tokens.ts';
import { beginWalk, lastNodes, takeReady, takeSkips } from './walk.ts';

export type Run = {
  readonly done: Promise<RunOutcome>;
  /** takes in signals: what was received so far, all of it */
  signalled(signals: readonly Signal[]): void;
  /** lets what runs end for a grace time (ms), then gives the lease back */
  release(graceMs: number): void;
  /** the lease is gone: stops without writing */
  lose(): void;
};

/** Pure work is done in slices of so many nodes, or so much of their payloads, so that one execution does not hold the process. */
const SLICE = 100;
const SLICE_SIZE = 1024 * 1024;
/** No further slice begins while this much of its payloads is not committed yet. */
const UNWRITTEN_MAX = 16 * SLICE_SIZE;
const NO_START = 'The workflow has nowhere to begin: it has no trigger, and no node without an incoming connection.';

/** Begins to advance a claimed execution, or one that its first commit creates; never throws. */
export function startRun(
  deps: EngineDeps,
  claimed: Claimed,
  plan: Plan,
  recovered: Recovered,
  signals: readonly Signal[],
  uncreated: Uncreated | null = null,
): Run {
  let settleDone: (outcome: RunOutcome) => void = () => {};
  const done = new Promise<RunOutcome>((resolve) => {
    settleDone = resolve;
  });
  const run = openRun(deps, claimed, plan, recovered, uncreated, settleDone);
  armTimeout(run);
  takeSignals(run, signals);
  if (plan.problem !== null) run.fail(plan.problem);
  else if (run.walk.ready.length === 0) run.fail(NO_START);
  else pump(run);
  return {
    done,
    signalled: (list) => {
      takeSignals(run, list);
      wakeDue(run);
      run.advance();
    },
    release: (graceMs) => drain(run, graceMs),
    lose: () => abandon(run, 'lost'),
  };
}

function openRun(
  deps: EngineDeps,
  claimed: Claimed,
  plan: Plan,
  recovered: Recovered,
  uncreated: Uncreated | null,
  settleDone: (outcome: RunOutcome) => void,
): RunState {
  const { triggerType, triggerNodeId } = claimed;
  const inputs = JSON.parse(claimed.inputs) as JsonRecord;
  const startedAt = Date.parse(claimed.startedAt);
  const run: RunState = {
    deps,
    claimed,
    plan,
    inputs,
    startedAt,
    leaseSince: awake(deps.clock),
    walk: beginWalk(plan, findStarts(plan, { triggerType, triggerNodeId, inputs })),
    ledger: openLedger(recovered.view, Math.max(recovered.lastTime, startedAt), recovered.size),
    known: new Map(recovered.known),
    uncreated,
    phase: 'walking',
    active: new Map(),
    queued: [],
    waiting: new Map(),
    retrying: new Map(),
    ended: new Uint8Array(plan.nodes.length),
    toLaunch: [],
    signals: new Map(),
    signalsSeen: 0,
    handlers: new Set(),
    tokens: createTokenBuffer(deps.clock, () => flush(run)),
    tokensEnded: [],
    unwritten: 0,
    commits: 0,
    onWritten: null,
    pumping: false,
    callOffTimeout: () => {},
    callOffFlush: null,
    advance: () => (run.phase === 'draining' ? leaveWhenIdle(run) : pump(run)),
    fail: (message) => finish(run, 'failed', message),
    start: (node, beginning) => start(run, node, beginning),
    launch: (started) => launch(run, started),
    settleDone,
  };
  keepEnded(run);
  return run;
}

/** What this execution's own log says is ended stays so, even if the walk never comes to it again. */
function keepEnded(run: RunState): void {
  for (const [nodeId, known] of run.known) {
    const node = run.plan.byId.get(nodeId);
    if (!node || !(known.kind === 'skipped' || (known.kind === 'ended' && known.from === null))) continue;
    run.ended[node.index] = 1;
    if (known.kind !== 'ended') continue;
    keepEnvelope(run.ledger, node.index, known.row.seq, { ...known.row, result: known.row.result ?? '{}' });
  }
}

function armTimeout(run: RunState): void {
  const limit = run.plan.settings.timeoutMs;
  if (limit === undefined) return;
  const message = `The execution was active for longer than ${limit} ms, the limit set by the workflow's "timeoutMs".`;
  const rest = Math.max(0, limit - run.claimed.activeMs);
  run.callOffTimeout = afterAwake(run.deps.clock, rest, () => run.fail(message));
}

function takeSignals(run: RunState, signals: readonly Signal[]): void {
  if (run.phase === 'over') return;
  run.signalsSeen = Math.max(run.signalsSeen, signals.length);
  for (const signal of signals) run.signals.set(`${signal.kind}:${signal.nodeId}`, signal);
  if (run.signals.has('cancel:')) finish(run, 'cancelled', null);
  else wakeSignalled(run);
}

/** Performs everything that is ready, slice by slice; then decides what the execution is doing. */
function pump(run: RunState): void {
  if (run.pumping) return;
  if (run.unwritten > UNWRITTEN_MAX) return goOn(run);
  run.pumping = true;
  for (let slice = SLICE; run.phase === 'walking'; slice -= 1) {
    noteSkips(run);
    if (slice === 0 || run.ledger.pending > SLICE_SIZE) {
      flush(run);
      goOn(run);
      break;
    }
    const node = takeReady(run.walk);
    if (!node) {
      assess(run);
      break;
    }
    beginNode(run, node);
  }
  run.pumping = false;
}

/** The next slice comes after whatever else is ready; a storage that is slower than the work holds it up. */
function goOn(run: RunState): void {
  if (run.unwritten > UNWRITTEN_MAX) run.onWritten = () => goOn(run);
  else run.deps.clock.yield(() => run.advance());
}

function noteSkips(run: RunState): void {
  for (const { node, reason } of takeSkips(run.walk)) {
    if (run.known.get(node.id)?.kind !== 'skipped') {
      note(run, { node, status: 'skipped', attempt: 1, result: JSON.stringify(reason) });
    }
  }
}

/** Nothing is ready: the execution is over, something runs, or it waits. */
function assess(run: RunState): void {
  if (run.walk.undecided === 0) return finish(run, 'completed', null);
  if (run.active.size > 0) return run.toLaunch.length === 0 && run.uncreated === null ? flushSoon(run) : flush(run);
  const wakeAt = soonest(run);
  if (run.waiting.size === 0 && run.retrying.size === 0) {
    run.deps.log.error({ executionId: run.claimed.executionId }, 'the walk stands still with undecided nodes');
    return run.fail('The walk stood still before every node was decided. This is a defect of Cortado.');
  }
  const held = [...run.retrying.values()].some((retry) => retry.at - run.deps.clock.now() <= HELD_RETRY_MS);
  if (held) return flush(run);
  const { signalsSeen } = run;
  commitEnd(run, { kind: 'waiting', wakeAt: wakeAt === null ? null : isoTime(wakeAt), signalsSeen }, 'waiting');
}

/** When the first waiting node goes on by itself, ms since 1970; null: none does. */
function soonest(run: RunState): number | null {
  const times = [...run.retrying.values()].map((retry) => retry.at);
  for (const { wait } of run.waiting.values()) {
    if (wait.until !== null) times.push(Date.parse(wait.until));
  }
  return times.length === 0 ? null : Math.min(...times);
}

/** Ends the execution: every node without a terminal row is cancelled, and all is committed at once. */
function finish(run: RunState, status: 'completed' | 'failed' | 'cancelled', error: string | null): void {
  if (run.phase === 'over') return;
  noteSkips(run);
  const children = status === 'completed' ? [] : childrenOf(run);
  for (const node of run.plan.nodes) {
    if (!run.ended[node.index]) cancelNode(run, node.index, status);
  }
  const completedAt = isoTime(Math.max(run.ledger.lastTime, run.deps.clock.now()));
  const last = status === 'completed' ? lastNodes(run.walk) : null;
  const fits = (...texts: (JsonText | null)[]) => fitIn(run.deps.store.rowMax, error, ...texts);
  const end = {
    kind: 'finished',
    status,
    completedAt,
    error,
    ...resultsOf(run.ledger, run.plan.nodes, last, fits),
  } as const;
  const signals = upward(run, status, completedAt);
  for (const nodeId of children) {
    signals.push({ ...CANCEL, executionId: childId(run.claimed.executionId, nodeId), createdAt: completedAt });
  }
  commitEnd(run, end, 'finished', signals);
}

const CANCEL = { kind: 'cancel', nodeId: '', payload: null } as const;

function cancelNode(run: RunState, index: number, status: string): void {
  const node = run.plan.nodes[index]!;
  const active = run.active.get(index);
  const attempt = active?.attempt ?? run.waiting.get(index)?.attempt ?? 1;
  const why = status === 'failed' ? 'The execution failed.' : 'The execution was cancelled.';
  note(run, {
    node,
    status: 'cancelled',
    attempt,
    error: active ? why : null,
    duration: active ? elapsed(run, active.since) : null,
  });
}

/** Ids of the nodes that may have begun a child which still runs; also of those that gave up waiting for it. */
function childrenOf(run: RunState): string[] {
  const { active, waiting, retrying, known, ended } = run;
  const begun = ({ index, id }: PlanNode): boolean =>
    ended[index] === 1 || active.has(index) || waiting.has(index) || retrying.has(index) || known.has(id);
  return run.plan.nodes.filter((node) => node.type?.startsChildren === true && begun(node)).map((node) => node.id);
}

/** Tells the parent that its child has ended. */
function upward(run: RunState, status: string, now: string): NewSignal[] {
  const { parentId, parentNodeId, executionId } = run.claimed;
  if (parentId === null || parentNodeId === null) return [];
  const payload = JSON.stringify({ executionId, status });
  return [{ executionId: parentId, kind: 'child', nodeId: parentNodeId, payload, createdAt: now }];
}

/** Starts nothing new; what runs may end within the grace time, then is given back with the lease. */
function drain(run: RunState, graceMs: number): void {
  if (run.phase !== 'walking') return;
  run.phase = 'draining';
  run.callOffTimeout();
  for (const retry of run.retrying.values()) retry.callOff();
  for (const wait of run.waiting.values()) wait.callOff();
  for (const active of run.active.values()) {
    if (active.handle === null) giveBack(run, active);
  }
  run.callOffTimeout = run.deps.clock.after(graceMs, () => {
    for (const active of [...run.active.values()]) giveBack(run, active);
    leaveWhenIdle(run);
  });
  leaveWhenIdle(run);
}

function leaveWhenIdle(run: RunState): void {
  if (run.phase !== 'draining') return;
  noteSkips(run);
  if (run.active.size > 0) return flush(run);
  commitEnd(run, { kind: 'released' }, 'released');
}
