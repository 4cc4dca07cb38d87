import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import type { Due, Store } from '../../db/store.ts';
import { blank, openGround, openPool, stubHost } from './_ground.ts';

const settled = () => setTimeout(50);

test('runs no more executions at once than its concurrency (invariant 1)', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run }, { concurrency: 3 });
  pool.start();
  for (let i = 0; i < 8; i++) await pool.offer(await ground.execution(`e${i}`));
  await vi.waitFor(() => expect(host.active.size).toBe(3));
  await settled();
  expect(pool.load()).toEqual({ running: 3, queued: 5, concurrency: 3 });
  for (let i = 0; i < 8; i++) await host.end(`e${i}`);
  expect(host.most()).toBe(3);
  expect(host.started).toEqual(['e0', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7']);
});

test('creates and begins at once while a slot is free, and keeps to its concurrency', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, ...host }, { concurrency: 2 });
  const due = (executionId: string) => ({ executionId, workflowId: 'w', priority: 0, concurrency: null });
  const begin = (id: string, concurrency: number | null = null) =>
    pool.create({ ...blank, id, createdAt: new Date().toISOString() }, { ...due(id), concurrency });
  expect(await begin('early'), 'it has not started').toBe(false);
  pool.start();
  expect(await begin('limited', 5), 'its workflow has a limit').toBe(false);
  expect(await Promise.all([begin('e0'), begin('e1'), begin('e2')]), 'there are two slots').toEqual([
    true,
    true,
    false,
  ]);
  expect(await store.leases.holding('e0')).toMatchObject({ status: 'running', epoch: 1, owner: 'test' });
  expect([...host.active].sort()).toEqual(['e0', 'e1']);
  for (let i = 2; i < 5; i++) await pool.offer(await ground.execution(`e${i}`));
  await host.end('e0');
  await vi.waitFor(() => expect(host.active).toContain('e2'));
  await host.end('e1');
  await vi.waitFor(() => expect([...host.active]).toEqual(['e2', 'e3']));
  await host.end('e2');
  await vi.waitFor(() => expect([...host.active]).toEqual(['e3', 'e4']));
  for (const id of ['e3', 'e4']) await host.end(id);
  expect(host.most()).toBe(2);
  expect(await begin('e4'), 'one is there').toBe(false);
});

test('gives the lease of what was being created up when it stops', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const pool = openPool({ leases: store.leases, ...stubHost(store) });
  pool.start();
  const begun = pool.create(
    { ...blank, id: 'e', createdAt: new Date().toISOString() },
    { executionId: 'e', workflowId: 'w', priority: 0, concurrency: null },
  );
  await pool.stop(0);
  expect(await begun).toBe(true);
  expect(await store.leases.holding('e')).toMatchObject({ status: 'running', owner: null });
});

test('does not ask the database for what it was offered while there is room', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store, { auto: true });
  const due = vi.fn(store.leases.due);
  const pool = openPool({ leases: { ...store.leases, due }, run: host.run });
  pool.start();
  await vi.waitFor(() => expect(due).toHaveBeenCalledTimes(1));
  for (let i = 0; i < 50; i++) await pool.offer(await ground.execution(`e${i}`));
  await vi.waitFor(() => expect(host.started).toHaveLength(50));
  expect(due).toHaveBeenCalledTimes(1);
});

test('keeps to the limit of a workflow, and others go past it (invariant 2)', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w', { concurrency: 2 });
  await ground.workflow('free');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run }, { concurrency: 8 });
  pool.start();
  for (let i = 0; i < 6; i++) await pool.offer(await ground.execution(`e${i}`, { concurrency: 2 }));
  await pool.offer(await ground.execution('f', { workflowId: 'free' }));
  await vi.waitFor(() => expect([...host.active].sort()).toEqual(['e0', 'e1', 'f']));
  await settled();
  expect(host.active.size).toBe(3);
  for (let i = 0; i < 6; i++) {
    await host.end(`e${i}`);
    await vi.waitFor(() => expect(host.active.size).toBe(Math.min(3, 6 - i)));
  }
  expect(host.most()).toBe(3);
});

test('a person goes before a schedule, whether in memory or in the database', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run }, { concurrency: 1 });
  const early = await ground.execution('schedule-in-database');
  await ground.execution('person-in-database', { priority: 10 });
  pool.start();
  await vi.waitFor(() => expect(host.started).toEqual(['person-in-database']));
  await pool.offer(early);
  await pool.offer(await ground.execution('schedule'));
  await pool.offer(await ground.execution('person', { priority: 10 }));
  for (const id of ['person-in-database', 'person', 'schedule-in-database', 'schedule']) await host.end(id);
  expect(host.started).toEqual(['person-in-database', 'person', 'schedule-in-database', 'schedule']);
});

