/**
 * Notices that the process stood still: its machine slept, or somebody stopped it. What is due at a time is due all the
 * same; but a call that was under way had none of that time, and its connection may be gone.
 *
 * 1. A gap between two looks that is far longer than it should be is time that the process stood still.
 * 2. Where the clock for lengths of time stands still with a machine that sleeps, the time since its start tells: it goes
 *    on. A clock that somebody sets is neither.
 */
import type { Stood } from './engine/deps.ts';

/** Milliseconds since some moment each. */
export type Times = {
  /** for lengths of time; on some systems it stands still while the machine sleeps */
  elapsed(): number;
  /** as people see it; may be set */
  now(): number;
  /** since the machine started, its sleep included; asked only when the other two differ by more than before */
  uptime(): number;
};
export type Standstill = {
  /** Has to be called every `LOOK_MS`; may be called oftener. */
  look(): Stood;
};

export const LOOK_MS = 1_000;
/** A longer gap than this is none of a busy process. */
const GAP_MS = 2 * LOOK_MS;
/** Standing still for this long may have cost connections. */
const LONG_MS = 5_000;

export function createStandstill(times: Times): Standstill {
  let last = times.elapsed();
  let ahead = times.now() - last;
  let asleep = times.uptime() - last;
  let stood: Stood = { ms: 0, until: Number.NEGATIVE_INFINITY };

  /** How long the machine slept while the clock for lengths of time stood still. */
  function slept(elapsed: number): number {
    const nowAhead = times.now() - elapsed;
    if (Math.abs(nowAhead - ahead) < GAP_MS) return 0;
    const before = asleep;
    ahead = nowAhead;
    asleep = times.uptime() - elapsed;
    return Math.max(0, asleep - before);
  }

  return {
    look() {
      const elapsed = times.elapsed();
      const gap = elapsed - last;
      last = elapsed;
      const still = gap > GAP_MS ? gap - LOOK_MS : 0;
      const long = still + slept(elapsed) >= LONG_MS;
      if (still > 0 || long) stood = { ms: stood.ms + still, until: long ? elapsed : stood.until };
      return stood;
    },
  };
}
