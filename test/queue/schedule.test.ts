import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CodedError } from '../../db/errors.ts';
import type { Store } from '../../db/store.ts';
import { createScheduler, type NextTick, type SchedulerDeps } from '../../server/queue/schedule.ts';
import { type FakeClock, fakeClock } from './_fake-clock.ts';
import { type Ground, openGround, quietLog } from './_ground.ts';

const START = '2030-01-01T00:00:00.000Z';
const MINUTE = 60_000;

/** Every `everySeconds` from the full hour. */
const nextTick: NextTick = ({ everySeconds }, afterMs) => {
  if (typeof everySeconds !== 'number') return null;
  const period = everySeconds * 1_000;
  return (Math.floor(afterMs / period) + 1) * period;
};

async function addScheduled(store: Store, clock: FakeClock, config: Record<string, unknown>) {
  const document = { nodes: [{ id: 'tick', type: 'trigger', label: '', config }], connections: [], settings: {} };
  await store.workflows.create('default', 'w', { name: 'w', tags: [], document }, new Date(clock.now()).toISOString());
}

/** A scheduler that begins real rows; answers the ticks that were begun. */
function openScheduler(ground: Ground, clock: FakeClock, more: Partial<SchedulerDeps> = {}) {
  const { store } = ground;
  const begun: string[] = [];
  const submit: SchedulerDeps['submit'] = async ({ idempotencyKey, triggerNodeId, workflowId, inputs }) => {
    const { created } = await store.executions.create({
      id: randomUUID(),
      organizationId: 'default',
      workflowId,
      workflowRevision: 1,
      triggerType: 'schedule',
      triggerNodeId,
      inputs: JSON.stringify(inputs),
      createdAt: new Date(clock.now()).toISOString(),
      priority: 0,
      nodeCount: 1,
      idempotencyKey,
      idempotencyDigest: 'same',
      retryOf: null,
      parentId: null,
      parentNodeId: null,
      depth: 0,
    });
    if (created) begun.push(idempotencyKey);
  };
  const scheduler = createScheduler({
    ...store,
    submit,
    nextTick,
    clock,
    log: { ...quietLog, warn: vi.fn() },
    ...more,
  });
  onTestFinished(() => scheduler.stop());
  return { scheduler, begun };
}

test('begins one execution for each tick, named by the time it was due', async () => {
  const ground = await openGround();
  const clock = fakeClock(START);
  await addScheduled(ground.store, clock, { everySeconds: 60, overlap: 'allow' });
  const { scheduler, begun } = openScheduler(ground, clock);
  scheduler.start();
  await scheduler.sync('default', 'w');
  await clock.advance(3 * MINUTE + 1);
  expect(begun).toEqual([
    'schedule:tick:2030-01-01T00:01:00.000Z',
    'schedule:tick:2030-01-01T00:02:00.000Z',
    'schedule:tick:2030-01-01T00:03:00.000Z',
  ]);
});

test('skips a tick while the execution of an earlier one runs', async () => {
  const ground = await openGround();
  const clock = fakeClock(START);
  await addScheduled(ground.store, clock, { everySeconds: 60 });
  const { scheduler, begun } = openScheduler(ground, clock);
  scheduler.start();
  await scheduler.sync('default', 'w');
  await clock.advance(3 * MINUTE + 1);
  expect(begun).toEqual(['schedule:tick:2030-01-01T00:01:00.000Z']);
});

test('runs once for all the ticks that were missed, then goes on in time', async () => {
  const ground = await openGround();
  const before = fakeClock(START);
  await addScheduled(ground.store, before, { everySeconds: 60, overlap: 'allow' });
  await openScheduler(ground, before).scheduler.sync('default', 'w');

  const clock = fakeClock('2030-01-01T05:00:30.000Z');
  const { scheduler, begun } = openScheduler(ground, clock);
  scheduler.start();
  await clock.advance(MINUTE);
  expect(begun).toEqual(['schedule:tick:2030-01-01T00:01:00.000Z', 'schedule:tick:2030-01-01T05:01:00.000Z']);
});

test('goes on as the schedule has it when a clock that was ahead is set right, while it runs or between two starts', async () => {
  const ground = await openGround();
  const ahead = fakeClock('2030-01-01T12:00:00.000Z');
  await addScheduled(ground.store, ahead, { everySeconds: 60, overlap: 'allow' });
  await openScheduler(ground, ahead).scheduler.sync('default', 'w');

  const inner = fakeClock(START);
  let setBackMs = 0;
  const clock = { ...inner, now: () => inner.now() - setBackMs };
  const { scheduler, begun } = openScheduler(ground, clock);
  scheduler.start();
  await clock.advance(MINUTE + 1);
  setBackMs = 5 * 60 * MINUTE;
  await clock.advance(2 * MINUTE + 1);
  expect(begun).toEqual([
    'schedule:tick:2030-01-01T00:01:00.000Z',
    'schedule:tick:2029-12-31T19:02:00.000Z',
    'schedule:tick:2029-12-31T19:03:00.000Z',
  ]);
});

