/**
 * The in-process host of executions: p-queue decides which runs next, the database keeps the backlog.
 *
 * Owns: which executions this process advances, and the few that wait in memory for a slot.
 * Does not own: leases (the engine claims them), the backlog (the database), what an execution does.
 *
 * 1. At most `concurrency` executions run at once; one that is only to be cancelled runs besides.
 * 2. Of a workflow with a limit, no more than that many are queued and running together.
 * 3. An execution is in at most one of `queued` and `running`, and is never advanced twice at once in this process.
 * 4. At most `MEMORY_MAX` executions wait in memory. The others are left in the database: `left` is the highest
 *    priority among those, `held` are the workflows at their limit. What is left is asked for as room comes up.
 * 5. Every hint may be lost: the sweep finds what is due, and the signals of what runs, without any.
 * 6. An execution begins as it is created only where nothing waits for a slot, so that it overtakes nothing.
 * 7. A slot is free only when no handler of its execution runs any more. p-queue is given no signal and no timeout,
 *    since both free a slot while its task still runs.
 */
import PQueue from 'p-queue';
import type { Due, Leases, NewExecution } from '../../db/store.ts';
import type { Clock, EngineLog } from '../engine/deps.ts';
import type { Creating, HostOutcome, Running } from '../engine/host.ts';
import type { Dispatcher } from './dispatcher.ts';
import { createLeaseKeeper } from './lease-keeper.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Executions that wait in memory, in all and of one priority: a higher priority finds room when a lower one is full. */
const MEMORY_MAX = 256;
const LEVEL_MAX = 128;
/** With fewer than this waiting in memory, what was left in the database is asked for. */
const LOW_WATER = 32;
/** What is due is not asked for more often than this by the clock, in milliseconds. */
const SHORTEST_NAP = 50;
/** A look may have missed what was committed while it was under way, with an earlier time (ms). */
const OVERLAP = 500;

export type PoolDeps = {
  readonly leases: Pick<Leases, 'due' | 'nextDue' | 'renew'>;
  /** Claims an execution and advances it. */
  readonly run: (executionId: string) => Running;
  /** Creates an execution and advances it. */
  readonly create: (execution: NewExecution) => Creating;
  readonly clock: Clock;
  readonly log: EngineLog;
};
export type PoolOptions = {
  /** executions advanced at once */
  readonly concurrency: number;
  /** milliseconds between two looks at the database that nothing asked for */
  readonly sweepMs: number;
  /** milliseconds that a lease lasts unless it is renewed */
  readonly leaseMs: number;
};

const isoTime = (ms: number): string => new Date(ms).toISOString();
const NOT_BEGUN = Promise.resolve(false);
const HERE = Promise.resolve({ usingPrefect: false });

