/**
 * The time axis of the log: where a moment stands, from 0 to 1. Stretches in which nothing ran (an approval that took
 * two hours) are folded, so that what ran stays visible. Pure.
 */
import type { Pause } from '../feed/pauses.ts';

export type Tick = { readonly at: number; readonly ms: number };
/** A stretch that is folded: where it stands, and how long it was. */
export type Fold = { readonly from: number; readonly to: number; readonly ms: number };
export type TimeAxis = {
  readonly start: number;
  /** of the axis, where nothing is folded */
  readonly perMs: number;
  /** 0 to 1; moments outside are at the ends */
  place(time: number): number;
  readonly ticks: readonly Tick[];
  readonly folds: readonly Fold[];
};

const FOLD_WIDTH = 0.1;
const FOLDS_MAX = 4;

/**
 * `pauses`: the long stretches in which nothing ran. `end`: now while it runs, else when the last attempt ended. While it
 * runs the axis grows in steps, and bars stand still.
 */
export function timeAxis(pauses: readonly Pause[], start: number, end: number, running: boolean): TimeAxis {
  const gaps = squeezing(pauses, start, end);
  const foldedMs = sum(gaps);
  const shown = Math.max(1, end - start - foldedMs);
  const linear = running && gaps.at(-1)?.to !== end ? roomFor(shown) : shown;
  const perMs = (1 - gaps.length * FOLD_WIDTH) / linear;

  function place(time: number): number {
    const at = Math.max(time, start);
    let x = (at - start) * perMs;
    for (const gap of gaps) {
      if (at <= gap.from) break;
      const inside = Math.min(at, gap.to) - gap.from;
      x += (inside / (gap.to - gap.from)) * FOLD_WIDTH - inside * perMs;
    }
    return Math.min(1, Math.max(0, x));
  }

  const folds = gaps.map((gap) => ({ from: place(gap.from), to: place(gap.to), ms: gap.to - gap.from }));
  return { start, perMs, place, ticks: ticksOf(start, linear, perMs, gaps), folds };
}

/** Whether everything stands at the same place on both. */
export function sameAxis(a: TimeAxis, b: TimeAxis): boolean {
  const told = ({ start, ticks, folds }: TimeAxis) => JSON.stringify([start, ticks, folds]);
  return told(a) === told(b) && a.perMs === b.perMs;
}

function sum(spans: readonly Pause[]): number {
  return spans.reduce((total, span) => total + span.to - span.from, 0);
}

/** The pauses that would squeeze everything else: each is longer than three times all that ran. */
function squeezing(pauses: readonly Pause[], start: number, end: number): readonly Pause[] {
  if (pauses.length === 0) return pauses;
  const ran = end - start - sum(pauses);
  return pauses.filter(({ from, to }) => to - from > 3 * ran).slice(0, FOLDS_MAX);
}

const STEPS = [1, 2, 5];
const ROUND_MS = [
  ...[1, 10, 100, 1_000, 10_000].flatMap((power) => STEPS.map((step) => step * power)),
  ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 4, 8, 12, 24, 48, 96, 192, 384].map((hours) => hours * 3_600_000),
];

/** The next round length, so that there is room to grow. */
function roomFor(ms: number): number {
  return ROUND_MS.find((round) => round >= ms && round >= 1_000) ?? ms * 1.25;
}

function ticksOf(start: number, linear: number, perMs: number, gaps: readonly Pause[]): Tick[] {
  const step = ROUND_MS.find((round) => linear / round <= 5) ?? linear;
  const first = gaps[0] ? gaps[0].from - start : linear;
  const ticks: Tick[] = [];
  for (let ms = 0; ms <= Math.min(linear, first) * 1.0001; ms += step) ticks.push({ at: ms * perMs, ms });
  return ticks;
}
