import { expect, it } from 'vitest';
import { createStepPace } from '../../db/step-pace.ts';

it('does less after a step that took long, and more after quick ones, within bounds', async () => {
  const pace = createStepPace(() => false);
  const first = pace.size();
  await pace.rest(1_000);
  const less = pace.size();
  expect(less).toBeLessThan(first);
  for (let i = 0; i < 20; i++) await pace.rest(1_000);
  const least = pace.size();
  expect(least).toBeGreaterThan(0);
  for (let i = 0; i < 20; i++) await pace.rest(0);
  expect(pace.size()).toBeGreaterThan(10 * least);
  const most = pace.size();
  await pace.rest(0);
  expect(pace.size()).toBe(most);
});

it('rests as long as the step took while others write, and hardly at all while nobody does', async () => {
  let busy = true;
  const pace = createStepPace(() => busy);
  const began = performance.now();
  await pace.rest(60);
  // timers may be a millisecond early
  expect(performance.now() - began).toBeGreaterThanOrEqual(58);
  busy = false;
  let others = 0;
  const waiting = new Promise<void>((resolve) => setImmediate(() => resolve(void others++)));
  await pace.rest(60_000);
  expect(others, 'others had their turn').toBe(1);
  await waiting;
});
