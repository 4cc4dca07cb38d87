/** LLM text on its way to viewers. */
import { afterEach, expect, test } from 'vitest';
import { createLiveText } from '../../server/events/live-text.ts';
import { openLive } from './_live.ts';
import { dropAll, type Viewer, watch } from './_viewer.ts';

afterEach(dropAll);

const chunk = (offset: number, text: string, attempt = 1) => ({ nodeId: 'llm', attempt, offset, text });

/** The text as a client has it, which fails on a hole or a repeat. */
function textOf(viewer: Viewer, attempt = 1): string {
  let text = '';
  for (const { data } of viewer.of('token')) {
    if (data.attempt !== attempt) continue;
    expect(data.offset).toBe(text.length);
    text += data.text;
  }
  return text;
}

test('shows text as it comes, before and after it is kept, each piece once', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows([{ nodeId: 'llm', status: 'running' }]);
  const viewer = await watch(`${live.url}${script.path}/stream`);
  await viewer.until(({ of }) => of('status').length === 1);
  live.feed.token(script.id, chunk(0, 'The order '));
  live.feed.token(script.id, chunk(10, 'was '));
  await script.tokens([chunk(0, 'The order was ')]);
  live.feed.token(script.id, chunk(14, 'shipped.'));
  await viewer.until(({ frames }) => frames.length > 0 && textOf(viewer) === 'The order was shipped.');
});

test('gives a late viewer the text so far, from storage and from what was seen', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows([{ nodeId: 'llm', status: 'running' }]);
  await script.tokens([chunk(0, 'Kept. ')]);
  const first = await watch(`${live.url}${script.path}/stream`);
  await first.until(() => textOf(first) === 'Kept. ');
  live.feed.token(script.id, chunk(6, 'Seen. '));
  await first.until(() => textOf(first) === 'Kept. Seen. ');
  const second = await watch(`${live.url}${script.path}/stream`);
  live.feed.token(script.id, chunk(12, 'Live.'));
  await second.until(() => textOf(second) === 'Kept. Seen. Live.');
  await first.until(() => textOf(first) === 'Kept. Seen. Live.');
});

test('waits for the piece that nobody watched until it is kept', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows([{ nodeId: 'llm', status: 'running' }]);
  live.feed.token(script.id, chunk(0, 'missed '));
  const viewer = await watch(`${live.url}${script.path}/stream`);
  await viewer.until(({ of }) => of('status').length === 1);
  live.feed.token(script.id, chunk(7, 'heard '));
  expect(viewer.of('token')).toEqual([]);
  await script.tokens([chunk(0, 'missed heard ')]);
  await viewer.until(() => textOf(viewer) === 'missed heard ');
});

test('begins anew with a higher attempt, and ends with the row', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows([{ nodeId: 'llm', status: 'running' }]);
  const viewer = await watch(`${live.url}${script.path}/stream`);
  await viewer.until(({ of }) => of('status').length === 1);
  live.feed.token(script.id, chunk(0, 'first try'));
  await script.rows([
    { nodeId: 'llm', status: 'retrying', error: 'reset' },
    { nodeId: 'llm', status: 'running', attempt: 2 },
  ]);
  live.feed.token(script.id, chunk(9, ' too late', 1));
  live.feed.token(script.id, chunk(0, 'second', 2));
  await viewer.until(() => textOf(viewer, 2) === 'second');
  expect(textOf(viewer, 1)).toBe('first try');
  await script.rows([{ nodeId: 'llm', status: 'completed', attempt: 2 }], { tokensEnded: ['llm'] });
  live.feed.token(script.id, chunk(6, ' too late', 2));
  await viewer.until(({ seqs }) => seqs().length === 4);
  const late = await watch(`${live.url}${script.path}/stream`);
  await late.until(({ of }) => of('status').length === 1);
  expect(late.of('token')).toEqual([]);
  expect(textOf(viewer, 2)).toBe('second');
});

test('shows a late viewer no text of an attempt that is over, before the next one has any', async () => {
  const live = await openLive();
  const script = await live.begin();
  await script.rows([{ nodeId: 'llm', status: 'running' }]);
  await script.tokens([chunk(0, 'first try')]);
  await script.rows([
    { nodeId: 'llm', status: 'retrying', error: 'reset' },
    { nodeId: 'llm', status: 'running', attempt: 2 },
  ]);
  const late = await watch(`${live.url}${script.path}/stream`);
  await late.until(({ of }) => of('status').length === 1);
  live.feed.token(script.id, chunk(0, 'second', 2));
  await late.until(() => textOf(late, 2) === 'second');
  expect(textOf(late, 1)).toBe('');
});

test('puts pieces that come twice and in any order together once', () => {
  const text = createLiveText();
  const pieces = [
    chunk(4, 'efgh'),
    chunk(0, 'ab'),
    chunk(0, 'abc'),
    chunk(6, 'ghij'),
    chunk(2, 'cde'),
    chunk(0, 'abcdefghij'),
  ];
  expect(pieces.flatMap((piece) => text.take(piece)).map((piece) => [piece.offset, piece.text])).toEqual([
    [0, 'ab'],
    [2, 'c'],
    [3, 'defghij'],
  ]);
  expect(text.hasHole()).toBe(false);
  expect(text.soFar()).toEqual([chunk(0, 'abcdefghij')]);
});
