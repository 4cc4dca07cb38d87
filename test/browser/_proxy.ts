/** A way between browser and server that can hold streams back, refuse them, or break, as proxies and networks do. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { whenDone } from '../_setup.ts';

/** `mute` holds back what streams say until it is `up` again; `full` refuses streams; polls go through both. */
export type Way = 'up' | 'mute' | 'full' | 'down';

export type Proxy = {
  readonly url: string;
  set(way: Way): void;
  /** streams that are open now */
  streams(): number;
};

/** Stands before the server at `target`. */
export async function startProxy(target: string): Promise<Proxy> {
  let way: Way = 'up';
  const held = new Set<() => void>();
  const streams = new Set<ServerResponse>();
  const { hostname, port } = new URL(target);

  function pass(asked: IncomingMessage, answer: ServerResponse, isStream: boolean): void {
    const headers = { ...asked.headers, host: `${hostname}:${port}` };
    // What a browser says of its origin is right for the server behind it, too.
    if (headers.origin) headers.origin = target;
    const onward = request({ hostname, port, path: asked.url, method: asked.method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      if (isStream) answer.flushHeaders();
      answered.on('data', (chunk: Buffer) => {
        if (isStream && way === 'mute') held.add(() => answer.write(chunk));
        else answer.write(chunk);
      });
      answered.on('end', () => (isStream && way === 'mute' ? held.add(() => answer.end()) : answer.end()));
      answered.on('error', () => answer.destroy());
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  }

  const server = createServer((asked, answer) => {
    const isStream = /\/stream\b/.test(asked.url ?? '');
    if (way === 'down') return void answer.destroy();
    if (isStream && way === 'full') {
      answer.writeHead(429, { 'content-type': 'application/json', 'retry-after': '1' });
      return void answer.end('{"error":"Expected at most 10 streams at once.","code":"rate_limited"}');
    }
    if (isStream) {
      streams.add(answer);
      answer.on('close', () => streams.delete(answer));
    }
    pass(asked, answer, isStream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    streams: () => streams.size,
    set(next) {
      way = next;
      if (next === 'down') server.closeAllConnections();
      if (next !== 'up') return;
      for (const send of held) send();
      held.clear();
    },
  };
}
