import { expect, test } from 'vitest';
import { growthInProduction, growthWithoutCompilers, type Sample } from './growth.ts';

/** Minutes, executions, kilobytes on the heap: of a server whose V8 compiled nothing, under three times the soak's load. */
// biome-ignore format: a table
const measured = [
  [1.24, 1_801, 23_470], [1.49, 2_155, 23_474], [1.73, 2_507, 23_470], [1.96, 2_876, 23_468], [2.21, 3_238, 23_474],
  [2.46, 3_591, 23_475], [2.71, 3_933, 23_480], [2.97, 4_291, 23_490], [3.23, 4_630, 23_487], [3.46, 5_015, 23_489],
  [3.71, 5_401, 23_488], [3.95, 5_772, 23_487], [4.2, 6_141, 23_480], [4.45, 6_482, 23_487], [4.69, 6_847, 23_489],
  [4.94, 7_221, 23_491], [5.18, 7_613, 23_479], [5.41, 7_936, 23_470], [5.65, 8_300, 23_477], [5.9, 8_631, 23_473],
  [6.11, 9_003, 23_571], [6.33, 9_601, 23_536], [6.55, 10_200, 23_497], [6.77, 10_792, 23_496], [7, 11_386, 23_564],
  [7.21, 11_966, 23_509], [7.43, 12_536, 23_484], [7.65, 13_126, 23_402], [7.89, 13_694, 23_447], [8.13, 14_101, 23_465],
  [8.38, 14_528, 23_477], [8.63, 14_878, 23_474], [8.85, 15_219, 23_538], [9.07, 15_796, 23_521], [9.3, 16_361, 23_445],
  [9.51, 16_955, 23_512], [9.73, 17_531, 23_492], [9.96, 18_104, 23_504], [10.19, 18_684, 23_462], [10.44, 19_249, 23_460],
  [10.71, 19_600, 23_481], [10.96, 19_891, 23_486], [11.27, 20_203, 23_477], [11.55, 20_423, 23_481], [11.8, 20_681, 23_475],
  [12.06, 20_984, 23_506], [12.32, 21_252, 23_478], [12.57, 21_549, 23_491], [12.81, 21_813, 23_497], [13.08, 22_052, 23_493],
  [13.32, 22_426, 23_519], [13.55, 22_897, 23_505], [13.78, 23_443, 23_475], [14, 23_948, 23_567], [14.22, 24_498, 23_570],
] as const;

const still = { rss: 4e8, code: 0, external: 11_313_466, files: 70, listeners: 14, resources: { Timeout: 6 } };

function samples(more: (minutes: number, executions: number) => Partial<Sample> = () => ({}), leak = 0): Sample[] {
  return measured.map(([minutes, executions, kilobytes]) => {
    const held = { ...still, minutes, executions, heap: kilobytes * 1_000 + leak * executions };
    return { ...held, ...more(minutes, executions) };
  });
}

test('what was measured of a server that keeps nothing is no growth', () => {
  expect(growthWithoutCompilers(samples()).violations).toEqual([]);
  expect(growthInProduction(samples()).violations).toEqual([]);
});

test('one slot of a list that is kept of each execution is growth', () => {
  expect(growthWithoutCompilers(samples(undefined, 8)).violations).toEqual([
    expect.stringMatching(/^The heap grows by [789](\.\d+)? \(.*\) bytes an execution\.$/),
  ]);
});

test('a kilobyte that is kept of each execution is growth where V8 compiles, too', () => {
  expect(growthInProduction(samples(undefined, 1_000)).violations).toEqual([
    expect.stringMatching(/^heap without code grows by \d+ a minute/),
  ]);
});

test('a listener, a file, a timer, memory beside the heap: each that is kept is growth', () => {
  const kept: [string, (minutes: number) => Partial<Sample>][] = [
    ['listeners of the process', (minutes) => ({ listeners: 14 + Math.floor(minutes) })],
    ['open files', (minutes) => ({ files: 70 + Math.floor(minutes) })],
    ['handles and timers', (minutes) => ({ resources: { Timeout: 6 + Math.floor(minutes) } })],
    ['memory beside the heap', (minutes) => ({ external: 11e6 + minutes * 40_000 })],
  ];
  for (const [what, more] of kept)
    for (const judge of [growthInProduction, growthWithoutCompilers])
      expect(judge(samples(more)).violations, what).toEqual([expect.stringContaining(what)]);
  const more = (minutes: number) => ({ rss: 4e8 + minutes * 5e7 });
  expect(growthInProduction(samples(more)).violations).toEqual([expect.stringContaining('Resident memory')]);
});
