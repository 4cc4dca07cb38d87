import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorkflowRow } from '../../client/api.ts';
import { shownWorkflows, tagCounts, withChange } from '../../client/lists/workflow-filter.ts';

const row = (name: string, more: Partial<WorkflowRow> = {}): WorkflowRow => ({
  ...{ id: name, organizationId: 'default', name, tags: [], revision: 1, published: 1, nodeCount: 2 },
  ...{ createdAt: '2026-01-01', updatedAt: '2026-01-01', lastExecution: null, recent: [], nextRunAt: null },
  ...more,
});
const names = (rows: readonly WorkflowRow[]) => rows.map(({ name }) => name);
const rows = [
  row('Order 10', { tags: ['shop'], updatedAt: '2026-01-03', nextRunAt: '2026-02-02' }),
  row('order 9', { tags: ['shop', 'daily'], updatedAt: '2026-01-02' }),
  row('Émail', { tags: ['daily'], nextRunAt: '2026-02-01' }),
];
const shown = (search = '', tags: string[] = [], sorting: 'changed' | 'name' | 'ran' | 'next' = 'changed') =>
  names(shownWorkflows(rows, { search, tags, sorting }, 'en'));

test('finds by every word of a search, in names and tags, and by all the tags', () => {
  expect(shown('ORDER')).toEqual(['Order 10', 'order 9']);
  expect(shown('order dai')).toEqual(['order 9']);
  expect(shown('', ['shop', 'daily'])).toEqual(['order 9']);
  expect(shown('nothing')).toEqual([]);
});

test('orders as asked: numbers as numbers, what has no time last', () => {
  expect(shown()).toEqual(['Order 10', 'order 9', 'Émail']);
  expect(shown('', [], 'name')).toEqual(['Émail', 'order 9', 'Order 10']);
  expect(shown('', [], 'next')).toEqual(['Émail', 'Order 10', 'order 9']);
});

test('counts tags, most used first', () => {
  expect(tagCounts(rows)).toEqual([
    { tag: 'daily', count: 2 },
    { tag: 'shop', count: 2 },
  ]);
});

test('whatever is told in whatever order, the newest twenty are kept with what was told of them last', () => {
  const change = fc.record({
    executionId: fc.integer({ min: 0, max: 40 }).map((number) => String(number).padStart(4, '0')),
    status: fc.constantFrom('pending', 'running', 'completed' as const),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 120 }), (changes) => {
      const end = changes.reduce((before, each) => withChange(before, each, '2026-03-01'), row('w'));
      const ids = end.recent.map(({ executionId }) => executionId);
      expect(ids).toEqual([...new Set(ids)].sort().reverse());
      expect(ids.length).toBeLessThanOrEqual(20);
      expect(end.lastExecution?.executionId).toEqual(ids[0]);
      expect(end.lastExecution?.status).toEqual(end.recent[0]?.status);
      for (const { executionId, status } of end.recent) {
        expect(changes.findLast((each) => each.executionId === executionId)?.status).toBe(status);
      }
    }),
  );
});
