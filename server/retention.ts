import type { Retention, Upkeep } from '../db/store.ts';
import type { Clock, EngineLog } from './engine/deps.ts';

/** Not at once after a start, then every so often, in milliseconds. */
const FIRST = 60_000;
const EVERY = 3_600_000;

/**
 * Removes finished executions that are too old or too many, from time to time; `forget` removes what else ran out.
 * Answers the way to stop.
 */
export function keepRetention(
  {
    upkeep,
    forget,
    clock,
    log,
  }: {
    forget: (now: number) => Promise<unknown>;
    upkeep: Pick<Upkeep, 'retain'>;
    clock: Clock;
    log: EngineLog & { info: EngineLog['warn'] };
  },
  retention: Retention,
): () => Promise<void> {
  let stopped = false;
  let underWay: Promise<void> = Promise.resolve();
  let callOff = clock.after(FIRST, pass);

  function pass(): void {
    underWay = upkeep
      .retain(retention, new Date(clock.now()).toISOString(), () => stopped)
      .then(async (removed) => {
        await forget(clock.now());
        if (removed > 0) log.info({ removed }, 'Old executions were removed.');
      })
      .catch((error) => log.error({ err: error }, 'Old executions could not be removed; trying again in an hour.'));
    callOff = clock.after(EVERY, pass);
  }

  return async () => {
    stopped = true;
    callOff();
    await underWay;
  };
}
