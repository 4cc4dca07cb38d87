/**
 * Compares what the database says with what Prefect says, and makes them agree. The database is the truth; of a
 * cancelled run the truth is that somebody wants the execution cancelled. One of several servers does this.
 *
 * - given, nobody advances it, and Prefect has no run of it: lost there; taken back and given anew;
 * - given, nobody advances it, and Prefect believes for long that somebody does: handed to the next worker;
 * - cancelled there: cancelled here, at once when Prefect's event arrives, else at the next comparison;
 * - ended here and not there: ended there;
 * - Prefect is away for long: what it had and nobody advances is taken back, to run here.
 */
import type { Queue, Queued, Signals } from '../../db/store.ts';
import type { Clock, EngineLog } from '../engine/deps.ts';
import type { FlowRun, PrefectEvent } from '../prefect/answers.ts';
import type { LinkNews, PrefectLink } from '../prefect/link.ts';
import { endOf, handedBack, isLive, liveStates } from '../prefect/run-states.ts';
import type { SetUp } from '../prefect/set-up.ts';
import { subscribe } from '../prefect/subscription.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { PrefectFallback } from './prefect.ts';

export type ReconcilerDeps = {
  readonly link: PrefectLink;
  readonly queue: Queue;
  readonly signals: Pick<Signals, 'send'>;
  /** A cancel was sent to it. */
  readonly cancel: (executionId: string) => void;
  /** Something may be due. */
  readonly look: () => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: EngineLog & { info(fields: Record<string, unknown>, message: string): void };
};
export type ReconcilerOptions = {
  readonly fallback: PrefectFallback;
  /** ms between two comparisons */
  readonly everyMs: number;
};
export type Reconciler = {
  start(): void;
  /** Resolves when no comparison is under way. */
  stop(): Promise<void>;
};

/** What was given so lately is on its way (ms). */
const FRESH_MS = 20_000;
/** Prefect is away for long after this (ms): it may only be starting anew. */
const AWAY_MS = 15_000;
/** What a failed call has left is looked at after this (ms). */
const DOUBT_MS = 3_000;
/** A run that nobody advances goes to the next worker after this (ms), if Prefect's own automations have not seen to it. */
const STUCK_MS = 60_000;
/** Executions asked about at once; Prefect answers at most 200 runs, and an execution may have several. */
const PAGE = 50;
const CANCELS = ['prefect.flow-run.Cancelling', 'prefect.flow-run.Cancelled'];