test('a person finds room when memory is full of what schedules began', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run }, { concurrency: 1 });
  pool.start();
  const all: Due[] = [];
  for (let i = 0; i < 400; i++) all.push(await ground.execution(`s${String(i).padStart(3, '0')}`));
  for (const due of all) await pool.offer(due);
  expect(pool.load().queued).toBeLessThanOrEqual(256);
  await pool.offer(await ground.execution('person', { priority: 10 }));
  await host.end('s000');
  await host.end('person');
  await host.end('s001');
  expect(host.started.slice(0, 3)).toEqual(['s000', 'person', 's001']);
});

test('what does not fit into memory is run from the database, each once and in order (invariants 3 and 4)', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store, { auto: true });
  const pool = openPool({ leases: store.leases, run: host.run }, { concurrency: 4 });
  const ids = Array.from({ length: 1_500 }, (_, i) => `e${String(i).padStart(4, '0')}`);
  const createdAt = new Date().toISOString();
  const all = await Promise.all(ids.map((id) => ground.execution(id, { createdAt })));
  pool.start();
  for (const due of all) await pool.offer(due);
  expect(pool.load().queued).toBeLessThanOrEqual(256);
  await vi.waitFor(() => expect(host.started).toHaveLength(1_500), 10_000);
  expect([...host.started].sort()).toEqual(ids);
  // Four at once may overtake each other by a little, never by a page.
  host.started.forEach((id, at) => {
    expect(Math.abs(Number(id.slice(1)) - at)).toBeLessThan(200);
  });
});

test('finds what nobody told it of: new, waiting whose time has come, given back (invariant 5)', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run }, { sweepMs: 100 });
  pool.start();
  await settled();
  await ground.execution('new');
  await host.end('new', { kind: 'waiting', wakeAt: new Date(Date.now() + 150).toISOString(), signalsSeen: 0 });
  await host.end('new', { kind: 'released' });
  await host.end('new');
  expect(host.started).toEqual(['new', 'new', 'new']);
});

test('wakes a waiting execution when its time has come, long before the sweep', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run }, { sweepMs: 60_000 });
  pool.start();
  await pool.offer(await ground.execution('e'));
  const wakeAt = Date.now() + 200;
  await host.end('e', { kind: 'waiting', wakeAt: new Date(wakeAt).toISOString(), signalsSeen: 0 });
  await vi.waitFor(() => expect(host.active.size).toBe(1), 2_000);
  expect(Date.now()).toBeGreaterThanOrEqual(wakeAt);
  await host.end('e');
});

test('does not ask all the time while what is due has no room', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w', { concurrency: 1 });
  const host = stubHost(store);
  let asked = 0;
  const leases: Store['leases'] = {
    ...store.leases,
    due(...args) {
      asked += 1;
      return store.leases.due(...args);
    },
  };
  const pool = openPool({ leases, run: host.run });
  pool.start();
  await pool.offer(await ground.execution('waits', { concurrency: 1 }));
  const wakeAt = new Date(Date.now() + 100).toISOString();
  await host.end('waits', { kind: 'waiting', wakeAt, signalsSeen: 0 });
  await pool.offer(await ground.execution('runs', { concurrency: 1 }));
  await vi.waitFor(() => expect(host.active).toEqual(new Set(['runs'])));
  await setTimeout(1_000);
  const before = asked;
  await setTimeout(1_000);
  expect(asked).toBe(before);
  await host.end('runs');
  await host.end('waits');
  expect(host.started).toEqual(['waits', 'runs', 'waits']);
});

test('a signal goes to the execution that runs here, and claims the one that waits', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run });
  pool.start();
  await pool.offer(await ground.execution('e'));
  await vi.waitFor(() => expect(host.active.size).toBe(1));
  pool.wake('e');
  expect(host.poked).toEqual(['e']);
  await host.end('e', { kind: 'waiting', wakeAt: null, signalsSeen: 0 });
  await vi.waitFor(() => expect(pool.load().running).toBe(0));
  const createdAt = new Date().toISOString();
  await store.signals.send({ executionId: 'e', kind: 'resume', nodeId: 'start', payload: '{}', createdAt });
  pool.wake('e');
  await host.end('e');
  expect(host.started).toEqual(['e', 'e']);
});

test('a signal that comes while an execution goes to sleep is not lost', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run });
  pool.start();
  await pool.offer(await ground.execution('e'));
  await vi.waitFor(() => expect(host.active.size).toBe(1));
  const createdAt = new Date().toISOString();
  const sleeping = host.end('e', { kind: 'waiting', wakeAt: null, signalsSeen: 0 });
  await store.signals.send({ executionId: 'e', kind: 'resume', nodeId: 'start', payload: '{}', createdAt });
  pool.wake('e');
  await sleeping;
  await host.end('e');
  expect(host.started).toEqual(['e', 'e']);
});

