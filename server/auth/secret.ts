/** Secrets that are made here, shown once and kept as digests. They are random, so a fast digest is enough. */
import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits behind a prefix, by which people and secret scanners know what it is. */
export function newSecret(prefix: string): string {
  return `${prefix}_${Buffer.from(randomBytes(32)).toString('base64url')}`;
}

/** SHA-256 in base64url. */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