export function createReconciler(deps: ReconcilerDeps, { fallback, everyMs }: ReconcilerOptions): Reconciler {
  const { link, queue, clock, log } = deps;
  const { flowRuns, address } = link.client;
  const isoTime = (ms: number) => new Date(ms).toISOString();
  let open = false;
  let cancelTimer = () => {};
  let cancelSoon: (() => void) | null = null;
  let unwatch = () => {};
  let listening: { readonly deploymentId: string; readonly stop: () => void } | null = null;

  const pass = oneAtATime(compare, (error) => {
    link.report(error);
    log.warn({ err: error }, 'What Prefect has could not be compared with the database; trying again.');
  });

  async function compare(): Promise<void> {
    const setUp = await link.ready();
    if (!open) return;
    if (!setUp) return takeOver();
    listen(setUp);
    for await (const page of unattended(FRESH_MS)) await repair(page, setUp);
    await endStragglers(setUp);
  }

  /** What nobody advances and was given longer ago than `ms`, page by page. */
  async function* unattended(ms: number): AsyncGenerator<Queued[]> {
    const at = clock.now();
    let last: Queued | undefined;
    do {
      const page = await queue.unattended(isoTime(at - ms), isoTime(at), PAGE, last);
      if (page.length > 0) yield page;
      last = page.length < PAGE ? undefined : page.at(-1);
    } while (last && open);
  }

  /** Prefect is away, so what waits in it is run here. */
  async function takeOver(): Promise<void> {
    const since = link.awaySince();
    if (fallback !== 'local' || since === null || clock.now() - since < AWAY_MS) return;
    let taken = 0;
    for await (const page of unattended(0)) {
      taken += (await queue.takeBack(page, isoTime(clock.now()), true)).length;
    }
    if (taken === 0) return;
    log.warn({ executions: taken }, 'Prefect is away: this server runs what it had.');
    deps.look();
  }

  async function repair(page: readonly Queued[], { deploymentId }: SetUp): Promise<void> {
    const names = page.map(({ executionId }) => executionId);
    const runs = Map.groupBy(await flowRuns.find({ names, deploymentId }), ({ name }) => name);
    const lost: Queued[] = [];
    for (const queued of page) {
      const own = runs.get(queued.executionId) ?? [];
      if (own.some(({ state_type }) => state_type === 'CANCELLING' || state_type === 'CANCELLED')) {
        await cancelHere(queued.executionId);
      } else if (own.some(isStuck)) await wakeStuck(own);
      else if (!own.some(({ state_type }) => isLive(state_type) || state_type === 'CRASHED')) lost.push(queued);
    }
    const taken = await queue.takeBack(lost, isoTime(clock.now()), true);
    if (taken.length === 0) return;
    log.warn({ executions: taken }, 'Prefect has lost executions; they are given to it anew.');
    deps.look();
  }

  function isStuck({ state_type, state }: FlowRun): boolean {
    if (state_type !== 'PENDING' && state_type !== 'RUNNING' && state_type !== 'CRASHED') return false;
    return state != null && clock.now() - Date.parse(state.timestamp) > STUCK_MS;
  }

  async function wakeStuck(runs: readonly FlowRun[]): Promise<void> {
    for (const run of runs.filter(isStuck)) {
      log.warn({ executionId: run.name, state: run.state_type }, 'Nobody advances an execution; the next worker does.');
      await flowRuns.propose(run.id, handedBack);
    }
  }

  /** Runs that Prefect believes to go on, of executions that have ended. */
  async function endStragglers({ deploymentId }: SetUp): Promise<void> {
    const runs = await flowRuns.find({ deploymentId, states: liveStates });
    const states = await queue.states([...new Set(runs.map(({ name }) => name))], isoTime(clock.now()));
    const byId = new Map(states.map((state) => [state.executionId, state]));
    for (const run of runs) {
      const state = byId.get(run.name);
      const end = state && endOf(state.status, state.error);
      if (end) await flowRuns.propose(run.id, end);
      else if (state && run.state_type === 'CANCELLING') await cancelHere(run.name);
    }
  }

  async function cancelHere(executionId: string): Promise<void> {
    const createdAt = isoTime(clock.now());
    const sent = await deps.signals.send({ executionId, kind: 'cancel', nodeId: '', payload: null, createdAt });
    if (sent === 'finished') return;
    if (sent === 'new') log.info({ executionId }, 'An execution was cancelled in Prefect.');
    deps.cancel(executionId);
  }

  function heard({ resource }: PrefectEvent): void {
    const executionId = resource['prefect.resource.name'];
    if (executionId === undefined || !open) return;
    cancelHere(executionId).catch((error: unknown) => {
      log.warn({ err: error, executionId }, 'A cancel from Prefect could not be kept; it is found again.');
    });
  }

  function listen({ deploymentId }: SetUp): void {
    if (listening?.deploymentId === deploymentId) return;
    listening?.stop();
    const filter = { names: CANCELS, resources: [`prefect.deployment.${deploymentId}`] };
    const onLost = (why: string) => log.warn({}, `${why} Cancels from Prefect are found by asking meanwhile.`);
    const stop = subscribe(address, filter, { onEvent: heard, onOpen: pass.ask, onLost }, deps);
    listening = { deploymentId, stop };
  }

  function soon(ms: number): void {
    cancelSoon ??= clock.after(ms, () => {
      cancelSoon = null;
      pass.ask();
    });
  }

  function hear(news: LinkNews): void {
    switch (news) {
      case 'doubt':
        return soon(DOUBT_MS);
      case 'there':
        return pass.ask();
      case 'away':
        cancelSoon?.();
        cancelSoon = null;
        return soon(AWAY_MS + 500);
      default:
        news satisfies never;
    }
  }

  function again(): void {
    pass.ask();
    cancelTimer = clock.after(everyMs * (0.8 + deps.random() * 0.4), again);
  }

  return {
    start() {
      open = true;
      unwatch = link.watch(hear);
      again();
    },
    async stop() {
      open = false;
      cancelTimer();
      cancelSoon?.();
      cancelSoon = null;
      unwatch();
      listening?.stop();
      listening = null;
      await pass.idle();
    },
  };
}
