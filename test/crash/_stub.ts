/** An http server that counts who calls it, and when. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type CountingStub = {
  readonly port: number;
  /** times (ms since 1970) of the calls of a path */
  readonly hits: ReadonlyMap<string, readonly number[]>;
  /** calls so far */
  total(): number;
  /** From now on `hits` are these and what comes. */
  remember(known: ReadonlyMap<string, readonly number[]>): void;
  stop(): Promise<void>;
};

/** How long a call of a path that ends in `/slow` takes (ms). */
export const SLOW_MS = 1_500;

/** Answers each call with JSON after up to `slowestMs`; the first one of a path that ends in `/flaky` with a failure. */
export async function countingStub(slowestMs: number): Promise<CountingStub> {
  const hits = new Map<string, number[]>();
  let total = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    total += 1;
    hits.set(path, [...(hits.get(path) ?? []), Date.now()]);
    setTimeout(
      () => {
        if (path.endsWith('/flaky') && hits.get(path)?.length === 1) response.statusCode = 503;
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ path, text: 'x'.repeat(200) }));
      },
      path.endsWith('/slow') ? SLOW_MS : Math.random() * slowestMs,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hits,
    total: () => total,
    remember(known) {
      hits.clear();
      for (const [path, times] of known) hits.set(path, [...times]);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
