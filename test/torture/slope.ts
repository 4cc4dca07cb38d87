/**
 * How fast something grows, from figures that go up and down: the slope of Theil and Sen, the median of the slopes between all
 * pairs, which a few odd figures do not move; with the interval that holds it at 95 % (Sen 1968, by Kendall's tau).
 */
export type Point = { readonly at: number; readonly value: number };
export type Slope = { readonly slope: number; readonly from: number; readonly to: number };

const NORMAL_95 = 1.96;

/** By the unit of `at`. At least ten points, at different times. */
export function slopeOf(points: readonly Point[]): Slope {
  if (points.length < 10) throw new Error(`Expected at least ten figures, got ${points.length}.`);
  const slopes = points
    .flatMap((a, index) => points.slice(index + 1).map((b) => (b.value - a.value) / (b.at - a.at)))
    .sort((a, b) => a - b);
  const n = points.length;
  const spread = NORMAL_95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const lowest = Math.max(0, Math.floor((slopes.length - spread) / 2) - 1);
  const highest = Math.min(slopes.length - 1, Math.ceil((slopes.length + spread) / 2));
  return { slope: median(slopes), from: slopes[lowest]!, to: slopes[highest]! };
}

/** Of figures in order. */
function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
