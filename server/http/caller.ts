/** Who asks, as far as the connection and the headers say. */
import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import ipaddr from 'ipaddr.js';
import type { Proofs } from '../auth/identify.ts';

/** Whether the address of a connection belongs to a proxy whose `X-Forwarded-*` headers are believed. */
export type Trusts = (address: string) => boolean;

export const trustsNobody: Trusts = () => false;

/** Of CIDRs and addresses. */
export function trusts(ranges: readonly string[]): Trusts {
  const parsed = ranges.map((range) => ipaddr.parseCIDR(range.includes('/') ? range : whole(range)));
  return (address) => {
    if (!ipaddr.isValid(address)) return false;
    const plain = ipaddr.process(address);
    return parsed.some(([network, bits]) => network.kind() === plain.kind() && plain.match(network, bits));
  };
}

function whole(address: string): string {
  return `${address}/${address.includes(':') ? 128 : 32}`;
}

/** The address the request comes from: behind trusted proxies, the last one that they did not add themselves. */
export function addressOf(c: Context, trusted: Trusts): string {
  const remote = remoteOf(c);
  const hops = [...(c.req.header('x-forwarded-for')?.split(',') ?? []).map((hop) => hop.trim()), remote];
  let at = hops.length - 1;
  while (at > 0 && trusted(hops[at]!)) at -= 1;
  const address = hops[at]!;
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : remote;
}

/** Whether people reach this over TLS, as far as this server can know. */
export function isSecure(c: Context, trusted: Trusts): boolean {
  if (trusted(remoteOf(c))) return c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() === 'https';
  return new URL(c.req.url).protocol === 'https:';
}

type Env = { incoming?: IncomingMessage; remoteAddr?: { hostname?: string } } | undefined;

function remoteOf(c: Context): string {
  const env = c.env as Env;
  return env?.incoming?.socket.remoteAddress ?? env?.remoteAddr?.hostname ?? '';
}

/** `__Host-`: the browser takes it over TLS only, for this very host. Browsers count localhost as secure, plain addresses not. */
const SECURE_COOKIE = '__Host-cortado';
const PLAIN_COOKIE = 'cortado';
export const cookieName = (secure: boolean) => (secure ? SECURE_COOKIE : PLAIN_COOKIE);

/** A Bearer token wins over a cookie, which the browser adds unasked. */
export function proofsOf(c: Context): Proofs {
  const bearer = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null;
  if (bearer !== null || c.req.header('cookie') === undefined) return { bearer, session: null };
  return { bearer, session: getCookie(c, SECURE_COOKIE) ?? getCookie(c, PLAIN_COOKIE) ?? null };
}
