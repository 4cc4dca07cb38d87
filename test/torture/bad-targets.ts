/** Addresses that behave as badly as addresses can: `/<kind>` says how. */
import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Context } from './scenario.ts';

const HUGE = 1_000_000_000;
const block = Buffer.alloc(256 * 1024, 0x78);

const head = (status: string, ...headers: string[]) =>
  `HTTP/1.1 ${status}\r\n${headers.map((each) => `${each}\r\n`).join('')}\r\n`;

type Behave = (socket: Socket, port: number) => void;

/** Writes as long as it is let, up to so many bytes. */
function pour(socket: Socket, part: Buffer, most: number): void {
  let written = 0;
  const more = () => {
    while (written < most && !socket.destroyed) {
      written += part.length;
      if (!socket.write(part)) return;
    }
    if (written >= most) socket.end();
  };
  socket.on('drain', more);
  more();
}

function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 1_000);
  socket.on('close', () => clearInterval(timer));
}

const bomb = gzipSync(Buffer.alloc(200_000_000));

const kinds: Record<string, Behave> = {
  hangs: () => {},
  'drips its body': (socket) => {
    socket.write(head('200 OK', 'Content-Type: text/plain', 'Content-Length: 100000'));
    drip(socket, 'x');
  },
  'drips its headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nSlow: ');
    drip(socket, 'x');
  },
  'goes away at once': (socket) => socket.destroy(),
  'breaks off in the midst of it': (socket) => {
    socket.write(head('200 OK', 'Content-Type: application/json', 'Content-Length: 5000'));
    socket.write('{"a": ', () => setTimeout(() => socket.resetAndDestroy(), 20));
  },
  'redirects for ever': (socket, port) =>
    socket.end(
      head(
        '302 Found',
        `Location: http://127.0.0.1:${port}/${encodeURIComponent('redirects for ever')}`,
        'Content-Length: 0',
        'Connection: close',
      ),
    ),
  'redirects to nowhere': (socket) =>
    socket.end(head('302 Found', 'Location: http://[', 'Content-Length: 0', 'Connection: close')),
  'sends 1 GB': (socket) => {
    socket.write(head('200 OK', 'Content-Type: text/plain', `Content-Length: ${HUGE}`));
    pour(socket, block, HUGE);
  },
  'sends 1 GB in chunks': (socket) => {
    socket.write(head('200 OK', 'Content-Type: text/plain', 'Transfer-Encoding: chunked'));
    pour(socket, Buffer.concat([Buffer.from(`${block.length.toString(16)}\r\n`), block, Buffer.from('\r\n')]), HUGE);
  },
  'sends headers without end': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    pour(socket, Buffer.from(`Header: ${'x'.repeat(10_000)}\r\n`), HUGE);
  },
  'says less than it sends': (socket) =>
    socket.end(`${head('200 OK', 'Content-Type: text/plain', 'Content-Length: 2')}much more than that`),
  'says more than it sends': (socket) =>
    socket.end(`${head('200 OK', 'Content-Type: text/plain', 'Content-Length: 2000')}less`),
  'says two lengths': (socket) => socket.end(`${head('200 OK', 'Content-Length: 2', 'Content-Length: 3')}abc`),
  'is packed, it says': (socket) =>
    socket.end(`${head('200 OK', 'Content-Encoding: gzip', 'Content-Length: 7', 'Connection: close')}garbage`),
  'is packed as nothing there is': (socket) =>
    socket.end(`${head('200 OK', 'Content-Encoding: constructor', 'Content-Length: 2', 'Connection: close')}{}`),
  'unpacks to 200 MB': (socket) => {
    socket.write(head('200 OK', 'Content-Encoding: gzip', `Content-Length: ${bomb.length}`, 'Connection: close'));
    socket.end(bomb);
  },
  'is nested a million levels deep': (socket) => {
    const body = '['.repeat(450_000) + ']'.repeat(450_000);
    socket.end(
      `${head('200 OK', 'Content-Type: application/json', `Content-Length: ${body.length}`, 'Connection: close')}${body}`,
    );
  },
  'is no HTTP': (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  'says to go on, and on': (socket) =>
    pour(socket, Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_000)), 50_000_000),
  'sends a body where there is none': (socket) =>
    socket.end(`${head('204 No Content', 'Content-Length: 5', 'Connection: close')}12345`),
  fails: (socket) => socket.end(head('503 Service Unavailable', 'Content-Length: 0', 'Connection: close')),
  'is busy for an hour': (socket) =>
    socket.end(head('429 Too Many Requests', 'Retry-After: 3600', 'Content-Length: 0', 'Connection: close')),
};
export const badKinds = Object.keys(kinds);
/** Not tried again before a quarter of an hour is over: its execution waits, and holds nothing. */
export const BUSY = 'is busy for an hour';

/** Answers its port. */
export async function startBadTargets(context: Context): Promise<number> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    socket.once('data', (chunk) => {
      const path = /^\w+ \/(\S*)/.exec(chunk.toString('latin1'))?.[1] ?? '';
      kinds[decodeURIComponent(path)]?.(socket, port);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  context.whenDone(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return port;
}
