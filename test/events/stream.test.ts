/** One execution and who watches it. */
import { afterEach, expect, test } from 'vitest';
import { completedRows, openLive } from './_live.ts';
import { dropAll, upTo, watch } from './_viewer.ts';

afterEach(dropAll);

test('shows stored rows, then live ones, then the end, and closes', async () => {
  const live = await openLive();
  const script = await live.begin({ nodes: 5 });
  await script.rows(completedRows(3));
  const viewer = await watch(`${live.url}${script.path}/stream`);
  await viewer.until(({ of }) => of('status').length === 1);
  expect(viewer.seqs()).toEqual(upTo(3));
  await script.rows(completedRows(2, 4));
  await script.end();
  await viewer.until(({ ended }) => ended());
  expect(viewer.seqs()).toEqual(upTo(5));
  expect(viewer.frames.at(-2)).toMatchObject({ event: 'status', data: { status: 'completed', lastSeq: 5 } });
  expect(viewer.frames.at(-1)).toMatchObject({ event: 'end', data: { status: 'completed', lastSeq: 5 } });
  expect(viewer.of('log').map(({ id }) => id)).toEqual(upTo(5).map(String));
});

test('keeps proxies from buffering, caching and changing the stream', async () => {
  const live = await openLive();
  const script = await live.begin();
  const viewer = await watch(`${live.url}${script.path}/stream`);
  expect(viewer.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
});

test('shows a row with the same bytes live, from storage and in /logs', async () => {
  const live = await openLive();
  const script = await live.begin();
  const early = await watch(`${live.url}${script.path}/stream`);
  await early.until(({ of }) => of('status').length === 1);
  const large = JSON.stringify({ text: `${'x'.repeat(2_038)}😀${'ü'.repeat(20_000)}` });
  await script.rows([
    { nodeId: 'a', status: 'running', inputData: '{"a":\n1}' },
    { nodeId: 'a', status: 'completed', outputData: large, result: '{"success":true,"message":"\\u2028"}' },
    { nodeId: 'b', status: 'error', error: 'line\nbreak "quoted"', outputData: '{"error":null}', inputData: large },
    { nodeId: 'c', status: 'completed', result: JSON.stringify({ success: true, ports: { A: large, B: [1] } }) },
  ]);
  await early.until(({ seqs }) => seqs().length === 4);
  const late = await watch(`${live.url}${script.path}/stream`);
  await late.until(({ seqs }) => seqs().length === 4);
  const rows = early.of('log').map(({ data }) => data);
  expect(late.of('log')).toEqual(early.of('log'));
  expect(await (await fetch(`${live.url}${script.path}/logs`)).json()).toEqual(rows);
  expect(rows[0]).toMatchObject({ seq: 1, id: `${script.id}:0000000001`, inputData: { a: 1 } });
  expect(rows[1]).toMatchObject({ outputData: null, truncated: true, outputSize: Buffer.byteLength(large) });
  expect(String(rows[1]?.outputPreview)).toBe(large.slice(0, 2_047));
  expect(rows[2]).toMatchObject({ error: 'line\nbreak "quoted"', inputData: null, outputData: { error: null } });
  expect(rows[3]).toMatchObject({ result: { success: true, ports: { A: null, B: null } } });
});

test('goes on after Last-Event-ID, which wins over ?after=', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows(completedRows(10));
  const url = `${live.url}${script.path}/stream`;
  const cases = [
    { query: '?after=4', headers: {}, first: 5 },
    { query: '?after=4', headers: { 'last-event-id': '7' }, first: 8 },
    { query: '?after=4', headers: { 'last-event-id': 'seven' }, first: 5 },
    { query: '', headers: { 'last-event-id': '-1' }, first: 1 },
    { query: '', headers: { 'last-event-id': '' }, first: 1 },
  ];
  for (const { query, headers, first } of cases) {
    const viewer = await watch(`${url}${query}`, headers as Record<string, string>);
    await viewer.until(({ of }) => of('status').length > 0);
    expect(viewer.seqs()).toEqual(upTo(10).filter((seq) => seq >= first));
  }
});

