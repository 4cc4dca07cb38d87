import { expect, test } from 'vitest';
import { bytes, duration, offset, relative, stopwatch, tick } from '../../client/format.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

test.each([
  [0.4, '<1 ms'],
  [612.4, '612 ms'],
  [2_140, '2.1 s'],
  [59_970, '1 m 0 s'],
  [3 * minute + 12 * second, '3 m 12 s'],
  [2 * hour + 5 * minute, '2 h 5 m'],
  [76 * hour, '3 d 4 h'],
])('%d ms last %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test.each([
  [0, '0:00.0'],
  [4_260, '0:04.2'],
  [12 * minute + 31_900, '12:31'],
  [hour + 4 * minute + 5 * second, '1:04:05'],
])('a stopwatch at %d ms shows %s', (ms, text) => {
  expect(stopwatch(ms)).toBe(text);
});

test.each([
  [618, '00.618'],
  [62_300, '01:02.300'],
  [2 * hour + 62_300, '2:01:02.300'],
])('%d ms after the start is %s', (ms, text) => {
  expect(offset(ms)).toBe(text);
});

test('marks, sizes and ages are short', () => {
  expect([0, 200, 1_500, 2 * minute, 3 * hour].map(tick)).toEqual(['0', '200 ms', '1.5 s', '2 m', '3 h']);
  expect([512, 4_100, 52_000, 5_200_000].map(bytes)).toEqual(['512 B', '4.1 kB', '52 kB', '5.2 MB']);
  const now = Date.parse('2026-10-05T08:00:00.000Z');
  expect(relative('2026-10-05T07:59:48.000Z', now, 'en-GB')).toBe('12 sec ago');
  expect(relative('2026-10-04T07:59:48.000Z', now, 'en')).toBe('yesterday');
  expect(relative('2026-10-05T07:59:48.000Z', now, 'es')).toBe('hace 12 s');
  expect(relative('2026-08-01T00:00:00.000Z', now, 'en-GB')).toMatch(/2026/);
});
