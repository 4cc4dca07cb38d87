import type { Statistics } from '../db/dashboard-store.ts';
import type { Clock, EngineLog } from './engine/deps.ts';
import type { Duty } from './queue/leader.ts';

/** Not at once after a start, then every so often, in milliseconds. */
const FIRST = 20_000;
const EVERY = 600_000;

/** Adds up, from time to time, what executions of past hours come to. */
export function keepCounts(statistics: Pick<Statistics, 'rollUp'>, clock: Clock, log: EngineLog): Duty {
  let stopped = true;
  let underWay: Promise<void> = Promise.resolve();
  let callOff = () => {};

  function pass(): void {
    underWay = statistics
      .rollUp(new Date(clock.now()).toISOString(), () => stopped)
      .catch((error) => log.error({ err: error }, 'Executions could not be added up for statistics; trying again.'));
    callOff = clock.after(EVERY, pass);
  }

  return {
    start() {
      stopped = false;
      callOff = clock.after(FIRST, pass);
    },
    async stop() {
      stopped = true;
      callOff();
      await underWay;
    },
  };
}
