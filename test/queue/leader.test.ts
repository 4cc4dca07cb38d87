import { expect, onTestFinished, test } from 'vitest';
import { createLeader } from '../../server/queue/leader.ts';
import { fakeClock } from './_fake-clock.ts';
import { openGround, quietLog } from './_ground.ts';

/** Servers that want the same duty; `at` is who does it just now. */
async function servers(count: number) {
  const { store } = await openGround();
  const clock = fakeClock('2030-01-01T00:00:00.000Z');
  const busy = new Set<number>();
  const cutOff = new Set<number>();
  const all = Array.from({ length: count }, (_, index) => {
    const duties: typeof store.duties = {
      ...store.duties,
      async hold(...asked) {
        if (cutOff.has(index)) throw new Error('The database does not answer.');
        return store.duties.hold(...asked);
      },
    };
    const duty = {
      start: () => void busy.add(index),
      stop: async () => void busy.delete(index),
    };
    const log = { ...quietLog, info: () => {}, warn: () => {} };
    const leader = createLeader({ duties, clock, log }, { owner: `server ${index}`, holdMs: 9_000 }, duty);
    onTestFinished(() => leader.stop());
    return leader;
  });
  return { all, clock, cutOff, at: () => [...busy] };
}

test('one of several has the duty, and the next takes it when it is given up', async () => {
  const { all, clock, at } = await servers(3);
  for (const leader of all) leader.start();
  await clock.advance(20_000);
  const [first] = at();
  expect(at()).toHaveLength(1);
  await all[first!]!.stop();
  expect(at()).toEqual([]);
  await clock.advance(3_000);
  expect(at()).toHaveLength(1);
  expect(at()).not.toEqual([first]);
});

test('one that cannot say that it still has it stops before another takes it', async () => {
  const { all, clock, cutOff, at } = await servers(2);
  all[0]!.start();
  await clock.advance(1_000);
  all[1]!.start();
  await clock.advance(1_000);
  expect(at()).toEqual([0]);
  cutOff.add(0);
  const seen: number[][] = [];
  for (let second = 0; second < 20; second++) {
    await clock.advance(1_000);
    seen.push(at());
  }
  expect(seen.every((busy) => busy.length < 2)).toBe(true);
  expect(seen.at(-1)).toEqual([1]);
  cutOff.delete(0);
  await clock.advance(10_000);
  expect(at()).toEqual([1]);
});
