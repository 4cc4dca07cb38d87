import { expect, test } from 'vitest';
import { createStandstill } from '../../server/standstill.ts';

/** Times that the test moves; a look every second while `awake` says so. */
function world() {
  const at = { elapsed: 5_000, now: Date.UTC(2026, 0, 1), uptime: 900_000 };
  const { look } = createStandstill({ elapsed: () => at.elapsed, now: () => at.now, uptime: () => at.uptime });
  const pass = (ms: number) => {
    for (const key of ['elapsed', 'now', 'uptime'] as const) at[key] += ms;
  };
  return {
    at,
    look,
    /** stopped, or asleep where the clock for lengths goes on */
    stop: pass,
    /** asleep where the clock for lengths stands still */
    sleep(ms: number) {
      at.now += ms;
      at.uptime += ms;
    },
    awake(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        pass(1_000);
        look();
      }
    },
  };
}

test('a process that is stopped stood still for that long, less the moment until it was to look', () => {
  const { at, look, stop, awake } = world();
  awake(100);
  stop(36_000);
  expect(look()).toEqual({ ms: 35_000, until: at.elapsed });
  awake(20);
  stop(3_000);
  expect(look()).toEqual({ ms: 37_000, until: at.elapsed - 23_000 });
  for (let second = 0; second < 20; second += 1) {
    stop(1_900);
    look();
  }
  expect(look().ms).toBe(37_000);
});

test('a machine that slept is noticed although its clock for lengths did not go on', () => {
  const { at, look, sleep, awake } = world();
  awake(3);
  sleep(3_600_000);
  expect(look()).toEqual({ ms: 0, until: at.elapsed });
  awake(3);
  expect(look().until).toBe(at.elapsed - 3_000);
});

test('a clock that is set is no sleep', () => {
  const { at, look, awake } = world();
  for (const ms of [3_600_000, -7_200_000, 10_000]) {
    at.now += ms;
    awake(5);
  }
  expect(look()).toEqual({ ms: 0, until: Number.NEGATIVE_INFINITY });
});
