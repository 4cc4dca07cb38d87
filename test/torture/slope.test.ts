import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chance } from './chance.ts';
import { slopeOf } from './slope.ts';

const noisy = (slope: number, seed: number, count = 60) => {
  const random = chance(seed);
  return Array.from({ length: count }, (_, at) => ({ at, value: 1_000 + slope * at + (random() - 0.5) * 40 }));
};

test('of a line it is the line', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000, max: 1_000 }), fc.integer({ min: 10, max: 40 }), (slope, count) => {
      const found = slopeOf(Array.from({ length: count }, (_, at) => ({ at, value: slope * at + 7 })));
      expect([found.from, found.slope, found.to]).toEqual([slope, slope, slope]);
    }),
    { numRuns: 30 },
  );
});

test('what only goes up and down has a slope of nought within its interval, and what grows has not', () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed + 1);
  const still = seeds.filter((seed) => slopeOf(noisy(0, seed)).from <= 0 && slopeOf(noisy(0, seed)).to >= 0);
  expect(still.length).toBeGreaterThan(34);
  expect(seeds.every((seed) => slopeOf(noisy(1, seed)).from > 0)).toBe(true);
});

test('a few odd figures move it little', () => {
  const points = noisy(0, 1).map((point, index) => (index % 20 === 7 ? { ...point, value: 50_000 } : point));
  expect(Math.abs(slopeOf(points).slope)).toBeLessThan(1);
});