test('an execution to be cancelled needs no slot', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run }, { concurrency: 1 });
  pool.start();
  await pool.offer(await ground.execution('long'));
  await pool.offer(await ground.execution('queued'));
  await vi.waitFor(() => expect(host.active.size).toBe(1));
  pool.cancel('queued');
  await host.end('queued');
  await host.end('long');
  await settled();
  expect(host.started).toEqual(['long', 'queued']);
});

test('renews leases, so that nobody else takes an execution that takes long', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const leaseMs = 300;
  const host = stubHost(store, { leaseMs });
  const pool = openPool({ leases: store.leases, run: host.run }, { leaseMs });
  pool.start();
  await pool.offer(await ground.execution('e'));
  await vi.waitFor(() => expect(host.active.size).toBe(1));
  for (const until = Date.now() + 3 * leaseMs; Date.now() < until; ) {
    const now = new Date().toISOString();
    expect(await store.leases.claim('e', 'thief', now, now)).toBeNull();
    await settled();
  }
  await host.end('e');
});

test('stops an execution whose lease somebody else took', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store, { leaseMs: 1 });
  const warn = vi.fn();
  const log = { warn, error: vi.fn() };
  const pool = openPool({ leases: store.leases, run: host.run, log }, { leaseMs: 2_400 });
  pool.start();
  await pool.offer(await ground.execution('e'));
  await vi.waitFor(() => expect(host.active.size).toBe(1));
  await settled();
  const now = new Date().toISOString();
  const later = new Date(Date.now() + 60_000).toISOString();
  expect(await store.leases.claim('e', 'thief', now, later)).toMatchObject({ owner: 'thief' });
  await vi.waitFor(() => expect(host.lost).toEqual(['e']), 2_000);
  await vi.waitFor(() => expect(pool.load().running).toBe(0));
  expect(warn).toHaveBeenCalledWith({ executionId: 'e' }, expect.stringContaining('lost'));
});

test('what ends while leases are renewed is not called lost', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const renewed: string[][] = [];
  const renew: typeof store.leases.renew = async (leases, until) => {
    await Promise.all(leases.map((lease) => host.end(lease.executionId)));
    const lost = await store.leases.renew(leases, until);
    renewed.push(lost);
    return lost;
  };
  const pool = openPool({ leases: { ...store.leases, renew }, run: host.run }, { leaseMs: 300 });
  pool.start();
  await pool.offer(await ground.execution('e'));
  await vi.waitFor(() => expect(renewed).toEqual([['e']]), 2_000);
  await vi.waitFor(() => expect(pool.load().running).toBe(0));
  expect(host.lost).toEqual([]);
});

test('stopping gives leases back and leaves the rest in the database', async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run }, { concurrency: 1 });
  pool.start();
  await pool.offer(await ground.execution('a'));
  await pool.offer(await ground.execution('b'));
  await vi.waitFor(() => expect(host.active.size).toBe(1));
  await pool.stop(1_000);
  expect(pool.load()).toMatchObject({ running: 0, queued: 0 });
  expect(host.started).toEqual(['a']);
  await pool.offer(await ground.execution('c'));
  const left = await store.leases.due(new Date().toISOString(), 10);
  expect(left.map((due) => due.executionId)).toEqual(['a', 'b', 'c']);
});

test('100,000 pending executions cost no memory', { timeout: 60_000 }, async () => {
  const { store, ...ground } = await openGround();
  await ground.workflow('w');
  await ground.workflow('limited', { concurrency: 1 });
  for (let page = 0; page < 100; page++) {
    const ids = Array.from({ length: 1_000 }, (_, i) => `e${String(page * 1_000 + i).padStart(5, '0')}`);
    await Promise.all(ids.map((id, i) => ground.execution(id, { workflowId: i % 2 ? 'w' : 'limited' })));
  }
  const host = stubHost(store);
  const pool = openPool({ leases: store.leases, run: host.run }, { concurrency: 32 });
  const before = heapUsed();
  pool.start();
  await vi.waitFor(() => expect(host.active.size).toBe(32), 5_000);
  for (let round = 0; round < 3; round++) {
    for (const id of [...host.active]) await host.end(id);
    await vi.waitFor(() => expect(host.active.size).toBe(32), 5_000);
  }
  expect(heapUsed() - before).toBeLessThan(4_000_000);
  expect(pool.load().queued).toBeLessThanOrEqual(256);
  expect(host.started.filter((id) => Number(id.slice(1)) % 2 === 0)).toEqual(['e00000', 'e00002', 'e00004', 'e00006']);
});

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
