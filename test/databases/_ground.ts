/** The service of databases over a store of its own, without HTTP. */
import { expect } from 'vitest';
import type { RecordsChange } from '../../db/database-model.ts';
import { openStore } from '../../db/open-store.ts';
import { systemClock } from '../../server/clock.ts';
import { createRecords, type Records } from '../../server/records/create-records.ts';
import { placeOf } from '../../server/records/place.ts';
import { openTempStore, whenDone } from '../_setup.ts';
import { startServer } from '../contract/_sqld.ts';

export type Ground = { readonly records: Records; readonly changes: RecordsChange[]; readonly url: string };

let serial = 0;

async function openOn(url: string, store: Parameters<typeof createRecords>[0]['store']): Promise<Ground> {
  const changes: RecordsChange[] = [];
  const records = createRecords({
    store,
    place: placeOf({ url, authToken: undefined }),
    newId: () => {
      serial += 1;
      return `d${serial}`;
    },
    clock: systemClock,
    onChange: (change) => void changes.push(change),
    warn: (error) => expect.fail(String(error)),
  });
  whenDone(records.close);
  return { records, changes, url };
}

export async function openLocal(): Promise<Ground> {
  const { store, url } = await openTempStore();
  return openOn(url, store);
}

/** Needs the optional server: see `withoutServer`. */
export async function openRemote(): Promise<Ground> {
  const { url } = await startServer();
  const store = await openStore({ url, now: () => new Date().toISOString() });
  whenDone(() => store.close());
  return openOn(url, store);
}
