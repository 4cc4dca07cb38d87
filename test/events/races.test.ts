/** What falls between reading and hearing: hints that are lost, late or partial, answers that are old when they come. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Store } from '../../db/store.ts';
import { createFeed } from '../../server/events/feed.ts';
import { completedRows, type Live, openLive } from './_live.ts';
import { type Kept, keep } from './_sink.ts';
import { upTo } from './_viewer.ts';

/** So long that a test would be over before it: what is right only by re-reading does not pass. */
const NEVER = 3_600_000;

async function headOf({ store }: Live, id: string) {
  const head = await store.executions.head('default', id);
  if (!head) throw new Error('there is no such execution');
  return head;
}
const sees = (sink: Kept, count: number) => vi.waitFor(() => expect(sink.seqs()).toEqual(upTo(count)), { interval: 2 });

test('a hint that comes after a lost one brings what was lost', async () => {
  const live = await openLive({ rereadMs: NEVER });
  const script = await live.begin();
  const sink = keep();
  live.feed.follow(await headOf(live, script.id), 0, sink);
  await vi.waitFor(() => expect(sink.frames()).not.toEqual([]));
  live.wakes(false);
  await script.rows(completedRows(3));
  live.wakes(true);
  await script.rows(completedRows(2, 4));
  await sees(sink, 5);
});

test('the end waits for rows whose hints were lost', async () => {
  const live = await openLive({ rereadMs: NEVER });
  const script = await live.begin();
  const sink = keep();
  live.feed.follow(await headOf(live, script.id), 0, sink);
  live.wakes(false);
  await script.rows(completedRows(3));
  live.wakes(true);
  await script.end();
  await vi.waitFor(() => expect(sink.closed).toBe(true));
  expect(sink.frames().map(({ event }) => event)).toEqual(['status', 'log', 'log', 'log', 'status', 'end']);
});

test('what was committed between the look and the watch is seen at once', async () => {
  const live = await openLive({ rereadMs: NEVER });
  const script = await live.begin();
  const before = await headOf(live, script.id);
  await script.rows(completedRows(4));
  const sink = keep();
  live.feed.follow(before, 0, sink);
  await sees(sink, 4);
  sink.end();
});

test('a newcomer tells the others what hints did not', async () => {
  const live = await openLive({ rereadMs: NEVER });
  const script = await live.begin();
  const [first, second, third] = [keep(), keep(), keep()];
  live.feed.follow(await headOf(live, script.id), 0, first);
  await vi.waitFor(() => expect(first.frames()).not.toEqual([]));
  live.wakes(false);
  await script.rows(completedRows(5));
  live.feed.follow(await headOf(live, script.id), 0, second);
  live.feed.follow(await headOf(live, script.id), 3, third);
  await Promise.all([sees(first, 5), sees(second, 5)]);
  await vi.waitFor(() => expect(third.seqs()).toEqual([4, 5]));
  for (const sink of [first, second, third]) sink.end();
});

test('who is ahead of the others gets no row twice', async () => {
  const live = await openLive({ rereadMs: NEVER });
  const script = await live.begin();
  const [behind, ahead] = [keep(), keep()];
  live.feed.follow(await headOf(live, script.id), 0, behind);
  await vi.waitFor(() => expect(behind.frames()).not.toEqual([]));
  live.wakes(false);
  await script.rows(completedRows(5));
  live.feed.follow(await headOf(live, script.id), 4, ahead);
  live.wakes(true);
  await script.rows(completedRows(1, 6));
  await sees(behind, 6);
  await vi.waitFor(() => expect(ahead.seqs()).toEqual([5, 6]));
  for (const sink of [behind, ahead]) sink.end();
});

test('who leaves late takes nothing from who came since', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows(completedRows(3));
  const room = Promise.withResolvers<void>();
  const slow = Object.assign(keep(), { room: () => room.promise });
  const next = keep();
  const head = await headOf(live, script.id);
  live.feed.follow(head, 0, slow);
  await sees(slow, 3);
  slow.end();
  live.feed.follow(head, 0, next);
  await sees(next, 3);
  room.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  await script.rows(completedRows(1, 4));
  await sees(next, 4);
  next.end();
});

