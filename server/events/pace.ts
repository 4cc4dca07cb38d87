/**
 * When to write to viewers: at once while that is cheap, and after a pause as long as the last round took when it is not.
 * So with a thousand viewers several rows share one write each, and writing never takes more than half of the time.
 */
import { clearImmediate, setImmediate } from 'node:timers';

export type Pace<Item> = {
  ask(item: Item): void;
  close(): void;
};

/** A shorter round is free, a longer pause is not worth it (ms). */
const FREE = 1;
const LONGEST_PAUSE = 50;

export function createPace<Item>(perform: (item: Item) => void): Pace<Item> {
  let asked = new Set<Item>();
  let callOff: (() => void) | null = null;
  let restUntil = 0;

  function round(): void {
    callOff = null;
    const items = asked;
    asked = new Set();
    const began = performance.now();
    for (const item of items) perform(item);
    const ended = performance.now();
    if (ended - began > FREE) restUntil = ended + Math.min(LONGEST_PAUSE, ended - began);
  }

  function plan(): () => void {
    const rest = restUntil - performance.now();
    if (rest > FREE) {
      const timer = setTimeout(round, rest);
      return () => clearTimeout(timer);
    }
    const immediate = setImmediate(round);
    return () => clearImmediate(immediate);
  }

  return {
    ask(item) {
      asked.add(item);
      callOff ??= plan();
    },
    close() {
      callOff?.();
      callOff = null;
      asked.clear();
    },
  };
}
