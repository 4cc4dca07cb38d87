/** The state of one run and the two things that everything else is made of: recording a row, committing what was recorded. */
import type { JsonRecord, TokenChunk } from '../../db/model.ts';
import type { Claimed, Creation, End, LeaseCommit, NewSignal, Signal } from '../../db/store.ts';
import type { Attempt } from './attempt.ts';
import { awake } from './awake.ts';
import type { EngineDeps } from './deps.ts';
import { countsOf, type Entry, isoTime, type Ledger, record, takeRows } from './ledger.ts';
import type { NodeWait, Resumed } from './node.ts';
import type { Plan, PlanNode } from './plan.ts';
import type { KnownNode } from './recovery.ts';
import type { TokenBuffer } from './tokens.ts';
import type { Walk } from './walk.ts';

export type RunOutcome = 'finished' | 'waiting' | 'released' | 'lost';

/** Where an attempt of a node begins: afresh, after failures, or woken from waiting. */
export type Beginning = {
  readonly attempt: number;
  /** retries used, and attempts that a crash cut off */
  readonly used: number;
  readonly resumed: Resumed | undefined;
};
/** An effectful attempt; `handle` is null until its `running` row is committed. */
export type Active = Beginning & { readonly node: PlanNode; readonly since: number; handle: Attempt | null };
export type Waiting = {
  readonly attempt: number;
  readonly used: number;
  readonly wait: NodeWait;
  readonly callOff: () => void;
};
export type Retrying = { readonly next: Beginning; readonly at: number; readonly callOff: () => void };

/** An execution that its first commit creates; `settle` and `fail` tell who asked for it, once. */
export type Uncreated = Creation & {
  settle(created: boolean): void;
  fail(error: unknown): void;
};

export type RunState = {
  readonly deps: EngineDeps;
  readonly claimed: Claimed;
  readonly plan: Plan;
  readonly inputs: JsonRecord;
  readonly startedAt: number;
  /** of `awake` */
  readonly leaseSince: number;
  readonly walk: Walk;
  readonly ledger: Ledger;
  /** what an earlier lease knew of nodes that this one has not come to yet */
  readonly known: Map<string, KnownNode>;
  /** null once it is in the database, or on its way into it */
  uncreated: Uncreated | null;
  /** moves walking → draining → over, never back */
  phase: 'walking' | 'draining' | 'over';
  readonly active: Map<number, Active>;
  readonly queued: { readonly node: PlanNode; readonly beginning: Beginning }[];
  readonly waiting: Map<number, Waiting>;
  readonly retrying: Map<number, Retrying>;
  /** 1 for nodes whose terminal row is recorded */
  readonly ended: Uint8Array;
  /** attempts whose `running` row goes with the next commit */
  toLaunch: Active[];
  readonly signals: Map<string, Signal>;
  signalsSeen: number;
  readonly handlers: Set<Promise<void>>;
  readonly tokens: TokenBuffer;
  tokensEnded: string[];
  /** UTF-16 units of payloads that are on their way into the database */
  unwritten: number;
  /** commits on their way */
  commits: number;
  /** called once, when a commit is done */
  onWritten: (() => void) | null;
  pumping: boolean;
  callOffTimeout: () => void;
  /** set while recorded rows wait for others to be committed with */
  callOffFlush: (() => void) | null;
  /** goes on with the walk after something changed */
  advance: () => void;
  /** ends the execution as failed */
  fail: (message: string) => void;
  /** starts an attempt of a node */
  start: (node: PlanNode, beginning: Beginning) => void;
  /** starts attempts whose rows are committed */
  launch: (started: readonly Active[]) => void;
  readonly settleDone: (outcome: RunOutcome) => void;
};

/** Records one row of a node; answers its `seq`. */
export function note(run: RunState, entry: Omit<Entry, 'now'>): number {
  const seq = record(run.ledger, run.claimed.executionId, { ...entry, now: run.deps.clock.now() });
  const terminal = entry.status !== 'running' && entry.status !== 'retrying' && entry.status !== 'waiting';
  if (terminal) {
    run.ended[entry.node.index] = 1;
    if (run.tokens.kept.delete(entry.node.id)) run.tokensEnded.push(entry.node.id);
  }
  return seq;
}

/** What is recorded while a commit is on its way waits for it and goes into one, but for so much (UTF-16 units). */
const GATHERED_MAX = 64 * 1024;

