import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StreamFrame } from '../../client/feed/event-stream.ts';
import type { Refusal } from '../../client/feed/feed-state.ts';
import { ALIVE_MS, createStreamHub, type FromHub } from '../../client/feed/stream-hub.ts';

type Open = {
  readonly from: ReadonlyMap<string, number>;
  readonly reached: Map<string, number>;
  readonly take: (frames: readonly StreamFrame[]) => void;
  readonly failed: (refusal: Refusal | null) => void;
  open: boolean;
};

/** A server with a log for each execution, in front of a hub; time that is moved. */
function createWorld() {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  const logs = new Map<string, number>();
  const streams: Open[] = [];

  const frame = (event: string, data: object, id = ''): StreamFrame => ({ event, data: JSON.stringify(data), id });
  /** What a stream has not been sent yet, in pieces as connections bring them. */
  function flow(stream: Open): void {
    for (const [executionId, reached] of stream.reached) {
      const frames: StreamFrame[] = [];
      for (let seq = reached + 1; seq <= (logs.get(executionId) ?? 0); seq += 1) {
        stream.reached.set(executionId, seq);
        frames.push(frame('log', { executionId, seq }, [...stream.reached.values()].join(',')));
      }
      frames.push(frame('status', { executionId, lastSeq: logs.get(executionId) ?? 0 }));
      if (stream.open) stream.take(frames);
    }
  }
  const current = () => streams.filter((stream) => stream.open);
  const hub = createStreamHub({
    open(from, take, failed) {
      const stream: Open = { from, reached: new Map(from), take, failed, open: true };
      streams.push(stream);
      timers.push({ at: now, callback: () => stream.open && flow(stream) });
      return {
        close() {
          stream.open = false;
        },
      };
    },
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  });

  return {
    streams,
    current,
    write(executionId: string, rows = 1): void {
      logs.set(executionId, (logs.get(executionId) ?? 0) + rows);
      for (const stream of current()) flow(stream);
    },
    fail(refusal: Refusal | null = null): void {
      for (const stream of current()) {
        stream.open = false;
        stream.failed(refusal);
      }
    },
    pass(ms: number): void {
      const until = now + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        now = Math.max(now, due.at);
        timers = timers.filter((timer) => timer !== due);
        due.callback();
      }
      now = until;
    },
    page() {
      const seen = new Map<number, { rows: number[]; failed: Refusal | null | undefined }>();
      const say = hub.connect((message: FromHub) => {
        if (message === 'ready') return;
        const watch = seen.get(message.key);
        if (!watch) throw new Error(`nobody asked for ${message.key}`);
        if ('failed' in message) watch.failed = message.failed;
        else {
          for (const { event, data } of message.frames) if (event === 'log') watch.rows.push(JSON.parse(data).seq);
        }
      });
      return {
        open(key: number, executionId: string, after = 0) {
          const watch = { rows: [] as number[], failed: undefined as Refusal | null | undefined };
          seen.set(key, watch);
          say({ open: key, executionId, after });
          return watch;
        },
        close: (key: number) => say({ close: key }),
        alive: () => say('alive'),
      };
    },
  };
}

const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, index) => from + index);

test('pages of one execution and of others share one stream; each gets its own rows (1, 2)', () => {
  const world = createWorld();
  world.write('a', 5);
  const [first, second] = [world.page(), world.page()];
  const one = first.open(1, 'a');
  const other = second.open(1, 'b', 0);
  world.pass(100);
  world.write('b', 2);
  world.write('a', 1);
  expect(world.streams).toHaveLength(1);
  const late = second.open(2, 'a', 3);
  world.pass(100);
  expect(world.current().map(({ from }) => Object.fromEntries(from))).toEqual([{ a: 3, b: 2 }]);
  world.write('a', 2);
  expect(one.rows).toEqual(upTo(8));
  expect(late.rows).toEqual(upTo(8, 4));
  expect(other.rows).toEqual([1, 2]);
});

