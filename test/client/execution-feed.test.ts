import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POLL_MS } from '../../client/feed/feed.ts';
import { SILENCE_MS } from '../../client/feed/follow.ts';
import { fold } from '../../db/execution-state.ts';
import { logs, row } from './_rows.ts';
import { createWorld, type Network } from './_world.ts';

const some = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => row(from + index, `n${from + index}`, { status: 'completed' }));

test('shows stored rows, then live ones, to the end; then nothing is left running (1)', async () => {
  const world = createWorld();
  world.log.push(...some(3));
  const feed = world.follow();
  await world.settle();
  expect(feed.state.connection).toBe('live');
  expect(feed.state.model.view.lastSeq).toBe(3);
  await world.append(...some(2, 4));
  expect(feed.state.model.view.lastSeq).toBe(5);
  await world.finish();
  expect(feed.state).toMatchObject({ connection: 'ended', status: { status: 'completed' }, summary: { done: true } });
  expect(world.live()).toEqual([]);
  expect(world.timers()).toBe(0);
});

test('a cut stream is opened again after the last row (2)', async () => {
  const world = createWorld();
  const feed = world.follow();
  await world.append(...some(4));
  await world.setNetwork('down');
  expect(feed.state.connection).toBe('connecting');
  world.log.push(...some(3, 5));
  await world.setNetwork('up');
  await world.pass(1_000);
  expect(world.streams.map((stream) => stream.after)).toEqual([0, 4]);
  expect(feed.state.model.view.lastSeq).toBe(7);
  expect(world.seen).toEqual(['live', 'connecting', 'live']);
});

test('silence of two heartbeats is a broken stream; heartbeats are no silence (3)', async () => {
  const world = createWorld();
  const feed = world.follow();
  await world.append(...some(1));
  for (let beats = 0; beats < 5; beats += 1) {
    await world.pass(15_000);
    world.heartbeat();
  }
  expect(world.streams).toHaveLength(1);
  await world.setNetwork('mute');
  await world.append(...some(2, 2));
  await world.pass(SILENCE_MS + 100);
  expect(feed.state).toMatchObject({ connection: 'polling', noStream: 'mute', model: { view: { lastSeq: 3 } } });
  await world.setNetwork('up');
  await world.append(...some(1, 4));
  await world.pass(40_000);
  expect(feed.state).toMatchObject({ connection: 'live', noStream: null, model: { view: { lastSeq: 4 } } });
});

test('a stream that stays mute is not trusted: polls go on beside it, and say nothing when nothing changed (3)', async () => {
  const world = createWorld();
  await world.setNetwork('mute');
  const feed = world.follow();
  await world.append(...some(2));
  await world.pass(4_000);
  expect(feed.state).toMatchObject({ connection: 'polling', model: { view: { lastSeq: 2 } } });
  const before = world.polls.length;
  await world.pass(3 * POLL_MS);
  expect(world.polls.slice(before).filter(({ answer }) => answer === 'same').length).toBeGreaterThanOrEqual(2);
  expect(world.live()).toHaveLength(1);
  await world.setNetwork('up');
  await world.append(...some(1, 3));
  expect(feed.state).toMatchObject({ connection: 'live', model: { view: { lastSeq: 3 } } });
  const polled = world.polls.length;
  await world.pass(2 * POLL_MS);
  expect(world.polls.length - polled).toBe(0);
});

test('polls bring the end where there is no stream', async () => {
  const world = createWorld();
  await world.setNetwork('mute');
  const feed = world.follow();
  world.log.push(...some(250));
  await world.finish('failed');
  await world.pass(POLL_MS);
  expect(feed.state).toMatchObject({
    connection: 'ended',
    status: { status: 'failed' },
    model: { view: { lastSeq: 250 } },
  });
  expect(world.timers()).toBe(0);
});

test('says offline while nothing answers, and comes back by itself', async () => {
  const world = createWorld();
  const feed = world.follow();
  await world.append(...some(1));
  await world.setNetwork('down');
  await world.pass(1_000);
  expect(feed.state.connection).toBe('offline');
  await world.pass(60_000);
  expect(feed.state.connection).toBe('offline');
  await world.setNetwork('up');
  world.log.push(...some(1, 2));
  await world.pass(POLL_MS);
  expect(feed.state).toMatchObject({ connection: 'live', model: { view: { lastSeq: 2 } } });
});

test('a hidden page has no stream, asks for no rows, and goes on by its cursor (4)', async () => {
  const world = createWorld();
  const feed = world.follow();
  await world.append(...some(2));
  await world.setHidden(true);
  expect(world.live()).toEqual([]);
  const before = world.polls.length;
  await world.append(...some(2, 3));
  await world.pass(2 * POLL_MS);
  expect(world.polls.slice(before).every(({ after }) => after === 'none')).toBe(true);
  expect(feed.state).toMatchObject({ connection: 'hidden', status: { lastSeq: 4 }, model: { view: { lastSeq: 2 } } });
  await world.setHidden(false);
  expect(world.streams.at(-1)?.after).toBe(2);
  expect(feed.state).toMatchObject({ connection: 'live', model: { view: { lastSeq: 4 } } });
});

