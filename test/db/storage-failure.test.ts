/** What happens to work when the storage fails: faults are put between the group writer and a real database. */
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import type { TokenChunk } from '../../db/model.ts';
import { composeStore } from '../../db/open-store.ts';
import type { Driver } from '../../db/sql.ts';
import type { Change, Store } from '../../db/store.ts';
import { tempDir } from '../_setup.ts';
import { at, claim, claimed, commit, newExecution, pending, row, signal, workflow } from '../contract/_given.ts';

type Faulty = {
  readonly store: Store;
  readonly groups: number[];
  readonly logged: string[];
  /** From now on every write fails like this; null: it works again. */
  fail(fault: Fault | null): void;
};
type Fault = { readonly code: string; readonly message: string };

const full: Fault = { code: 'SQLITE_FULL', message: 'database or disk is full' };

async function openFaulty(): Promise<Faulty> {
  const url = `file:${join(tempDir(), 'cortado.db')}`;
  const now = (): string => at(100);
  const connection = await connect({ url, now });
  await migrate(connection.client, url);
  let fault: Fault | null = null;
  const groups: number[] = [];
  const logged: string[] = [];
  const check = (): void => {
    if (fault) throw Object.assign(new Error(fault.message), { code: fault.code });
  };
  const driver: Driver = {
    ...connection.driver,
    commit(units) {
      check();
      groups.push(units.length);
      return connection.driver.commit(units);
    },
    probe() {
      check();
      return connection.driver.probe();
    },
  };
  const log = {
    warn: (_: object, message: string) => void logged.push(message),
    error: (_: object, message: string) => void logged.push(message),
  };
  const store = composeStore(connection, { now, log, driver });
  onTestFinished(() => store.close());
  return {
    store,
    groups,
    logged,
    fail(next) {
      fault = next;
    },
  };
}

const unavailable = { code: 'storage_unavailable', message: expect.stringContaining('disk is full') };

it('writes what is asked for within one turn as one group', async () => {
  const { store, groups } = await openFaulty();
  const id = await workflow(store);
  groups.length = 0;
  const leases = await Promise.all(Array.from({ length: 40 }, () => claimed(store, id)));
  expect(groups).toEqual([40, 40]);
  await Promise.all(leases.map((lease) => store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)] }))));
  expect(groups).toEqual([40, 40, 40]);
});

it('cuts what is too much for one group, and loses nothing', async () => {
  const { store, groups } = await openFaulty();
  const lease = await claimed(store, await workflow(store));
  groups.length = 0;
  const units = Array.from({ length: 30 }, (_, unit) => {
    const rows = Array.from({ length: 100 }, (_, i) => row(lease.executionId, unit * 100 + i + 1));
    const tokens = rows.map(({ seq }) => ({ nodeId: 'n', attempt: 1, offset: seq, text: 'x' }));
    return commit(lease, { rows, tokens });
  });
  expect(new Set(await Promise.all(units.map(store.leases.commit)))).toEqual(new Set([true]));
  expect(groups.length).toBeGreaterThan(2);
  const seqs = (await store.logs.read(lease.executionId, 0, 10_000)).map((each) => each.seq);
  expect(seqs).toEqual(Array.from({ length: 3_000 }, (_, i) => i + 1));
});

