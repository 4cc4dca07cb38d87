/** `HTTP_ALLOW`: what workflows may call although it is not on the public internet. Pure. */
import { isIP, isIPv4, isIPv6 } from 'node:net';

/** One entry; `port` null stands for every port. */
export type AllowEntry =
  /** that name, whatever it resolves to */
  | { readonly kind: 'host'; readonly host: string; readonly port: number | null }
  /** every name that ends in a dot and `domain` */
  | { readonly kind: 'under'; readonly domain: string; readonly port: number | null }
  /** every address whose first `bits` are those of `address`, by whatever name */
  | { readonly kind: 'range'; readonly address: string; readonly bits: number; readonly port: number | null };

/** Reads entries between commas. Throws an error with a sentence about the first that is wrong. */
export function parseAllowList(text: string): AllowEntry[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseEntry);
}

/** A name as the guard compares it: in lower case, without the dot of the root. */
export function plainName(host: string): string {
  const name = host.toLowerCase();
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

function parseEntry(text: string): AllowEntry {
  if (text.includes('/')) return parseRange(text);
  const { host, port } = parsePort(text);
  const address = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (isIPv4(address)) return { kind: 'range', address, bits: 32, port };
  if (isIPv6(address) && !address.includes('%')) return { kind: 'range', address, bits: 128, port };
  const domain = host.startsWith('*.') ? host.slice(2) : null;
  const name = canonicalName(domain ?? host);
  if (name === null) throw wrong(text);
  return domain === null ? { kind: 'host', host: name, port } : { kind: 'under', domain: name, port };
}

function parseRange(text: string): AllowEntry {
  const [, address = '', digits = ''] = /^([^/%]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  const bits = Number(digits);
  if (family === 0 || bits > (family === 4 ? 32 : 128)) throw wrong(text);
  return { kind: 'range', address, bits, port: null };
}

/** What has two colons and no brackets is an IPv6 address without a port. */
function parsePort(text: string): { host: string; port: number | null } {
  const [, host, digits] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined) return { host: text, port: null };
  const port = Number(digits);
  if (port < 1 || port > 65_535) throw wrong(text);
  return { host, port };
}

/** As the URL parser writes it; null when it is no name, or an address in one of the odd ways to write one. */
function canonicalName(text: string): string | null {
  if (text === '' || /[\s/\\@?#:*[\]]/.test(text) || !URL.canParse(`http://${text}`)) return null;
  const name = plainName(new URL(`http://${text}`).hostname);
  return name === '' || isIP(name) !== 0 ? null : name;
}

function wrong(text: string): Error {
  return new Error(
    `expected hosts, addresses and CIDR ranges between commas, such as "api.internal", "127.0.0.1:8080", "[::1]:8080", "10.0.0.0/8" or "*.example.com", found "${text}"`,
  );
}
