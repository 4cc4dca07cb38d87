/** What Prefect was given, once there is no Prefect any more. */
import { expect, it, vi } from 'vitest';
import { createTakeBack } from '../../server/queue/take-back.ts';
import { openTempStore } from '../_setup.ts';
import { at, claim, pending, workflow } from '../contract/_given.ts';
import { fakeClock } from './_fake-clock.ts';

it('runs here what nobody advances, and what a worker leaves later', async () => {
  const { store } = await openTempStore();
  const id = await workflow(store);
  const [left, held] = [await pending(store, id), await pending(store, id)];
  for (const each of [left, held]) await store.queue.give(each, at(1));
  await claim(store, held, 'worker', 2);
  const clock = fakeClock(at(10));
  const look = vi.fn();
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const duty = createTakeBack({ queue: store.queue, look, clock, log });
  duty.start();
  const due = async () =>
    (await store.leases.due(new Date(clock.now()).toISOString(), 10)).map((each) => each.executionId);
  await vi.waitFor(() => expect(look).toHaveBeenCalledOnce(), 10_000);
  expect(await due()).toEqual([left]);
  await clock.advance(60_000);
  await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(2), 10_000);
  expect((await due()).sort()).toEqual([left, held].sort());
  await duty.stop();
  await clock.advance(60_000);
  expect(log.info).toHaveBeenCalledTimes(2);
  expect(log.warn).not.toHaveBeenCalled();
});