it('tells a unit that cannot be written so alone, and writes the rest of its group in order', async () => {
  const { store, logged } = await openFaulty();
  const id = await workflow(store);
  const leases = await Promise.all(Array.from({ length: 6 }, () => claimed(store, id)));
  const outcomes = await Promise.allSettled(
    leases.map((lease, i) => {
      const rows = [row(lease.executionId, 1), row(lease.executionId, 2)];
      // NOT NULL, and a value that the binding must never see
      const bad = i === 1 ? [{ nodeId: null }] : i === 4 ? [{ nodeId: undefined }] : [];
      const tokens = bad.map((each) => ({ attempt: 1, offset: 0, text: 'x', ...each })) as unknown as TokenChunk[];
      return store.leases.commit(commit(lease, { rows, tokens }));
    }),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(
    leases.map((_, i) => (i === 1 || i === 4 ? 'rejected' : 'fulfilled')),
  );
  for (const [i, lease] of leases.entries()) {
    const rows = await store.logs.read(lease.executionId, 0, 10);
    expect(rows).toHaveLength(i === 1 || i === 4 ? 0 : 2);
    expect(await store.leases.commit(commit(lease, { rows: [row(lease.executionId, 3)] }))).toBe(true);
  }
  expect(logged).toEqual([]);
});

it('keeps commits in order while the disk is full, tells everybody else, and goes on by itself', async () => {
  const { store, fail, logged } = await openFaulty();
  const changes: Change[] = [];
  const id = await workflow(store);
  const lease = await claimed(store, id);
  const waiting = await pending(store, id);
  store.changes.subscribe((change) => changes.push(change));
  fail(full);
  const first = store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)] }));
  await vi.waitFor(async () => expect((await store.upkeep.health()).writable).toBe(false));
  const second = store.leases.commit(commit(lease, { rows: [row(lease.executionId, 2)] }));
  await expect(store.executions.create(newExecution(id))).rejects.toMatchObject(unavailable);
  await expect(store.leases.claim(waiting, 'me', at(1), at(31))).rejects.toMatchObject(unavailable);
  await expect(store.leases.renew([lease], at(60))).rejects.toMatchObject(unavailable);
  await expect(store.signals.send(signal(waiting))).rejects.toMatchObject(unavailable);
  expect(await store.upkeep.health()).toMatchObject({ writable: false, message: unavailable.message, pending: 2 });
  expect(await store.executions.head('default', waiting)).toMatchObject({ status: 'pending' });
  expect(changes).toEqual([]);
  fail(null);
  expect(await Promise.all([first, second])).toEqual([true, true]);
  expect((await store.logs.read(lease.executionId, 0, 10)).map((each) => each.seq)).toEqual([1, 2]);
  expect(await store.upkeep.health()).toMatchObject({ writable: true, message: null, pending: 0 });
  expect(changes.map((change) => change.lastSeq)).toEqual([1, 2]);
  expect((await store.executions.create(newExecution(id))).created).toBe(true);
  expect(logged).toEqual([expect.stringMatching(/^Writing fails.*disk is full/), 'The storage works again']);
});

it('tells a create that was on its way when the disk became full', async () => {
  const { store, fail } = await openFaulty();
  const wanted = newExecution(await workflow(store));
  fail(full);
  await expect(store.executions.create(wanted)).rejects.toMatchObject(unavailable);
  fail(null);
  await vi.waitFor(async () => expect((await store.upkeep.health()).writable).toBe(true), { timeout: 5_000 });
  expect((await store.executions.create(wanted)).created).toBe(true);
});

it('puts leases off that ran out while nobody could renew them', async () => {
  const { store, fail } = await openFaulty();
  const lease = await claimed(store, await workflow(store));
  fail(full);
  const written = store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)] }));
  await vi.waitFor(async () => expect((await store.upkeep.health()).writable).toBe(false));
  expect(await store.leases.due(at(100), 5)).toHaveLength(1);
  fail(null);
  expect(await written).toBe(true);
  expect(await store.leases.due(at(129), 5)).toEqual([]);
  expect(await claim(store, lease.executionId, 'other', 131)).toMatchObject({ epoch: 2 });
});

it('waits in silence for a lock that somebody else holds for a moment', async () => {
  const { store, fail, logged } = await openFaulty();
  const wanted = newExecution(await workflow(store));
  fail({ code: 'SQLITE_BUSY', message: 'database is locked' });
  const created = store.executions.create(wanted);
  setTimeout(() => fail(null), 60);
  expect((await created).created).toBe(true);
  expect(logged).toEqual([]);
});

it('tells what is still queued when it closes while the disk is full', async () => {
  const { store, fail } = await openFaulty();
  const lease = await claimed(store, await workflow(store));
  fail(full);
  const written = store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)] }));
  const told = expect(written).rejects.toMatchObject(unavailable);
  await vi.waitFor(async () => expect((await store.upkeep.health()).writable).toBe(false));
  await store.close();
  await told;
});

it('logs a listener that throws, and tells the others', async () => {
  const { store, logged } = await openFaulty();
  const told: string[] = [];
  store.changes.subscribe(() => {
    throw new Error('listener');
  });
  store.changes.subscribe((change) => told.push(change.executionId));
  const id = await pending(store, await workflow(store));
  expect(told).toEqual([id]);
  expect(logged).toEqual(['A listener for changes threw']);
});
