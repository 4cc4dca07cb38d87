/**
 * Executions through Prefect: what may be claimed is given to its work pool, where workers on other machines take it.
 * Where Prefect is away, the pool in this process takes it, or it waits, as configured.
 *
 * Owns: which executions are being given just now. Does not own: leases, the pool, what Prefect does with a run.
 *
 * 1. Our database marks an execution as given before Prefect is asked, so of several servers one asks.
 * 2. Prefect is told an id and nothing else. The key of a run is `<executionId>:<epoch>`: asked again it is the same run.
 * 3. What could not be given is taken back before it runs here. When Prefect has it all the same, its worker finds the
 *    lease held or the execution ended.
 * 4. No more of a workflow than may run at once is in the queue; the rest stays in the database.
 * 5. Nothing here is needed for an execution to be advanced only once: the lease sees to that.
 */
import PQueue from 'p-queue';
import { isFinished } from '../../db/execution-state.ts';
import type { Changes, Due, Leases, Queue } from '../../db/store.ts';
import type { Clock, EngineLog } from '../engine/deps.ts';
import type { PrefectLink } from '../prefect/link.ts';
import { endOf, isLive, liveStates } from '../prefect/run-states.ts';
import type { SetUp } from '../prefect/set-up.ts';
import type { Dispatcher } from './dispatcher.ts';

export type PrefectFallback = 'local' | 'wait';
export type PrefectQueueDeps = {
  readonly link: PrefectLink;
  readonly queue: Queue;
  readonly leases: Pick<Leases, 'due'>;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: EngineLog;
};
export type PrefectQueue = {
  /** What is due and is for the pool in this process; everything else is given to Prefect. */
  readonly due: Leases['due'];
  /** The pool with Prefect in front of it. */
  inFrontOf(pool: Dispatcher): Dispatcher;
};

type Given = 'given' | 'queued' | 'full' | 'gone' | 'failed';

/** Runs that are made at once: more make none of them faster. */
const AT_ONCE = 8;
/** For one try, and tries, of making a run. */
const CREATE = { timeoutMs: 2_000, tries: 2 } as const;
/** A caller waits no longer than this for its execution to be given (ms). */
const PATIENCE_MS = 3_000;
/** A worker that runs a cancelled execution gets so long to end it (ms) before Prefect is told itself. */
const CANCEL_MS = 1_200;

