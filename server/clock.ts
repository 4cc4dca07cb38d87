import type { Clock } from './engine/deps.ts';

/** The longest delay that a timer takes; a longer one would fire at once. */
const LONGEST = 2_147_483_647;

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => Math.round(performance.now()),
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
