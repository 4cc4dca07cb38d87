/** What both stubs share: listening on this machine, and an end that leaves no connection behind. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Listening = {
  readonly server: Server;
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
};
export type ListenOptions = {
  /** 0, the default: one that is free */
  readonly port?: number;
  /** 127.0.0.1 by default */
  readonly host?: string;
};

/** Serves `listener` until closed. Fails with the system's error when the port is taken. */
export async function listen(
  listener: RequestListener,
  { port = 0, host = '127.0.0.1' }: ListenOptions,
): Promise<Listening> {
  const server = createServer(listener);
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return {
    server,
    port: address.port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
