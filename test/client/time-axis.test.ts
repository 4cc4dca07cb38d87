import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyModel, takeRows } from '../../client/feed/execution-model.ts';
import { pausesUntil } from '../../client/feed/pauses.ts';
import { timeAxis } from '../../client/run/time-axis.ts';
import { logs, row, START } from './_rows.ts';

const HOUR = 3_600_000;
const at = (ms: number) => new Date(START + ms).toISOString();

test('places keep the order of time, between 0 and 1', () => {
  const moments = fc.array(fc.integer({ min: -1_000, max: 10 * HOUR }), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(logs, moments, fc.boolean(), (rows, times, running) => {
      const model = emptyModel();
      takeRows(model, rows);
      const axis = timeAxis(
        pausesUntil(model.pauses, START + Math.max(...times)),
        START,
        START + Math.max(...times),
        running,
      );
      const places = times.sort((a, b) => a - b).map((ms) => axis.place(START + ms));
      for (const [index, place] of places.entries()) {
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(1);
        if (index > 0) expect(place).toBeGreaterThanOrEqual(places[index - 1]! - 1e-9);
      }
    }),
  );
});

test('while it runs the axis stands still until it is full', () => {
  const model = emptyModel();
  takeRows(model, [row(1, 'a', { status: 'running', timestamp: at(0) })]);
  const early = timeAxis(model.pauses.long, START, START + 1_100, true);
  const later = timeAxis(model.pauses.long, START, START + 1_900, true);
  expect(early.place(START + 1_000)).toBe(later.place(START + 1_000));
  expect(early.place(START + 1_000)).toBeCloseTo(0.5);
});

test('a finished execution fills its axis', () => {
  const model = emptyModel();
  takeRows(model, [row(1, 'a', { status: 'completed', timestamp: at(500), duration: 500 })]);
  const axis = timeAxis(model.pauses.long, START, START + 500, false);
  expect([axis.place(START), axis.place(START + 500)]).toEqual([0, 1]);
  expect(axis.ticks.map(({ ms }) => ms)).toEqual([0, 100, 200, 300, 400, 500]);
});

test('two hours of waiting are folded, and what ran stays visible', () => {
  const model = emptyModel();
  takeRows(model, [
    row(1, 'a', { status: 'completed', timestamp: at(1_000), duration: 1_000 }),
    row(2, 'b', { status: 'waiting', timestamp: at(1_000) }),
    row(3, 'b', { status: 'completed', timestamp: at(2 * HOUR), duration: 1 }),
    row(4, 'c', { status: 'completed', timestamp: at(2 * HOUR + 1_000), duration: 1_000 }),
  ]);
  const axis = timeAxis(model.pauses.long, START, START + 2 * HOUR + 1_000, false);
  expect(axis.folds).toHaveLength(1);
  expect(axis.folds[0]!.ms).toBe(2 * HOUR - 1_001);
  expect(axis.place(START + 1_000) - axis.place(START)).toBeCloseTo(0.45);
  expect(axis.place(START + 2 * HOUR + 1_000) - axis.place(START + 2 * HOUR)).toBeCloseTo(0.45);
});
