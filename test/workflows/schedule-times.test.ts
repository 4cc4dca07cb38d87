import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTick } from '../../server/workflows/schedule-times.ts';

const dueAfter = (config: object, time: string): string | null => {
  const next = nextTick({ triggerType: 'scheduled', ...config }, Date.parse(time));
  return next === null ? null : new Date(next).toISOString();
};

describe('cron', () => {
  test.each([
    [{ cron: '0 9 * * *' }, '2026-03-01T08:59:59.999Z', '2026-03-01T09:00:00.000Z'],
    [{ cron: '0 9 * * *' }, '2026-03-01T09:00:00.000Z', '2026-03-02T09:00:00.000Z'],
    [{ cron: '*/10 * * * * *' }, '2026-03-01T00:00:01.500Z', '2026-03-01T00:00:10.000Z'],
    [{ cron: '0 9 * * 1-5' }, '2026-02-27T10:00:00.000Z', '2026-03-02T09:00:00.000Z'],
    [{ cron: '0 0 29 2 *' }, '2026-03-01T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    [{ cron: '0 9 * * *', timezone: 'Asia/Kolkata' }, '2026-03-01T00:00:00.000Z', '2026-03-01T03:30:00.000Z'],
  ])('%j after %s is due at %s', (config, time, due) => {
    expect(dueAfter(config, time)).toBe(due);
  });

  test('keeps to the wall clock where it changes', () => {
    const config = { cron: '0 9 * * *', timezone: 'Europe/Madrid' };
    expect(dueAfter(config, '2026-03-28T12:00:00Z')).toBe('2026-03-29T07:00:00.000Z');
    expect(dueAfter(config, '2026-03-27T12:00:00Z')).toBe('2026-03-28T08:00:00.000Z');
    expect(dueAfter(config, '2026-10-24T12:00:00Z')).toBe('2026-10-25T08:00:00.000Z');
  });

  test('in UTC, where no time zone is looked up, is as in any other zone', () => {
    const times = fc.integer({ min: 0, max: 4e12 }).map((at) => new Date(at).toISOString());
    const crons = fc.constantFrom('0 9 * * *', '*/7 2-5 * * 1-5', '30 0 31 * *', '0 0 29 2 *', '*/20 * * * * *');
    fc.assert(
      fc.property(crons, times, (cron, at) => {
        expect(dueAfter({ cron, timezone: 'UTC' }, at)).toBe(dueAfter({ cron, timezone: 'Etc/UTC' }, at));
      }),
      { numRuns: 60 },
    );
  });

  test('is due once on the day when an hour comes twice, and once when it is left out', () => {
    const config = { cron: '30 2 * * *', timezone: 'Europe/Madrid' };
    const days = (from: string, to: string) => {
      const due: string[] = [];
      for (let at = dueAfter(config, from); at !== null && at < to; at = dueAfter(config, at)) due.push(at);
      return due;
    };
    expect(days('2026-10-24T12:00:00.000Z', '2026-10-26T12:00:00.000Z')).toHaveLength(2);
    expect(days('2026-03-28T12:00:00.000Z', '2026-03-30T12:00:00.000Z')).toHaveLength(2);
  });
});

describe('everySeconds', () => {
  test('counts from 1970, so that every server agrees', () => {
    expect(dueAfter({ everySeconds: 90 }, '1970-01-01T00:00:00.000Z')).toBe('1970-01-01T00:01:30.000Z');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31_536_000 }), fc.integer({ min: 0, max: 4e12 }), (everySeconds, at) => {
        const next = nextTick({ triggerType: 'scheduled', everySeconds }, at)!;
        expect(next % (everySeconds * 1000)).toBe(0);
        expect(next).toBeGreaterThan(at);
        expect(next - at).toBeLessThanOrEqual(everySeconds * 1000);
      }),
    );
  });
});

describe('nothing is due', () => {
  test.each([
    [{ triggerType: 'manual', cron: '0 9 * * *' }],
    [{}],
    [{ cron: 'not a schedule' }],
    [{ cron: '0 9 * * *', timezone: 'Mars/Olympus' }],
    [{ cron: '0 0 30 2 *' }],
    [{ everySeconds: -5 }],
  ])('of %j', (config) => {
    expect(dueAfter(config, '2026-03-01T00:00:00Z')).toBeNull();
  });
});
