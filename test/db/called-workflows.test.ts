import { expect, test } from 'vitest';
import { createCalledWorkflows } from '../../db/called-workflows.ts';
import type { Workflow } from '../../db/model.ts';

const workflow = (published: number): Workflow => ({
  ...{ id: 'w', organizationId: 'default', name: 'w', tags: [], nodeCount: 0, createdAt: '', updatedAt: '' },
  ...{ revision: published, published, document: { nodes: [], connections: [], settings: {} } },
});

function opened() {
  const time = { now: 0 };
  const called = createCalledWorkflows(() => time.now);
  let looks = 0;
  const find = async (stored: Workflow | null, digest = 'd') =>
    (
      await called.find('w', digest, async () => {
        looks += 1;
        return stored;
      })
    )?.published ?? null;
  return { time, called, find, looks: () => looks };
}

test('is looked up once a second, and anew after a change', async () => {
  const { time, called, find, looks } = opened();
  expect([await find(workflow(1)), await find(workflow(2)), looks()]).toEqual([1, 1, 1]);
  called.forget('w');
  expect([await find(workflow(2)), looks()]).toEqual([2, 2]);
  time.now += 1_000;
  expect([await find(workflow(3)), looks()]).toEqual([3, 3]);
});

test('keeps no other token, and nothing that was not found', async () => {
  const { find, looks } = opened();
  expect([await find(null), await find(workflow(1)), await find(null, 'another'), looks()]).toEqual([null, 1, null, 3]);
});

test('keeps nothing of a look that a change overtook', async () => {
  const { called, find } = opened();
  const late = called.find('w', 'd', async () => {
    called.forget('w');
    return workflow(1);
  });
  expect((await late)?.published).toBe(1);
  expect(await find(workflow(2))).toBe(2);
});
