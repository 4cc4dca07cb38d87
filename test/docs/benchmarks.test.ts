import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { documentFile, documentOf, readPublished } from '../../bench/document.ts';
import { goalsOf } from '../../bench/goals.ts';

test('the page of the benchmarks is what its JSON says', () => {
  expect(existsSync(documentFile)).toBe(true);
  expect(readFileSync(documentFile, 'utf8')).toBe(documentOf(readPublished()));
});

test('a goal is reached only when the figure says so', () => {
  const spread = (median: number) => ({ median, min: median, max: median, runs: 3 });
  const startup = { coldStartMs: spread(299), firstStartMs: spread(1), idleMb: spread(80), idleCpuPercent: spread(0) };
  expect(goalsOf({ startup }).map(({ isReached }) => isReached)).toEqual([true, false]);
  expect(goalsOf({ parallel: { ms: 104, callMs: 101 } })).toMatchObject([{ measured: '3.0 ms', isReached: true }]);
  expect(goalsOf({})).toEqual([]);
});