export function createPrefectQueue(deps: PrefectQueueDeps, fallback: PrefectFallback): PrefectQueue {
  const { link, queue, leases, changes, clock, log } = deps;
  const { flowRuns } = link.client;
  const slots = new PQueue({ concurrency: AT_ONCE });
  const giving = new Map<string, Promise<Given>>();
  /** workflows that had no room at the last look */
  const full = new Set<string>();
  const now = () => new Date(clock.now()).toISOString();

  function give({ executionId, workflowId }: Due, setUp: SetUp): Promise<Given> {
    const underWay = giving.get(executionId);
    if (underWay) return underWay;
    const going = slots
      .add(() => hand(executionId, setUp))
      .catch((error: unknown): Given => {
        log.warn({ err: error, executionId }, 'An execution could not be given to Prefect.');
        return 'failed';
      })
      .then((given) => {
        if (given === 'full') full.add(workflowId);
        return given;
      })
      .finally(() => giving.delete(executionId));
    giving.set(executionId, going);
    return going;
  }

  /** Marks it and makes its run. */
  async function hand(executionId: string, { deploymentId }: SetUp): Promise<Given> {
    for (;;) {
      const queuedAt = now();
      const gave = await queue.give(executionId, queuedAt);
      if (gave.kind !== 'given') return gave.kind;
      const takeBack = (lost: boolean) => queue.takeBack([{ executionId, queuedAt }], now(), lost);
      const idempotencyKey = `${executionId}:${gave.epoch}`;
      try {
        const run = { name: executionId, parameters: { executionId }, idempotencyKey };
        const made = await flowRuns.create(deploymentId, run, CREATE);
        if (isLive(made.state_type)) return 'given';
      } catch (error) {
        link.report(error);
        log.warn({ err: error, executionId }, 'An execution could not be given to Prefect.');
        // a worker may have it all the same
        return (await takeBack(false)).length > 0 ? 'failed' : 'given';
      }
      // that run was over before anybody claimed the execution, so it needs another
      if ((await takeBack(true)).length === 0) return 'given';
    }
  }

  /** Gives what is due until nothing is; answers what could not be given. */
  async function giveDue(setUp: SetUp, at: string, limit: number, except: readonly string[]): Promise<Due[]> {
    full.clear();
    for (;;) {
      const due = await leases.due(at, limit, [...except, ...full]);
      const outcomes = await Promise.all(due.map((each) => give(each, setUp)));
      const failed = due.filter((_, index) => outcomes[index] === 'failed');
      if (failed.length > 0) return failed;
      if (due.length < limit || outcomes.every((outcome) => outcome === 'gone')) return [];
    }
  }

  /** Tells Prefect how it has ended, where it still thinks that it runs. */
  async function mirrorEnd(executionId: string): Promise<void> {
    const [state] = await queue.states([executionId], now());
    if (!state) return;
    const runs = await flowRuns.find({ names: [executionId], states: liveStates });
    for (const run of runs) {
      await flowRuns.propose(run.id, endOf(state.status, state.error) ?? { type: 'CANCELLING' });
    }
  }

  /** Its worker hears of it from us and tells Prefect; when nobody does, it is told here. */
  async function mirrorCancel(executionId: string): Promise<void> {
    const until = clock.now() + CANCEL_MS;
    for (let over = false; !over && clock.now() < until; ) {
      const [state] = await queue.states([executionId], now());
      over = !state || isFinished(state.status);
      if (!over) await new Promise<void>((resolve) => clock.after(50, resolve));
    }
    await mirrorEnd(executionId);
  }

  return {
    async due(at, limit, except = []) {
      const setUp = await link.ready();
      if (setUp) {
        const failed = await giveDue(setUp, at, limit, except);
        return fallback === 'local' ? failed : [];
      }
      return fallback === 'local' ? leases.due(at, limit, except) : [];
    },
    inFrontOf(pool) {
      const unsubscribe = changes.subscribe(({ status, workflowId, executionId }) => {
        // one that had no room may have some now
        if (full.has(workflowId) && (isFinished(status) || status === 'waiting')) pool.wake(executionId);
      });
      return {
        ...pool,
        create: async () => false,
        async offer(due) {
          const setUp = await link.ready();
          const given = setUp ? await within(PATIENCE_MS, give(due, setUp), clock) : 'failed';
          if (given !== 'failed') return { usingPrefect: given !== 'gone' };
          if (fallback === 'local') return pool.offer(due);
          return { usingPrefect: false };
        },
        cancel(executionId) {
          void (async () => {
            const [state] = await queue.states([executionId], now()).catch(() => []);
            pool.cancel(executionId);
            if (state?.queuedAt && (await link.ready())) await mirrorCancel(executionId);
          })().catch((error: unknown) => {
            link.report(error);
            log.warn({ err: error, executionId }, 'Prefect could not be told that an execution was cancelled.');
          });
        },
        async stop(graceMs) {
          unsubscribe();
          slots.clear();
          await Promise.all([pool.stop(graceMs), within(graceMs, slots.onIdle(), clock)]);
        },
      };
    },
  };
}

/** What `promise` becomes; null when that takes longer than `ms`. */
async function within<T>(ms: number, promise: Promise<T>, clock: Pick<Clock, 'after'>): Promise<T | null> {
  let callOff = () => {};
  const late = new Promise<null>((resolve) => {
    callOff = clock.after(ms, () => resolve(null));
  });
  return Promise.race([promise, late]).finally(callOff);
}
