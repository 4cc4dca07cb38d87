/** Requests that come slowly: a long upload is waited for, and what never ends is not. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listen, type Patience } from '../../server/listen.ts';
import { whenDone } from '../_setup.ts';

const LONG = 600_000;
const EVERY = 30;

async function start(more: Partial<Patience>): Promise<number> {
  const fetch = async (request: Request) => new Response(`${(await request.text()).length} bytes`);
  const patience = { headersTimeout: LONG, requestTimeout: LONG, connectionsCheckingInterval: 20, ...more };
  const listener = await listen(fetch, { host: '127.0.0.1', port: 0 }, patience);
  whenDone(() => listener.close(0));
  return Number(new URL(listener.url).port);
}

/** Sends a beginning, then one piece after another until they end or the other side does; answers what it said. */
async function drip(port: number, beginning: string, pieces: Iterable<string>): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  const ended = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      said += chunk;
    });
    // cut off while it still sends
    socket.on('error', () => {});
    socket.on('close', resolve);
  });
  socket.write(beginning);
  const source = pieces[Symbol.iterator]();
  const timer = setInterval(() => {
    const { value, done } = source.next();
    if (done) clearInterval(timer);
    else socket.write(value);
  }, EVERY);
  await ended;
  clearInterval(timer);
  return said;
}

function* forEver(piece: string): Iterable<string> {
  for (;;) yield piece;
}

const upload = (length: number) =>
  `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`;

test('an upload may take longer than its headers may', async () => {
  const port = await start({ headersTimeout: EVERY * 30 });
  const answer = await drip(port, upload(70), Array(70).fill('x'));
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer).toMatch(/70 bytes/);
}, 60_000);

test('headers that never end are not waited for', async () => {
  const port = await start({ headersTimeout: 500 });
  expect(await drip(port, 'GET / HTTP/1.1\r\nHost: x\r\n', forEver('x-more: 1\r\n'))).toMatch(/^HTTP\/1.1 408 /);
}, 60_000);

test('a body that never ends is cut off, and the server goes on', async () => {
  const port = await start({ headersTimeout: 500, requestTimeout: 1_000 });
  expect(await drip(port, upload(1_000_000), forEver('x'))).not.toMatch(/200/);
  const after = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'abc' });
  expect(await after.text()).toBe('3 bytes');
}, 60_000);