test('an execution that ended while hidden is whole once it is looked at', async () => {
  const world = createWorld();
  const feed = world.follow();
  await world.append(...some(2));
  await world.setHidden(true);
  await world.append(...some(1, 3));
  await world.finish();
  await world.pass(POLL_MS);
  expect(feed.state).toMatchObject({ connection: 'hidden', status: { status: 'completed' } });
  expect(world.timers()).toBe(0);
  await world.setHidden(false);
  expect(feed.state).toMatchObject({ connection: 'ended', model: { view: { lastSeq: 3 } } });
});

test('what is not there is gone, and is not asked for again', async () => {
  const world = createWorld();
  await world.setNetwork('missing');
  const feed = world.follow();
  await world.pass(60_000);
  expect(feed.state).toMatchObject({ connection: 'gone', problem: { status: 404 } });
  expect(world.polls.length).toBeLessThanOrEqual(2);
  expect(world.timers()).toBe(0);
});

test('a machine that slept is connected anew at once, and nothing of the night is missing (6)', async () => {
  const world = createWorld();
  const feed = world.follow();
  await world.append(...some(2));
  await world.sleep(8 * 3_600_000);
  world.log.push(...some(3, 3));
  expect(feed.state.connection, 'nobody can know yet').toBe('live');
  await world.pass(0);
  expect(world.streams.map(({ after, open }) => [after, open])).toEqual([
    [0, false],
    [2, true],
  ]);
  expect(feed.state).toMatchObject({ connection: 'live', model: { view: { lastSeq: 5 } } });
});

test('another network is another connection', async () => {
  const world = createWorld();
  const feed = world.follow();
  await world.append(...some(2));
  world.log.push(...some(1, 3));
  await world.changeNetwork();
  expect(world.live()).toHaveLength(1);
  expect(feed.state).toMatchObject({ connection: 'live', model: { view: { lastSeq: 3 } } });
});

test('a stream that is refused is left alone for a while, the poll says all there is', async () => {
  const world = createWorld();
  await world.setNetwork('full');
  const feed = world.follow();
  await world.append(...some(2));
  await world.pass(20_000);
  expect(world.streams).toHaveLength(1);
  await world.append(...some(1, 3));
  await world.pass(POLL_MS);
  expect(feed.state).toMatchObject({ connection: 'polling', noStream: 'refused', model: { view: { lastSeq: 3 } } });
  await world.setNetwork('up');
  await world.pass(30_000);
  expect(world.streams).toHaveLength(2);
  expect(feed.state).toMatchObject({ connection: 'live', noStream: null });
});

test('says since when nothing answers', async () => {
  const world = createWorld();
  const feed = world.follow();
  await world.append(...some(1));
  const heardAt = feed.state.heardAt;
  await world.pass(2_000);
  await world.setNetwork('down');
  await world.pass(60_000);
  expect(feed.state).toMatchObject({ connection: 'offline', offlineSince: heardAt });
  await world.setNetwork('up');
  await world.pass(POLL_MS);
  expect(feed.state).toMatchObject({ connection: 'live', offlineSince: null });
});

test('closing ends everything', async () => {
  const world = createWorld();
  const feed = world.follow();
  await world.append(...some(1));
  feed.close();
  expect(world.live()).toEqual([]);
  await world.pass(120_000);
  expect(world.timers()).toBe(0);
  expect(world.streams).toHaveLength(1);
});

test('an end that comes before rows that were swallowed waits for them', async () => {
  const world = createWorld();
  const feed = world.follow();
  await world.pass(10);
  await world.setNetwork('mute');
  await world.append(...some(1));
  await world.setNetwork('up');
  await world.finish();
  await world.pass(1_000);
  expect(feed.state).toMatchObject({ connection: 'ended', model: { view: { lastSeq: 1 } } });
});

test('whatever the network does, every row is there in the end, once (1, 2)', async () => {
  const step = fc.oneof(
    fc.record({ network: fc.constantFrom<Network>('up', 'down', 'mute', 'full') }),
    fc.record({ rows: fc.integer({ min: 1, max: 7 }) }),
    fc.record({ pass: fc.integer({ min: 50, max: 40_000 }) }),
    fc.record({ hidden: fc.boolean() }),
    fc.record({ sleep: fc.integer({ min: 1_000, max: 10_000_000 }) }),
    fc.record({ changed: fc.constant(true) }),
  );
  await fc.assert(
    fc.asyncProperty(logs, fc.array(step, { maxLength: 25 }), async (rows, steps) => {
      const world = createWorld();
      const feed = world.follow();
      let written = 0;
      const write = (count: number) => {
        const next = rows.slice(written, written + count);
        written += next.length;
        return world.append(...next);
      };
      for (const each of steps) {
        if ('network' in each) await world.setNetwork(each.network);
        else if ('rows' in each) await write(each.rows);
        else if ('pass' in each) await world.pass(each.pass);
        else if ('sleep' in each) await world.sleep(each.sleep);
        else if ('changed' in each) await world.changeNetwork();
        else await world.setHidden(each.hidden);
        expect(world.live().length).toBeLessThanOrEqual(1);
      }
      await world.setNetwork('up');
      await world.setHidden(false);
      await write(rows.length);
      await world.finish();
      await world.pass(120_000);
      expect(feed.state.connection).toBe('ended');
      expect(feed.state.model.view).toEqual(fold(rows));
      expect(world.timers()).toBe(0);
    }),
    { numRuns: 1_000 },
  );
});
