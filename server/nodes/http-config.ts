/** What an http node can be set to. */

import * as z from 'zod';
import { aliased } from './aliased.ts';
import { textOf } from './records.ts';

const method = z.preprocess(
  (name) => (typeof name === 'string' ? name.trim().toUpperCase() : name),
  z
    .string()
    .regex(/^[A-Z]{1,20}$/, 'Expected an HTTP method such as GET or POST')
    .default('GET'),
);
const pairs = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
/** Pairs as a record, or as a list of `{name, value}` that some editors write. */
const pairList = z.preprocess((value) => {
  if (!Array.isArray(value)) return value;
  return Object.fromEntries(value.map((pair) => [textOf(pair?.name ?? pair?.key), pair?.value ?? '']));
}, pairs.default({}));

export const httpConfig = aliased(
  z.object({
    httpUrl: z.string().min(1, 'Expected the address to call').max(20_000).describe('Address, with templates'),
    httpMethod: method.describe('Method'),
    headers: pairList.describe('Headers, with templates'),
    query: pairList.describe('Query parameters, with templates'),
    body: z.json().optional().describe('Body, with templates; for POST, PUT and PATCH what comes in when left out'),
    credential: z.string().max(100).optional().describe('Name of a stored credential, in place of the keys below'),
    authType: z.enum(['none', 'bearer', 'basic', 'header']).default('none').describe('How the call says who it is'),
    authToken: z.string().max(10_000).optional().describe('Bearer token, or value of the header'),
    authUser: z.string().max(1_000).optional().describe('User of basic authentication'),
    authPassword: z.string().max(1_000).optional().describe('Password of basic authentication'),
    authHeader: z.string().max(200).default('X-API-Key').describe('Name of the header'),
    acceptStatus: z
      .preprocess(
        (value) =>
          Array.isArray(value) ? value.map(textOf).join(',') : typeof value === 'number' ? String(value) : value,
        z
          .string()
          .regex(/^\s*(any|\d(\d\d|xx)(\s*-\s*\d\d\d)?(\s*,\s*\d(\d\d|xx)(\s*-\s*\d\d\d)?)*)\s*$/i, {
            message: 'Expected "any", or statuses and ranges such as "2xx" or "200-299,404"',
          })
          .default('2xx'),
      )
      .describe('Statuses that count as success: any, 2xx, 200-299,404'),
    responseType: z
      .enum(['auto', 'json', 'text'])
      .default('auto')
      .describe('How the body is read; auto goes by its content type'),
    maxResponseBytes: z.int().min(1).max(1_000_000_000).default(10_000_000).describe('The largest body that is read'),
    followRedirects: z.boolean().default(true).describe('Whether redirects are followed, at most ten'),
    retryUnsafe: z
      .boolean()
      .default(false)
      .describe('Whether methods that are not idempotent are tried again after any failure'),
  }),
  {
    httpUrl: ['url'],
    httpMethod: ['method'],
    headers: ['httpHeaders'],
    query: ['queryParams', 'params'],
    body: ['httpBody', 'requestBody'],
  },
);
export type HttpConfig = z.output<typeof httpConfig>;

/** Whether a status is among those of `acceptStatus`. */
export function accepts(acceptStatus: string, status: number): boolean {
  return acceptStatus.split(',').some((part) => {
    const range = part.trim().toLowerCase();
    if (range === 'any') return true;
    const [from = '', to = from] = range.split('-').map((end) => end.trim());
    return status >= Number(from.replace('xx', '00')) && status <= Number(to.replace('xx', '99'));
  });
}

const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** RFC 9110, 9.2.2. */
export function isIdempotent(method: string): boolean {
  return IDEMPOTENT.has(method);
}
