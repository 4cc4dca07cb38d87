import { uptime } from 'node:os';
import type { Clock } from './engine/deps.ts';
import { createStandstill, LOOK_MS, type Standstill } from './standstill.ts';

/** The longest delay that a timer takes; a longer one would fire at once. */
const LONGEST = 2_147_483_647;

const times = { elapsed: () => performance.now(), now: () => Date.now(), uptime: () => uptime() * 1_000 };

/** Looks from the first question on: who never asks has no timer for it. */
function watchStandstill(): Clock['stood'] {
  let watch: Standstill | null = null;
  return () => {
    if (watch) return watch.look();
    watch = createStandstill(times);
    setInterval(watch.look, LOOK_MS).unref();
    return watch.look();
  };
}

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => Math.round(performance.now()),
  stood: watchStandstill(),
  after(ms, callback) {
    if (ms <= LONGEST) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    }
    let callOff = () => {};
    const timer = setTimeout(() => {
      callOff = systemClock.after(ms - LONGEST, callback);
    }, LONGEST);
    callOff = () => clearTimeout(timer);
    return () => callOff();
  },
  yield: (callback) => void setImmediate(callback),
};
