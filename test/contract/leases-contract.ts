import { expect, it } from 'vitest';
import type { End, LeaseCommit, Store } from '../../db/store.ts';
import { at, claim, claimed, commit, ended, finished, newExecution, pending, row, signal, workflow } from './_given.ts';
import type { OpenStore } from './store-suite.ts';

const waiting = (wakeAt: string | null, signalsSeen = 0): End => ({ kind: 'waiting', wakeAt, signalsSeen });
const dueIds = async (store: Store, seconds: number, limit = 10, except: string[] = []): Promise<string[]> =>
  (await store.leases.due(at(seconds), limit, except)).map((each) => each.executionId);

export function leasesContract(open: OpenStore): void {
  it('claims what is pending: running, epoch 1, with all that the engine needs', async () => {
    const store = await open();
    const workflowId = await workflow(store);
    const id = await pending(store, workflowId, { triggerType: 'webhook', triggerNodeId: 'n0', depth: 2 });
    expect(await store.leases.claim(id, 'me', at(1), at(31))).toEqual({
      ...{ executionId: id, owner: 'me', epoch: 1, organizationId: 'default', workflowId, workflowRevision: 1 },
      ...{ triggerType: 'webhook', triggerNodeId: 'n0', inputs: '{"a":1}', createdAt: at(0), startedAt: at(1) },
      ...{ lastSeq: 0, activeMs: 0, retryOf: null, parentId: null, parentNodeId: null, depth: 2, signalCount: 0 },
    });
    expect(await store.executions.head('default', id)).toMatchObject({
      status: 'running',
      startedAt: at(1),
      version: 2,
    });
  });

  it('starts none before it was created, whatever a clock says that was set back meanwhile', async () => {
    const store = await open();
    const id = await pending(store, await workflow(store));
    expect(await store.leases.claim(id, 'me', at(-3_600), at(30))).toMatchObject({
      createdAt: at(0),
      startedAt: at(0),
    });
  });

  it('gives a lease to one of many that claim at once', async () => {
    const store = await open();
    const id = await pending(store, await workflow(store));
    const owners = Array.from({ length: 12 }, (_, i) => `host ${i}`);
    const claims = await Promise.all(owners.map((owner) => store.leases.claim(id, owner, at(1), at(31))));
    expect(claims.filter((each) => each !== null)).toHaveLength(1);
  });

  it('gives a lease on once it has run out, with a higher epoch and the first start', async () => {
    const store = await open();
    const first = await claimed(store, await workflow(store));
    expect(await store.leases.claim(first.executionId, 'other', at(31), at(60))).toBeNull();
    expect(await claim(store, first.executionId, 'other', 32)).toMatchObject({ epoch: 2, startedAt: at(1) });
  });

  it('never gives a lease on what is finished or not there', async () => {
    const store = await open();
    const id = await ended(store, await workflow(store));
    expect(await store.leases.claim(id, 'me', at(99), at(120))).toBeNull();
    expect(await store.leases.claim('nobody', 'me', at(99), at(120))).toBeNull();
  });

  it('puts the end of leases off, and names those that are lost', async () => {
    const store = await open();
    const id = await workflow(store);
    const [kept, gone, done] = [await claimed(store, id), await claimed(store, id), await claimed(store, id)];
    await claim(store, gone.executionId, 'other', 32);
    await store.leases.commit(commit(done, { end: finished() }));
    const unknown = { executionId: 'nobody', owner: 'me', epoch: 1 };
    const lost = await store.leases.renew([kept, gone, done, unknown], at(90));
    expect(lost.sort()).toEqual([gone.executionId, done.executionId, 'nobody'].sort());
    expect(await store.leases.claim(kept.executionId, 'other', at(60), at(99))).toBeNull();
    expect(await store.leases.renew([], at(90))).toEqual([]);
  });

  it('writes a commit whole', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const rows = [
      row(lease.executionId, 1),
      row(lease.executionId, 2, { status: 'running', outputData: null, duration: null }),
    ];
    const counts = { completed: 1, failed: 1, skipped: 1 };
    expect(await store.leases.commit(commit(lease, { rows, currentNodeId: 'n2', counts, activeMs: 77 }))).toBe(true);
    expect(await store.logs.read(lease.executionId, 0, 10)).toEqual(rows);
    const head = await store.executions.head('default', lease.executionId);
    expect(head).toMatchObject({ status: 'running', currentNodeId: 'n2', lastSeq: 2, version: 3 });
    expect(head?.progress).toEqual({
      totalNodes: 3,
      completedNodes: 1,
      failedNodes: 1,
      skippedNodes: 1,
      percentage: 66,
    });
    expect(await claim(store, lease.executionId, 'other', 32)).toMatchObject({ lastSeq: 2, activeMs: 77 });
  });

  it('writes nothing of a commit whose lease is lost, and all of the others beside it', async () => {
    const store = await open();
    const id = await workflow(store);
    const stale = await claimed(store, id);
    await claim(store, stale.executionId, 'other', 32);
    const before = await store.executions.get('default', stale.executionId);
    const others = await Promise.all(Array.from({ length: 5 }, () => claimed(store, id)));
    const token = { nodeId: 'n1', attempt: 1, offset: 0, text: 'x' };
    const everything: Partial<LeaseCommit> = {
      tokens: [token],
      end: finished(),
      signals: [signal(others[0]!.executionId)],
    };
    const units = [stale, ...others].map((lease, i) =>
      commit(lease, { rows: [row(lease.executionId, 1)], ...(i === 0 ? everything : {}) }),
    );
    expect(await Promise.all(units.map(store.leases.commit))).toEqual([false, true, true, true, true, true]);
    expect(await store.executions.get('default', stale.executionId)).toEqual(before);
    expect(await store.logs.read(stale.executionId, 0, 10)).toEqual([]);
    expect(await store.tokens.read(stale.executionId)).toEqual([]);
    expect(await store.signals.list(others[0]!.executionId)).toEqual([]);
    for (const lease of others) expect(await store.logs.read(lease.executionId, 0, 10)).toHaveLength(1);
  });

  it.each([
    ['another owner', { owner: 'other' }],
    ['an earlier epoch', { epoch: 0 }],
    ['a later epoch', { epoch: 2 }],
  ])('holds a commit of %s for lost', async (_, wrong) => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    expect(await store.leases.commit(commit({ ...lease, ...wrong }, { rows: [row(lease.executionId, 1)] }))).toBe(
      false,
    );
    expect(await store.logs.read(lease.executionId, 0, 10)).toEqual([]);
  });

  it('keeps what is finished as it ended', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const end = { ...finished(9, 'failed'), nodeResults: '{"n1":{}}', finalOutput: '{"a":2}' };
    await store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)], end }));
    const after = await store.executions.get('default', lease.executionId);
    expect(after).toMatchObject({ status: 'failed', completedAt: at(9), error: 'it broke', wakeAt: null, lastSeq: 1 });
    expect(after).toMatchObject({ nodeResults: '{"n1":{}}', finalOutput: '{"a":2}' });
    expect(await store.leases.commit(commit(lease, { rows: [row(lease.executionId, 2)], end: finished() }))).toBe(
      false,
    );
    expect(await store.executions.get('default', lease.executionId)).toEqual(after);
    expect(await store.logs.read(lease.executionId, 1, 10)).toEqual([]);
    expect(await dueIds(store, 99)).toEqual([]);
  });

  it('offers a waiting execution when its time has come', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    await store.leases.commit(commit(lease, { end: waiting(at(20)) }));
    expect(await store.executions.head('default', lease.executionId)).toMatchObject({
      status: 'waiting',
      wakeAt: at(20),
    });
    expect(await dueIds(store, 19)).toEqual([]);
    expect(await store.leases.nextDue(at(0))).toBe(at(20));
    expect(await store.leases.nextDue(at(20))).toBeNull();
    expect(await dueIds(store, 20)).toEqual([lease.executionId]);
    await claim(store, lease.executionId, 'me', 21);
    expect(await store.executions.head('default', lease.executionId)).toMatchObject({
      status: 'running',
      wakeAt: null,
    });
  });

  it('lets a waiting execution be claimed before its time', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    await store.leases.commit(commit(lease, { end: waiting(null) }));
    expect(await claim(store, lease.executionId, 'server', 3)).toMatchObject({ epoch: 2 });
  });

  it('does not go to sleep over a signal that it has not seen', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    await store.signals.send(signal(lease.executionId));
    await store.leases.commit(commit(lease, { now: at(6), end: waiting(at(500), 0) }));
    expect(await dueIds(store, 6)).toEqual([lease.executionId]);
    const again = await claim(store, lease.executionId, 'me', 7);
    expect(again.signalCount).toBe(1);
    await store.leases.commit(commit(again, { now: at(8), end: waiting(at(500), 1) }));
    expect(await dueIds(store, 9)).toEqual([]);
  });

  it('offers a released execution at once, and one whose lease ran out', async () => {
    const store = await open();
    const id = await workflow(store);
    const [released, expired] = [await claimed(store, id), await claimed(store, id)];
    expect(await dueIds(store, 2)).toEqual([]);
    expect(await store.leases.nextDue(at(0))).toBe(at(31));
    await store.leases.commit(commit(released, { end: { kind: 'released' } }));
    expect(await dueIds(store, 2)).toEqual([released.executionId]);
    expect((await dueIds(store, 32)).sort()).toEqual([released.executionId, expired.executionId].sort());
    expect(await claim(store, released.executionId, 'other', 3)).toMatchObject({ epoch: 2 });
  });

  it('offers by priority, then by age, and says what its workflow allows', async () => {
    const store = await open();
    const [wide, narrow] = [await workflow(store), await workflow(store, { concurrency: 3 })];
    const old = await pending(store, wide, { createdAt: at(1) });
    const urgent = await pending(store, narrow, { createdAt: at(5), priority: 10 });
    const young = await pending(store, narrow, { createdAt: at(4) });
    const woken = await claimed(store, wide, { createdAt: at(3) });
    await store.leases.commit(commit(woken, { end: waiting(at(9)) }));
    expect(await store.leases.due(at(10), 10)).toEqual([
      { executionId: urgent, workflowId: narrow, priority: 10, concurrency: 3 },
      { executionId: old, workflowId: wide, priority: 0, concurrency: null },
      { executionId: woken.executionId, workflowId: wide, priority: 0, concurrency: null },
      { executionId: young, workflowId: narrow, priority: 0, concurrency: 3 },
    ]);
    expect(await dueIds(store, 10, 2)).toEqual([urgent, old]);
    expect(await dueIds(store, 10, 10, [narrow])).toEqual([old, woken.executionId]);
    expect(await dueIds(store, 10, 10, [narrow, wide])).toEqual([]);
  });

  it('leaves excluded workflows out, whatever their executions wait for', async () => {
    const store = await open();
    const id = await workflow(store);
    await store.leases.commit(commit(await claimed(store, id), { end: waiting(at(5)) }));
    await store.leases.commit(commit(await claimed(store, id), { end: { kind: 'released' } }));
    await claimed(store, id);
    await pending(store, id);
    expect(await dueIds(store, 60)).toHaveLength(4);
    expect(await dueIds(store, 60, 10, [id])).toEqual([]);
  });

  it('frees the leases of earlier processes', async () => {
    const store = await open();
    const id = await workflow(store);
    const [first, second] = [await claimed(store, id), await claimed(store, id)];
    await ended(store, id);
    expect(await store.leases.abandon()).toBe(2);
    expect((await dueIds(store, 2)).sort()).toEqual([first.executionId, second.executionId].sort());
    expect(await store.leases.commit(commit(first, { rows: [row(first.executionId, 1)] }))).toBe(false);
    expect(await store.leases.abandon()).toBe(0);
  });

  it('knows a commit that comes again as the one that is written', async () => {
    const store = await open();
    const id = await workflow(store);
    const again = { again: true };
    const going = await claimed(store, id);
    const rows = [row(going.executionId, 1), row(going.executionId, 2)];
    const tokens = [{ nodeId: 'n9', attempt: 1, offset: 0, text: 'x' }];
    expect(await store.leases.commit(commit(going, { rows, tokens }))).toBe(true);
    expect(await store.leases.commit(commit(going, { rows, tokens, ...again }))).toBe(true);
    expect(await store.logs.read(going.executionId, 0, 10)).toEqual(rows);
    expect(await store.tokens.read(going.executionId)).toEqual(tokens);
    for (const end of [finished(), waiting(at(500)), { kind: 'released' } as const]) {
      const lease = await claimed(store, id);
      const last = { rows: [row(lease.executionId, 1)], end };
      expect(await store.leases.commit(commit(lease, last))).toBe(true);
      expect(await store.leases.commit(commit(lease, last)), `${end.kind}, as if for the first time`).toBe(false);
      expect(await store.leases.commit(commit(lease, { ...last, ...again })), `${end.kind}, again`).toBe(true);
      expect(await store.logs.read(lease.executionId, 0, 10)).toHaveLength(1);
      await store.leases.claim(lease.executionId, 'other', at(600), at(700));
    }
    const lost = await claimed(store, id);
    await claim(store, lost.executionId, 'other', 32);
    const late = commit(lost, { rows: [row(lost.executionId, 1)], end: finished(), ...again });
    expect(await store.leases.commit(late)).toBe(false);
  });

  it('refuses a commit that a later one has overtaken', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const first = commit(lease, { rows: [row(lease.executionId, 1)] });
    await store.leases.commit(first);
    await store.leases.commit(commit(lease, { rows: [row(lease.executionId, 2)] }));
    expect(await store.leases.commit({ ...first, again: true })).toBe(false);
    expect(await store.executions.head('default', lease.executionId)).toMatchObject({ lastSeq: 2 });
  });

  it('spares leases on other machines when nobody could renew them', async () => {
    const store = await open();
    const id = await workflow(store);
    const [here, there] = [await pending(store, id), await pending(store, id)];
    await store.queue.give(there, at(0));
    for (const each of [here, there]) await claim(store, each);
    await store.leases.spare(at(50));
    expect(await store.leases.claim(there, 'other', at(49), at(60))).toBeNull();
    expect(await claim(store, here, 'other', 49)).toMatchObject({ epoch: 2 });
    await store.leases.spare(at(40));
    expect(await claim(store, there, 'other', 51)).toMatchObject({ epoch: 2 });
  });

  it('says who holds what, to anybody', async () => {
    const store = await open();
    const workflowId = await workflow(store);
    const parentId = await pending(store, workflowId);
    const id = await pending(store, workflowId, { parentId, parentNodeId: 'n1' });
    const nobody = { executionId: id, organizationId: 'default', workflowId, parentId, parentNodeId: 'n1', depth: 0 };
    expect(await store.leases.holding(id)).toEqual({
      ...nobody,
      status: 'pending',
      epoch: 0,
      owner: null,
      until: null,
    });
    await claim(store, id);
    const held = { status: 'running', epoch: 1, owner: 'me', until: at(31) };
    expect(await store.leases.holding(id)).toEqual({ ...nobody, ...held });
    expect(await store.leases.holding('nobody')).toBeNull();
  });
}

