/** The Node form of the listener: the app on a port, with the raw response at hand for streams. */
import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { explain, urlOf } from './address.ts';
import { baselineHeaders } from './baseline-headers.ts';

export type Listener = {
  /** the address people open */
  readonly url: string;
  /** Takes no new connections; answers that are under way get `patienceMs` to end. */
  close(patienceMs?: number): Promise<void>;
};

/** Adds what every answer has, streams included, where the headers are written: `setHeader` before would cost more. */
class Answer<Asked extends IncomingMessage> extends ServerResponse<Asked> {
  override writeHead(status: number, ...rest: never[]): this {
    const headers: unknown = rest.at(-1);
    if (typeof headers === 'object' && !Array.isArray(headers)) {
      return super.writeHead(status, { ...baselineHeaders, ...headers });
    }
    for (const [name, value] of Object.entries(baselineHeaders)) this.setHeader(name, value);
    return super.writeHead(status, ...rest);
  }
}

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** How long a request may take to come (ms). */
export type Patience = {
  readonly headersTimeout: number;
  /** headers and body: a file of 1 GB may come over a slow line */
  readonly requestTimeout: number;
  /** how often it is looked whether one took longer */
  readonly connectionsCheckingInterval: number;
};
const patience: Patience = {
  headersTimeout: 60_000,
  requestTimeout: 3_600_000,
  connectionsCheckingInterval: 30_000,
};

/** Throws `StartError` when the port cannot be had. Port 0 takes any that is free. */
export async function listen(
  fetch: Fetch,
  address: { host: string; port: number },
  { headersTimeout, requestTimeout, connectionsCheckingInterval }: Patience = patience,
): Promise<Listener> {
  // By default it puts light forms of Request and Response in place of the global ones: that is half of a request's cost.
  const server = createAdaptorServer({
    fetch,
    serverOptions: { ServerResponse: Answer, connectionsCheckingInterval },
  }) as Server;
  // Longer than the idle time of common proxies, which else would reuse a connection that is just being closed.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = headersTimeout;
  server.requestTimeout = requestTimeout;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, address)));
    server.listen(address.port, address.host, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return { url: urlOf(address.host, port), close: (patienceMs = 1_000) => closeServer(server, patienceMs) };
}

async function closeServer(server: Server, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(timer);
}
