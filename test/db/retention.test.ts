/** Old executions leave while others run: what goes, what stays, and how it goes on after a crash. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prefill } from '../../bench/prefill.ts';
import { openStore } from '../../db/open-store.ts';
import type { Store } from '../../db/store.ts';
import { openTempStore, tempDir, whenDone } from '../_setup.ts';
import {
  at,
  claimed,
  commit,
  ended,
  finished,
  newExecution,
  pending,
  row,
  signal,
  workflow,
} from '../contract/_given.ts';
import { query } from './_query.ts';

const DAY = 86_400;
const keepAll = { maxAgeDays: 10_000, maxPerWorkflow: 1_000_000 };

/** Nothing of an execution that is gone, and every row of those that are there. */
function expectWhole(path: string): void {
  for (const table of [
    'execution_log_pages',
    'execution_log_payloads',
    'execution_signals',
    'execution_tokens',
    'execution_inputs',
  ]) {
    const without = `SELECT count(*) AS n FROM ${table} WHERE executionId NOT IN (SELECT id FROM workflow_executions)`;
    expect(query(path, without), table).toEqual([{ n: 0 }]);
  }
  const torn = `SELECT e.id FROM workflow_executions AS e WHERE e.completedAt IS NOT NULL
    AND e.lastSeq <> (SELECT count(*) FROM execution_logs WHERE executionId = e.id)`;
  expect(query(path, torn)).toEqual([]);
  expect(query(path, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
}

/** A file with so many executions of three rows, over the last 30 days. */
async function openFilled(count: number): Promise<{ path: string; id: string; open(): Promise<Store> }> {
  const { store, path: made, close } = await openTempStore();
  const id = await workflow(store);
  const lease = await claimed(store, id, { createdAt: new Date().toISOString() });
  const rows = [1, 2, 3].map((seq) => row(lease.executionId, seq, { outputData: `"${'x'.repeat(300)}"` }));
  await store.leases.commit(commit(lease, { rows, end: finished(4) }));
  await close();
  prefill(made, lease.executionId, count, 30);
  // two builds of SQLite in one process do not know of each other's locks: a file for each
  const path = join(tempDir(), 'cortado.db');
  copyFileSync(made, path);
  const open = async () => {
    const opened = await openStore({ url: `file:${path}`, now: () => new Date().toISOString() });
    whenDone(() => opened.close());
    return opened;
  };
  return { path, id, open };
}

const left = (path: string) => Number(query(path, 'SELECT count(*) AS n FROM workflow_executions')[0]?.n);

it('removes exactly what is too old or too many, and nobody needs any more', async () => {
  type Given = { hour: number; ended: boolean; need: 'none' | 'child' | 'retry'; neededStill: boolean };
  const given: fc.Arbitrary<Given> = fc.record({
    hour: fc.integer({ min: 0, max: 24 * 12 }),
    ended: fc.boolean(),
    need: fc.constantFrom('none', 'child', 'retry'),
    neededStill: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(given, { maxLength: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 6 }),
      async (executions, maxAgeDays, maxPerWorkflow) => {
        const { store, path, close } = await openTempStore();
        const [id, other] = [await workflow(store), await workflow(store)];
        const all: { id: string; createdAt: string; ended: boolean; needed: boolean }[] = [];
        for (const { hour, ended: isEnded, need, neededStill } of executions) {
          const createdAt = at(hour * 3_600);
          const seconds = hour * 3_600 + 1;
          const made = isEnded
            ? await ended(store, id, { createdAt }, [seconds])
            : await pending(store, id, { createdAt });
          if (need !== 'none') {
            const link = need === 'child' ? { parentId: made, parentNodeId: 'n1' } : { retryOf: made };
            // far in the future, so that it stays itself
            const late = { ...link, createdAt: at(1_000 * DAY) };
            if (neededStill) await pending(store, other, late);
            else await ended(store, other, late, [1_000 * DAY]);
          }
          all.push({ id: made, createdAt, ended: isEnded, needed: need !== 'none' && neededStill });
        }
        const now = 12 * DAY;
        await store.upkeep.retain({ maxAgeDays, maxPerWorkflow: Math.max(maxPerWorkflow, 1) }, at(now));
        const newestFirst = all
          .filter((each) => each.ended)
          .sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? 1 : -1));
        const expected = all.filter((each) => {
          if (!each.ended || each.needed) return true;
          // it ended a second after it was created
          const age = now - 1 - (Date.parse(each.createdAt) - Date.parse(at(0))) / 1_000;
          if (age > maxAgeDays * DAY) return false;
          return newestFirst.indexOf(each) < Math.max(maxPerWorkflow, 1) || age <= DAY;
        });
        const kept = query(path, `SELECT id FROM workflow_executions WHERE workflowId = '${id}'`);
        await close();
        expect(kept.map((each) => each.id).sort()).toEqual(expected.map((each) => each.id).sort());
      },
    ),
    { numRuns: 8 },
  );
});

