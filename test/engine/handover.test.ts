/** One execution from lease to lease, from parent to child, from a failure to its retry: what is taken over, and what is not. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CodedError } from '../../db/errors.ts';
import type { Json, JsonRecord, StoredLogRow } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';
import { createHost } from '../../server/engine/host.ts';
import { NodeFailure } from '../../server/engine/node.ts';
import { compilePlan } from '../../server/engine/plan.ts';
import { recover, reusable } from '../../server/engine/recovery.ts';
import { openTempStore } from '../_setup.ts';
import { begin, engineOn, runToEnd, terminalRows } from './_engine.ts';
import { done, line, typesWith } from './_types.ts';

let store: Store;
beforeEach(async () => {
  ({ store } = await openTempStore());
});

const statusOf = async (id: string) => (await store.executions.head('default', id))?.status;
const rowsOf = async (id: string) =>
  (await store.logs.read(id, 0, 10_000)).map((row) => `${row.nodeId} ${row.status} ${row.attempt}`);
const cancel = (executionId: string) =>
  store.signals.send({ executionId, kind: 'cancel', nodeId: '', payload: null, createdAt: new Date().toISOString() });
const hang = (context: { signal: AbortSignal }) =>
  new Promise<never>((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason)));

it('a clock that is set back makes no time go back', async () => {
  const { deps } = engineOn(store, typesWith({ work: async () => done(1) }));
  const { id } = await begin(store, line(['trigger'], ['work'], ['step'], ['work']));
  let now = Date.now();
  const clock = {
    ...deps.clock,
    now: () => {
      now -= 1_000;
      return now;
    },
  };
  expect(await createHost({ ...deps, clock }, { owner: 'h', leaseMs: 3_600_000 }).runLeased(id).done).toBe('finished');
  const rows = await store.logs.read(id, 0, 100);
  const head = await store.executions.head('default', id);
  const times = [head!.startedAt!, ...rows.map((row) => row.timestamp), head!.completedAt!];
  expect(times).toEqual([...times].sort());
  for (const { duration } of rows) expect(duration ?? 0).toBeGreaterThanOrEqual(0);
});

describe('a clock that is set by hours while a node runs', () => {
  const HOUR = 3_600_000;

  /** An execution whose first node sets the clock, and whose second fails once, whereupon it is set right; answers its rows. */
  async function setting(hours: number) {
    let shift = 0;
    let failures = 1;
    const types = typesWith(
      {
        set: async () => {
          shift = hours * HOUR;
          return done(1);
        },
        flaky: async () => {
          if (failures-- > 0) {
            setImmediate(() => {
              shift = 0;
            });
            throw new NodeFailure('away', 'It is away.', { transient: true });
          }
          return done(1);
        },
      },
      { retries: 2 },
    );
    const { deps } = engineOn(store, types);
    const clock = { ...deps.clock, now: () => deps.clock.now() + shift };
    const { id } = await begin(store, line(['trigger'], ['set'], ['flaky']));
    const host = createHost({ ...deps, clock }, { owner: 'h', leaseMs: 3_600_000 });
    expect(await host.runLeased(id).done).toBe('finished');
    return { head: await store.executions.get('default', id), rows: await store.logs.read(id, 0, 100) };
  }

  it.each([5, -5])('by %i, neither puts a retry off nor counts as time that anything took', async (hours) => {
    const { head, rows } = await setting(hours);
    expect(head).toMatchObject({ status: 'completed' });
    for (const { duration } of rows) {
      expect(duration ?? 0).toBeGreaterThanOrEqual(0);
      expect(duration ?? 0).toBeLessThan(HOUR);
    }
  });
});

