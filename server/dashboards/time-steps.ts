/** A range of time, cut into steps that begin at even times of a time zone: hours at full hours, days at midnight. */

import type { Range } from '../../db/dashboard.ts';
import type { CountRequest } from '../../db/dashboard-store.ts';
import { offsetsOf } from '../../db/time-zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const STEPS = [1, 5, 10, 30, 60, 180, 360, 720, 1_440, 10_080].map((minutes) => minutes * MINUTE);
const POINTS_MAX = 62;
/** Weeks begin on Mondays; time began on a Thursday. */
const MONDAY = 4 * DAY;

const spans = { '1h': HOUR, '6h': 6 * HOUR, '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY, '90d': 90 * DAY } as const;

/** In ms since 1970. */
export type Between = { readonly from: number; readonly to: number };

export function betweenOf(range: Range, now: number): Between {
  if (typeof range === 'string') return { from: now - spans[range], to: now };
  return { from: Date.parse(range.from), to: Date.parse(range.to) };
}

/** The same length of time before. */
export function before({ from, to }: Between): Between {
  return { from: from - (to - from), to: from };
}

export type Steps = {
  readonly stepMs: number;
  /** what the database groups by: no coarser than the steps, whatever the zone */
  readonly timeDigits: CountRequest['timeDigits'];
  /** where the step begins that a time is in */
  startOf(time: number): number;
  /** where each step begins, the earliest first */
  readonly starts: readonly number[];
};

/** Steps for a range in an IANA time zone. */
export function stepsOf(between: Between, timezone: string): Steps {
  const stepMs = STEPS.find((step) => (between.to - between.from) / step <= POINTS_MAX) ?? STEPS.at(-1)!;
  const offsetAt = offsetsOf(timezone);
  const first = stepMs > DAY ? MONDAY : 0;
  const startOf = (time: number): number => {
    const offset = offsetAt(time);
    const start = Math.floor((time + offset - first) / stepMs) * stepMs + first - offset;
    // where the clocks were changed since then, the step began by the other offset
    const then = offsetAt(start);
    return then === offset ? start : start + offset - then;
  };
  const starts: number[] = [];
  for (let at = startOf(between.from); at < between.to; ) {
    starts.push(at);
    // a day may have 25 hours
    const next = startOf(at + stepMs);
    at = next > at ? next : startOf(at + stepMs * 1.5);
  }
  return { stepMs, timeDigits: digitsFor(stepMs, starts.map(offsetAt)), startOf, starts };
}

function digitsFor(stepMs: number, offsets: readonly number[]): CountRequest['timeDigits'] {
  if (stepMs < 10 * MINUTE) return 16;
  const wholeHours = offsets.every((offset) => offset % HOUR === 0);
  if (stepMs < HOUR || !wholeHours) return offsets.every((offset) => offset % (10 * MINUTE) === 0) ? 15 : 16;
  return 13;
}

/** The time that the first digits of an ISO time stand for. */
export function timeOf(digits: string): number {
  return Date.parse(`${digits}${'0000-01-01T00:00:00.000Z'.slice(digits.length)}`);
}
