/**
 * Passwords are kept as scrypt hashes, in the PHC string format, so that the costs can be raised later.
 *
 * The costs are those of OWASP's Password Storage Cheat Sheet (N = 2^15, r = 8, p = 3). One hash takes 32 MB and runs on
 * one of libuv's few threads, which bounds what many at once can take.
 */
import { Buffer } from 'node:buffer';
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

type Costs = { readonly ln: number; readonly r: number; readonly p: number };
const COSTS: Costs = { ln: 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Takes about 0.2 s, none of it on the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await run(password, salt, COSTS, HASH_BYTES);
  return `$scrypt$ln=${COSTS.ln},r=${COSTS.r},p=${COSTS.p}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Whether it is the password. `stored` null, for an account that is not there, takes as long and is never right. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, ln, r, p, salt = '', hash = ''] =
    /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored ?? NOBODY) ?? [];
  const expected = Buffer.from(hash, 'base64');
  const costs = { ln: Number(ln), r: Number(r), p: Number(p) };
  const given = await run(password, Buffer.from(salt, 'base64'), costs, expected.length);
  return timingSafeEqual(given, expected) && stored !== null;
}

function run(password: string, salt: Buffer, { ln, r, p }: Costs, length: number): Promise<Buffer> {
  const N = 2 ** ln;
  return derive(password.normalize('NFKC'), salt, length, { N, r, p, maxmem: 256 * N * r });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

const NOBODY = `$scrypt$ln=${COSTS.ln},r=${COSTS.r},p=${COSTS.p}$${unpadded(Buffer.alloc(SALT_BYTES))}$${unpadded(Buffer.alloc(HASH_BYTES))}`;
