import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExecutionRow, PageOf } from '../../client/api.ts';
import { mergedPage } from '../../client/components/execution-page.ts';
import { queryOf } from '../../client/lists/execution-query.ts';
import { doToMany } from '../../client/lists/many.ts';
import { createSelection } from '../../client/lists/selection.ts';

const PAGE = 5;
const idOf = (number: number) => String(number).padStart(3, '0');
const row = (number: number) =>
  ({ executionId: idOf(number), createdAt: idOf(number), status: 'completed' }) as unknown as ExecutionRow;

/** What the server would answer when executions up to `newest` exist. */
function page(newest: number, below = newest + 1): PageOf<ExecutionRow> {
  const numbers = Array.from({ length: newest }, (_, index) => newest - index).filter((number) => number < below);
  const items = numbers.slice(0, PAGE).map(row);
  return { items, next: numbers.length > PAGE ? String(items.at(-1)?.executionId) : null };
}

test('however executions come in while one pages, the list is whole: newest first, none missing, none twice', () => {
  const steps = fc.array(fc.oneof(fc.nat({ max: 9 }), fc.constant('older' as const)), { maxLength: 30 });
  fc.assert(
    fc.property(steps, (given) => {
      let newest = 8;
      let list = page(newest);
      for (const step of given) {
        if (step === 'older') {
          if (list.next === null) continue;
          const more = page(newest, Number(list.next));
          list = { items: [...list.items, ...more.items], next: more.next };
        } else {
          newest += step;
          list = mergedPage(page(newest), list, {});
        }
        const ids = list.items.map(({ executionId }) => Number(executionId));
        expect(ids).toEqual(ids.map((_, index) => newest - index));
        expect(list.next === null).toBe(ids.at(-1) === 1);
      }
    }),
  );
});

test('the address says what is shown; what means nothing is left out', () => {
  const now = Date.parse('2026-01-02T12:00:00.000Z');
  expect(queryOf({}, now)).toEqual({});
  expect(queryOf({ status: 'failed,nonsense', trigger: 'moon', time: 'soon' }, now)).toEqual({ status: ['failed'] });
  expect(queryOf({ time: '24h', workflow: 'w', trigger: 'api' }, now)).toEqual({
    from: '2026-01-01T12:00:00.000Z',
    workflowId: 'w',
    trigger: 'api',
  });
  const between = { time: 'between', from: '2026-01-01T00:00:00Z', to: 'x' };
  expect(queryOf(between, now)).toEqual({ from: '2026-01-01T00:00:00.000Z', to: undefined });
});

test('a deed done to many says what was refused, each reason once', async () => {
  const counts: number[] = [];
  const deed = async (id: string) => {
    if (id.startsWith('x')) throw `"${id}" is over`;
  };
  const { done, refusals } = await doToMany(['a', 'x1', 'b', 'x2', 'c'], deed, (count) => counts.push(count));
  expect(done).toBe(3);
  expect(refusals).toEqual([{ reason: '"…" is over', executionIds: ['x1', 'x2'] }]);
  expect(counts).toEqual([1, 2, 3, 4, 5]);
});

test('a selection goes through to another row, and forgets those that are gone', () => {
  let ids = ['a', 'b', 'c', 'd'];
  const selection = createSelection(() => ids);
  selection.toggle('d', false);
  selection.toggle('b', true);
  expect(['a', 'b', 'c', 'd'].map(selection.has)).toEqual([false, true, true, true]);
  selection.toggle('c', false);
  expect(selection.has('c')).toBe(false);
  ids = ['a'];
  expect(createSelection(() => ids).chosen()).toEqual([]);
});