const LARGE = JSON.stringify('x'.repeat(100_000));

/** What the host that creates executions relies on: workers on other machines do not. */
export function creationContract(open: OpenStore): void {
  it('creates one under its first lease as if it had been claimed in the same moment', async () => {
    const store = await open();
    const workflowId = await workflow(store);
    const claimedAtOnce = await claim(store, await pending(store, workflowId), 'me', 0);
    const creating = (id: string, more: Partial<LeaseCommit> = {}): LeaseCommit => ({
      ...commit({ ...claimedAtOnce, executionId: id }, { rows: [row(id, 1)], ...more }),
      creation: { execution: newExecution(workflowId, { id }), leaseUntil: at(30), startedAt: at(0) },
    });
    expect(await store.leases.commit(creating('created'))).toBe(true);
    expect(await store.executions.head('default', 'created')).toMatchObject({
      status: 'running',
      startedAt: at(0),
      lastSeq: 1,
    });
    expect(await store.logs.read('created', 0, 10)).toHaveLength(1);
    expect(await store.leases.holding('created')).toMatchObject({
      status: 'running',
      owner: 'me',
      until: at(30),
      epoch: 1,
    });
    expect(await store.leases.claim('created', 'other', at(29), at(60))).toBeNull();
    const { creation: _, ...second } = creating('created', { rows: [row('created', 2)], lastSeq: 2 });
    expect(await store.leases.commit(second)).toBe(true);
    expect(await claim(store, 'created', 'other', 31)).toMatchObject({ epoch: 2, lastSeq: 2, startedAt: at(0) });
    expect(await store.leases.commit(creating('created')), 'one is there').toBe(false);
    expect(await store.leases.commit(creating('done', { end: finished() }))).toBe(true);
    expect(await store.executions.head('default', 'done')).toMatchObject({ status: 'completed' });
    expect(await store.leases.holding('done')).toMatchObject({ owner: null, until: null });
    expect(await store.leases.commit(creating('waits', { end: waiting(at(50)) }))).toBe(true);
    expect(await store.executions.head('default', 'waits')).toMatchObject({ status: 'waiting', wakeAt: at(50) });
    const large = {
      ...creating('large').creation!,
      execution: newExecution(workflowId, { id: 'large', inputs: LARGE }),
    };
    expect(await store.leases.commit({ ...creating('large'), creation: large })).toBe(true);
    expect((await store.executions.get('default', 'large'))?.inputs).toBe(LARGE);
  });
}
