/** Frames of one origin on one connection: whoever leads, comes or goes, each of them hears its execution. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrames } from './_frames.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('twenty frames share one connection, and those that come later join it', async () => {
  const world = createFrames();
  for (const index of upTo(20)) world.append(`e${index}`, index);
  const frames = upTo(18).map((index) => world.frame(index, `e${index}`));
  await world.pass(200);
  frames.push(...[19, 20].map((index) => world.frame(index, `e${index}`)));
  await world.pass(200);
  for (const frame of frames) expect(frame.seqs).toEqual(upTo(world.length(frame.executionId)));
  expect(world.counts).toMatchObject({ opened: 1, most: 1, alone: 0 });
  frames[4]!.renew();
  frames[0]!.close();
  world.append('e1', 1);
  world.append('e2', 1);
  await world.pass(200);
  expect([frames[0]!.seqs.length, frames[1]!.seqs.length]).toEqual([1, 3]);
  expect(world.counts).toMatchObject({ opened: 1, renewed: 1 });
  for (const index of upTo(20)) world.end(`e${index}`);
  await world.pass(200);
  expect(frames.slice(1).every(({ told }) => told.join() === 'end')).toBe(true);
  expect([world.connections(), world.inboxes()]).toEqual([0, 0]);
});

test('when the leader goes, without a word or because its page is hidden, the next one goes on by the cursors', async () => {
  const world = createFrames();
  const frames = upTo(4).map((index) => world.frame(index, `e${index}`));
  await world.pass(100);
  for (const leave of ['kill', 'hide'] as const) {
    for (const index of upTo(4)) world.append(`e${index}`, 2);
    await world.pass(100);
    frames.shift()![leave]();
    for (const index of upTo(4)) world.append(`e${index}`, 1);
    await world.pass(1_000);
    for (const frame of frames) expect(frame.seqs).toEqual(upTo(world.length(frame.executionId)));
  }
  expect(world.counts).toMatchObject({ opened: 3, most: 1, alone: 0 });
});

test('who hears nothing of its own hears that the connection lives', async () => {
  const world = createFrames();
  const [quiet] = [world.frame(1, 'quiet'), world.frame(2, 'loud')];
  for (let second = 0; second < 40; second += 1) {
    await world.pass(1_000);
    world.append('loud', 1);
  }
  await world.settle();
  expect(quiet?.told.filter((event) => event === 'heartbeat').length).toBeGreaterThanOrEqual(3);
});

test('where nobody takes care in time, a frame opens a stream of its own', async () => {
  const world = createFrames();
  world.freezeLock();
  const frame = world.frame(1, 'e1');
  await world.pass(4_000);
  expect(world.counts.alone).toBe(0);
  await world.pass(4_000);
  expect(world.counts).toMatchObject({ alone: 1, opened: 0 });
  frame.close();
  expect(world.inboxes()).toBe(0);
});

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ append: fc.nat(3), count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ open: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ leave: fc.nat(7), how: fc.constantFrom('kill', 'hide', 'close') }) },
  { weight: 1, arbitrary: fc.record({ renew: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ cut: fc.constant(true) }) },
  { weight: 3, arbitrary: fc.record({ pass: fc.nat(400) }) },
);

test('whatever happens, every frame that stays hears every row once and in order, on one connection', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const world = createFrames();
      const frames: ReturnType<typeof world.frame>[] = [];
      const left = new Set<object>();
      for (const each of steps) {
        if ('append' in each) world.append(`e${each.append}`, each.count);
        else if ('open' in each) frames.push(world.frame(frames.length, `e${each.open}`));
        else if ('pass' in each) await world.pass(each.pass);
        else if ('cut' in each) {
          world.setNetwork('down');
          await world.pass(100);
          world.setNetwork('up');
        } else {
          const frame = frames['leave' in each ? each.leave : each.renew];
          if (!frame || left.has(frame)) continue;
          if ('renew' in each) frame.renew();
          else {
            frame[each.how as 'kill']();
            left.add(frame);
          }
        }
      }
      await world.pass(3_000);
      for (const frame of frames) {
        const all = upTo(world.length(frame.executionId));
        expect(frame.seqs).toEqual(left.has(frame) ? all.slice(0, frame.seqs.length) : all);
      }
      expect(world.counts.most).toBeLessThanOrEqual(1);
      expect(world.counts.alone).toBe(0);
    }),
    { numRuns: 300, endOnFailure: true },
  );
}, 60_000);
