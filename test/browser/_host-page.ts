/** Somebody else's product: a web server on another origin, with one page that has frames of ours. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { whenDone } from '../_setup.ts';

export type Host = {
  readonly origin: string;
  /** what it answers to GET */
  page: string;
  /** what it answers to a POST of `/token` */
  token: () => Promise<unknown>;
};

export async function startHost(): Promise<Host> {
  const started = { origin: '', page: '', token: async () => ({}) } as { -readonly [Key in keyof Host]: Host[Key] };
  const server = createServer(async (request, answer) => {
    if (request.method === 'POST') {
      answer.setHeader('content-type', 'application/json');
      return answer.end(JSON.stringify(await started.token()));
    }
    answer.setHeader('content-type', 'text/html');
    answer.end(started.page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  started.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return started;
}

export type Grant = { readonly token: string; readonly url: string; readonly expiresAt: string };

/** An embed token, as a back end gets it. */
export async function mint(server: string, body: object): Promise<Grant> {
  const response = await fetch(`${server}/api/embed-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as Grant;
}