describe('a host that stops', () => {
  it('gives the lease back although a hint came after it was asked to', async () => {
    const engine = engineOn(store, typesWith({ hang }));
    const { id } = await begin(store, line(['trigger'], ['hang']));
    const running = engine.host('h').runLeased(id);
    running.release(0);
    running.poke();
    expect(await running.done).toBe('released');
  });

  it.each([
    ['fail', 'failed', ['n1 running 1', 'n1 error 1']],
    ['skip', 'completed', ['n1 running 1', 'n1 skipped 1']],
    ['retry', 'completed', ['n1 running 1', 'n1 retrying 1', 'n1 running 2', 'n1 completed 2']],
  ])('in the middle of an attempt with onInterrupted %s', async (onInterrupted, status, expected) => {
    let hangs = true;
    const types = typesWith({ work: (context) => (hangs ? hang(context) : done(1)) });
    const { id } = await begin(store, line(['trigger'], ['work', { onInterrupted }]));
    const running = engineOn(store, types).host('stops').runLeased(id);
    await vi.waitFor(async () => expect(await rowsOf(id)).toContain('n1 running 1'));
    running.release(0);
    expect(await running.done).toBe('released');
    hangs = false;
    await runToEnd(store, engineOn(store, types).host('next'), id);
    expect((await rowsOf(id)).filter((row) => row.startsWith('n1'))).toEqual(expected);
    expect(await statusOf(id)).toBe(status);
  });
});

describe('a child', () => {
  const sub = (workflowId: string, input: Json) =>
    typesWith(
      {
        sub: async (context) => {
          const { status } = await context.startChild({ workflowId, input });
          if (context.config && (context.config as JsonRecord).breaks) throw new Error('broke');
          return status === 'unfinished'
            ? { wait: 'child', message: '', until: null, state: {} }
            : done((await store.executions.list('default', { limit: 1 })).items.length);
        },
      },
      { startsChildren: true },
    );

  it('is not begun once its parent has ended', async () => {
    const { workflowId } = await begin(store, line(['trigger']));
    const { deps } = engineOn(store, sub(workflowId, {}));
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const get: Store['executions']['get'] = async (organizationId, id) => {
      await held;
      return store.executions.get(organizationId, id);
    };
    const slow = { ...store, executions: { ...store.executions, get } };
    const parent = await begin(store, line(['trigger'], ['sub']));
    const running = createHost({ ...deps, store: slow }, { owner: 'h', leaseMs: 60_000 }).runLeased(parent.id);
    await vi.waitFor(async () => expect(await rowsOf(parent.id)).toContain('n1 running 1'));
    await cancel(parent.id);
    running.poke();
    await vi.waitFor(async () => expect(await statusOf(parent.id)).toBe('cancelled'));
    letGo();
    await running.done;
    expect(await store.executions.unfinishedChildren(parent.id)).toEqual([]);
  });

  it('is begun when the storage works again, and its parent does not fail meanwhile', async () => {
    const { workflowId } = await begin(store, line(['trigger']));
    const { deps } = engineOn(store, sub(workflowId, {}));
    let outages = 4;
    const create: Store['executions']['create'] = async (execution) => {
      if (outages-- > 0) throw new CodedError('storage_unavailable', 'The disk is full.');
      return store.executions.create(execution);
    };
    const failing = { ...store, executions: { ...store.executions, create } };
    const parent = await begin(store, line(['trigger'], ['sub']));
    const host = createHost({ ...deps, store: failing }, { owner: 'h', leaseMs: 3_600_000 });
    // a retry that is further away gives the lease back
    while (
      (await statusOf(parent.id)) !== 'failed' &&
      (await store.executions.unfinishedChildren(parent.id)).length === 0
    ) {
      await host.runLeased(parent.id).done;
    }
    expect(await rowsOf(parent.id)).toEqual([
      'n0 completed 1',
      ...[1, 2, 3, 4].flatMap((attempt) => [`n1 running ${attempt}`, `n1 retrying ${attempt}`]),
      'n1 running 5',
      'n1 waiting 5',
    ]);
    const known = recover(await store.logs.read(parent.id, 0, 100)).view.nodes.get('n1');
    expect(known).toMatchObject({ retries: 0, interruptions: 0 });
  });

  it('is cancelled with its parent also when the node that began it has failed', async () => {
    const { workflowId } = await begin(store, line(['trigger']));
    const engine = engineOn(store, sub(workflowId, {}));
    const parent = await begin(store, line(['trigger'], ['sub', { breaks: true }]));
    await runToEnd(store, engine.host('h'), parent.id);
    expect(await statusOf(parent.id)).toBe('failed');
    const [child] = await store.executions.unfinishedChildren(parent.id);
    expect((await store.signals.list(child!)).map((signal) => signal.kind)).toEqual(['cancel']);
  });

  it('gives its trigger the whole record, whatever its keys are called', async () => {
    const document = line(['trigger'], ['step']);
    const { workflowId } = await begin(store, document);
    const record = { _id: 'abc', n1: 'named like a node', order: 7 };
    const engine = engineOn(store, sub(workflowId, record));
    const parent = await begin(store, line(['trigger'], ['sub']));
    await engine.host('h').runLeased(parent.id).done;
    const [child] = await store.executions.unfinishedChildren(parent.id);
    await runToEnd(store, engine.host('h'), child!);
    expect(JSON.parse((await terminalRows(store, child!)).get('n0')!.outputData!)).toEqual(record);
    expect(JSON.parse((await store.executions.get('default', child!))!.inputs)).toMatchObject({ n1: record.n1 });
  });
});

