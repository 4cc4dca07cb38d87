/**
 * Takes flow runs from the work pool as long as there are slots, and says that this worker lives. Events wake it; a slow
 * look finds what they missed.
 *
 * 1. At most `concurrency` flow runs are in hand, each once.
 * 2. Every hint may be lost: the slow look needs none.
 */
import type { Clock, EngineLog } from '../engine/deps.ts';
import type { FlowRun, PrefectEvent } from '../prefect/answers.ts';
import type { PrefectClient } from '../prefect/client.ts';
import { subscribe } from '../prefect/subscription.ts';
import { oneAtATime } from '../queue/one-at-a-time.ts';

export type TakingDeps = {
  readonly client: PrefectClient;
  readonly workPool: string;
  readonly deploymentId: string;
  readonly workerName: string;
  /** Takes one if it can be had; settles when it is out of hand. Never throws. True: it was this worker's. */
  readonly handle: (flowRun: FlowRun) => Promise<boolean>;
  /** A run of this deployment is being cancelled in Prefect. */
  readonly onCancelling: (executionId: string) => void;
  /** Prefect was away, or events were missed. */
  readonly onGap: () => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: EngineLog;
};
export type Taking = {
  start(): void;
  /** Takes no more. Resolves when nothing is in hand. */
  stop(): Promise<void>;
};

const WAKES = ['prefect.flow-run.Scheduled', 'prefect.flow-run.AwaitingRetry'];
const CANCELLING = 'prefect.flow-run.Cancelling';
/** Between two looks that nothing asked for, and between two signs of life (ms). */
const LOOK_MS = { least: 5_000, most: 10_000 } as const;
const HEARTBEAT_S = 10;
/** Of what is offered, others take some meanwhile. */
const OFFERS_A_SLOT = 3;

export function createTaking(deps: TakingDeps, concurrency: number): Taking {
  const { client, workPool, clock, random, log } = deps;
  const inHand = new Map<string, Promise<void>>();
  let stopping = false;
  let mayBeMore = false;
  let callOffLook = () => {};
  let callOffHeartbeat = () => {};
  let unsubscribe = () => {};
  let away = false;
  const look = oneAtATime(takeSome, failed);

  function failed(err: unknown): void {
    if (!away) log.warn({ err }, 'Prefect could not be asked for work; trying again.');
    away = true;
  }

  async function takeSome(): Promise<void> {
    const free = concurrency - inHand.size;
    if (stopping || free <= 0) return;
    const offered = await client.work.scheduled(workPool, free * OFFERS_A_SLOT, { tries: 1 });
    if (away) {
      away = false;
      log.warn({}, 'Prefect is reached again.');
      deps.onGap();
    }
    const open = offered.filter(({ id }) => !inHand.has(id));
    mayBeMore = open.length > free;
    // in another order than other workers, so that they do not all ask for the same one
    for (const flowRun of shuffled(open, random)) {
      if (stopping || inHand.size >= concurrency) return;
      take(flowRun);
    }
  }

  function take(flowRun: FlowRun): void {
    const done = deps.handle(flowRun).then((was) => {
      inHand.delete(flowRun.id);
      if (mayBeMore || !was) look.ask();
    });
    inHand.set(flowRun.id, done);
  }

  function lookAgain(): void {
    look.ask();
    callOffLook = clock.after(LOOK_MS.least + random() * (LOOK_MS.most - LOOK_MS.least), lookAgain);
  }

  function sayAlive(): void {
    client.work.heartbeat(workPool, deps.workerName, HEARTBEAT_S).catch(failed);
    callOffHeartbeat = clock.after(HEARTBEAT_S * 1_000, sayAlive);
  }

  function heard({ event, resource }: PrefectEvent): void {
    const executionId = resource['prefect.resource.name'];
    if (event !== CANCELLING) look.ask();
    else if (executionId !== undefined) deps.onCancelling(executionId);
  }

  return {
    start() {
      sayAlive();
      lookAgain();
      const filter = { names: [...WAKES, CANCELLING], resources: [`prefect.deployment.${deps.deploymentId}`] };
      const onLost = (why: string) => {
        log.warn({}, `${why} Work is found by asking meanwhile.`);
        deps.onGap();
      };
      unsubscribe = subscribe(client.address, filter, { onEvent: heard, onOpen: look.ask, onLost }, { clock, random });
    },
    async stop() {
      stopping = true;
      callOffLook();
      unsubscribe();
      await look.idle();
      await Promise.all(inHand.values());
      callOffHeartbeat();
    },
  };
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  const list = [...all];
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
}
