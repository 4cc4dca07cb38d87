/**
 * The stretches in which nothing ran (a delay, an approval that took two hours), found while rows come: what a time
 * axis folds away. Pure but for being changed in place.
 */
import type { LogStatus } from '../../db/model.ts';

/** Both ms since 1970. */
export type Pause = { readonly from: number; readonly to: number };

export type Pauses = {
  /** those that have ended and were longer than `LONG_MS`, in order */
  readonly long: Pause[];
  /** attempts that run */
  busy: number;
  /** when the last row was written; null: there is none */
  at: number | null;
};

/** A shorter pause is none. */
export const LONG_MS = 10_000;

export function newPauses(): Pauses {
  return { long: [], busy: 0, at: null };
}

/**
 * Takes in that a row was written `at`, of an attempt whose work began at `began` as far as this row says. Rows come in
 * the order of their times.
 */
export function takeMoment(pauses: Pauses, at: number, began: number, ranBefore: boolean, status: LogStatus): void {
  const since = pauses.at;
  if (pauses.busy === 0 && since !== null && began - since > LONG_MS) pauses.long.push({ from: since, to: began });
  pauses.busy += (status === 'running' ? 1 : 0) - (ranBefore ? 1 : 0);
  pauses.at = Math.max(since ?? at, at);
}

/** The long pauses up to `end`, with one that still goes on. */
export function pausesUntil({ long, busy, at }: Pauses, end: number): readonly Pause[] {
  return busy === 0 && at !== null && end - at > LONG_MS ? [...long, { from: at, to: end }] : long;
}