describe('a retry', () => {
  it('that is cut off while it takes over much repeats none of it', async () => {
    const runs = new Map<string, number>();
    let broken = true;
    const types = typesWith({
      work: async ({ nodeId }) => {
        runs.set(nodeId, (runs.get(nodeId) ?? 0) + 1);
        return done(nodeId);
      },
      fragile: async () => {
        if (broken) throw new Error('broken');
        return done(1);
      },
    });
    const work = Array.from({ length: 150 }, (): [string] => ['work']);
    const document = line(['trigger'], ...work, ['fragile']);
    const { id, workflowId } = await begin(store, document);
    await runToEnd(store, engineOn(store, types).host('h'), id);
    broken = false;
    const retry = `${id}r`;
    await begin(store, document, {}, { id: retry, retryOf: id, workflowId });

    let commits = 0;
    const commit: Store['leases']['commit'] = (unit) => {
      commits += 1;
      return commits === 1 ? store.leases.commit(unit) : new Promise(() => {});
    };
    const dying = { ...store, leases: { ...store.leases, commit } };
    engineOn(dying, types).host('dies').runLeased(retry);
    await vi.waitFor(async () => expect((await store.executions.head('default', retry))?.lastSeq).toBeGreaterThan(0));
    expect((await rowsOf(retry)).length).toBeLessThan(150);
    await store.leases.abandon();
    await runToEnd(store, engineOn(store, types).host('next'), retry);
    expect(await statusOf(retry)).toBe('completed');
    expect([...runs.values()].filter((count) => count !== 1)).toEqual([]);
  });

  it('runs again what was passed over after a crash, and all after it', () => {
    const document = line(['trigger'], ['step'], ['step'], ['step']);
    const row = (seq: number, status: StoredLogRow['status'], result: Json): StoredLogRow => ({
      executionId: 'e',
      seq,
      nodeId: `n${seq - 1}`,
      nodeType: 'step',
      nodeLabel: null,
      status,
      attempt: 1,
      inputData: null,
      outputData: '1',
      result: JSON.stringify(result),
      error: null,
      duration: 1,
      timestamp: new Date(seq).toISOString(),
    });
    const known = (decidedBy: string) =>
      reusable(compilePlan(document, typesWith({})), 'e', [
        row(1, 'completed', done(1)),
        row(2, 'skipped', { nodeId: decidedBy, port: null, text: '' }),
        row(3, 'completed', done(1)),
        row(4, 'error', {}),
      ]).known;
    expect([...known('n1').keys()]).toEqual(['n0']);
    expect([...known('n0').keys()]).toEqual(['n0', 'n2']);
  });
});
