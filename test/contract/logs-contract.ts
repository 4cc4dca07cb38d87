import { expect, it } from 'vitest';
import { logRowId } from '../../db/model.ts';
import { at, claim, claimed, commit, finished, row, workflow } from './_given.ts';
import type { OpenStore } from './store-suite.ts';

const text = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;
const CAP = 16 * 1024;

export function logsContract(open: OpenStore): void {
  it('reads in order, after a row and up to a limit', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const rows = Array.from({ length: 25 }, (_, i) => row(lease.executionId, i + 1));
    await store.leases.commit(commit(lease, { rows: rows.slice(0, 12) }));
    await store.leases.commit(commit(lease, { rows: rows.slice(12) }));
    expect(await store.logs.read(lease.executionId, 0, 100)).toEqual(rows);
    expect(await store.logs.read(lease.executionId, 8, 5)).toEqual(rows.slice(8, 13));
    expect(await store.logs.read(lease.executionId, 25, 5)).toEqual([]);
    expect(await store.logs.one(lease.executionId, 25)).toEqual(rows[24]);
    expect(await store.logs.one(lease.executionId, 26)).toBeNull();
    expect(await store.logs.one('nobody', 1)).toBeNull();
  });

  it('gives every text back as it was', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const strange = JSON.stringify({ a: 'ñandú 🦤 \u2028 \u0000 \ud800 "quoted" \\ %_', b: [null, 0, false, ''] });
    const one = row(lease.executionId, 1, {
      nodeId: "o'brien; DROP TABLE",
      nodeLabel: 'café 🦤',
      status: 'error',
      error: 'línea\n\t«»',
      inputData: strange,
      outputData: strange,
      result: strange,
      duration: 0.125,
    });
    await store.leases.commit(commit(lease, { rows: [one] }));
    expect(await store.logs.one(lease.executionId, 1)).toEqual(one);
    expect(await store.logs.readCapped(lease.executionId, 0, 1)).toEqual([one]);
  });

  it('keeps the first of a row that is sent twice', async () => {
    const store = await open();
    const first = await claimed(store, await workflow(store));
    await store.leases.commit(commit(first, { rows: [row(first.executionId, 1)] }));
    const second = await claim(store, first.executionId, 'other', 32);
    const twice = [row(first.executionId, 1, { error: 'another' }), row(first.executionId, 2)];
    expect(await store.leases.commit(commit(second, { rows: twice }))).toBe(true);
    expect(await store.logs.read(first.executionId, 0, 10)).toEqual([
      row(first.executionId, 1),
      row(first.executionId, 2),
    ]);
  });

  it('leaves payloads over 16 KB out of capped rows, beside their start and size in bytes', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const wide = JSON.stringify('é'.repeat(CAP / 2));
    const rows = [
      row(lease.executionId, 1, { inputData: text(CAP), outputData: text(CAP + 1) }),
      row(lease.executionId, 2, { inputData: wide, outputData: text(CAP - 1) }),
    ];
    await store.leases.commit(commit(lease, { rows }));
    const [first, second] = await store.logs.readCapped(lease.executionId, 0, 10);
    expect(first).toEqual({
      ...rows[0],
      outputData: null,
      outputPreview: text(CAP).slice(0, 2048),
      outputSize: CAP + 1,
    });
    expect(second).toEqual({ ...rows[1], inputData: null, inputPreview: wide.slice(0, 2048), inputSize: CAP + 2 });
    expect(await store.logs.read(lease.executionId, 0, 10)).toEqual(rows);
    expect(await store.logs.one(lease.executionId, 1)).toEqual(rows[0]);
  });

  it('never ends a preview in half a character', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    for (const [index, start] of ['', 'a'].entries()) {
      const outputData = JSON.stringify(start + '🦤'.repeat(CAP));
      await store.leases.commit(commit(lease, { rows: [row(lease.executionId, index + 1, { outputData })] }));
    }
    for (const { outputPreview } of await store.logs.readCapped(lease.executionId, 0, 10))
      expect(outputPreview?.isWellFormed()).toBe(true);
  });

  it('reads many large rows, though not all in one answer', { timeout: 60_000 }, async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const rows = Array.from({ length: 12 }, (_, i) => row(lease.executionId, i + 1, { outputData: text(1_500_000) }));
    for (const one of rows) await store.leases.commit(commit(lease, { rows: [one] }));
    const read = await store.logs.read(lease.executionId, 0, 100);
    expect(read.map(({ seq, outputData }) => [seq, outputData?.length])).toEqual(
      rows.map(({ seq }) => [seq, 1_500_000]),
    );
  });

  it('answers the newest rows within a number and within bytes, oldest first', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const rows = Array.from({ length: 10 }, (_, i) =>
      row(lease.executionId, i + 1, { outputData: text(1000), result: null }),
    );
    await store.leases.commit(
      commit(lease, { rows: [...rows, row(lease.executionId, 11, { outputData: text(50_000), result: null })] }),
    );
    const seqs = async (limit: number, bytes: number) =>
      (await store.logs.tail(lease.executionId, limit, bytes)).map((each) => each.seq);
    expect(await seqs(3, 100_000)).toEqual([9, 10, 11]);
    expect(await seqs(100, 100_000)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(await seqs(100, 2048 + 3999)).toEqual([8, 9, 10, 11]);
    expect(await store.logs.tail('nobody', 5, 1000)).toEqual([]);
    expect((await store.logs.tail(lease.executionId, 1, 9000))[0]).toMatchObject({
      outputData: null,
      outputSize: 50_000,
    });
  });

  it('names a row by its execution and number', () => {
    expect(logRowId('e', 7)).toBe('e:0000000007');
  });

  it('keeps the text of nodes that still run, of their newest attempt', async () => {
    const store = await open();
    const lease = await claimed(store, await workflow(store));
    const chunk = (nodeId: string, attempt: number, offset: number) => ({
      nodeId,
      attempt,
      offset,
      text: `${nodeId}${offset}`,
    });
    await store.leases.commit(commit(lease, { tokens: [chunk('a', 1, 0), chunk('b', 1, 0), chunk('a', 1, 5)] }));
    await store.leases.commit(commit(lease, { tokens: [chunk('a', 1, 5), chunk('a', 1, 9)] }));
    expect(await store.tokens.read(lease.executionId)).toEqual([
      chunk('a', 1, 0),
      chunk('a', 1, 5),
      chunk('a', 1, 9),
      chunk('b', 1, 0),
    ]);
    await store.leases.commit(commit(lease, { tokens: [chunk('a', 2, 0)] }));
    expect(await store.tokens.read(lease.executionId)).toEqual([chunk('a', 2, 0), chunk('b', 1, 0)]);
    await store.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)], tokensEnded: ['a'] }));
    expect(await store.tokens.read(lease.executionId)).toEqual([chunk('b', 1, 0)]);
    await store.leases.commit(commit(lease, { lastSeq: 1, end: finished(), tokensEnded: ['b'] }));
    expect(await store.tokens.read(lease.executionId)).toEqual([]);
    expect(await store.executions.head('default', lease.executionId)).toMatchObject({ completedAt: at(3) });
  });
}
