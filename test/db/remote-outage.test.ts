/** A libSQL server that goes away and comes back, and one whose answer is lost on the way. */
import { createClient } from '@libsql/client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { composeStore, openStore } from '../../db/open-store.ts';
import { createRemoteDriver, createRemoteReader, createRemoteSweeper } from '../../db/remote-driver.ts';
import type { Change, Store } from '../../db/store.ts';
import { at, claim, claimed, commit, finished, newExecution, row, workflow } from '../contract/_given.ts';
import { startServer, withoutServer } from '../contract/_sqld.ts';

const quiet = { warn: () => {}, error: () => {} };
const now = (): string => at(100);

describe.skipIf(withoutServer)(`a libSQL server${withoutServer ? `: ${withoutServer}` : ''}`, () => {
  it('goes away and comes back: commits wait, everybody else is told', async () => {
    const server = await startServer();
    const store = await openStore({ url: server.url, now, log: quiet });
    onTestFinished(() => store.close());
    const id = await workflow(store);
    const lease = await claimed(store, id);
    await server.stop();
    const written = store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)] }));
    await vi.waitFor(async () => expect(await store.upkeep.health()).toMatchObject({ writable: false, pending: 1 }), {
      timeout: 5_000,
    });
    await expect(store.executions.create(newExecution(id))).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(store.executions.head('default', 'x')).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(store.workflows.list('default', { limit: 1 })).rejects.toMatchObject({ code: 'storage_unavailable' });
    await server.start();
    expect(await written).toBe(true);
    expect(await store.logs.read(lease.executionId, 0, 10)).toHaveLength(1);
    await vi.waitFor(async () => expect((await store.upkeep.health()).writable).toBe(true), { timeout: 5_000 });
  });

  /** A store whose next batches are written, but whose answers are lost. */
  async function openLossy(): Promise<{ store: Store; lose(count: number): void }> {
    const { url } = await startServer();
    const first = await openStore({ url, now, log: quiet });
    await first.close();
    const client = createClient({ url });
    const { batch } = client;
    let losing = 0;
    client.batch = async (statements, mode) => {
      const results = await batch.call(client, statements, mode);
      if (losing === 0) return results;
      losing -= 1;
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    };
    const connection = {
      client,
      reader: createRemoteReader(client),
      sweeper: createRemoteSweeper(client),
      driver: createRemoteDriver(client),
      rowMax: 1_000_000,
      file: null,
      close: () => client.close(),
    };
    const store = composeStore(connection, { now, log: quiet });
    onTestFinished(() => store.close());
    return {
      store,
      lose(count) {
        losing = count;
      },
    };
  }

  it('loses the answer to a commit that it has written: the lease is not held for lost', async () => {
    const { store, lose } = await openLossy();
    const changes: Change[] = [];
    const lease = await claimed(store, await workflow(store));
    store.changes.subscribe((change) => changes.push(change));
    lose(2);
    expect(await store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)], end: finished() }))).toBe(true);
    expect(await store.executions.head('default', lease.executionId)).toMatchObject({
      status: 'completed',
      version: 3,
    });
    expect(await store.logs.read(lease.executionId, 0, 10)).toEqual([row(lease.executionId, 1)]);
    expect(changes).toHaveLength(1);
  });

  it('loses the answer to a commit while another host takes over: nothing more is written', async () => {
    const { store, lose } = await openLossy();
    const lease = await claimed(store, await workflow(store));
    await claim(store, lease.executionId, 'other', 32);
    lose(1);
    expect(await store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)] }))).toBe(false);
    expect(await store.logs.read(lease.executionId, 0, 10)).toEqual([]);
  });
});

it('says of a server that cannot be reached that it cannot', async () => {
  await expect(openStore({ url: 'http://127.0.0.1:1', now })).rejects.toMatchObject({
    code: 'storage_unavailable',
    message: expect.stringContaining('"http://127.0.0.1:1"'),
  });
});
