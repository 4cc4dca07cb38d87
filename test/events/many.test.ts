/** One stream for several executions, and for all of an organization. */
import { afterEach, expect, test } from 'vitest';
import { completedRows, openLive } from './_live.ts';
import { dropAll, upTo, type Viewer, watch } from './_viewer.ts';

afterEach(dropAll);

const seqsOf = (viewer: Viewer, executionId: string) =>
  viewer.of('log').flatMap(({ data }) => (data.executionId === executionId ? [Number(data.seq)] : []));

test('carries the cursors of all in the id of every row', async () => {
  const live = await openLive();
  const a = await live.begin();
  const b = await live.begin();
  await a.rows(completedRows(3));
  const viewer = await watch(`${live.url}/api/executions/stream?ids=${a.id},${b.id}`);
  await viewer.until(({ of }) => of('status').length === 2);
  await b.rows(completedRows(2));
  await viewer.until(({ seqs }) => seqs().length === 5);
  expect(viewer.of('log').map(({ id }) => id)).toEqual(['1,0', '2,0', '3,0', '3,1', '3,2']);
  await a.rows(completedRows(1, 4));
  await a.end();
  await viewer.until(({ of }) => of('end').length === 1);
  expect(viewer.of('end')[0]?.data).toEqual({ executionId: a.id, status: 'completed', lastSeq: 4 });
  expect(viewer.ended()).toBe(false);
  await b.end('cancelled');
  await viewer.until(({ ended }) => ended());
  expect(viewer.of('log').at(-1)?.id).toBe('4,2');
});

test('goes on by its cursors', async () => {
  const live = await openLive();
  const a = await live.begin();
  const b = await live.begin();
  await a.rows(completedRows(5));
  await b.rows(completedRows(5));
  const url = `${live.url}/api/executions/stream?ids=${a.id},${b.id}`;
  const viewer = await watch(`${url}&after=1,1`, { 'last-event-id': '3,5' });
  await viewer.until(({ of }) => of('status').length === 2);
  expect([seqsOf(viewer, a.id), seqsOf(viewer, b.id)]).toEqual([[4, 5], []]);
  const other = await watch(`${url}&after=4,4`, { 'last-event-id': '3' });
  await other.until(({ of }) => of('status').length === 2);
  expect([seqsOf(other, a.id), seqsOf(other, b.id)]).toEqual([[5], [5]]);
});

test('refuses what it cannot show', async () => {
  const live = await openLive();
  const { id } = await live.begin();
  const status = async (query: string) => (await fetch(`${live.url}/api/executions/stream?${query}`)).status;
  expect(await status(`ids=${id},none`)).toBe(404);
  expect(await status('ids=none,nothing')).toBe(404);
  expect(await status('ids=')).toBe(400);
  expect(await status(`ids=${id},${id}`)).toBe(400);
  expect(await status(`ids=${id}&after=1,2`)).toBe(400);
  expect(await status(`ids=${upTo(51).join(',')}`)).toBe(400);
});

test('answers 204 once all have ended and are read', async () => {
  const live = await openLive();
  const a = await live.begin();
  const b = await live.begin();
  await a.rows(completedRows(1));
  await a.end();
  await b.rows(completedRows(1));
  await b.end();
  const url = `${live.url}/api/executions/stream?ids=${a.id},${b.id}`;
  expect((await fetch(`${url}&after=1,1`)).status).toBe(204);
  const viewer = await watch(`${url}&after=1,0`);
  await viewer.until(({ ended }) => ended());
  expect(viewer.of('end')).toHaveLength(2);
  expect(seqsOf(viewer, b.id)).toEqual([1]);
});

test('shows an organization: a snapshot first, then every change of status', async () => {
  const live = await openLive();
  const done = await live.begin();
  await done.rows(completedRows(1));
  await done.end();
  const running = await live.begin({ nodes: 4 });
  await running.rows(completedRows(1));
  const viewer = await watch(`${live.url}/api/executions/stream`);
  const latest = (executionId: string) =>
    viewer.of('status').findLast(({ data }) => data.executionId === executionId)?.data;
  await viewer.until(() => latest(done.id)?.status === 'completed' && latest(running.id)?.status === 'running');
  expect(latest(running.id)).toMatchObject({ progress: { percentage: 25 }, lastSeq: 1 });
  const fresh = await live.begin();
  await viewer.until(() => latest(fresh.id)?.status === 'pending');
  await running.rows(completedRows(3, 2));
  await running.end();
  await viewer.until(() => latest(running.id)?.status === 'completed');
  expect(viewer.frames.every(({ id, event }) => id === null && event === 'status')).toBe(true);
});

test('finds changes of an organization whose wakes were dropped', async () => {
  const live = await openLive({ dropWakes: true, rereadMs: 30 });
  const script = await live.begin();
  const viewer = await watch(`${live.url}/api/executions/stream`);
  await viewer.until(({ of }) => of('status').length === 1);
  await script.rows(completedRows(1));
  await script.end();
  const fresh = await live.begin();
  const statuses = (id: string) =>
    viewer.of('status').flatMap(({ data }) => (data.executionId === id ? [data.status] : []));
  await viewer.until(() => statuses(script.id).at(-1) === 'completed' && statuses(fresh.id).at(-1) === 'pending');
});
