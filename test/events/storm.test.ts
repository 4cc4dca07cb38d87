/** Many viewers, bad connections and slow readers. */
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { completedRows, type Live, openLive, type Script } from './_live.ts';
import { dropAll, upTo, watch } from './_viewer.ts';

afterEach(dropAll);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Watches to the end, dropping off after so many rows each time; answers every `seq` it got, in order. */
async function watchBadly(url: string, patience: readonly number[]): Promise<number[]> {
  const got: number[] = [];
  for (let round = 0; ; round += 1) {
    const headers: Record<string, string> = got.length > 0 ? { 'last-event-id': String(got.at(-1)) } : {};
    const viewer = await watch(url, headers);
    if (viewer.status === 204) return got;
    const enough = patience[round % patience.length] ?? 1;
    await viewer.until(({ seqs, ended }) => seqs().length >= enough || ended());
    viewer.drop();
    got.push(...viewer.seqs());
    if (viewer.of('end').length > 0) return got;
  }
}

async function produce(script: Script, batches: readonly number[]): Promise<void> {
  let next = 1;
  for (const size of batches) {
    await script.rows(completedRows(size, next));
    next += size;
    if (size % 3 === 0) await pause(1);
  }
  await script.end();
}

test('whatever the disconnects, nothing is lost and nothing comes twice', async () => {
  const live = await openLive();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
      fc.array(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }), {
        minLength: 1,
        maxLength: 6,
      }),
      async (batches, viewers) => {
        const script = await live.begin();
        const url = `${live.url}${script.path}/stream`;
        const watching = viewers.map((patience) => watchBadly(url, patience));
        await produce(script, batches);
        const total = batches.reduce((sum, size) => sum + size, 0);
        for (const got of await Promise.all(watching)) expect(got).toEqual(upTo(total));
      },
    ),
    { numRuns: 25 },
  );
});

test('a thousand viewers at once get every row once', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows(completedRows(30));
  const url = `${live.url}${script.path}/stream`;
  const viewers = await Promise.all(upTo(1_000).map(() => watch(url)));
  expect(live.feed.viewers()).toBe(1_000);
  for (let next = 31; next <= 60; next += 1) await script.rows(completedRows(1, next));
  await script.end();
  await vi.waitFor(() => expect(viewers.every(({ ended }) => ended())).toBe(true), { timeout: 15_000, interval: 50 });
  for (const viewer of viewers) expect(viewer.seqs()).toEqual(upTo(60));
  expect(live.feed.viewers()).toBe(0);
});

/** A connection that asks for the stream and never reads what comes. */
async function stall(live: Live, path: string) {
  const socket = connect(Number(new URL(live.url).port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
  socket.pause();
  let closed = false;
  socket.on('close', () => {
    closed = true;
  });
  socket.on('error', () => {});
  await vi.waitFor(() => expect(live.feed.viewers()).toBe(1));
  return { closed: () => closed, destroy: () => socket.destroy() };
}

test('a reader that stalls is closed, and nobody else notices', async () => {
  const live = await openLive({ stream: { bufferMax: 256 * 1024 } });
  const script = await live.begin();
  const stalled = await stall(live, `${script.path}/stream`);
  const viewer = await watch(`${live.url}${script.path}/stream`);
  const padding = JSON.stringify('x'.repeat(15_000));
  let total = 0;
  while (live.feed.viewers() === 2 && total < 4_000) {
    await script.rows(completedRows(20, total + 1).map((row) => ({ ...row, outputData: padding })));
    total += 20;
    await viewer.until(({ seqs }) => seqs().length === total);
  }
  expect(live.feed.viewers()).toBe(1);
  await script.end();
  await viewer.until(({ ended }) => ended());
  expect(viewer.seqs()).toEqual(upTo(total));
  stalled.destroy();
});

test('a reader that stalls while it is shown stored rows is closed after a while', async () => {
  const live = await openLive({ stream: { stallMs: 200 } });
  const script = await live.begin();
  const padding = JSON.stringify('x'.repeat(15_000));
  for (let total = 0; total < 1_000; total += 100) {
    await script.rows(completedRows(100, total + 1).map((row) => ({ ...row, outputData: padding })));
  }
  const stalled = await stall(live, `${script.path}/stream`);
  await vi.waitFor(() => expect(live.feed.viewers()).toBe(0), { timeout: 10_000 });
  stalled.destroy();
});

test('a slow reader gets all of a long log, page by page', async () => {
  const live = await openLive();
  const script = await live.begin();
  const padding = JSON.stringify('x'.repeat(15_000));
  for (let total = 0; total < 600; total += 100) {
    await script.rows(completedRows(100, total + 1).map((row) => ({ ...row, outputData: padding })));
  }
  await script.end();
  const viewer = await watch(`${live.url}${script.path}/stream`);
  for (let round = 0; round < 20 && !viewer.ended(); round += 1) {
    viewer.pause();
    await pause(5);
    viewer.resume();
    await pause(1);
  }
  await viewer.until(({ ended }) => ended());
  expect(viewer.seqs()).toEqual(upTo(600));
});
