import { expect, it } from 'vitest';
import type { Change } from '../../db/store.ts';
import { at, claimed, commit, ended, finished, newExecution, pending, row, signal, workflow } from './_given.ts';
import type { OpenStore } from './store-suite.ts';

const asleep = { kind: 'waiting', wakeAt: null, signalsSeen: 0 } as const;

export function signalsContract(open: OpenStore): void {
  it('takes one of a kind for each node, and tells the same answer from another', async () => {
    const store = await open();
    const { executionId } = await claimed(store, await workflow(store));
    const first = signal(executionId);
    expect(await store.signals.send(first)).toBe('new');
    expect(await store.signals.send({ ...first, createdAt: at(9) })).toBe('same');
    expect(await store.signals.send({ ...first, payload: '{"approved":false}' })).toBe('different');
    expect(await store.signals.send({ ...first, nodeId: 'n2', payload: null, createdAt: at(6) })).toBe('new');
    expect(await store.signals.send({ ...first, nodeId: 'n2', payload: null })).toBe('same');
    expect(await store.signals.send({ ...first, kind: 'cancel', nodeId: '', createdAt: at(7) })).toBe('new');
    expect(await store.signals.list(executionId)).toEqual([
      first,
      { ...first, nodeId: 'n2', payload: null, createdAt: at(6) },
      { ...first, kind: 'cancel', nodeId: '', createdAt: at(7) },
    ]);
  });

  it('takes none for what is finished or not there', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    await store.signals.send(signal(lease.executionId));
    await store.leases.commit(commit(lease, { end: finished() }));
    expect(await store.signals.send(signal(lease.executionId))).toBe('finished');
    expect(await store.signals.send(signal(lease.executionId, { kind: 'cancel' }))).toBe('finished');
    expect(await store.signals.send(signal('nobody'))).toBe('finished');
    expect(await store.signals.list('nobody')).toEqual([]);
  });

  it('counts what was sent to the executions that somebody holds', async () => {
    const store = await open();
    const id = await workflow(store);
    const [mine, quiet] = [await claimed(store, id), await claimed(store, id)];
    const asleepOne = await claimed(store, id);
    await store.leases.commit(commit(asleepOne, { end: asleep }));
    for (const { executionId } of [mine, asleepOne]) await store.signals.send(signal(executionId));
    await store.signals.send(signal(mine.executionId, { kind: 'cancel', nodeId: '' }));
    expect(await store.signals.counts('me')).toEqual(new Map([[mine.executionId, 2]]));
    expect(await store.signals.counts('other')).toEqual(new Map());
    expect(quiet.signalCount).toBe(0);
  });

  it('wakes who waits, once', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    await store.leases.commit(commit(lease, { end: asleep }));
    const before = await store.executions.head('default', lease.executionId);
    await store.signals.send(signal(lease.executionId, { createdAt: at(5) }));
    const woken = await store.executions.head('default', lease.executionId);
    expect(woken).toMatchObject({ status: 'waiting', wakeAt: at(5) });
    expect(woken?.version).toBeGreaterThan(before?.version ?? 0);
    expect(await store.leases.due(at(5), 5)).toHaveLength(1);
    await store.signals.send(signal(lease.executionId, { createdAt: at(50) }));
    expect(await store.executions.head('default', lease.executionId)).toEqual(woken);
  });

  it('leaves a running or pending execution as it is', async () => {
    const store = await open();
    const id = await workflow(store);
    for (const execution of [await pending(store, id), (await claimed(store, id)).executionId]) {
      const before = await store.executions.head('default', execution);
      expect(await store.signals.send(signal(execution))).toBe('new');
      expect(await store.executions.head('default', execution)).toEqual(before);
    }
  });

  it('sends signals with a commit: a finished child wakes its parent', async () => {
    const store = await open();
    const id = await workflow(store);
    const parent = await claimed(store, id);
    await store.leases.commit(commit(parent, { end: asleep }));
    const child = await claimed(store, id, { parentId: parent.executionId, parentNodeId: 'n1' });
    const news = signal(parent.executionId, { kind: 'child', payload: '{"status":"completed"}', createdAt: at(8) });
    const gone = [signal('nobody'), signal(await ended(store, id))];
    expect(await store.leases.commit(commit(child, { end: finished(), signals: [news, ...gone] }))).toBe(true);
    expect(await store.signals.list(parent.executionId)).toEqual([news]);
    expect(await store.executions.head('default', parent.executionId)).toMatchObject({ wakeAt: at(8) });
    for (const { executionId } of gone) expect(await store.signals.list(executionId)).toEqual([]);
  });

  it('tells each committed change once, in order, when it can be read', async () => {
    const store = await open();
    const changes: Change[] = [];
    const stop = store.changes.subscribe((change) => changes.push(change));
    const workflowId = await workflow(store);
    const wanted = newExecution(workflowId);
    await store.executions.create(wanted);
    await store.executions.create(wanted);
    const lease = await store.leases.claim(wanted.id, 'me', at(1), at(31));
    await store.leases.claim(wanted.id, 'other', at(1), at(31));
    const tokens = [{ nodeId: 'n1', attempt: 1, offset: 0, text: 'hi' }];
    const rows = [row(wanted.id, 1)];
    const counts = { completed: 1, failed: 0, skipped: 0 };
    await store.leases.commit(commit(lease!, { rows, tokens, counts, currentNodeId: 'n1' }));
    await store.leases.commit(commit({ ...lease!, epoch: 7 }, { rows: [row(wanted.id, 2)] }));
    await store.leases.commit(commit(lease!, { lastSeq: 1, counts, end: asleep }));
    await store.signals.send(signal(wanted.id));
    const again = await store.leases.claim(wanted.id, 'me', at(6), at(36));
    await store.leases.commit(commit(again!, { lastSeq: 1, counts, end: finished() }));
    stop();
    await store.executions.create(newExecution(workflowId));
    const nothing = { executionId: wanted.id, organizationId: 'default', workflowId, rows: [], tokens: [] };
    const at0 = { totalNodes: 4, completedNodes: 0, failedNodes: 0, skippedNodes: 0, percentage: 0 };
    const at25 = { ...at0, completedNodes: 1, percentage: 25 };
    const later = { ...nothing, currentNodeId: null, lastSeq: 1, progress: at25 };
    expect(changes).toEqual([
      { ...nothing, status: 'pending', currentNodeId: null, lastSeq: 0, progress: at0 },
      { ...nothing, status: 'running', currentNodeId: null, lastSeq: 0, progress: at0 },
      { ...nothing, status: 'running', currentNodeId: 'n1', lastSeq: 1, progress: at25, rows, tokens },
      { ...later, status: 'waiting' },
      { ...later, status: 'waiting' },
      { ...later, status: 'running' },
      { ...later, status: 'completed' },
    ]);
  });

  it('has committed a change before it tells of it', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const seen = new Promise<unknown>((resolve) => {
      store.changes.subscribe((change) => resolve(store.logs.read(change.executionId, 0, 10)));
    });
    await store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)] }));
    expect(await seen).toEqual([row(lease.executionId, 1)]);
  });
}
