/** Keeps other web pages out: those that trick a browser into writing here, and those whose name was bound to this machine. */
import type { Context } from 'hono';
import { CodedError } from '../../db/errors.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Throws `forbidden` for a write that a browser makes on behalf of another origin. Browsers say where a request comes
 * from (`Sec-Fetch-Site`; older ones `Origin`), and pages cannot change that; who says nothing is no browser.
 */
export function refuseCrossSite(c: Context, ownOrigins: readonly string[]): void {
  if (READS.has(c.req.method)) return;
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const own = origin === undefined || ownOrigins.includes(origin) || sameHost(c, origin);
  if (site === undefined ? own : site === 'same-origin' || site === 'none') return;
  const from = origin === undefined ? 'another site' : `"${origin}"`;
  throw new CodedError(
    'forbidden',
    `Expected a request of this server's own pages, got one from ${from}. From elsewhere, use an API token.`,
  );
}

function sameHost(c: Context, origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host');
}

/**
 * Throws `forbidden` unless the `Host` names this machine, or the public address. Without it a page whose name is bound
 * to 127.0.0.1 (DNS rebinding) would count as this server's own.
 */
export function refuseForeignHost(c: Context, hosts: ReadonlySet<string>): void {
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (LOOPBACK.test(name) || hosts.has(host.toLowerCase()) || hosts.has(name)) return;
  const sentence = `Expected the "Host" of a request to be this machine (localhost, 127.0.0.1), got "${host}". To use another name, set PUBLIC_URL.`;
  throw new CodedError('forbidden', sentence);
}

const LOOPBACK = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
