/** What is sealed opens with its key, in its place, and nowhere else. */
import { expect, test } from 'vitest';
import type { SealedPlace } from '../../db/secret-store.ts';
import { deriveKey, keyId, newKey, parseKey } from '../../server/auth/key.ts';
import { createSealer } from '../../server/auth/sealer.ts';

const place: SealedPlace = { purpose: 'credentials', organizationId: 'default', name: 'shop' };
const [first, second] = [newKey(), newKey()];
const sealer = createSealer({ current: first, old: [] });

test('opens what it sealed, and seals the same text differently each time', () => {
  const texts = ['', 'a secret', 'ünïcødé 🔑'.repeat(1_000)];
  for (const text of texts) expect(sealer.open(sealer.seal(text, place), place)).toBe(text);
  const sealed = [1, 2, 3].map(() => sealer.seal('a secret', place));
  expect(new Set(sealed).size).toBe(3);
  expect(sealed.join()).not.toContain('a secret');
  expect(sealed[0]).toMatch(new RegExp(`^c1\\.${keyId(first)}\\.[\\w-]+$`));
});

test.each([
  ['another organization', { ...place, organizationId: 'acme' }],
  ['another name', { ...place, name: 'bank' }],
  ['another purpose', { ...place, purpose: 'embed' as const }],
])('does not open in %s', (_, moved) => {
  expect(() => sealer.open(sealer.seal('a secret', place), moved)).toThrow(/it was changed or moved/);
});

test('does not open when a single character was changed, or the end is missing', () => {
  const sealed = sealer.seal('a secret', place);
  const from = sealed.lastIndexOf('.') + 1;
  for (let at = from; at < sealed.length - 1; at += 1) {
    const other = sealed[at] === 'A' ? 'B' : 'A';
    expect(() => sealer.open(sealed.slice(0, at) + other + sealed.slice(at + 1), place), `${at}`).toThrow(/changed/);
  }
  for (const cut of [sealed.slice(0, -4), sealed.slice(0, from + 10), sealed.slice(0, from), 'c1', '']) {
    expect(() => sealer.open(cut, place), cut).toThrow(/changed or moved|another key/);
  }
});

test('says which key is wanted when it is another one, and never answers garbage', () => {
  const other = createSealer({ current: second, old: [] });
  const sealed = sealer.seal('a secret', place);
  expect(() => other.open(sealed, place)).toThrow(`"shop" was sealed under another key (${keyId(first)})`);
  // the id of a key is no proof: the text has to open
  const lying = sealed.replace(keyId(first), keyId(second));
  expect(() => other.open(lying, place)).toThrow(/changed or moved/);
});

test('seals anew under the current key what an old one opens, and leaves alone what is under it already', () => {
  const rotated = createSealer({ current: second, old: [first] });
  const anew = rotated.reseal(sealer.seal('a secret', place), place);
  expect(createSealer({ current: second, old: [] }).open(anew, place)).toBe('a secret');
  expect(rotated.reseal(anew, place)).toBe(anew);
  expect(() => rotated.reseal(sealer.seal('a secret', place), { ...place, name: 'x' })).toThrow(/changed or moved/);
});

test('without a key nothing is sealed, and the sentence says what to set', () => {
  const keyless = createSealer({ current: null, old: [] });
  expect(() => keyless.seal('a secret', place)).toThrow(/Set CORTADO_KEY to 32 random bytes/);
});

test('a purpose has a key of its own, from which the others do not follow', () => {
  const keys = [first, deriveKey(first, 'credentials'), deriveKey(first, 'embed'), deriveKey(second, 'embed')];
  expect(new Set(keys.map(keyId)).size).toBe(4);
  expect(deriveKey(first, 'embed')).toEqual(deriveKey(first, 'embed'));
});

test('reads 32 bytes in hex and base64, and nothing else', () => {
  const bytes = new Uint8Array(32).map((_, index) => index * 7);
  const { from } = Buffer;
  for (const text of ['hex', 'base64', 'base64url'] as const)
    expect(parseKey(from(bytes).toString(text))).toEqual(bytes);
  expect(parseKey(` ${from(bytes).toString('base64')}\n`)).toEqual(bytes);
  const wrong = ['', 'secret', 'a'.repeat(32), '0'.repeat(63), '0'.repeat(65), from(bytes.slice(1)).toString('base64')];
  for (const text of wrong) expect(parseKey(text), text).toBeNull();
});
