import { expect, it } from 'vitest';
import {
  at,
  claimed,
  commit,
  document,
  ended,
  finished,
  newExecution,
  pending,
  row,
  signal,
  workflow,
} from './_given.ts';
import type { OpenStore } from './store-suite.ts';

const DAY = 86_400;
const keepAll = { maxAgeDays: 10_000, maxPerWorkflow: 10_000 };

export function upkeepContract(open: OpenStore): void {
  it('removes what ended too long ago, with all that belongs to it', async () => {
    const store = await open();
    const id = await workflow(store);
    const lease = await claimed(store, id);
    await store.signals.send(signal(lease.executionId));
    const tokens = [{ nodeId: 'n', attempt: 1, offset: 0, text: 'x' }];
    await store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)], tokens, end: finished(60) }));
    const young = await ended(store, id, {}, [DAY]);
    const unfinished = await pending(store, id);
    expect(await store.upkeep.retain({ ...keepAll, maxAgeDays: 1 }, at(DAY + 61))).toBe(1);
    expect(await store.executions.head('default', lease.executionId)).toBeNull();
    expect(await store.logs.read(lease.executionId, 0, 10)).toEqual([]);
    expect(await store.tokens.read(lease.executionId)).toEqual([]);
    expect(await store.signals.list(lease.executionId)).toEqual([]);
    expect(await store.logs.read(young, 0, 10)).toHaveLength(1);
    expect(await store.executions.head('default', unfinished)).not.toBeNull();
  });

  it('removes the oldest beyond a number, but nothing of the last day', async () => {
    const store = await open();
    const [busy, quiet] = [await workflow(store), await workflow(store)];
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push(await ended(store, busy, { createdAt: at(i) }, [i + 1]));
    const kept = await ended(store, quiet, {}, [1]);
    await pending(store, busy, { createdAt: at(50) });
    expect(await store.upkeep.retain({ ...keepAll, maxPerWorkflow: 2 }, at(DAY))).toBe(0);
    expect(await store.upkeep.retain({ ...keepAll, maxPerWorkflow: 2 }, at(DAY + 4.5))).toBe(4);
    const { items } = await store.executions.list('default', { limit: 10, status: ['completed'] });
    expect(items.map((item) => item.id).sort()).toEqual([kept, ids[4], ids[5]].sort());
  });

  it('keeps a parent while one of its children runs', async () => {
    const store = await open();
    const id = await workflow(store);
    const parent = await ended(store, id, {}, [1]);
    const child = await claimed(store, id, { parentId: parent, parentNodeId: 'n1' });
    const strict = { maxAgeDays: 1, maxPerWorkflow: 1 };
    expect(await store.upkeep.retain(strict, at(30 * DAY))).toBe(0);
    await store.leases.commit(commit(child, { end: finished(2) }));
    expect(await store.upkeep.retain(strict, at(30 * DAY))).toBe(2);
  });

  it('removes no more than is too much, also of those that began at once', async () => {
    const store = await open();
    const id = await workflow(store);
    for (let i = 0; i < 6; i++) await ended(store, id, {}, [1]);
    expect(await store.upkeep.retain({ ...keepAll, maxPerWorkflow: 2 }, at(2 * DAY))).toBe(4);
  });

  it('keeps what is being retried', async () => {
    const store = await open();
    const id = await workflow(store);
    const first = await ended(store, id, {}, [1, 'failed']);
    const retry = await claimed(store, id, { retryOf: first });
    const strict = { maxAgeDays: 1, maxPerWorkflow: 1 };
    expect(await store.upkeep.retain(strict, at(30 * DAY))).toBe(0);
    await store.leases.commit(commit(retry, { end: finished(2) }));
    expect(await store.upkeep.retain(strict, at(30 * DAY))).toBe(2);
  });

  it('removes an execution of very many rows', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const rows = Array.from({ length: 1_700 }, (_, i) => row(lease.executionId, i + 1));
    for (let i = 0; i < rows.length; i += 100)
      await store.leases.commit(commit(lease, { rows: rows.slice(i, i + 100) }));
    await store.leases.commit(commit(lease, { lastSeq: rows.length, end: finished(2) }));
    expect(await store.upkeep.retain({ ...keepAll, maxAgeDays: 1 }, at(2 * DAY))).toBe(1);
    expect(await store.logs.read(lease.executionId, 0, 10)).toEqual([]);
  });

  it('stops when it is asked to', async () => {
    const store = await open();
    const id = await workflow(store);
    await ended(store, id, {}, [1]);
    expect(await store.upkeep.retain({ ...keepAll, maxAgeDays: 1 }, at(9 * DAY), () => true)).toBe(0);
    expect((await store.executions.list('default', { limit: 5 })).items).toHaveLength(1);
  });

  it('forgets a removed workflow with its last execution', async () => {
    const store = await open();
    const id = await workflow(store);
    const execution = await ended(store, id, {}, [1]);
    await store.workflows.remove('default', id, at(5));
    await store.upkeep.retain(keepAll, at(9 * DAY));
    expect(await store.workflows.get('default', id, 1)).not.toBeNull();
    expect(await store.upkeep.retain({ ...keepAll, maxAgeDays: 1 }, at(9 * DAY))).toBe(1);
    expect(await store.executions.head('default', execution)).toBeNull();
    await store.workflows.create('default', id, { name: 'anew', tags: [], document: document(5) }, at(9));
    expect(await store.workflows.get('default', id, 1)).toMatchObject({ name: 'anew', document: document(5) });
  });

  it('counts what is not finished, and says that it can write', async () => {
    const store = await open();
    const id = await workflow(store);
    await pending(store, id);
    await pending(store, id);
    await claimed(store, id);
    await ended(store, id);
    expect(await store.upkeep.counts()).toEqual({ pending: 2, running: 1, waiting: 0 });
    expect(await store.upkeep.health()).toMatchObject({ writable: true, message: null, pending: 0 });
  });

  it('answers what is asked after it was closed with an error, and closes twice', async () => {
    const store = await open();
    const id = await workflow(store);
    const last = store.executions.create(newExecution(id));
    const closed = store.close();
    expect((await last).created).toBe(true);
    await closed;
    await store.close();
    await expect(store.executions.create(newExecution(id))).rejects.toMatchObject({ code: 'storage_unavailable' });
  });
}
