/** What tests of storage share: folders of their own, and stores on real files that end with the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished } from 'vitest';
import { openStore } from '../db/open-store.ts';
import type { Store } from '../db/store.ts';

type Cleanup = () => void | Promise<void>;
const atFileEnd: Cleanup[] = [];
afterAll(async () => {
  for (const cleanup of atFileEnd.splice(0).reverse()) await cleanup();
});

/** Runs when the test has ended, or, of what a `beforeAll` opened, when its file has. Last come, first gone. */
export function whenDone(cleanup: Cleanup): void {
  try {
    onTestFinished(cleanup);
  } catch {
    atFileEnd.push(cleanup);
  }
}

/** A new folder that is removed in the end. */
export function tempDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cortado-test-'));
  whenDone(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type TempStore = {
  readonly store: Store;
  readonly url: string;
  readonly path: string;
  /** Closes it before its time. */
  close(): Promise<void>;
  /** Closes the store and opens the same file again. */
  reopen(): Promise<Store>;
};

/** A store on a new file. The test fails when the store has logged an error, or is left with something unwritten. */
export async function openTempStore(options: { now?: () => string; folder?: string } = {}): Promise<TempStore> {
  const path = join(options.folder ?? tempDir(), 'cortado.db');
  const url = `file:${path}`;
  const errors: unknown[] = [];
  const log = {
    warn: () => {},
    error: (fields: object, message: string) => void errors.push({ message, ...fields }),
  };
  const now = options.now ?? (() => new Date().toISOString());
  const open = (): Promise<Store> => openStore({ url, now, log });
  const first = await open();
  let store = first;
  const close = async (): Promise<void> => {
    const { pending } = await store.upkeep.health();
    await store.close();
    expect(errors, 'errors that the store has logged').toEqual([]);
    expect(pending, 'units that were still to be written').toBe(0);
  };
  whenDone(close);
  return {
    store: first,
    url,
    path,
    close,
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
  };
}
