/**
 * The time axis of the log: where a moment stands, from 0 to 1. Stretches in which nothing ran (an approval that took
 * two hours) are folded, so that what ran stays visible. Pure.
 */
import type { Entry } from '../feed/execution-model.ts';

export type Tick = { readonly at: number; readonly ms: number };
/** A stretch that is folded: where it stands, and how long it was. */
export type Fold = { readonly from: number; readonly to: number; readonly ms: number };
export type TimeAxis = {
  readonly start: number;
  /** 0 to 1; moments outside are at the ends */
  place(time: number): number;
  readonly ticks: readonly Tick[];
  readonly folds: readonly Fold[];
};

/** A gap is folded when it is longer than this, and than three times all that ran. */
const GAP_MIN_MS = 10_000;
const FOLD_WIDTH = 0.1;
const FOLDS_MAX = 4;

type Span = { from: number; to: number };

/** `end`: now while it runs, else when the last entry ended. While it runs the axis grows in steps, and bars stand still. */
export function timeAxis(entries: readonly Entry[], start: number, end: number, running: boolean): TimeAxis {
  const gaps = longGaps(entries, start, end);
  const foldedMs = sum(gaps);
  const shown = Math.max(1, end - start - foldedMs);
  const linear = running && gaps.at(-1)?.to !== end ? roomFor(shown) : shown;
  const perMs = (1 - gaps.length * FOLD_WIDTH) / linear;

  function place(time: number): number {
    const at = Math.min(Math.max(time, start), Math.max(end, start));
    let x = (at - start) * perMs;
    for (const gap of gaps) {
      if (at <= gap.from) break;
      const inside = Math.min(at, gap.to) - gap.from;
      x += (inside / (gap.to - gap.from)) * FOLD_WIDTH - inside * perMs;
    }
    return Math.min(1, Math.max(0, x));
  }

  const folds = gaps.map((gap) => ({ from: place(gap.from), to: place(gap.to), ms: gap.to - gap.from }));
  return { start, place, ticks: ticksOf(start, linear, perMs, gaps), folds };
}

function sum(spans: readonly Span[]): number {
  return spans.reduce((total, span) => total + span.to - span.from, 0);
}

/** The stretches in which nothing ran, if they would squeeze everything else. */
function longGaps(entries: readonly Entry[], start: number, end: number): Span[] {
  if (end - start < GAP_MIN_MS) return [];
  const busy = entries
    .flatMap((entry) => {
      const until = entry.waitedFrom ?? entry.end ?? end;
      const ran = { from: entry.start, to: until };
      return entry.waitedFrom !== null && entry.end !== null ? [ran, { from: entry.end, to: entry.end }] : [ran];
    })
    .sort((a, b) => a.from - b.from);
  const gaps: Span[] = [];
  let reached = start;
  for (const span of busy) {
    if (span.from - reached > GAP_MIN_MS) gaps.push({ from: reached, to: span.from });
    reached = Math.max(reached, span.to);
  }
  if (end - reached > GAP_MIN_MS) gaps.push({ from: reached, to: end });
  const ran = end - start - sum(gaps);
  return gaps.filter((gap) => gap.to - gap.from > 3 * ran).slice(0, FOLDS_MAX);
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

function ticksOf(start: number, linear: number, perMs: number, gaps: readonly Span[]): Tick[] {
  const step = ROUND_MS.find((round) => linear / round <= 5) ?? linear;
  const first = gaps[0] ? gaps[0].from - start : linear;
  const ticks: Tick[] = [];
  for (let ms = 0; ms <= Math.min(linear, first) * 1.0001; ms += step) ticks.push({ at: ms * perMs, ms });
  return ticks;
}
