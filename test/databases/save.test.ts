/** What is saved while somebody else saves the same: who comes in between, and when, is made and not left to chance. */
import { describe, expect, test } from 'vitest';
import type { Database } from '../../db/database-model.ts';
import { openStore } from '../../db/open-store.ts';
import type { Backends } from '../../db/records/backend.ts';
import { createLocalBackends } from '../../db/records/local-backend.ts';
import { createRecordStore, type RecordStore } from '../../db/records/record-store.ts';
import { createRemoteBackends } from '../../db/records/remote-backend.ts';
import { createFormulas } from '../../server/records/formula.ts';
import { type SaveRequest, saveRecords } from '../../server/records/save.ts';
import { tempDir, whenDone } from '../_setup.ts';
import { startServer, withoutServer } from '../contract/_sqld.ts';

const at = '2026-01-01T00:00:00.000Z';
const database: Database = {
  ...{ id: 'd1', organizationId: 'o', name: 'A', description: '', revision: 1, records: 0, nextSlot: 4 },
  ...{ createdAt: at, updatedAt: at, removedAt: null },
  columns: [
    { key: 'key', slot: 1, name: 'Key', type: 'text', unique: true },
    { key: 'code', slot: 2, name: 'Code', type: 'text', unique: true },
    { key: 'price', slot: 3, name: 'Price', type: 'number' },
  ],
};
const formulas = createFormulas();

type Values = { readonly key: string; readonly code: string; readonly price: number };
const upsert = (...rows: Values[]): SaveRequest => {
  return { mode: 'upsert', key: 'key', actor: 'a', now: at, rows: rows.map((values) => ({ values })) };
};
const insert = (...rows: Values[]): SaveRequest => ({ ...upsert(...rows), mode: 'insert' });

/** The store as somebody sees it into whose first write, after what is to be changed was looked up, others come. */
function withOthers(store: RecordStore, come: () => Promise<unknown>): RecordStore {
  let isFirst = true;
  return {
    ...store,
    async byValues(...asked) {
      const found = await store.byValues(...asked);
      if (isFirst) {
        isFirst = false;
        await come();
      }
      return found;
    },
  };
}

function contract(open: () => Promise<Backends>): void {
  const opened = async (): Promise<RecordStore> => {
    const backends = await open();
    whenDone(() => backends.close());
    const store = createRecordStore(backends);
    await store.sync(database);
    return store;
  };
  const save = (store: RecordStore, request: SaveRequest) => saveRecords({ store, formulas }, database, request);

  test('of two who insert one key by an upsert the second changes what the first inserted', async () => {
    const store = await opened();
    const first = { key: 'shared', code: 'c', price: 1 };
    const slow = withOthers(store, () => save(store, upsert(first)));
    const second = { key: 'shared', code: 'c', price: 2 };
    const own = { key: 'own', code: 'd', price: 2 };
    expect(await save(slow, upsert(second, own))).toMatchObject({ inserted: 1, updated: 1, outcomes: 'ui' });
    expect(await store.counts(database)).toEqual({ records: 2, changes: 2 });
    expect((await store.byIds(database, [1]))[0]).toMatchObject({ version: 2, values: ['shared', 'c', 2] });
  }, 60_000);

  test('rows that do not fit are left out, and the one that somebody else inserted meanwhile is none of them', async () => {
    const store = await opened();
    const slow = withOthers(store, () => save(store, upsert({ key: 'shared', code: 'c', price: 1 })));
    const twins = ['x', 'y'].map((key) => ({ key, code: 'same', price: 1 }));
    const request = { ...upsert({ key: 'shared', code: 'c', price: 2 }, ...twins), skipBad: true };
    expect(await save(slow, request)).toMatchObject({ outcomes: 'uif', failed: 1 });
  }, 60_000);

  test('a value that another record has is told, by an insert and by an upsert of another key', async () => {
    const store = await opened();
    const slow = withOthers(store, () => save(store, insert({ key: 'shared', code: 'c', price: 1 })));
    const said = (value: string) => ({ code: 'invalid', message: expect.stringContaining(`Expected "${value}" once`) });
    await expect(save(slow, upsert({ key: 'own', code: 'c', price: 2 }))).rejects.toMatchObject(said('c'));
    const again = insert({ key: 'shared', code: 'd', price: 2 });
    await expect(save(store, again)).rejects.toMatchObject(said('shared'));
    expect((await store.counts(database)).records).toBe(1);
  }, 60_000);
}

describe('on a local file', () => contract(async () => createLocalBackends({ folder: tempDir(), writes: true })));

describe.skipIf(withoutServer)('on a libSQL server', () =>
  contract(async () => {
    const { url } = await startServer();
    const store = await openStore({ url, now: () => at });
    await store.close();
    return createRemoteBackends({ url, authToken: undefined });
  }),
);
