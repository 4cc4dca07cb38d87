/** The values that environment variables may have, each with a sentence about what was expected. */
import ipaddr from 'ipaddr.js';
import * as z from 'zod';
import { parseKey } from './auth/key.ts';
import { parseAllowList } from './guard/allow-list.ts';

const units: Record<string, number> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

export function whole(min: number, max: number, what: string) {
  const expected = `expected a whole number from ${min} to ${max}: ${what}`;
  return z
    .string()
    .regex(/^\d+$/, expected)
    .transform(Number)
    .refine((value) => value >= min && value <= max, expected);
}

export const size = z.string().transform((text, context) => {
  const [, digits, unit] = /^(\d+)\s*([kmg]?b)?$/i.exec(text.trim()) ?? [];
  const bytes = Number(digits) * units[(unit ?? '').toLowerCase()]!;
  if (bytes >= 1024 && bytes <= units.gb! / 2) return bytes;
  context.addIssue({ code: 'custom', message: 'expected a size from 1KB to 512MB, such as 16MB' });
  return z.NEVER;
});

export const databaseUrl = z.string().superRefine((text, context) => {
  const problem = text.startsWith('file:') ? wrongPath(text) : wrongServer(text);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});
const databaseExpected = 'expected file:<path>, or a libsql:// or http(s):// address';

export const flag = z.enum(['on', 'off'], { error: 'expected on or off' });

export const origin = z.url({
  protocol: /^https?$/,
  error: 'expected an http(s) address such as https://cortado.example.com',
});

/** The address of a Prefect's API, without a slash at its end. */
export const prefectUrl = z
  .string()
  .refine(
    (text) => /^https?:\/\/./.test(text) && URL.canParse(text),
    'expected an http(s) address such as http://127.0.0.1:4200/api',
  )
  .refine(
    (text) => !URL.canParse(text) || new URL(text).username === '',
    'expected an address without a user and password: what opens Prefect is PREFECT_API_AUTH_STRING or PREFECT_API_KEY',
  )
  .transform((text) => text.replace(/\/+$/, ''));

export const workPool = z
  .string()
  .max(100, 'expected at most 100 characters')
  .regex(/^(?!prefect)[\w.-]+$/i, 'expected letters, digits, "_", "-" and ".", and no name that begins with "prefect"');

/** A list with commas. */
export function list<T>(each: z.ZodType<T, string>) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(each));
}

function wrongPath(text: string): string | null {
  if (/^file:\/\/(?!\/|localhost\/)/.test(text)) {
    return 'expected file:<path>, or file:///<path> from the root: what follows two slashes is the name of a machine';
  }
  if (/^file:(\/*$|:memory:)/.test(text)) return databaseExpected;
  return decodes(text) ? null : 'expected a path in which "%" begins a code such as %20; "%" itself is %25';
}

function wrongServer(text: string): string | null {
  if (!/^(libsql|https?|wss?):\/\/./.test(text) || !URL.canParse(text)) return databaseExpected;
  const { username, password } = new URL(text);
  if (username === '' && password === '') return null;
  return 'expected an address without a user and password: what opens the server is DATABASE_AUTH_TOKEN';
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
export const loopback = new RegExp(`^(localhost|127(\\.${octet}){3}|::1|\\[::1\\])$`);

/** Names of ranges, as Express has them. */
const RANGES: Record<string, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

export const proxy = z.string().transform((text, context) => {
  const named = Object.hasOwn(RANGES, text) ? RANGES[text] : undefined;
  if (named) return named;
  if (ipaddr.isValid(text) || ipaddr.isValidCIDR(text)) return [text];
  const message = `expected addresses, CIDRs, "loopback" or "private" with commas between, got "${text}"`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

export const key = z.string().transform((text, context) => {
  const parsed = parseKey(text);
  if (parsed) return parsed;
  const message = 'expected 32 bytes in base64 or hex, such as "openssl rand -base64 32" prints';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

export const allowList = z.string().transform((text, context) => {
  try {
    return parseAllowList(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});
