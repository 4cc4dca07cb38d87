/**
 * Decides which addresses the server connects to when the author of a workflow says where.
 *
 * 1. It decides when a connection is made, on the addresses that are then connected to: there is no second look-up.
 * 2. A connection belongs to one origin, and the decision hangs on nothing else: what is kept alive was decided on.
 */
import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { NodeFailure } from '../engine/node.ts';
import { type Address, lies, parseAddress, type Range, whyNotPublic } from './addresses.ts';
import { type AllowEntry, plainName } from './allow-list.ts';

/** `dns.lookup` that is asked for all addresses. */
export type Lookup = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export type GuardOptions = {
  readonly allow: readonly AllowEntry[];
  readonly lookup: Lookup;
  /** the addresses that this machine has now */
  readonly ownAddresses: () => readonly string[];
};

/** What is decided for one origin. */
export type OriginGuard = {
  /** for an origin that is written as an address, which nobody looks up: why it is refused, null when it is not */
  readonly refusal: () => NodeFailure | null;
  /** for names: `net.connect` gets the addresses that may be reached, or the refusal as an error */
  readonly lookup: LookupFunction;
};

export function createGuard({ allow, lookup, ownAddresses }: GuardOptions): (origin: URL) => OriginGuard {
  function guardOf(origin: URL): OriginGuard {
    const port = Number(origin.port || (origin.protocol === 'https:' ? 443 : 80));
    const entries = allow.filter((entry) => entry.port === null || entry.port === port);
    const host = origin.hostname.replace(/^\[|\]$/g, '');
    const free = entries.some((entry) => namesIt(entry, plainName(host)));
    const ranges = entries.flatMap(rangeOf);
    const where = `${origin.hostname}:${port}`;

    /** In words; null when it may be reached. */
    function whyNot(address: string): string | null {
      const parsed = parseAddress(address);
      if (parsed === null) return 'nothing that can be judged';
      if (free || ranges.some((range) => lies(parsed, range))) return null;
      return whyNotPublic(parsed) ?? (isOwn(parsed, ownAddresses()) ? "the server's own machine" : null);
    }

    const checked: LookupFunction = (name, options, callback) => {
      resolve(name, options, (error, found) => {
        if (error) return callback(error, []);
        const judged = found.map((each) => ({ ...each, why: whyNot(each.address) }));
        const open = judged.filter(({ why }) => why === null).map(({ address, family }) => ({ address, family }));
        const [first] = open;
        if (first === undefined)
          return callback(refused(where, ` leads to ${judged[0]?.address},`, judged[0]?.why), []);
        return options.all ? callback(null, open) : callback(null, first.address, first.family);
      });
    };
    const refusal = () => {
      const why = parseAddress(host) === null ? null : whyNot(host);
      return why === null ? null : refused(where, ' is', why);
    };
    return { refusal, lookup: checked };
  }

  function resolve(name: string, options: Parameters<LookupFunction>[1], callback: Parameters<Lookup>[2]): void {
    if (/(^|\.)localhost$/.test(plainName(name))) return callback(null, LOOPBACK);
    lookup(name, { ...options, all: true }, (error, found) => {
      const nothing = Object.assign(new Error(`no addresses for ${name}`), { code: 'ENOTFOUND' });
      callback(error ?? (found.length === 0 ? nothing : null), found);
    });
  }

  return guardOf;
}

/** RFC 6761: names under `localhost` are never asked for. */
const LOOPBACK = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

function namesIt(entry: AllowEntry, name: string): boolean {
  if (entry.kind === 'host') return entry.host === name;
  return entry.kind === 'under' && name.endsWith(`.${entry.domain}`);
}

function rangeOf(entry: AllowEntry): Range[] {
  const start = entry.kind === 'range' ? parseAddress(entry.address) : null;
  return start === null || entry.kind !== 'range' ? [] : [[start, entry.bits]];
}

/** A service that a firewall hides from the internet is open to its own machine. */
function isOwn(address: Address, own: readonly string[]): boolean {
  return own.some((each) => {
    const parsed = parseAddress(each);
    return parsed !== null && lies(address, [parsed, parsed.kind() === 'ipv4' ? 32 : 128]);
  });
}

function refused(where: string, leads: string, why: string | null | undefined): NodeFailure {
  return new NodeFailure(
    'address_refused',
    `Expected an address on the public internet, but "${where}"${leads} ${why}. If workflows are to reach it, add "${where}" to HTTP_ALLOW and start the server again.`,
    { noEffect: true },
  );
}
