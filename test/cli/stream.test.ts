/** What following promises: nothing lost, nothing twice, whatever the disconnects. */
import { EventEmitter } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { createApi, Unreachable } from '../../cli/api.ts';
import { type FollowOptions, follow, type StreamEvent } from '../../cli/stream.ts';
import type { Output } from '../../cli/terminal.ts';
import { takeText, textView } from '../../cli/view.ts';
import { whenDone } from '../_setup.ts';

type Turn = (response: ServerResponse, cursor: number) => void;

/** A server that treats each connection as the script says, and the last way for ever. */
async function scripted(...turns: Turn[]) {
  const cursors: number[] = [];
  const server = createServer((request, response) => {
    const cursor = Number(request.headers['last-event-id']);
    const turn = turns[Math.min(cursors.length, turns.length - 1)];
    cursors.push(cursor);
    turn?.(response, cursor);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cursors };
}

async function followed(url: string, options: Partial<FollowOptions> = {}): Promise<string[]> {
  const seen: string[] = [];
  const signal = new AbortController().signal;
  for await (const event of follow(createApi(url), 'x', { signal, ...options })) seen.push(nameOf(event));
  return seen;
}

function nameOf(event: StreamEvent): string {
  return event.event === 'log' ? `log ${event.data.seq}` : event.event;
}

const open = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });
const row = (seq: number) => `id: ${seq}\nevent: log\ndata: {"seq":${seq}}\n\n`;
const end = 'event: end\ndata: {"status":"completed","lastSeq":4}\n\n';

test('goes on after the last row when the connection breaks, also in the middle of a frame', async () => {
  const { url, cursors } = await scripted(
    (response) => {
      open(response).write(row(1) + row(2) + row(3).slice(0, 20), () => response.destroy());
    },
    (response, cursor) => {
      // A server that repeats itself does no harm.
      open(response).end(row(cursor) + row(3) + row(4) + end);
    },
  );
  expect(await followed(url)).toEqual(['log 1', 'log 2', 'lost', 'back', 'log 3', 'log 4', 'end']);
  expect(cursors).toEqual([0, 2]);
});

test('a server on its way down is waited for', async () => {
  const { url } = await scripted(
    (response) => open(response).end(row(1)),
    (response) => response.writeHead(503).end('{"error":"The server is on its way down.","code":"unavailable"}'),
    (response) => response.destroy(),
    (response) => open(response).end(row(2) + end),
  );
  expect(await followed(url)).toEqual(['log 1', 'lost', 'back', 'log 2', 'end']);
});

test('silence counts as a broken connection', async () => {
  const { url } = await scripted(
    (response) => open(response).write(row(1)),
    (response) => open(response).end(row(2) + end),
  );
  expect(await followed(url, { silenceMs: 1_500 })).toEqual(['log 1', 'lost', 'back', 'log 2', 'end']);
});

test('what has ended is answered by its status', async () => {
  const { url } = await scripted(
    (response) => response.writeHead(204).end(),
    (response) => response.end('{"status":"failed","lastSeq":7}'),
  );
  expect(await followed(url, { after: 7 })).toEqual(['end']);
});

test('a server that never answered, or refuses, is no reason to wait', async () => {
  const { url } = await scripted((response) =>
    response.writeHead(404).end('{"error":"There is none.","code":"not_found"}'),
  );
  await expect(followed(url)).rejects.toThrow('There is none.');
  await expect(followed('http://127.0.0.1:1')).rejects.toThrow(Unreachable);
});

test('a lost server is given up after a while', async () => {
  const { url } = await scripted(
    (response) => open(response).end(row(1)),
    (response) => response.destroy(),
  );
  await expect(followed(url, { giveUpMs: 1 })).rejects.toThrow(Unreachable);
});

test('text that is repeated is dropped, and a new attempt begins anew', () => {
  const texts = new Map<string, { attempt: number; text: string }>();
  const take = (attempt: number, offset: number, text: string) =>
    takeText(texts, { nodeId: 'a', attempt, offset, text });
  take(1, 0, 'one ');
  take(1, 2, 'e two');
  take(1, 0, 'one ');
  take(1, 20, 'beyond a hole');
  expect(texts.get('a')?.text).toBe('one two');
  take(2, 0, 'anew');
  take(1, 7, ' late');
  expect(texts.get('a')).toEqual({ attempt: 2, text: 'anew' });
});

test.each([
  ['xterm', ''],
  ['dumb', 'Connected again.\n'],
])('draws on a terminal that can redraw, and writes lines to one that cannot: %s', async (term, expected) => {
  vi.stubEnv('TERM', term);
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  const stream = Object.assign(new EventEmitter(), { isTTY: true, columns: 80, rows: 24, write });
  const view = await textView(stream as unknown as Output, 0);
  view.show({ event: 'back' });
  view.close();
  vi.unstubAllEnvs();
  expect(written.join('')).toBe(expected);
});
