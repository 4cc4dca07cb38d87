import { expect, test } from 'vitest';
import { parseAllowList } from '../../server/guard/allow-list.ts';

const any = null;

test.each([
  ['api.internal', { kind: 'host', host: 'api.internal', port: any }],
  ['API.Internal.:8080', { kind: 'host', host: 'api.internal', port: 8080 }],
  ['localhost:3010', { kind: 'host', host: 'localhost', port: 3010 }],
  ['bücher.example', { kind: 'host', host: 'xn--bcher-kva.example', port: any }],
  ['*.example.com:443', { kind: 'under', domain: 'example.com', port: 443 }],
  ['127.0.0.1:3010', { kind: 'range', address: '127.0.0.1', bits: 32, port: 3010 }],
  ['10.1.2.3', { kind: 'range', address: '10.1.2.3', bits: 32, port: any }],
  ['10.0.0.0/8', { kind: 'range', address: '10.0.0.0', bits: 8, port: any }],
  ['::1', { kind: 'range', address: '::1', bits: 128, port: any }],
  ['[fd00::5]', { kind: 'range', address: 'fd00::5', bits: 128, port: any }],
  ['[fd00::5]:80', { kind: 'range', address: 'fd00::5', bits: 128, port: 80 }],
  ['fd00::/8', { kind: 'range', address: 'fd00::', bits: 8, port: any }],
  ['0.0.0.0/0', { kind: 'range', address: '0.0.0.0', bits: 0, port: any }],
])('reads %s', (text, entry) => {
  expect(parseAllowList(text)).toEqual([entry]);
});

test('reads several, with blanks and a comma too many', () => {
  expect(parseAllowList(' a , b:1,, ')).toMatchObject([{ host: 'a' }, { host: 'b', port: 1 }]);
  expect(parseAllowList('')).toEqual([]);
});

test.each([
  'http://api.internal',
  'api.internal/path',
  'user@host',
  '*',
  '*.',
  'a.*.com',
  'two words',
  'host:0',
  'host:65536',
  'host:http',
  '10.0.0.0/33',
  'fd00::/129',
  '10.0.0/8',
  '10.0.0',
  '0x7f.1',
  '2130706433',
  '127.1:80',
  'fe80::1%eth0',
  '[::1',
  '[api.internal]',
  '10.0.0.0/8:80',
])('refuses %s with a sentence', (text) => {
  expect(() => parseAllowList(`localhost,${text}`)).toThrow(`found "${text}"`);
});
