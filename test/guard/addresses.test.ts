import { expect, test } from 'vitest';
import { parseAddress, whyNotPublic } from '../../server/guard/addresses.ts';

const why = (text: string) => whyNotPublic(parseAddress(text)!);

test.each([
  '1.1.1.1',
  '93.184.216.34',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
])('%s is on the public internet', (text) => {
  expect(why(text)).toBeNull();
});

test.each([
  ['0.0.0.0', 'own machine'],
  ['0.1.2.3', 'own machine'],
  ['127.0.0.1', 'own machine'],
  ['127.255.255.254', 'own machine'],
  ['::', 'own machine'],
  ['::1', 'own machine'],
  ['10.0.0.1', 'private network'],
  ['172.16.0.1', 'private network'],
  ['172.31.255.255', 'private network'],
  ['192.168.1.1', 'private network'],
  ['fc00::1', 'private network'],
  ['fd00:ec2::254', 'private network'],
  ['100.64.0.1', 'provider'],
  ['100.100.100.200', 'provider'],
  ['169.254.169.254', 'link-local'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['224.0.0.1', 'many machines'],
  ['255.255.255.255', 'many machines'],
  ['ff02::1', 'many machines'],
  ['168.63.129.16', 'reserved'],
  ['192.0.0.192', 'reserved'],
  ['192.0.2.1', 'reserved'],
  ['192.88.99.1', 'reserved'],
  ['198.18.0.1', 'reserved'],
  ['198.51.100.1', 'reserved'],
  ['203.0.113.1', 'reserved'],
  ['240.0.0.1', 'reserved'],
  ['2001:db8::1', 'reserved'],
  ['2001:2::1', 'reserved'],
  ['3fff::1', 'reserved'],
  ['5f00::1', 'reserved'],
  ['4000::1', 'reserved'],
  ['100::1', 'reserved'],
  ['fec0::1', 'reserved'],
  // IPv4 inside IPv6
  ['::ffff:127.0.0.1', 'own machine'],
  ['::ffff:a00:1', 'private network'],
  ['64:ff9b::7f00:1', 'own machine'],
  ['64:ff9b::a9fe:a9fe', 'link-local'],
  ['64:ff9b:1::808:808', 'reserved'],
  ['::7f00:1', 'reserved'],
  ['::808:808', 'reserved'],
  ['::ffff:0:7f00:1', 'reserved'],
  ['2002:7f00:1::', 'reserved'],
  ['2002:808:808::', 'reserved'],
  ['2001:0:7f00:1::', 'reserved'],
])('%s is not: %s', (text, words) => {
  expect(why(text)).toContain(words);
});

test('what is no address is none', () => {
  expect(parseAddress('example.com')).toBeNull();
  expect(parseAddress('')).toBeNull();
});
