/** Time in which the process was awake: what it has to do within a time, it cannot do while it stands still. */
import type { Clock } from './deps.ts';

/** Milliseconds since some moment without those in which the process stood still. */
export function awake(clock: Clock): number {
  return clock.elapsed() - clock.stood().ms;
}

/** Calls back once when the process was awake for `ms` from now on; answers the way to call it off. */
export function afterAwake(clock: Clock, ms: number, callback: () => void): () => void {
  let callOff = () => {};
  const wait = (rest: number): void => {
    const before = clock.stood().ms;
    callOff = clock.after(rest, () => {
      const stood = Math.min(rest, clock.stood().ms - before);
      if (stood > 0) wait(stood);
      else callback();
    });
  };
  wait(ms);
  return () => callOff();
}

/** Networks take a while to come back after a machine slept. */
const SETTLING_MS = 30_000;

/**
 * Whether an attempt that began at `since` (of `elapsed`) may have failed because the process stood still: while it was
 * under way, or shortly before it.
 */
export function brokenByStanding(clock: Clock, since: number): boolean {
  return clock.stood().until > since - SETTLING_MS;
}
