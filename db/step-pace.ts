/**
 * How much one step of a long work in the background does, and how long the others have their turn after it: a step keeps
 * others from writing for a few milliseconds, and while others write, no more than half of the time.
 */
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';

export type StepPace = {
  /** how much the next step may do */
  size(): number;
  /** A step of that size kept others waiting for so long (ms): waits until the next may begin. */
  rest(ms: number): Promise<void>;
};

/** What one step should take (ms). */
const WANTED_MS = 4;
/** rows, or pages of the file */
const SIZE = { least: 100, first: 250, most: 2_000 } as const;
/** A step that took long holds up only itself (ms). */
const LONGEST_REST = 100;

export function createStepPace(isBusy: () => boolean): StepPace {
  let size: number = SIZE.first;
  return {
    size: () => Math.floor(size),
    async rest(ms) {
      const factor = Math.min(2, Math.max(0.5, WANTED_MS / Math.max(ms, 0.1)));
      size = Math.min(SIZE.most, Math.max(SIZE.least, size * factor));
      if (isBusy()) await delay(Math.min(LONGEST_REST, Math.max(1, ms)));
      else await turn();
    },
  };
}
