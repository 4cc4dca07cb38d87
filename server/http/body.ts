/** Request bodies: read within limits, parsed with errors that say where, checked against a schema. */

import { Buffer } from 'node:buffer';
import type { Context, MiddlewareHandler } from 'hono';
import type * as z from 'zod';
import { CodedError } from '../../db/errors.ts';
import { safeParse } from '../../db/safe-parse.ts';
import { findJsonError } from './json-error.ts';
import { problemsOf } from './problems.ts';

export type BodyLimits = { readonly bodyMax: number; readonly nestingMax: number };

/** Times the limit that a body which is too large is read, and thrown away, before it is refused. */
const READ_ON = 4;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The body as text. Throws `too_large`, `unsupported_media_type` when it is packed, and `bad_request` when it breaks off or is not UTF-8. A declared length is
 * believed: the protocol holds it. Without one the bytes are counted as they come.
 */
export async function readText(c: Context, { bodyMax }: BodyLimits): Promise<string> {
  const packed = c.req.header('content-encoding');
  if (packed !== undefined && packed !== 'identity') {
    throw new CodedError('unsupported_media_type', `Expected a body as it is, got one packed as "${packed}".`);
  }
  const declared = c.req.header('content-length');
  if (declared !== undefined && Number(declared) > bodyMax * READ_ON) throw tooLarge(bodyMax);
  const fits = declared !== undefined && Number(declared) <= bodyMax;
  const bytes = await (fits ? c.req.raw.arrayBuffer() : readCounted(c, bodyMax)).catch(brokeOff);
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new CodedError('bad_request', 'Expected a body in UTF-8, got bytes that are not.', { cause });
  }
}

function brokeOff(cause: unknown): never {
  if (cause instanceof CodedError) throw cause;
  throw new CodedError('bad_request', 'The body broke off before its end.', { cause });
}

async function readCounted(c: Context, bodyMax: number): Promise<Uint8Array> {
  const onNode = (c.env as { incoming?: unknown } | undefined)?.incoming !== undefined;
  // Without a length and not in chunks there is no body; asking for it would build a whole Request.
  const header = (name: string) => c.req.header(name) !== undefined;
  if (onNode && !header('transfer-encoding') && !header('content-length')) return new Uint8Array();
  const reader = (c.req.raw.body as ReadableStream<Uint8Array> | null)?.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    size += part.value.length;
    if (size <= bodyMax) parts.push(part.value);
    // Read on for a while: a connection that is closed while it sends may never see the answer.
    else if (size > bodyMax * READ_ON) {
      c.header('Connection', 'close');
      break;
    }
  }
  if (size > bodyMax) throw tooLarge(bodyMax);
  return Buffer.concat(parts, size);
}

function tooLarge(bodyMax: number): CodedError {
  return new CodedError('too_large', `Expected a body of at most ${bodyMax} bytes. Send less at once.`);
}

/** Parsed JSON. Throws `bad_request` with the position, and `invalid` when it is nested too deeply. */
export function parseJson(text: string, nestingMax: number): unknown {
  // Each level takes two characters.
  if (text.length > nestingMax * 2 && depthOf(text) > nestingMax) {
    throw new CodedError('invalid', `Expected JSON nested at most ${nestingMax} levels deep. Send flatter data.`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodedError('bad_request', `Expected the body to be JSON, but ${findJsonError(text)}.`, { cause });
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) {
      index = endOfString(text, index);
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}

/** The index of the quote that closes the string opened at `start`; the end of the text when none does. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5c) index += 1;
    else if (code === 0x22) return index;
  }
  return text.length;
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** A JSON body, or `undefined` when there is none. Throws as above, and `unsupported_media_type`. */
export async function readJson(c: Context, limits: BodyLimits): Promise<unknown> {
  const type = c.req.header('content-type');
  if (type !== undefined && !JSON_TYPE.test(type)) {
    throw new CodedError('unsupported_media_type', `Expected a body of type "application/json", got "${type}".`);
  }
  const text = await readText(c, limits);
  return text.trim() === '' ? undefined : parseJson(text, limits.nestingMax);
}

/** Checks a value against a schema. Throws `invalid` with every problem. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const details = problemsOf(parsed.error);
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : '';
  throw new CodedError('invalid', `${details[0]?.message ?? 'The body does not fit.'}${more}`, { details });
}

/** Reads and checks a JSON body; handlers find it in `c.req.valid('json')`. `empty` stands for a body that is not there. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema, limits: BodyLimits, empty?: unknown) {
  type Input = { in: { json: z.input<Schema> }; out: { json: z.output<Schema> } };
  const handler: MiddlewareHandler<object, string, Input> = async (c, next) => {
    const given = (await readJson(c, limits)) ?? empty;
    if (given === undefined) throw new CodedError('bad_request', 'Expected a JSON body, got none.');
    c.req.addValidatedData('json', check(schema, given) as object);
    await next();
  };
  return handler;
}