test('a stream that fails is told to all, with the reason, and not opened until somebody asks (3)', () => {
  const world = createWorld();
  const [first, second] = [world.page(), world.page()];
  const watches = [first.open(1, 'a'), second.open(1, 'b')];
  world.pass(100);
  world.fail({ status: 429, retryAfter: 9 });
  expect(watches.map(({ failed }) => failed)).toEqual([
    { status: 429, retryAfter: 9 },
    { status: 429, retryAfter: 9 },
  ]);
  world.pass(60_000);
  expect(world.streams).toHaveLength(1);
  world.write('a', 3);
  const again = first.open(2, 'a', 1);
  world.pass(100);
  expect(again.rows).toEqual([2, 3]);
});

test('the stream ends with the last who watches, and what nobody watches is left out', () => {
  const world = createWorld();
  const page = world.page();
  page.open(1, 'a');
  page.open(2, 'b');
  world.pass(100);
  page.close(1);
  world.pass(10_000);
  expect(world.current().map(({ from }) => [...from.keys()])).toEqual([['b']]);
  page.close(2);
  expect(world.current()).toEqual([]);
  world.pass(60_000);
  expect(world.current()).toEqual([]);
});

test('a page that went away without a word is forgotten (4)', () => {
  const world = createWorld();
  const [gone, there] = [world.page(), world.page()];
  gone.open(1, 'a');
  there.open(1, 'b');
  for (let beats = 0; beats < 6; beats += 1) {
    world.pass(ALIVE_MS);
    there.alive();
  }
  there.open(2, 'c');
  world.pass(100);
  expect(world.current().map(({ from }) => [...from.keys()])).toEqual([['b', 'c']]);
});

test('more than the server takes at once are refused, the others go on', () => {
  const world = createWorld();
  const page = world.page();
  const watches = upTo(52).map((key) => page.open(key, `e${key}`));
  world.pass(100);
  expect(watches.filter(({ failed }) => failed?.status === 429)).toHaveLength(2);
  world.write('e1');
  expect(watches[0]?.rows).toEqual([1]);
});

test('who comes with a lower cursor while the stream goes on gets the rows between, too (2)', () => {
  const world = createWorld();
  const page = world.page();
  page.open(0, 'a');
  world.pass(20);
  world.write('a');
  const late = page.open(1, 'a', 0);
  world.write('a');
  world.pass(20);
  expect(late.rows).toEqual([1, 2]);
});

test('whoever comes and goes, nobody misses a row or gets one twice (2)', () => {
  const execution = fc.constantFrom('a', 'b', 'c');
  const step = fc.oneof(
    fc.record({ open: execution, page: fc.nat(2), back: fc.nat(4) }),
    fc.record({ close: fc.nat(30) }),
    fc.record({ write: execution, rows: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ pass: fc.integer({ min: 0, max: 5_000 }) }),
    fc.record({ fail: fc.constant(true) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      const world = createWorld();
      const pages = [world.page(), world.page(), world.page()];
      const written = new Map<string, number>();
      const watches: { page: number; of: string; after: number; rows: number[]; failed: unknown; open: boolean }[] = [];
      for (const each of steps) {
        if ('open' in each) {
          const after = Math.max(0, (written.get(each.open) ?? 0) - each.back);
          const watch = pages[each.page]!.open(watches.length, each.open, after);
          watches.push(Object.assign(watch, { page: each.page, of: each.open, after, open: true }));
        } else if ('close' in each) {
          const watch = watches[each.close];
          if (watch) pages[watch.page]!.close(each.close);
          if (watch) watch.open = false;
        } else if ('write' in each) {
          written.set(each.write, (written.get(each.write) ?? 0) + each.rows);
          world.write(each.write, each.rows);
        } else if ('pass' in each) world.pass(each.pass);
        else world.fail();
        expect(world.current().length).toBeLessThanOrEqual(1);
      }
      world.pass(10_000);
      for (const { of, after, rows, failed, open } of watches) {
        expect(rows).toEqual(upTo(after + rows.length, after + 1));
        if (open && failed === undefined) expect(after + rows.length).toBe(Math.max(after, written.get(of) ?? 0));
      }
    }),
    { numRuns: 500 },
  );
});
