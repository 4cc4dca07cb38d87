import { expect, it } from 'vitest';
import { at, claimed, commit, ended, pending, workflow } from './_given.ts';
import type { OpenStore } from './store-suite.ts';

export function overviewContract(open: OpenStore): void {
  it('counts what is unfinished and what failed since, up to a bound', async () => {
    const store = await open();
    const id = await workflow(store);
    expect(await store.overview.counts('default', at(0), 10)).toEqual({
      unfinished: { pending: 0, running: 0, waiting: 0 },
      moreUnfinished: false,
      failed: { count: 0, more: false },
    });
    await pending(store, id);
    await pending(store, id);
    await claimed(store, id);
    const waiting = await claimed(store, id);
    await store.leases.commit(commit(waiting, { end: { kind: 'waiting', wakeAt: null, signalsSeen: 0 } }));
    for (const seconds of [1, 5, 6]) await ended(store, id, { createdAt: at(seconds) }, [60, 'failed']);
    await ended(store, id, { createdAt: at(7) });
    expect(await store.overview.counts('default', at(5), 10)).toEqual({
      unfinished: { pending: 2, running: 1, waiting: 1 },
      moreUnfinished: false,
      failed: { count: 2, more: false },
    });
    const bounded = await store.overview.counts('default', at(0), 2);
    expect(bounded).toMatchObject({ moreUnfinished: true, failed: { count: 2, more: true } });
    expect(await store.overview.counts('other', at(0), 10)).toMatchObject({ failed: { count: 0 } });
  });

  it('lists schedules with the execution of their last tick', async () => {
    const store = await open();
    const id = await workflow(store, {}, 'w');
    const schedule = { workflowId: id, nodeId: 'n0', organizationId: 'default', spec: '{"cron":"* * * * *"}' };
    await store.schedules.replace(id, 1, [{ ...schedule, nextAt: at(9), plannedAt: at(1) }]);
    const listed = { workflowId: id, workflowName: 'name of w', nodeId: 'n0', spec: schedule.spec, nextAt: at(9) };
    expect(await store.overview.schedules('default', 5)).toEqual([{ ...listed, lastExecution: null }]);
    const tick = (seconds: number, nodeId: string) =>
      pending(store, id, { idempotencyKey: `schedule:${nodeId}:${at(seconds)}`, createdAt: at(seconds) });
    await tick(3, 'n0');
    const last = await tick(6, 'n0');
    await tick(7, 'n0:other');
    const lastExecution = { executionId: last, status: 'pending', createdAt: at(6) };
    expect(await store.overview.schedules('default', 5, id)).toEqual([{ ...listed, lastExecution }]);
    expect(await store.overview.schedules('default', 5, 'none')).toEqual([]);
    expect(await store.overview.schedules('other', 5)).toEqual([]);
  });

  it('says how much is kept, and since when', async () => {
    const store = await open();
    expect(await store.overview.kept('default', 5)).toEqual({ count: 0, more: false, oldestAt: null });
    const id = await workflow(store);
    for (const seconds of [4, 2, 3]) await pending(store, id, { createdAt: at(seconds) });
    expect(await store.overview.kept('default', 5)).toEqual({ count: 3, more: false, oldestAt: at(2) });
    expect(await store.overview.kept('default', 2)).toEqual({ count: 2, more: true, oldestAt: at(2) });
    expect(await store.overview.kept('other', 5)).toEqual({ count: 0, more: false, oldestAt: null });
  });

  it('says how large the database is where it is a file', async () => {
    const store = await open();
    const storage = await store.overview.storage();
    if (storage.kind === 'server') {
      expect(storage).toEqual({ kind: 'server', sizeBytes: null, reusableBytes: null, freeBytes: null });
    } else {
      expect(storage.sizeBytes).toBeGreaterThan(4_096);
      expect(storage.freeBytes).toBeGreaterThan(0);
      expect(storage.reusableBytes).toBeGreaterThanOrEqual(0);
    }
  });
}
