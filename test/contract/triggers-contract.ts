import { expect, it } from 'vitest';
import type { Schedule } from '../../db/store.ts';
import { at, document, workflow } from './_given.ts';
import type { OpenStore } from './store-suite.ts';

const schedule = (workflowId: string, nodeId: string, seconds: number, more: Partial<Schedule> = {}): Schedule => ({
  workflowId,
  nodeId,
  organizationId: 'default',
  spec: `every ${nodeId}`,
  nextAt: at(seconds),
  plannedAt: at(1),
  ...more,
});

export function triggersContract(open: OpenStore): void {
  it('makes these the schedules of a workflow, and lets an unchanged one go on', async () => {
    const store = await open();
    const [one, other] = [await workflow(store), await workflow(store)];
    await store.schedules.replace(other, 1, [schedule(other, 'x', 50)]);
    await store.schedules.replace(one, 1, [schedule(one, 'a', 10), schedule(one, 'b', 20)]);
    const wanted = [schedule(one, 'a', 99), schedule(one, 'c', 5), schedule(one, 'b', 99, { spec: 'changed' })];
    await store.schedules.replace(one, 1, wanted);
    expect(await store.schedules.list('default')).toEqual([
      schedule(one, 'c', 5),
      schedule(one, 'a', 10),
      schedule(other, 'x', 50),
      schedule(one, 'b', 99, { spec: 'changed' }),
    ]);
    await store.schedules.replace(one, 1, []);
    expect(await store.schedules.list('default')).toEqual([schedule(other, 'x', 50)]);
    expect(await store.schedules.list('elsewhere')).toEqual([]);
  });

  it('keeps the schedules of what is published, and says of which workflows it does not yet', async () => {
    const store = await open();
    const id = await workflow(store);
    const stale = async () => (await store.schedules.stale(1_000)).map((each) => each.workflowId);
    expect(await store.schedules.stale(1_000)).toContainEqual({ organizationId: 'default', workflowId: id });
    await store.schedules.replace(id, 1, [schedule(id, 'a', 10)]);
    expect(await stale()).not.toContain(id);

    await store.workflows.update('default', id, { name: 'new', tags: [], document: document() }, at(1));
    expect(await stale()).not.toContain(id);
    await store.workflows.publish('default', id, 2, at(2));
    expect(await stale()).toContain(id);
    await store.schedules.replace(id, 1, []);
    expect([await stale(), await store.schedules.nextAt()]).toEqual([expect.arrayContaining([id]), at(10)]);
    await store.schedules.replace(id, 2, [schedule(id, 'b', 20)]);
    expect([await stale(), await store.schedules.nextAt()]).toEqual([expect.not.arrayContaining([id]), at(20)]);

    await store.workflows.publish('default', id, 1, at(3));
    await store.workflows.remove('default', id, at(4));
    await store.schedules.replace(id, 1, [schedule(id, 'a', 30)]);
    expect([await stale(), await store.schedules.nextAt()]).toEqual([expect.not.arrayContaining([id]), null]);
  });

  it('answers what is due, the earliest first, and when the next is', async () => {
    const store = await open();
    const id = await workflow(store);
    expect(await store.schedules.nextAt()).toBeNull();
    await store.schedules.replace(id, 1, [schedule(id, 'a', 30), schedule(id, 'b', 10), schedule(id, 'c', 20)]);
    expect(await store.schedules.due(at(9), 5)).toEqual([]);
    expect((await store.schedules.due(at(25), 5)).map((each) => each.nodeId)).toEqual(['b', 'c']);
    expect((await store.schedules.due(at(30), 2)).map((each) => each.nodeId)).toEqual(['b', 'c']);
    expect(await store.schedules.nextAt()).toBe(at(10));
  });

  it('finds the workflow of a webhook as it is published now, and none whose token or self is gone', async () => {
    const store = await open();
    const id = await workflow(store);
    await store.webhooks.setToken('default', id, 'digest', at(1));
    const found = async () => (await store.workflows.ofWebhook(id, 'digest'))?.published ?? null;
    expect(await found()).toBe(1);
    const { name, tags, document } = (await store.workflows.get('default', id))!;
    await store.workflows.update('default', id, { name: `${name} 2`, tags, document }, at(2));
    expect(await found()).toBe(1);
    await store.workflows.publish('default', id, 2, at(3));
    expect(await found()).toBe(2);
    await store.webhooks.setToken('default', id, 'another', at(4));
    expect(await found()).toBeNull();
    await store.webhooks.setToken('default', id, 'digest', at(5));
    expect(await found()).toBe(2);
    await store.workflows.remove('default', id, at(6));
    expect(await found()).toBeNull();
  });

  it('answers in pages those that are not known to have been planned by a time', async () => {
    const store = await open();
    const ids = (await Promise.all([workflow(store), workflow(store)])).sort();
    const a = (id: string) => schedule(id, 'a', 30, { plannedAt: at(20) });
    const b = (id: string) => schedule(id, 'b', 10, { plannedAt: null });
    const c = (id: string) => schedule(id, 'c', 40, { plannedAt: at(5) });
    for (const id of ids) await store.schedules.replace(id, 1, [a(id), b(id), c(id)]);
    const own = (page: { workflowId: string }[]) => page.filter(({ workflowId }) => ids.includes(workflowId));
    const { unplanned } = store.schedules;
    expect(own(await unplanned(at(4), null, 1_000))).toEqual(ids.flatMap((id) => [a(id), b(id), c(id)]));
    expect(own(await unplanned(at(5), null, 1_000))).toEqual(ids.flatMap((id) => [a(id), b(id)]));
    expect(own(await unplanned(at(20), null, 1_000))).toEqual(ids.map(b));
    expect(await unplanned(at(5), { workflowId: ids[0]!, nodeId: 'a' }, 1)).toEqual([b(ids[0]!)]);
    expect(own(await unplanned(at(5), { workflowId: ids[1]!, nodeId: 'b' }, 5))).toEqual([]);
  });

  it('moves on from a tick once', async () => {
    const store = await open();
    const id = await workflow(store);
    const tick = schedule(id, 'a', 10);
    await store.schedules.replace(id, 1, [tick]);
    await store.schedules.advance(tick, at(20), at(11));
    await store.schedules.advance(tick, at(30), at(21));
    expect(await store.schedules.list('default')).toEqual([schedule(id, 'a', 20, { plannedAt: at(11) })]);
    await store.schedules.advance({ ...schedule(id, 'a', 20), spec: 'changed meanwhile' }, at(40), at(31));
    expect(await store.schedules.nextAt()).toBe(at(20));
  });

  it('knows a workflow by the digest of its newest token', async () => {
    const store = await open();
    const id = await workflow(store);
    expect(await store.webhooks.hasToken(id)).toBe(false);
    await store.webhooks.setToken('default', id, 'first', at(1));
    expect(await store.workflows.ofWebhook(id, 'first')).toMatchObject({ id, organizationId: 'default' });
    await store.webhooks.setToken('default', id, 'second', at(2));
    expect(await store.webhooks.hasToken(id)).toBe(true);
    expect(await store.workflows.ofWebhook(id, 'first')).toBeNull();
    expect(await store.workflows.ofWebhook(id, 'second')).toEqual(
      await store.workflows.get('default', id, 'published'),
    );
    expect(await store.workflows.ofWebhook(await workflow(store), 'second')).toBeNull();
  });
}
