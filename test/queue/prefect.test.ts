/** What becomes of executions when Prefect forgets, refuses or is away, on a clock that the test moves. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { createPrefectClient, type PrefectClient } from '../../server/prefect/client.ts';
import { createPrefectLink } from '../../server/prefect/link.ts';
import type { Dispatcher } from '../../server/queue/dispatcher.ts';
import { createPrefectQueue, type PrefectFallback } from '../../server/queue/prefect.ts';
import { createReconciler } from '../../server/queue/reconcile.ts';
import { stubPrefect } from '../prefect/_stub.ts';
import { fakeClock } from './_fake-clock.ts';
import { openGround } from './_ground.ts';

const SOON = { timeout: 20_000, interval: 20 };

/** A dispatcher before a pool that takes notes, and a reconciler, on a stub of Prefect. */
async function open(fallback: PrefectFallback = 'local') {
  const { store, workflow, execution } = await openGround();
  const prefect = await stubPrefect();
  const clock = fakeClock(new Date().toISOString());
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const real = {
    now: clock.now,
    after: (ms: number, callback: () => void) => clearing(setTimeout(callback, ms)),
  };
  const client = patient(
    createPrefectClient({ apiUrl: prefect.apiUrl, proof: null }, { clock: real, random: () => 0 }),
  );
  // no caller's patience ends
  const unhurried = { ...systemClock, now: clock.now, after: () => () => {} };
  const link = createPrefectLink({ client, clock, random: () => 0.5, log }, 'test');
  const { queue, leases, changes, signals } = store;
  const gate = createPrefectQueue({ link, queue, leases, changes, clock: unhurried, log }, fallback);
  const here: string[] = [];
  const cancelled: string[] = [];
  const look = vi.fn();
  const pool = {
    offer: async ({ executionId }) => {
      here.push(executionId);
      return { usingPrefect: false };
    },
    wake: look,
    cancel: (id) => void cancelled.push(id),
    stop: async () => {},
  } as Partial<Dispatcher> as Dispatcher;
  const dispatcher = gate.inFrontOf(pool);
  onTestFinished(() => dispatcher.stop(0));
  const reconciler = createReconciler(
    { link, queue, signals, cancel: pool.cancel, look, clock, random: () => 0.5, log },
    { fallback, everyMs: 30_000 },
  );
  onTestFinished(() => reconciler.stop());
  await workflow('w');
  const due = async () => (await gate.due(new Date(clock.now()).toISOString(), 10)).map((each) => each.executionId);
  const keys = () => prefect.runs.map(({ key }) => key);
  return { store, prefect, link, clock, dispatcher, reconciler, execution, here, cancelled, look, due, keys };
}

/** A busy machine is no Prefect that is away: nothing is given up for its slowness. */
function patient(client: PrefectClient): PrefectClient {
  const timeoutMs = 15_000;
  return {
    ...client,
    server: { ...client.server, ready: () => client.server.ready({ timeoutMs }) },
    flowRuns: {
      ...client.flowRuns,
      create: (deploymentId, run) => client.flowRuns.create(deploymentId, run, { timeoutMs }),
    },
  };
}

function clearing(timer: NodeJS.Timeout): () => void {
  return () => clearTimeout(timer);
}

test('what is due is given to Prefect, each once, and nothing is left for the pool here', async () => {
  const { dispatcher, execution, due, keys, here } = await open();
  const [a] = [await execution('a'), await execution('b')];
  const offers = await Promise.all([dispatcher.offer(a), dispatcher.offer(a), due()]);
  expect(offers).toEqual([{ usingPrefect: true }, { usingPrefect: true }, []]);
  expect(await due()).toEqual([]);
  expect(keys().sort()).toEqual(['a:0', 'b:0']);
  expect(here).toEqual([]);
});

test('a Prefect that was made anew is set up anew', async () => {
  const { prefect, dispatcher, execution, keys, here, due } = await open();
  await dispatcher.offer(await execution('a'));
  prefect.reset();
  expect(await dispatcher.offer(await execution('b'))).toEqual({ usingPrefect: false });
  expect(here, 'nobody waits for that').toEqual(['b']);
  expect(await due()).toEqual([]);
  expect(keys()).toEqual(['b:0']);
});

test('a run that was over before anybody claimed its execution is followed by another', async () => {
  const { prefect, store, dispatcher, execution, keys } = await open();
  const due = await execution('a');
  await dispatcher.offer(due);
  const [state] = await store.queue.states(['a'], new Date().toISOString());
  await store.queue.takeBack([{ executionId: 'a', queuedAt: state!.queuedAt! }], new Date().toISOString(), false);
  prefect.runs[0]!.type = 'FAILED';
  expect(await dispatcher.offer(due)).toEqual({ usingPrefect: true });
  expect(keys()).toEqual(['a:0', 'a:1']);
});

test('what Prefect has lost is given anew, once', async () => {
  const { prefect, dispatcher, execution, reconciler, clock, due, keys, look } = await open();
  await dispatcher.offer(await execution('a'));
  reconciler.start();
  prefect.runs.length = 0;
  await clock.advance(19_000);
  expect(look, 'it may be on its way').not.toHaveBeenCalled();
  await clock.advance(40_000);
  await vi.waitFor(() => expect(look).toHaveBeenCalled(), SOON);
  expect(await due()).toEqual([]);
  expect(keys()).toEqual(['a:1']);
});

test('a run cancelled there cancels here; one that nobody advances goes on; one that has ended here ends there', async () => {
  const { prefect, store, dispatcher, execution, reconciler, clock, cancelled } = await open();
  for (const id of ['cancelled', 'stuck', 'ended']) await dispatcher.offer(await execution(id));
  const run = (name: string) => prefect.runs.find((each) => each.name === name)!;
  run('cancelled').type = 'CANCELLED';
  run('stuck').type = 'RUNNING';
  const at = new Date().toISOString();
  const lease = await store.leases.claim('ended', 'me', at, at);
  const rest = { nodeCount: 1, counts: { completed: 0, failed: 0, skipped: 0 }, activeMs: 1, currentNodeId: null };
  const end = {
    kind: 'finished',
    status: 'failed',
    completedAt: at,
    error: 'no',
    nodeResults: '{}',
    finalOutput: null,
  } as const;
  await store.leases.commit({ ...lease!, now: at, rows: [], lastSeq: 0, ...rest, end });
  reconciler.start();
  await clock.advance(100_000);
  await vi.waitFor(() => expect(run('ended').type).toBe('FAILED'), SOON);
  await vi.waitFor(() => expect(cancelled).toContain('cancelled'), SOON);
  await vi.waitFor(() => expect(run('stuck').type).toBe('SCHEDULED'), SOON);
  expect((await store.signals.list('cancelled')).map(({ kind }) => kind)).toEqual(['cancel']);
});

test('while Prefect is away for long, what it had is for the pool here, unless it is to wait', async () => {
  for (const fallback of ['local', 'wait'] as const) {
    const { prefect, dispatcher, execution, reconciler, clock, due, look } = await open(fallback);
    await dispatcher.offer(await execution('a'));
    reconciler.start();
    prefect.there = false;
    await clock.advance(6_000);
    expect(await due()).toEqual([]);
    for (let n = 0; n < 12; n++) {
      await clock.advance(5_000);
      await due();
    }
    if (fallback === 'local') await vi.waitFor(() => expect(look).toHaveBeenCalled(), SOON);
    expect(await due()).toEqual(fallback === 'local' ? ['a'] : []);
    prefect.there = true;
    await clock.advance(20_000);
    await vi.waitFor(async () => expect(await due()).toEqual([]), SOON);
  }
});
