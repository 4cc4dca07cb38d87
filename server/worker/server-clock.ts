/**
 * The server's time, as well as a worker can know it: what it writes down stands beside what others wrote, and clocks of
 * machines differ. The offset is that of the exchange that took the shortest time.
 */
import type { Clock } from '../engine/deps.ts';

export type ServerClock = Clock & {
  /** The server said `now` (ISO) in an exchange that took `roundTripMs` and has just ended. */
  learn(now: string, roundTripMs: number): void;
};

/** After so many exchanges the shortest one is forgotten: clocks drift. */
const EXCHANGES_KEPT = 50;

export function createServerClock(own: Clock): ServerClock {
  let offset = 0;
  let shortest = Number.POSITIVE_INFINITY;
  let exchanges = 0;
  return {
    ...own,
    now: () => own.now() + offset,
    learn(now, roundTripMs) {
      exchanges += 1;
      if (exchanges % EXCHANGES_KEPT === 0) shortest = Number.POSITIVE_INFINITY;
      if (roundTripMs > shortest) return;
      shortest = roundTripMs;
      const difference = Date.parse(now) + roundTripMs / 2 - own.now();
      // what is less than the exchange took may be nothing but the exchange
      offset = Math.abs(difference) <= roundTripMs ? 0 : difference;
    },
  };
}