test('a cursor beyond the end does not hide what comes', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows(completedRows(2));
  const viewer = await watch(`${live.url}${script.path}/stream?after=1000`);
  await viewer.until(({ of }) => of('status').length > 0);
  await script.rows(completedRows(2, 3));
  await viewer.until(({ seqs }) => seqs().length === 2);
  expect(viewer.seqs()).toEqual([3, 4]);
});

test('answers 204 once there is nothing more, 404 for no execution, 400 for a malformed cursor', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows(completedRows(2));
  await script.end();
  const url = `${live.url}${script.path}/stream`;
  expect((await fetch(`${url}?after=2`)).status).toBe(204);
  expect((await fetch(url, { headers: { 'last-event-id': '2' } })).status).toBe(204);
  expect((await fetch(`${live.url}/api/workflow/execution/none/stream`)).status).toBe(404);
  for (const after of ['x', '-1', '1.5', '']) expect((await fetch(`${url}?after=${after}`)).status).toBe(400);
  const viewer = await watch(`${url}?after=1`);
  await viewer.until(({ ended }) => ended());
  expect(viewer.frames.map(({ event }) => event)).toEqual(['log', 'status', 'end']);
});

test('answers HEAD without opening a stream', async () => {
  const live = await openLive();
  const script = await live.begin();
  const response = await fetch(`${live.url}${script.path}/stream`, { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(live.feed.viewers()).toBe(0);
});

test('sends a heartbeat into silence, and none where there is none', async () => {
  const live = await openLive({ stream: { heartbeatMs: 60 } });
  const script = await live.begin();
  const viewer = await watch(`${live.url}${script.path}/stream`);
  await viewer.until(({ of }) => of('heartbeat').length >= 2);
  expect(viewer.of('heartbeat')[0]).toEqual({ id: null, event: 'heartbeat', data: {} });
});

test('loses nothing when every wake is dropped', async () => {
  const live = await openLive({ dropWakes: true, rereadMs: 30 });
  const script = await live.begin();
  const viewer = await watch(`${live.url}${script.path}/stream`);
  await viewer.until(({ of }) => of('status').length === 1);
  for (let from = 1; from <= 41; from += 10) await script.rows(completedRows(10, from));
  await script.tokens([{ nodeId: 'llm', attempt: 1, offset: 0, text: 'Hello' }]);
  await viewer.until(({ of }) => of('token').length === 1);
  expect(viewer.seqs()).toEqual(upTo(50));
  await script.end('failed');
  await viewer.until(({ ended }) => ended());
  expect(viewer.frames.at(-1)).toMatchObject({ event: 'end', data: { status: 'failed', lastSeq: 50 } });
});

test('asks viewers to come back when it closes', async () => {
  const live = await openLive();
  const script = await live.begin();
  const viewer = await watch(`${live.url}${script.path}/stream`);
  await viewer.until(({ of }) => of('status').length === 1);
  live.feed.close();
  await viewer.until(({ ended }) => ended());
  expect(viewer.text()).toMatch(/retry: \d{4}\n\n$/);
});

test('the same stream without a Node response underneath', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows(completedRows(500));
  const response = await live.app.request(`${script.path}/stream`);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  await script.end();
  const text = await response.text();
  expect([...text.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq))).toEqual(upTo(500));
  expect(text).toMatch(/event: end\ndata: \{[^\n]*"lastSeq":500\}\n\n$/);
});

test('a viewer without a Node response can leave', async () => {
  const live = await openLive();
  const script = await live.begin();
  const response = await live.app.request(`${script.path}/stream`);
  const reader = response.body?.getReader();
  await reader?.read();
  expect(live.feed.viewers()).toBe(1);
  await reader?.cancel();
  expect(live.feed.viewers()).toBe(0);
});