it('counts beyond what is read at once', async () => {
  const { path, id, open } = await openFilled(2_600);
  const store = await open();
  expect(left(path)).toBe(2_601);
  const tomorrow = new Date(Date.now() + 2 * DAY * 1_000).toISOString();
  expect(await store.upkeep.retain({ ...keepAll, maxPerWorkflow: 2_150 }, tomorrow)).toBe(451);
  expect((await store.executions.list('default', { limit: 1, workflowId: id })).items).toHaveLength(1);
  expect(left(path)).toBe(2_150);
  expectWhole(path);
});

it('removes while others run: these are all kept, and the file shrinks to what is left', async () => {
  const { path, open } = await openFilled(6_000);
  const store = await open();
  const before = statSync(path).size;
  const id = await workflow(store);
  const waits = await claimed(store, id);
  await store.leases.commit(commit(waits, { rows: [row(waits.executionId, 1)] }));
  await store.signals.send(signal(waits.executionId));
  let isDone = false;
  const removing = store.upkeep.retain({ ...keepAll, maxAgeDays: 6 }, new Date().toISOString()).finally(() => {
    isDone = true;
  });
  const during: string[] = [];
  while (!isDone) during.push(await ended(store, id, { createdAt: new Date().toISOString() }, [Date.now() / 1_000]));
  // the one that was copied is as old as the tests' hour
  expect(await removing).toBeGreaterThanOrEqual(4_790);
  expect(during.length).toBeGreaterThan(1);
  for (const each of during) expect(await store.logs.read(each, 0, 10)).toHaveLength(1);
  expect(await store.logs.read(waits.executionId, 0, 10)).toHaveLength(1);
  expect(await store.signals.list(waits.executionId)).toHaveLength(1);
  expect(statSync(path).size).toBeLessThan(before * 0.4);
  expect((await store.upkeep.health()).reusableBytes).toBeLessThan(before * 0.05);
  expect(query(path, 'PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
  expectWhole(path);
});

it('goes on where a crash has cut it off', async () => {
  const { path, open } = await openFilled(6_000);
  // it stands still in the middle, so that it is there that it is killed
  const code = `import { writeSync } from 'node:fs';
    const { openStore } = await import(${JSON.stringify(new URL('../../db/open-store.ts', import.meta.url).href)});
    const now = () => new Date().toISOString();
    const store = await openStore({ url: ${JSON.stringify(`file:${path}`)}, now });
    let asked = 0;
    await store.upkeep.retain({ maxAgeDays: 6, maxPerWorkflow: 1_000_000 }, now(), () => {
      if (++asked < 400) return false;
      writeSync(1, 'middle');
      for (;;);
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  whenDone(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const remaining = left(path);
  expect(remaining).toBeLessThan(6_001);
  expect(remaining).toBeGreaterThan(1_210);
  expectWhole(path);
  const store = await open();
  await store.upkeep.retain({ ...keepAll, maxAgeDays: 6 }, new Date().toISOString());
  expect(left(path)).toBeLessThan(1_210);
  expectWhole(path);
  expect((await store.executions.create(newExecution(await workflow(store)))).created).toBe(true);
});
