import { expect, it } from 'vitest';
import type { ExecutionStatus, TriggerType } from '../../db/model.ts';
import type { ExecutionFilter, Store } from '../../db/store.ts';
import { at, claim, claimed, commit, ended, newExecution, pending, workflow } from './_given.ts';
import type { OpenStore } from './store-suite.ts';

async function pages(store: Store, filter: ExecutionFilter, organization = 'default'): Promise<string[]> {
  const ids: string[] = [];
  let before: string | undefined;
  do {
    const page = await store.executions.list(organization, { ...filter, before });
    expect(page.items.length).toBeLessThanOrEqual(filter.limit);
    ids.push(...page.items.map((item) => item.id));
    before = page.next ?? undefined;
  } while (before);
  return ids;
}

export function executionsContract(open: OpenStore): void {
  it('creates one that can be read at once', async () => {
    const store = await open();
    const id = await workflow(store);
    const { created, execution } = await store.executions.create(newExecution(id, { nodeCount: 4, createdAt: at(7) }));
    expect(created).toBe(true);
    expect(execution).toMatchObject({ status: 'pending', workflowName: `name of ${id}`, createdAt: at(7), version: 1 });
    expect(execution.progress).toEqual({
      totalNodes: 4,
      completedNodes: 0,
      failedNodes: 0,
      skippedNodes: 0,
      percentage: 0,
    });
    expect(await store.executions.head('default', execution.id)).toEqual(execution);
    const payloads = { inputs: '{"a":1}', nodeResults: null, finalOutput: null, startedBy: null };
    expect(await store.executions.get('default', execution.id)).toEqual({ ...execution, ...payloads });
  });

  it('gives inputs of any size back as they were', async () => {
    const store = await open();
    const workflowId = await workflow(store);
    for (const inputs of ['{"$inputs":"execution_inputs"}', JSON.stringify({ é: '€'.repeat(300_000) })]) {
      const { execution } = await store.executions.create(newExecution(workflowId, { inputs }));
      expect((await store.executions.get('default', execution.id))?.inputs).toBe(inputs);
      expect((await claim(store, execution.id)).inputs).toBe(inputs);
      const other = newExecution(workflowId, { id: execution.id, inputs: `"${'x'.repeat(10_000)}"`, createdAt: at(1) });
      expect((await store.executions.create(other)).created).toBe(false);
      expect((await store.executions.get('default', execution.id))?.inputs).toBe(inputs);
    }
  });

  it('answers the first one when an id comes again', async () => {
    const store = await open();
    const wanted = newExecution(await workflow(store));
    const [first, second] = await Promise.all([store.executions.create(wanted), store.executions.create(wanted)]);
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.execution).toEqual(first.execution);
  });

  it('answers the first one when an idempotency key comes again, with its digest', async () => {
    const store = await open();
    const id = await workflow(store);
    const key = { idempotencyKey: 'order 7', idempotencyDigest: 'digest 1' };
    const first = await store.executions.create(newExecution(id, key));
    const again = await store.executions.create(newExecution(id, { ...key, idempotencyDigest: 'digest 2' }));
    expect(again).toEqual({ created: false, execution: first.execution, idempotencyDigest: 'digest 1' });
    const elsewhere = await store.executions.create(newExecution(await workflow(store), key));
    expect(elsewhere.created).toBe(true);
  });

  it('keeps one of many that ask at once under one key', async () => {
    const store = await open();
    const id = await workflow(store);
    const asked = Array.from({ length: 20 }, () => store.executions.create(newExecution(id, { idempotencyKey: 'k' })));
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => answer.created)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.execution.id)).size).toBe(1);
  });

  it('shows nothing of another organization', async () => {
    const store = await open();
    const id = await pending(store, await workflow(store));
    expect(await store.executions.head('other', id)).toBeNull();
    expect(await store.executions.get('other', id)).toBeNull();
    expect(await pages(store, { limit: 5 }, 'other')).toEqual([]);
  });

  it('lists newest first by any filter, page by page, missing and repeating none', async () => {
    const store = await open();
    const all: { id: string; workflowId: string; status: ExecutionStatus; trigger: TriggerType; createdAt: string }[] =
      [];
    const workflows = [await workflow(store), await workflow(store)];
    const statuses = ['completed', 'failed', 'cancelled', 'pending', 'running', 'waiting'] as const;
    const triggers = ['api', 'manual', 'schedule'] as const;
    for (let i = 0; i < 48; i++) {
      const [workflowId = '', status = 'pending', trigger = 'api'] = [
        workflows[i % 2],
        statuses[i % 6],
        triggers[i % 5 ? i % 3 : 0],
      ];
      const createdAt = at(Math.floor(i / 3));
      const wanted = { triggerType: trigger, createdAt };
      if (status === 'pending')
        all.push({ id: await pending(store, workflowId, wanted), workflowId, status, trigger, createdAt });
      else if (status === 'running' || status === 'waiting') {
        const lease = await claimed(store, workflowId, wanted);
        const end = { kind: 'waiting', wakeAt: null, signalsSeen: 0 } as const;
        if (status === 'waiting') await store.leases.commit(commit(lease, { end }));
        all.push({ id: lease.executionId, workflowId, status, trigger, createdAt });
      } else
        all.push({ id: await ended(store, workflowId, wanted, [60, status]), workflowId, status, trigger, createdAt });
    }
    all.sort((a, b) => (a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1));
    const filters: Omit<ExecutionFilter, 'limit'>[] = [
      {},
      { workflowId: workflows[0] },
      { status: ['completed'] },
      { status: ['failed', 'cancelled'], workflowId: workflows[1] },
      { status: ['pending'] },
      { status: ['running', 'waiting', 'completed'] },
      { status: ['pending', 'failed'], workflowId: workflows[1], trigger: 'api' },
      { trigger: 'manual' },
      { trigger: 'schedule', workflowId: workflows[0], from: at(4) },
      { from: at(12) },
      { to: at(5) },
      { from: at(3), to: at(11), status: ['failed', 'running'] },
      { from: at(3), status: ['waiting'] },
      { status: [] },
    ];
    for (const filter of filters) {
      const expected = all.filter(
        (each) =>
          (!filter.workflowId || each.workflowId === filter.workflowId) &&
          (!filter.status?.length || filter.status.includes(each.status)) &&
          (!filter.trigger || each.trigger === filter.trigger) &&
          (!filter.from || each.createdAt >= filter.from) &&
          (!filter.to || each.createdAt < filter.to),
      );
      for (const limit of [1, 4, 50])
        expect(await pages(store, { ...filter, limit }), JSON.stringify({ filter, limit })).toEqual(
          expected.map(({ id }) => id),
        );
    }
  });

  it('refuses a cursor that is none', async () => {
    const { executions } = await open();
    await expect(executions.list('default', { limit: 5, before: 'nonsense' })).rejects.toMatchObject({
      code: 'bad_request',
    });
  });

  it('finds the unfinished retry of an execution, else the last', async () => {
    const store = await open();
    const id = await workflow(store);
    const first = await ended(store, id, {}, [3, 'failed']);
    expect(await store.executions.lastRetry('default', first)).toBeNull();
    const second = await ended(store, id, { retryOf: first, createdAt: at(20) });
    await ended(store, id, { retryOf: first, createdAt: at(10) });
    expect(await store.executions.lastRetry('default', first)).toMatchObject({ id: second, retryOf: first });
    const retry = await pending(store, id, { retryOf: first, createdAt: at(5) });
    expect(await store.executions.lastRetry('default', first)).toMatchObject({ id: retry });
    expect(await store.executions.lastRetry('other', first)).toBeNull();
  });

  it('counts the unfinished ones that a trigger began, in whatever status', async () => {
    const store = await open();
    const id = await workflow(store);
    const scheduled = { triggerType: 'schedule' } as const;
    await pending(store, id, scheduled);
    await claimed(store, id, scheduled);
    const lease = await claimed(store, id, scheduled);
    await store.leases.commit(commit(lease, { end: { kind: 'waiting', wakeAt: null, signalsSeen: 0 } }));
    await ended(store, id, scheduled);
    await pending(store, id, { triggerType: 'manual' });
    await pending(store, await workflow(store), scheduled);
    expect(await store.executions.countUnfinished(id, 'schedule')).toBe(3);
  });

  it('finds the unfinished children of an execution', async () => {
    const store = await open();
    const id = await workflow(store);
    const parent = await pending(store, id);
    const child = await pending(store, id, { parentId: parent, parentNodeId: 'n1', depth: 1 });
    await ended(store, id, { parentId: parent, parentNodeId: 'n2', depth: 1 });
    expect(await store.executions.unfinishedChildren(parent)).toEqual([child]);
  });
}
