/** The parts that speak to Prefect, put together. Loaded where one is configured. */
import type { Store } from '../db/store.ts';
import { systemClock as clock } from './clock.ts';
import type { PrefectConfig } from './config.ts';
import type { Log } from './log.ts';
import { createPrefectClient } from './prefect/client.ts';
import { createPrefectHealth, type PrefectHealth } from './prefect/health.ts';
import { createPrefectLink } from './prefect/link.ts';
import type { Dispatcher } from './queue/dispatcher.ts';
import type { Duty } from './queue/leader.ts';
import { createPrefectQueue, type PrefectQueue } from './queue/prefect.ts';
import { createReconciler } from './queue/reconcile.ts';

const RECONCILE_MS = 30_000;

export type PrefectParts = PrefectQueue & {
  /** Compares what Prefect has with the database; for one of several servers. */
  reconciler(dispatcher: Dispatcher): Duty;
  health(): Promise<PrefectHealth>;
};

export function composePrefect({ address, workPool, fallback }: PrefectConfig, store: Store, log: Log): PrefectParts {
  const random = Math.random;
  const client = createPrefectClient(address, { clock, random });
  const link = createPrefectLink({ client, clock, random, log }, workPool);
  const { queue, leases, changes, signals } = store;
  return {
    ...createPrefectQueue({ link, queue, leases, changes, clock, log }, fallback),
    reconciler: (dispatcher) =>
      createReconciler(
        {
          ...{ link, queue, signals, clock, random, log },
          cancel: dispatcher.cancel,
          look: dispatcher.look,
        },
        { fallback, everyMs: RECONCILE_MS },
      ),
    health: createPrefectHealth({ link, fallback, counts: queue.counts, clock }),
  };
}