/** Commits what was recorded, then starts what was waiting for that. Does nothing when there is nothing to write. */
export function flush(run: RunState): void {
  if (run.commits > 0 && run.ledger.pending <= GATHERED_MAX) return;
  run.callOffFlush?.();
  run.callOffFlush = null;
  const tokens = run.tokens.take();
  if (run.ledger.rows.length === 0 && tokens.length === 0 && run.uncreated === null) return;
  const launching = run.toLaunch;
  run.toLaunch = [];
  commit(run, tokens, {}).then((held) => {
    if (!held) return abandon(run, 'lost');
    if (run.phase === 'over') return;
    run.launch(launching);
    flush(run);
  });
}

/** Nodes that began together tend to end together, and one that nothing waits for waits so long for them (ms). */
const SOON_MS = 1;

/** Commits what was recorded, with what ends in the next moment. */
export function flushSoon(run: RunState): void {
  if (run.ledger.rows.length === 0) return flush(run);
  run.callOffFlush ??= run.deps.clock.after(SOON_MS, () => {
    run.callOffFlush = null;
    flush(run);
  });
}

/** The last commit of this run: rows, end and signals together. `done` follows when no handler runs any more. */
export function commitEnd(run: RunState, end: End, outcome: RunOutcome, signals: readonly NewSignal[] = []): void {
  stop(run);
  commit(run, run.tokens.take(), { end, signals }).then((held) => {
    if (held) for (const signal of signals) run.deps.onSignal(signal.executionId);
    settleWhenQuiet(run, held ? outcome : 'lost');
  });
}

/** Ends this run without writing: the lease is somebody else's. */
export function abandon(run: RunState, outcome: RunOutcome): void {
  if (run.phase === 'over') return;
  stop(run);
  run.uncreated?.settle(false);
  settleWhenQuiet(run, outcome);
}

function stop(run: RunState): void {
  run.phase = 'over';
  run.callOffTimeout();
  run.callOffFlush?.();
  run.tokens.close();
  for (const retry of run.retrying.values()) retry.callOff();
  for (const wait of run.waiting.values()) wait.callOff();
  for (const active of run.active.values()) active.handle?.abort('The execution does not go on.');
  run.active.clear();
  run.retrying.clear();
  run.waiting.clear();
  run.toLaunch = [];
}

async function settleWhenQuiet(run: RunState, outcome: RunOutcome): Promise<void> {
  await Promise.all(run.handlers);
  run.settleDone(outcome);
}

async function commit(
  run: RunState,
  tokens: TokenChunk[],
  last: { end?: End; signals?: readonly NewSignal[] },
): Promise<boolean> {
  const { claimed, ledger, uncreated } = run;
  run.uncreated = null;
  const now = run.deps.clock.now();
  const ended = run.tokensEnded;
  const size = ledger.pending;
  run.unwritten += size;
  run.commits += 1;
  run.tokensEnded = [];
  const unit: LeaseCommit = {
    executionId: claimed.executionId,
    owner: claimed.owner,
    epoch: claimed.epoch,
    organizationId: claimed.organizationId,
    workflowId: claimed.workflowId,
    now: isoTime(now),
    rows: takeRows(ledger),
    lastSeq: ledger.lastSeq,
    currentNodeId: ledger.currentNodeId,
    nodeCount: run.plan.nodes.length,
    counts: countsOf(ledger),
    activeMs: activeMs(run),
    ...(tokens.length > 0 && { tokens: tokens.filter((chunk) => !run.ended[run.plan.byId.get(chunk.nodeId)!.index]) }),
    ...(ended.length > 0 && { tokensEnded: ended }),
    ...(uncreated && { creation: uncreated }),
    ...last,
  };
  try {
    const held = await run.deps.store.leases.commit(unit);
    uncreated?.settle(held);
    return held;
  } catch (error) {
    if (uncreated) {
      uncreated.fail(error);
      return false;
    }
    run.deps.log.error(
      { error, executionId: claimed.executionId },
      'a commit was refused; the execution is left to its next lease',
    );
    return false;
  } finally {
    run.unwritten -= size;
    run.commits -= 1;
    const { onWritten } = run;
    run.onWritten = null;
    onWritten?.();
  }
}

/** Milliseconds the execution was active, this lease included; while the process stands still nothing is. */
export function activeMs(run: RunState): number {
  return Math.round(run.claimed.activeMs + awake(run.deps.clock) - run.leaseSince);
}
