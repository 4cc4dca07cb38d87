import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyModel, takeRows } from '../../client/feed/execution-model.ts';
import { LONG_MS, type Pause, pausesUntil } from '../../client/feed/pauses.ts';
import type { LogRow } from '../../db/model.ts';
import { logs, row, START } from './_rows.ts';

const HOUR = 3_600_000;
const at = (ms: number) => new Date(START + ms).toISOString();

/** Plainly: from each row to the next, was anything running? */
function reference(rows: readonly LogRow[], end: number): Pause[] {
  const running = new Set<string>();
  const found: Pause[] = [];
  let since: number | null = null;
  const rest = (to: number) => {
    if (since !== null && running.size === 0 && to - since > LONG_MS) found.push({ from: since, to });
  };
  for (const { nodeId, status, timestamp } of rows) {
    const now = Date.parse(timestamp);
    rest(now);
    since = now;
    if (status === 'running') running.add(nodeId);
    else running.delete(nodeId);
  }
  rest(end);
  return found;
}

test('pauses are the long stretches in which no attempt runs', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 61, maxLength: 61 });
  fc.assert(
    fc.property(logs, steps, (rows, waits) => {
      let now = 0;
      const timed = rows.map((each, index) => {
        now += waits[index]!;
        return { ...each, timestamp: at(now), duration: each.duration === null ? null : 0 } as LogRow;
      });
      const end = START + now + waits[60]!;
      const model = emptyModel();
      takeRows(model, timed);
      expect(pausesUntil(model.pauses, end)).toEqual(reference(timed, end));
    }),
    { numRuns: 500 },
  );
});

test('work that is told only when it has ended is no pause', () => {
  const model = emptyModel();
  takeRows(model, [
    row(1, 'a', { status: 'completed', timestamp: at(0), duration: 0 }),
    row(2, 'b', { status: 'completed', timestamp: at(HOUR), duration: HOUR }),
  ]);
  expect(pausesUntil(model.pauses, START + HOUR)).toEqual([]);
});

test('while nothing runs the pause goes on', () => {
  const model = emptyModel();
  takeRows(model, [row(1, 'a', { status: 'waiting', timestamp: at(0) })]);
  expect(pausesUntil(model.pauses, START + LONG_MS)).toEqual([]);
  expect(pausesUntil(model.pauses, START + HOUR)).toEqual([{ from: START, to: START + HOUR }]);
});
