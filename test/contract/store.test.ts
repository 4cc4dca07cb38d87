import { describe } from 'vitest';
import { openStore } from '../../db/open-store.ts';
import { openTempStore, whenDone } from '../_setup.ts';
import { openTimedRemote } from '../remote/_ground.ts';
import { startServer, withoutServer } from './_sqld.ts';
import { remoteStoreSuite, storeSuite } from './store-suite.ts';

describe('on a local file', () => storeSuite(async () => (await openTempStore()).store));

describe.skipIf(withoutServer)(`on a libSQL server${withoutServer ? `: ${withoutServer}` : ''}`, () =>
  storeSuite(async () => {
    const { url } = await startServer();
    const store = await openStore({ url, now: () => new Date().toISOString() });
    whenDone(() => store.close());
    return store;
  }),
);

describe('over HTTP, as a worker has it', () => remoteStoreSuite(openTimedRemote));
