import type { Clock } from '../../server/engine/deps.ts';

export type FakeClock = Clock & {
  /** Moves time on, calling back what becomes due on the way, in order. */
  advance(ms: number): Promise<void>;
};

/** A clock that stands still until it is moved. */
export function fakeClock(start: string): FakeClock {
  let time = Date.parse(start);
  const timers = new Set<{ at: number; callback: () => void }>();
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
  return {
    now: () => time,
    elapsed: () => time,
    stood: () => ({ ms: 0, until: Number.NEGATIVE_INFINITY }),
    after(ms, callback) {
      const timer = { at: time + ms, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    yield: (callback) => void setImmediate(callback),
    async advance(ms) {
      await settle();
      const end = time + ms;
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        time = Math.max(time, next.at);
        next.callback();
        await settle();
      }
      time = end;
    },
  };
}
