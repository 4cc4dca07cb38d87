import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { at, claim, claimed, commit, ended, finished, pending, signal, workflow } from './_given.ts';
import type { OpenStore } from './store-suite.ts';

const dueIds = async (store: Store, seconds: number): Promise<string[]> =>
  (await store.leases.due(at(seconds), 10)).map((each) => each.executionId);

export function queueContract(open: OpenStore): void {
  it('gives an execution once, however many ask, and then offers it to nobody here', async () => {
    const store = await open();
    const id = await pending(store, await workflow(store));
    const answers = await Promise.all(Array.from({ length: 8 }, () => store.queue.give(id, at(1))));
    expect(answers.filter(({ kind }) => kind === 'given')).toEqual([{ kind: 'given', epoch: 0 }]);
    expect(answers.filter(({ kind }) => kind === 'queued')).toHaveLength(7);
    expect(await dueIds(store, 9)).toEqual([]);
    expect(await store.queue.counts(at(9))).toEqual({ queued: 1, held: 0 });
    expect(await store.upkeep.counts()).toEqual({ pending: 1, waiting: 0, running: 0 });
    expect(await store.queue.give('nobody', at(1))).toEqual({ kind: 'gone' });
  });

  it('gives what may be claimed, and nothing else', async () => {
    const store = await open();
    const id = await workflow(store);
    const done = await ended(store, id);
    const running = await claimed(store, id);
    expect(await store.queue.give(done, at(2))).toEqual({ kind: 'gone' });
    expect(await store.queue.give(running.executionId, at(2))).toEqual({ kind: 'gone' });
    expect(await store.queue.give(running.executionId, at(32))).toEqual({ kind: 'given', epoch: 1 });

    const asleep = await claimed(store, id);
    await store.leases.commit(commit(asleep, { end: { kind: 'waiting', wakeAt: at(40), signalsSeen: 0 } }));
    expect(await store.queue.give(asleep.executionId, at(39))).toEqual({ kind: 'gone' });
    expect(await store.queue.give(asleep.executionId, at(40))).toEqual({ kind: 'given', epoch: 1 });
  });

  it('keeps it while it is claimed, given back or left by its worker, until it ends or waits', async () => {
    const store = await open();
    const id = await workflow(store);
    const [one, other] = [await pending(store, id), await pending(store, id)];
    for (const each of [one, other]) await store.queue.give(each, at(1));
    const first = await claim(store, one, 'worker', 2);
    expect(first.epoch).toBe(1);
    expect(await store.queue.counts(at(3))).toEqual({ queued: 2, held: 1 });
    await store.leases.commit(commit(first, { end: { kind: 'released' } }));
    expect(await dueIds(store, 9)).toEqual([]);
    const second = await claim(store, one, 'worker', 10);
    expect(await store.queue.states([one, 'nobody'], at(11))).toEqual([
      { executionId: one, status: 'running', error: null, held: true, queuedAt: at(1) },
    ]);
    expect(await dueIds(store, 500), 'its lease is over, and the queue still has it').toEqual([]);
    await store.leases.commit(commit(second, { end: { kind: 'waiting', wakeAt: null, signalsSeen: 0 } }));
    await store.signals.send(signal(one, { createdAt: at(20) }));
    expect(await dueIds(store, 21)).toEqual([one]);
    const cancelled = await claim(store, other, 'here', 30);
    await store.leases.commit(commit(cancelled, { end: finished(31, 'cancelled') }));
    expect(await store.queue.counts(at(32))).toEqual({ queued: 0, held: 0 });
  });

  it('gives no more of a workflow than may run at once', async () => {
    const store = await open();
    const narrow = await workflow(store, { concurrency: 2 });
    const [a, b, c] = [await pending(store, narrow), await pending(store, narrow), await pending(store, narrow)];
    const elsewhere = await pending(store, await workflow(store, { concurrency: 1 }));
    await claim(store, a, 'here', 1);
    expect((await store.queue.give(b, at(2))).kind).toBe('given');
    expect((await store.queue.give(c, at(2))).kind).toBe('full');
    expect((await store.queue.give(elsewhere, at(2))).kind).toBe('given');
    expect(await dueIds(store, 3)).toEqual([c]);
    const lease = await claim(store, b, 'worker', 3);
    expect((await store.queue.give(c, at(4))).kind).toBe('full');
    await store.leases.commit(commit(lease, { end: finished(5) }));
    expect((await store.queue.give(c, at(6))).kind).toBe('given');
  });

  it('takes back what nobody advances, the one that was meant, and as something new when it was lost', async () => {
    const store = await open();
    const id = await workflow(store);
    const [queued, held, left] = [await pending(store, id), await pending(store, id), await pending(store, id)];
    for (const each of [queued, held, left]) await store.queue.give(each, at(1));
    await claim(store, held, 'worker', 20);
    await claim(store, left, 'worker', 2);
    const all = [queued, held, left].map((executionId) => ({ executionId, queuedAt: at(1) }));
    const unattended = await store.queue.unattended(at(30), at(35), 10);
    expect(unattended.map((each) => each.executionId).sort()).toEqual([queued, left].sort());
    const [first] = await store.queue.unattended(at(30), at(35), 1);
    expect(await store.queue.unattended(at(30), at(35), 10, first)).toEqual([unattended[1]]);
    expect(await store.queue.unattended(at(1), at(35), 10)).toEqual([]);

    expect((await store.queue.takeBack(all, at(35), true)).sort()).toEqual([queued, left].sort());
    expect((await dueIds(store, 36)).sort()).toEqual([queued, left].sort());
    expect(await store.queue.give(queued, at(36))).toEqual({ kind: 'given', epoch: 1 });
    expect(await store.queue.give(left, at(36))).toEqual({ kind: 'given', epoch: 2 });
    expect(await store.queue.takeBack(all, at(37), true), 'they were given anew').toEqual([]);
    expect(await store.queue.takeBack([{ executionId: queued, queuedAt: at(36) }], at(38), false)).toEqual([queued]);
    expect(await store.queue.give(queued, at(39))).toEqual({ kind: 'given', epoch: 1 });
  });

  it('counts what is queued among the unfinished ones of a trigger', async () => {
    const store = await open();
    const id = await workflow(store);
    const queued = await pending(store, id, { triggerType: 'schedule' });
    await pending(store, id, { triggerType: 'schedule' });
    await store.queue.give(queued, at(1));
    expect(await store.executions.countUnfinished(id, 'schedule')).toBe(2);
    await claim(store, queued, 'worker', 2);
    expect(await store.executions.countUnfinished(id, 'schedule')).toBe(2);
  });

  it('lets one of several servers hold a duty, until it is over or given up', async () => {
    const { duties } = await open();
    const owners = ['a', 'b', 'c'];
    const answers = await Promise.all(owners.map((owner) => duties.hold('lead', owner, at(0), at(10))));
    const leader = owners[answers.indexOf(true)]!;
    const [other, third] = owners.filter((owner) => owner !== leader) as [string, string];
    expect(answers.filter((held) => held)).toHaveLength(1);
    expect(await duties.hold('lead', leader, at(5), at(15))).toBe(true);
    expect(await duties.hold('lead', other, at(12), at(22))).toBe(false);
    expect(await duties.hold('another', other, at(12), at(22))).toBe(true);
    expect(await duties.hold('lead', other, at(16), at(26))).toBe(true);
    await duties.release('lead', leader);
    expect(await duties.hold('lead', third, at(17), at(27)), 'only its holder frees it').toBe(false);
    await duties.release('lead', other);
    expect(await duties.hold('lead', third, at(17), at(27))).toBe(true);
  });
}