test('works out again only what was planned by a clock that showed more, so that no time zone is read at a start', async () => {
  const ground = await openGround();
  const before = fakeClock(START);
  await addScheduled(ground.store, before, { everySeconds: 3_600, overlap: 'allow' });
  await openScheduler(ground, before).scheduler.sync('default', 'w');

  const workOut = vi.fn(nextTick);
  const open = async (clock: FakeClock) => {
    const { scheduler } = openScheduler(ground, clock, { nextTick: workOut });
    scheduler.start();
    await clock.advance(10_000);
    await scheduler.stop();
  };
  await open(fakeClock('2030-01-01T00:20:00.000Z'));
  expect(workOut).not.toHaveBeenCalled();
  await open(fakeClock('2029-12-31T20:20:00.000Z'));
  expect(await ground.store.schedules.nextAt()).toBe('2029-12-31T21:00:00.000Z');
  await open(fakeClock('2029-12-31T20:40:00.000Z'));
  expect(workOut).toHaveBeenCalledTimes(1);
});

test('begins a tick only once, although the process dies before it can note that', async () => {
  const ground = await openGround();
  const clock = fakeClock(START);
  await addScheduled(ground.store, clock, { everySeconds: 60, overlap: 'allow' });
  let dead = true;
  const schedules: SchedulerDeps['schedules'] = {
    ...ground.store.schedules,
    advance: async (...args) => {
      if (dead) throw new Error('killed');
      return ground.store.schedules.advance(...args);
    },
  };
  const error = vi.fn();
  const first = openScheduler(ground, clock, { schedules, log: { warn: vi.fn(), error } });
  first.scheduler.start();
  await first.scheduler.sync('default', 'w');
  await clock.advance(MINUTE + 1);
  expect(first.begun).toHaveLength(1);
  expect(error).toHaveBeenCalled();
  await first.scheduler.stop();

  dead = false;
  const second = openScheduler(ground, clock, { schedules });
  second.scheduler.start();
  await clock.advance(10_000);
  expect(second.begun).toEqual([]);
  await clock.advance(MINUTE);
  expect(second.begun).toEqual(['schedule:tick:2030-01-01T00:02:00.000Z']);
});

test('tries again when storage fails, and passes over what can never begin', async () => {
  const ground = await openGround();
  const clock = fakeClock(START);
  await addScheduled(ground.store, clock, { everySeconds: 60, overlap: 'allow' });
  const answers = [
    new CodedError('storage_unavailable', 'The disk is full.'),
    new CodedError('invalid', 'The inputs do not fit.'),
    null,
  ];
  const tries: string[] = [];
  const submit: SchedulerDeps['submit'] = async ({ idempotencyKey }) => {
    tries.push(idempotencyKey);
    const error = answers.shift();
    if (error) throw error;
  };
  const { scheduler } = openScheduler(ground, clock, { submit, log: { warn: vi.fn(), error: vi.fn() } });
  scheduler.start();
  await scheduler.sync('default', 'w');
  await clock.advance(2 * MINUTE + 1);
  expect(tries).toEqual([
    'schedule:tick:2030-01-01T00:01:00.000Z',
    'schedule:tick:2030-01-01T00:01:00.000Z',
    'schedule:tick:2030-01-01T00:02:00.000Z',
  ]);
});

test('a new schedule is followed at once, and a removed one no more', async () => {
  const ground = await openGround();
  const clock = fakeClock(START);
  await addScheduled(ground.store, clock, { everySeconds: 3_600, overlap: 'allow' });
  const { scheduler, begun } = openScheduler(ground, clock);
  scheduler.start();
  await scheduler.sync('default', 'w');
  await clock.advance(MINUTE);
  expect(begun).toEqual([]);

  const document = {
    nodes: [{ id: 'tick', type: 'trigger', label: '', config: { everySeconds: 10, overlap: 'allow' } }],
    connections: [],
    settings: {},
  };
  const now = new Date(clock.now()).toISOString();
  await ground.store.workflows.update('default', 'w', { name: 'w', tags: [], document }, now);
  await ground.store.workflows.publish('default', 'w', 2, now);
  await scheduler.sync('default', 'w');
  await clock.advance(25_000);
  expect(begun).toEqual(['schedule:tick:2030-01-01T00:01:10.000Z', 'schedule:tick:2030-01-01T00:01:20.000Z']);

  await ground.store.workflows.remove('default', 'w', now);
  await scheduler.sync('default', 'w');
  await clock.advance(MINUTE);
  expect(begun).toHaveLength(2);
});

test('follows what was published by a process that ended before it could see to the schedules', async () => {
  const ground = await openGround();
  const clock = fakeClock(START);
  await addScheduled(ground.store, clock, { everySeconds: 3_600, overlap: 'allow' });
  await openScheduler(ground, clock).scheduler.sync('default', 'w');
  const document = {
    nodes: [{ id: 'other', type: 'trigger', label: '', config: { everySeconds: 10, overlap: 'allow' } }],
    connections: [],
    settings: {},
  };
  const now = new Date(clock.now()).toISOString();
  await ground.store.workflows.update('default', 'w', { name: 'w', tags: [], document }, now);
  await ground.store.workflows.publish('default', 'w', 2, now);

  const { scheduler, begun } = openScheduler(ground, clock);
  scheduler.start();
  await clock.advance(15_000);
  expect(begun).toEqual(['schedule:other:2030-01-01T00:00:10.000Z']);
});

test('two servers on one database begin each tick once', async () => {
  const ground = await openGround();
  const clock = fakeClock(START);
  await addScheduled(ground.store, clock, { everySeconds: 10, overlap: 'allow' });
  const servers = [openScheduler(ground, clock), openScheduler(ground, clock)];
  for (const { scheduler } of servers) scheduler.start();
  await clock.advance(45_000);
  const begun = servers.flatMap((server) => server.begun).sort();
  expect(begun).toEqual(['10', '20', '30', '40'].map((second) => `schedule:tick:2030-01-01T00:00:${second}.000Z`));
});
