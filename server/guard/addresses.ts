/** Which addresses belong to the public internet. Pure. Ranges are those of the IANA registries, by `ipaddr.js`. */
import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Range = readonly [Address, number];

/** What a resolver or the URL parser gave; null for what is no address. */
export function parseAddress(text: string): Address | null {
  return ipaddr.isValid(text) ? ipaddr.parse(text) : null;
}

/** The address where packets end up: of an IPv6 address that stands for an IPv4 one, that. */
export function meant(address: Address): Address {
  if (isIPv4(address)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  return address.match(NAT64, 96) ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address;
}

/** Whether an address, as it is written or as it is meant, lies in a range. */
export function lies(address: Address, [start, bits]: Range): boolean {
  return [address, meant(address)].some((each) => each.kind() === start.kind() && each.match(start, bits));
}

/** What an address that is not on the public internet is, in words; null for one that is. */
export function whyNotPublic(address: Address): string | null {
  const at = meant(address);
  const range = at.range() as string;
  if (range === 'unicast' && (isIPv4(at) ? !at.match(AZURE_HOST, 32) : at.match(GLOBAL_UNICAST, 3))) return null;
  return WORDS[range] ?? 'a reserved address';
}

function isIPv4(address: Address): address is ipaddr.IPv4 {
  return address.kind() === 'ipv4';
}

/** RFC 6052: a gateway sends these on to the IPv4 address in their last bytes. */
const NAT64 = ipaddr.IPv6.parse('64:ff9b::');
/** All of IPv6 that has been given out so far; what lies outside has uses of its own, or none. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');
/** Azure's hosts answer their virtual machines here; elsewhere it is nobody's. */
const AZURE_HOST = ipaddr.IPv4.parse('168.63.129.16');

const WORDS: Record<string, string> = {
  unspecified: "the server's own machine",
  loopback: "the server's own machine",
  private: 'an address of a private network',
  uniqueLocal: 'an address of a private network',
  carrierGradeNat: "an address of a provider's private network",
  linkLocal: 'a link-local address, where clouds keep the secrets of their machines',
  multicast: 'an address of many machines at once',
  broadcast: 'an address of many machines at once',
};
