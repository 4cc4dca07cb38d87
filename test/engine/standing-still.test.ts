/** What comes of calls when the process stands still: a machine sleeps, wakes, and its executions go on. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import type { Clock, Stood } from '../../server/engine/deps.ts';
import { createHost } from '../../server/engine/host.ts';
import { NodeFailure } from '../../server/engine/node.ts';
import { openTempStore } from '../_setup.ts';
import { begin, engineOn, runToEnd } from './_engine.ts';
import { done, line, typesWith } from './_types.ts';

let store: Store;
beforeEach(async () => {
  ({ store } = await openTempStore());
});

/** The engine's fast clock, of a process that stands still when it is told so. */
function sleepy(clock: Clock) {
  let stood: Stood = { ms: 0, until: Number.NEGATIVE_INFINITY };
  let jumped = 0;
  const elapsed = () => clock.elapsed() + jumped;
  return {
    clock: { ...clock, elapsed, stood: () => stood } satisfies Clock,
    sleep(ms: number) {
      jumped += ms;
      stood = { ms: stood.ms + ms, until: elapsed() };
    },
  };
}

const lost = () => new NodeFailure('unreachable', 'The connection was lost.', { transient: true });
const rows = async (id: string) => {
  const all = await store.logs.read(id, 0, 1_000);
  return all.filter(({ nodeId }) => nodeId === 'n1').map(({ status, attempt }) => `${status} ${attempt}`);
};

/** Runs a trigger and a node `work`; answers the rows of that node, and the execution. */
async function run(
  work: (sleep: (ms: number) => void, attempt: number) => Promise<ReturnType<typeof done>>,
  config: Record<string, number | string> = {},
  more: object = {},
  on: Store = store,
) {
  let sleep: (ms: number) => void = () => {};
  const types = typesWith({ work: ({ attempt }) => work(sleep, attempt) }, more);
  const { deps } = engineOn(on, types);
  const { clock, ...rest } = sleepy(deps.clock);
  sleep = rest.sleep;
  const { id } = await begin(store, line(['trigger'], ['work', config]));
  await runToEnd(store, createHost({ ...deps, clock }, { owner: 'h', leaseMs: 3_600_000 }), id);
  return { rows: await rows(id), execution: await store.executions.head('default', id), id };
}

describe('an attempt', () => {
  it('whose time was over while the process stood still has that time again', async () => {
    let after = () => {};
    const answered = new Promise<void>((resolve) => {
      after = resolve;
    });
    const types = typesWith({ work: () => answered.then(() => done(1)) });
    const { deps } = engineOn(store, types);
    const { clock, sleep } = sleepy(deps.clock);
    const timers: { ms: number; callback: () => void }[] = [];
    const held: Clock = {
      ...clock,
      after(ms, callback) {
        timers.push({ ms, callback });
        return () => {};
      },
    };
    const { id } = await begin(store, line(['trigger'], ['work', { timeoutMs: 30_000, retries: 0 }]));
    const running = createHost({ ...deps, clock: held }, { owner: 'h', leaseMs: 3_600_000 }).runLeased(id);
    await expect.poll(() => timers.map(({ ms }) => ms)).toEqual([30_000]);
    sleep(36_000);
    timers[0]!.callback();
    expect(timers.map(({ ms }) => ms)).toEqual([30_000, 30_000]);
    sleep(10_000);
    timers[1]!.callback();
    expect(timers.map(({ ms }) => ms)).toEqual([30_000, 30_000, 10_000]);
    after();
    expect(await running.done).toBe('finished');
    expect(await rows(id)).toEqual(['running 1', 'completed 1']);
    expect((await store.executions.head('default', id))?.status).toBe('completed');
  });

  it('that a sleep broke is made again, as often as that happens, and uses up no retry', async () => {
    const work = async (sleep: (ms: number) => void, attempt: number) => {
      if (attempt > 6) return done('at last');
      sleep(3_600_000);
      throw lost();
    };
    const found = await run(work, { retries: 0 });
    expect(found.execution?.status).toBe('completed');
    expect(found.rows).toHaveLength(14);
    const told = (await store.logs.read(found.id, 0, 100)).find(({ status }) => status === 'retrying');
    expect(told?.error).toBe(
      'The connection was lost. Meanwhile, or shortly before, the server stood still (its machine slept): this try does not count.',
    );
    expect(JSON.parse(told!.result!)).toMatchObject({ released: true });
  });

  it('that fails long after a sleep counts', async () => {
    const work = async (sleep: (ms: number) => void, attempt: number) => {
      if (attempt === 1) sleep(60_000);
      throw lost();
    };
    const { rows: told, execution } = await run(work, { retries: 1 });
    expect(execution?.status).toBe('failed');
    // those within half a minute of waking are free, by a clock that is 200 times as fast
    expect(told.length).toBeGreaterThan(4);
    expect(told.at(-1)).toMatch(/^error/);
  }, 30_000);

  it.each([
    [
      'the other side answered',
      new NodeFailure('s', 'Status 503', { transient: true, extras: { statusCode: 503 } }),
      {},
    ],
    ['it is not to be repeated after a crash', lost(), { onInterrupted: () => 'fail', repeatable: () => false }],
    ['trying again cannot help', new NodeFailure('bad', 'No.'), {}],
  ])('fails as ever when %s', async (_, failure, more) => {
    const work = async (sleep: (ms: number) => void) => {
      sleep(60_000);
      throw failure;
    };
    const { rows: told, execution } = await run(work, { retries: 0 }, more);
    expect(told).toEqual(['running 1', 'error 1']);
    expect(execution?.status).toBe('failed');
  });

  it('of a call that certainly did nothing is made again whatever follows a crash', async () => {
    const work = async (sleep: (ms: number) => void, attempt: number) => {
      if (attempt > 1) return done(1);
      sleep(60_000);
      throw new NodeFailure('dns', 'No network.', { transient: true, noEffect: true });
    };
    const more = { onInterrupted: () => 'fail', repeatable: () => false };
    expect((await run(work, { retries: 0 }, more)).rows).toEqual([
      'running 1',
      'retrying 1',
      'running 2',
      'completed 2',
    ]);
  });
});

it('what an execution may be active for leaves out the time in which the process stood still', async () => {
  const written: number[] = [];
  const leases: Store['leases'] = {
    ...store.leases,
    commit(unit) {
      written.push(unit.activeMs);
      return store.leases.commit(unit);
    },
  };
  const work = async (sleep: (ms: number) => void) => {
    sleep(10 * 3_600_000);
    return done(1);
  };
  const { execution } = await run(work, {}, {}, { ...store, leases });
  expect(execution?.status).toBe('completed');
  expect(written.at(-1)).toBeLessThan(5 * 3_600_000);
});
