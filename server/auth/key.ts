/** The key under which secrets are sealed, and the keys that are derived from it, one for each purpose. */
import { Buffer } from 'node:buffer';
import { createHash, hkdfSync, randomBytes } from 'node:crypto';

export type Key = Uint8Array;

const BYTES = 32;

/** 32 bytes in hex or base64 (either alphabet); null for anything else. */
export function parseKey(text: string): Key | null {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return new Uint8Array(Buffer.from(trimmed, 'hex'));
  // 32 bytes are 42 characters and 4 bits of another
  if (/^[A-Za-z0-9+/_-]{42}[AEIMQUYcgkosw048]=?$/.test(trimmed)) return new Uint8Array(Buffer.from(trimmed, 'base64'));
  return null;
}

export function newKey(): Key {
  return new Uint8Array(randomBytes(BYTES));
}

/** Names a key without telling anything of it. */
export function keyId(key: Key): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 8);
}

/** What a key is used for: each has a key of its own, so that none can be turned against another (RFC 5869). */
export type Purpose = 'credentials' | 'embed' | 'embed-tokens';

export function deriveKey(key: Key, purpose: Purpose): Key {
  return new Uint8Array(hkdfSync('sha256', key, '', `cortado/${purpose}`, BYTES));
}