test('text that is about to be written is not in the text so far as well', async () => {
  const live = await openLive({ rereadMs: NEVER });
  const script = await live.begin();
  await script.rows([{ nodeId: 'llm', status: 'running' }]);
  const head = await headOf(live, script.id);
  const [first, second] = [keep(), keep()];
  live.feed.follow(head, 1, first);
  live.feed.token(script.id, { nodeId: 'llm', attempt: 1, offset: 0, text: 'Hello ' });
  live.feed.follow(head, 1, second);
  live.feed.token(script.id, { nodeId: 'llm', attempt: 1, offset: 6, text: 'you' });
  const textOf = (sink: Kept) =>
    sink.frames().flatMap(({ event, data }) => (event === 'token' ? [[data.offset, data.text]] : []));
  await vi.waitFor(() => expect([textOf(first), textOf(second)].map(({ length }) => length)).toEqual([2, 2]));
  expect(textOf(first)).toEqual([
    [0, 'Hello '],
    [6, 'you'],
  ]);
  expect(textOf(second)).toEqual(textOf(first));
  for (const sink of [first, second]) sink.end();
});

test('an end that nobody told of is found, however many ended since', async () => {
  const live = await openLive({ dropWakes: true, rereadMs: 20 });
  const script = await live.begin();
  const sink = keep();
  live.feed.followOrganization('default', sink);
  const statusOf = () => sink.frames().findLast(({ data }) => data.executionId === script.id)?.data.status;
  await vi.waitFor(() => expect(statusOf()).toBe('pending'));
  // All of these are newer, so they leave no room for the first in the list of the newest that ended.
  await Promise.all(upTo(101).map(async () => (await live.begin()).end()));
  await script.end();
  await vi.waitFor(() => expect(statusOf()).toBe('completed'));
  sink.end();
});

/** A store whose answers come late, and whose hints come late or not at all. */
function unreliable(store: Store, random: () => number): Store {
  const late =
    <Args extends unknown[], T>(read: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      const value = await read(...args);
      const ms = Math.floor(random() * 6) - 2;
      if (ms >= 0) await new Promise((resolve) => setTimeout(resolve, ms));
      return value;
    };
  return {
    ...store,
    executions: { ...store.executions, head: late(store.executions.head) },
    logs: { ...store.logs, readCapped: late(store.logs.readCapped) },
    tokens: { read: late(store.tokens.read) },
    changes: {
      subscribe: (listener) =>
        store.changes.subscribe((change) => {
          const luck = random();
          if (luck < 0.3) return;
          const partial = luck < 0.5 ? { ...change, rows: change.rows.slice(1) } : change;
          if (luck < 0.7) listener(partial);
          else setTimeout(() => listener(partial), luck * 4);
        }),
    },
  };
}

const step = fc.oneof(
  fc.record({ rows: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ join: fc.integer({ min: 0, max: 12 }), slow: fc.boolean() }),
  fc.record({ leave: fc.nat(8) }),
  fc.record({ pause: fc.integer({ min: 0, max: 3 }) }),
);

test('in whatever order things come, every viewer sees every row once and the end last', async () => {
  const live = await openLive();
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 25 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      async (steps, luck) => {
        const random = () => luck.next().value as number;
        const problems: unknown[] = [];
        const feed = createFeed({
          store: unreliable(live.store, random),
          rereadMs: 20,
          warn: (error) => void problems.push(error),
        });
        const script = await live.begin();
        const viewers: { sink: Kept; after: number; left: boolean }[] = [];
        for (const each of steps) {
          if ('rows' in each) await script.rows(completedRows(each.rows, script.lastSeq() + 1));
          else if ('pause' in each) await new Promise((resolve) => setTimeout(resolve, each.pause));
          else if ('join' in each) {
            const head = await headOf(live, script.id);
            const sink = keep(() => each.slow);
            const after = Math.min(each.join, head.lastSeq);
            feed.follow(head, after, sink);
            viewers.push({ sink, after, left: false });
          } else {
            const viewer = viewers[each.leave];
            if (viewer) viewer.left = true;
            viewer?.sink.end();
          }
        }
        await script.end();
        await vi.waitFor(() => expect(viewers.every(({ sink }) => sink.closed)).toBe(true), {
          timeout: 5_000,
          interval: 2,
        });
        const total = script.lastSeq();
        for (const { sink, after, left } of viewers) {
          const seqs = sink.seqs();
          expect(seqs).toEqual(upTo(total).slice(after, left ? after + seqs.length : total));
          if (!left) expect(sink.frames().at(-1)).toMatchObject({ event: 'end', data: { lastSeq: total } });
        }
        expect(feed.viewers()).toBe(0);
        expect(problems).toEqual([]);
        feed.close();
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});
