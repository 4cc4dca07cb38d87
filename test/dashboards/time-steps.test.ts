import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offsetsOf } from '../../db/time-zone.ts';
import { betweenOf, DAY, stepsOf, timeOf } from '../../server/dashboards/time-steps.ts';

const zones = ['UTC', 'Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
const range = fc
  .record({
    from: fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }),
    long: fc.integer({ min: 60_000, max: 400 * DAY }),
  })
  .map(({ from, long }) => ({ from, to: from + long }));

test('steps follow one another without gap or overlap, and every time is in the one that it falls into', () => {
  fc.assert(
    fc.property(range, fc.constantFrom(...zones), fc.double({ min: 0, max: 1, noNaN: true }), (between, zone, part) => {
      const { starts, startOf, stepMs } = stepsOf(between, zone);
      expect(starts.length).toBeGreaterThan(0);
      expect(starts[0]).toBeLessThanOrEqual(between.from);
      for (const [index, start] of starts.entries()) {
        expect(startOf(start)).toBe(start);
        const next = starts[index + 1];
        // an hour more or less where the clocks change
        if (next !== undefined) expect(Math.abs(next - start - stepMs)).toBeLessThanOrEqual(3_600_000);
      }
      const time = Math.floor(between.from + part * (between.to - between.from - 1));
      expect(starts).toContain(startOf(time));
      expect(time - startOf(time)).toBeLessThan(stepMs + 3_600_000);
    }),
  );
});

test('what the database tells apart lies in one step', () => {
  fc.assert(
    fc.property(range, fc.constantFrom(...zones), (between, zone) => {
      const { starts, timeDigits, startOf } = stepsOf(between, zone);
      for (const start of starts.slice(1)) {
        const digits = new Date(start).toISOString().slice(0, timeDigits);
        expect(startOf(timeOf(digits))).toBe(start);
      }
    }),
  );
});

test('days begin at midnight where people are, also when the clocks change', () => {
  const between = { from: Date.parse('2026-03-27T12:00:00Z'), to: Date.parse('2026-05-01T12:00:00Z') };
  const { starts } = stepsOf(between, 'Europe/Madrid');
  const hours = starts.map((start) =>
    new Date(start).toLocaleTimeString('en-GB', { timeZone: 'Europe/Madrid', hour: '2-digit', minute: '2-digit' }),
  );
  expect(new Set(hours)).toEqual(new Set(['00:00']));
  expect(starts.slice(0, 4).map((start) => new Date(start).toISOString())).toEqual([
    '2026-03-26T23:00:00.000Z',
    '2026-03-27T23:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
  ]);
});

test('a named range ends now', () => {
  const now = Date.parse('2026-03-29T10:00:00Z');
  expect(betweenOf('7d', now)).toEqual({ from: now - 7 * DAY, to: now });
});

test('clocks are as far ahead of UTC as the runtime says by name, whatever was asked before', () => {
  const name = (zone: string, time: number) =>
    new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
      .formatToParts(time)
      .find(({ type }) => type === 'timeZoneName')
      ?.value.replace('GMT+00:00', 'GMT');
  const named = (ms: number) => {
    const pad = (value: number) => String(Math.floor(value)).padStart(2, '0');
    const size = Math.abs(ms) / 60_000;
    return ms === 0 ? 'GMT' : `GMT${ms < 0 ? '-' : '+'}${pad(size / 60)}:${pad(size % 60)}`;
  };
  const time = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) });
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(time, { minLength: 1, maxLength: 20 }), (zone, times) => {
      const offsetAt = offsetsOf(zone);
      for (const each of times) expect(named(offsetAt(each))).toBe(name(zone, each));
    }),
  );
  // within the day in which they are changed
  const madrid = offsetsOf('Europe/Madrid');
  const change = Date.UTC(2026, 2, 29, 1);
  expect([madrid(change - 1), madrid(change)]).toEqual([3_600_000, 7_200_000]);
});