export function createPool(deps: PoolDeps, options: PoolOptions): Dispatcher {
  const { leases, run, clock, log } = deps;
  const slots = new PQueue({ concurrency: options.concurrency });
  const running = new Map<string, Running>();
  const queued = new Map<string, Due>();
  const levels = new Map<number, number>();
  const taken = new Map<string, number>();
  const held = new Set<string>();
  const freed = new Set<string>();
  const hints = new Map<string, 'wake' | 'cancel'>();
  let left = Number.NEGATIVE_INFINITY;
  let lookedAt = clock.now();
  let state: 'new' | 'open' | 'stopping' = 'new';

  const keeper = createLeaseKeeper({ leases, running: () => running.values(), clock, log }, options.leaseMs);
  const refill = oneAtATime(fill, (error) => log.error({ err: error }, 'What is due could not be read.'));
  const arm = oneAtATime(setAlarm, (error) => log.error({ err: error }, 'The next wake-up could not be read.'));
  let cancelAlarm = () => {};
  let cancelSweep = () => {};
  let cancelLook = () => {};
  let looksSoon = false;

  // ── taking in ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Queues it, or notes that it is left in the database. */
  function take(due: Due): 'queued' | 'full' | 'held' {
    if (queued.has(due.executionId)) return 'queued';
    if (running.has(due.executionId)) {
      if (!hints.has(due.executionId)) hints.set(due.executionId, 'wake');
      return 'queued';
    }
    if (atLimit(due)) {
      held.add(due.workflowId);
      return 'held';
    }
    // What its workflow's limit held back is older than what was queued meanwhile: it goes before its equals.
    const first = freed.has(due.workflowId);
    const level = levels.get(due.priority) ?? 0;
    if (queued.size >= MEMORY_MAX || (level >= LEVEL_MAX && !first)) {
      left = Math.max(left, due.priority);
      return 'full';
    }
    queued.set(due.executionId, due);
    levels.set(due.priority, level + 1);
    if (due.concurrency !== null) taken.set(due.workflowId, (taken.get(due.workflowId) ?? 0) + 1);
    void slots.add(() => advance(due), { priority: first ? due.priority + 0.5 : due.priority });
    return 'queued';
  }

  function atLimit(due: Due): boolean {
    return due.concurrency !== null && (taken.get(due.workflowId) ?? 0) >= due.concurrency;
  }

  /** Asks the database until memory is full or nothing new is due. */
  async function fill(): Promise<void> {
    const page = LEVEL_MAX + LOW_WATER + options.concurrency;
    for (let more = true; more && state === 'open'; ) {
      left = Number.NEGATIVE_INFINITY;
      lookedAt = clock.now();
      const due = await leases.due(isoTime(lookedAt), page, [...held]);
      const refused = new Set(due.map(take));
      freed.clear();
      more = refused.has('held') && !refused.has('full');
      const last = due.at(-1);
      if (last && due.length === page) left = Math.max(left, last.priority);
    }
  }

  /** Whether so few wait in memory that what was left in the database comes next. */
  function isLow(): boolean {
    if (left === Number.NEGATIVE_INFINITY) return false;
    let ahead = 0;
    for (const [priority, count] of levels) if (priority >= left) ahead += count;
    return ahead < LOW_WATER;
  }

  // ── running ───────────────────────────────────────────────────────────────────────────────────────────────────────

  async function advance(due: Due): Promise<void> {
    queued.delete(due.executionId);
    const level = levels.get(due.priority)! - 1;
    if (level === 0) levels.delete(due.priority);
    else levels.set(due.priority, level);
    if (state === 'open' && !running.has(due.executionId)) await host(run(due.executionId));
    if (due.concurrency !== null) leave(due);
    if (isLow()) refill.ask();
  }

  function leave({ workflowId }: Due): void {
    const count = taken.get(workflowId)! - 1;
    if (count === 0) taken.delete(workflowId);
    else taken.set(workflowId, count);
    if (!held.delete(workflowId)) return;
    freed.add(workflowId);
    refill.ask();
  }

  function create(execution: NewExecution, due: Due): Promise<boolean> {
    const isFree = slots.pending < options.concurrency && slots.size === 0 && left === Number.NEGATIVE_INFINITY;
    if (state !== 'open' || !isFree || due.concurrency !== null) return NOT_BEGUN;
    const creating = deps.create(execution);
    void slots.add(async () => {
      await host(creating);
      if (isLow()) refill.ask();
    });
    return creating.created;
  }

  async function host(handle: Running): Promise<void> {
    const { executionId } = handle;
    running.set(executionId, handle);
    let outcome: HostOutcome = 'released';
    try {
      outcome = await handle.done;
    } catch (error) {
      log.error({ err: error, executionId }, 'An execution could not be advanced.');
    }
    running.delete(executionId);
    const hint = hints.get(executionId);
    hints.delete(executionId);
    if (state !== 'open' || outcome === 'finished' || outcome === 'not_claimed') return;
    // The hint may have come too late for the engine to see what it spoke of.
    if (hint === 'cancel') await host(run(executionId));
    else if (hint === 'wake') refill.ask();
    else arm.ask();
  }

  function hint(executionId: string, kind: 'wake' | 'cancel'): boolean {
    const handle = running.get(executionId);
    if (!handle) return false;
    if (hints.get(executionId) !== 'cancel') hints.set(executionId, kind);
    handle.poke();
    return true;
  }

  // ── time ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What was due at the last look is queued, or waits for room: it sets no alarm, or that would ring all the time. */
  async function setAlarm(): Promise<void> {
    const next = await leases.nextDue(isoTime(lookedAt - OVERLAP));
    cancelAlarm();
    if (next === null || state !== 'open') return;
    const nap = Math.max(SHORTEST_NAP, Date.parse(next) - clock.now());
    // The sweep comes earlier than a distant alarm, and sets it anew.
    if (nap < options.sweepMs) cancelAlarm = clock.after(nap, look);
  }

  /** At once when nothing is left in the database; else the many hints of a busy time share one look. */
  function lookSoon(): void {
    if (state !== 'open' || looksSoon) return;
    if (left === Number.NEGATIVE_INFINITY) return refill.ask();
    looksSoon = true;
    cancelLook = clock.after(SHORTEST_NAP, () => {
      looksSoon = false;
      refill.ask();
    });
  }

  function look(): void {
    refill.ask();
    arm.ask();
  }

  /** What is due, and signals of what runs here: the hint of either may be lost, or have gone to another server. */
  function sweep(): void {
    look();
    for (const handle of running.values()) handle.poke();
    cancelSweep = clock.after(options.sweepMs, sweep);
  }

  return {
    start() {
      state = 'open';
      keeper.start();
      sweep();
    },
    create,
    offer(due) {
      // While older ones of its priority are left in the database, it is left to its turn behind them.
      if (state === 'open' && due.priority > left && !held.has(due.workflowId)) take(due);
      return HERE;
    },
    wake(executionId) {
      if (!hint(executionId, 'wake')) lookSoon();
    },
    look: lookSoon,
    cancel(executionId) {
      if (!hint(executionId, 'cancel') && state === 'open') void host(run(executionId));
    },
    load() {
      return { running: running.size, queued: queued.size, concurrency: options.concurrency };
    },
    async stop(graceMs) {
      state = 'stopping';
      cancelAlarm();
      cancelSweep();
      cancelLook();
      for (const handle of running.values()) handle.release(graceMs);
      await Promise.allSettled([...running.values()].map((handle) => handle.done));
      await slots.onIdle();
      keeper.stop();
    },
  };
}
