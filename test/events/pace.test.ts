import { nextTick } from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createPace } from '../../server/events/pace.ts';

/** Something to do that takes so many parts of a millisecond each. */
type Work = { readonly name: string; left: number };

function busy(): void {
  const until = performance.now() + 1;
  while (performance.now() < until);
}

function openPace() {
  const done: string[] = [];
  const through: string[] = [];
  const pace = createPace<Work>((work, goesOn) => {
    done.push(work.name);
    while (work.left > 0) {
      work.left -= 1;
      busy();
      if (!goesOn()) return false;
    }
    through.push(work.name);
    return true;
  });
  return { pace, done, through };
}

test('what is asked for in quiet begins before the loop lets anything else in', async () => {
  const { pace, done } = openPace();
  const immediate = turn().then(() => done.push('the loop went on'));
  pace.ask({ name: 'row', left: 0 });
  expect(done, 'not within the commit that asks').toEqual([]);
  await immediate;
  expect(done).toEqual(['row', 'the loop went on']);
});

test('a long round lets the loop go on between its parts, and few do not wait for many', async () => {
  const { pace, done } = openPace();
  pace.ask({ name: 'many', left: 40 });
  pace.ask({ name: 'few', left: 1 });
  let turns = 0;
  while (done.length < 6) {
    await turn();
    turns += 1;
  }
  expect(done.slice(0, 3)).toEqual(['many', 'few', 'many']);
  expect(turns, 'turns of the loop while parts were done').toBeGreaterThanOrEqual(4);
  pace.close();
});

test('what is asked for while a round is left off has a round of its own', async () => {
  const { pace, through } = openPace();
  const work = { name: 'many', left: 10 };
  pace.ask(work);
  await new Promise<void>((resolve) => nextTick(resolve));
  expect(through, 'left off').toEqual([]);
  pace.ask(work);
  await vi.waitFor(() => expect(through).toEqual(['many', 'many']), { timeout: 15_000 });
});

test('what is asked for in a pause waits for its end, and all of it is one round', async () => {
  const { pace, done } = openPace();
  const work = { name: 'many', left: 30 };
  pace.ask(work);
  await vi.waitFor(() => expect(work.left).toBe(0), { timeout: 15_000 });
  const parts = done.length;
  for (let asked = 0; asked < 5; asked += 1) pace.ask(work);
  await turn();
  await vi.waitFor(() => expect(done.length).toBe(parts + 1), { timeout: 15_000 });
  await turn();
  expect(done.length).toBe(parts + 1);
});

test('nothing is begun after it was closed', async () => {
  const { pace, done } = openPace();
  pace.ask({ name: 'row', left: 0 });
  pace.close();
  await turn();
  await turn();
  expect(done).toEqual([]);
});
