/** A server on this machine, a resolver that says what the test wants, and a client behind the guard. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpReply } from '../../server/engine/node.ts';
import { createAgent, type GuardedAgent } from '../../server/guard/agent.ts';
import { parseAllowList } from '../../server/guard/allow-list.ts';
import type { Lookup } from '../../server/guard/guard.ts';
import { createHttpClient } from '../../server/guard/http-client.ts';
import { whenDone } from '../_setup.ts';

export type Local = { readonly port: number; readonly paths: string[]; readonly hosts: string[] };

/** Listens on 127.0.0.1, and keeps what is asked of it. */
export async function local(
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end('secret'),
): Promise<Local> {
  const paths: string[] = [];
  const hosts: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    hosts.push(request.headers.host ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { port: (server.address() as AddressInfo).port, paths, hosts };
}

export type Names = Readonly<Record<string, readonly string[] | (() => readonly string[])>>;
export type Resolver = { readonly lookup: Lookup; readonly asked: string[] };

/** Resolves these names, with the dot of the root or without, and no other. */
export function resolver(names: Names): Resolver {
  const asked: string[] = [];
  const lookup: Lookup = (host, _, callback) => {
    asked.push(host);
    const found = names[host.replace(/\.$/, '')];
    const addresses = typeof found === 'function' ? found() : (found ?? []);
    const listed = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    queueMicrotask(() => callback(null, listed));
  };
  return { lookup, asked };
}

export type Behind = {
  readonly agent: GuardedAgent;
  readonly asked: readonly string[];
  get(url: string): Promise<HttpReply>;
};

/** A client that may reach what `allow` says, in a world of these names. */
export function behind(allow = '', names: Names = {}, own: readonly string[] = []): Behind {
  const { lookup, asked } = resolver(names);
  const agent = createAgent({ allow: parseAllowList(allow), lookup, ownAddresses: () => own });
  whenDone(() => agent.close());
  return { agent, asked, get: getter(agent) };
}

/** Calls an address by GET, with nothing but these headers. */
export function getter(agent: GuardedAgent, headers: Record<string, string> = {}) {
  const client = createHttpClient(agent);
  return (url: string): Promise<HttpReply> =>
    client.send({
      method: 'GET',
      url: new URL(url),
      headers,
      body: null,
      maxBytes: 1_000_000,
      signal: AbortSignal.timeout(5_000),
    });
}

export const textOf = (reply: HttpReply): string => new TextDecoder().decode(reply.body);
