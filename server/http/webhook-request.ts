/** What came to a webhook, as the workflow sees it in `_webhookData`. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Context } from 'hono';
import { CodedError } from '../../db/errors.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import { type BodyLimits, parseJson, readText } from './body.ts';

/** Headers that prove who the caller is to somebody: they are not for the log of an execution. */
const SECRET = new Set(['authorization', 'proxy-authorization', 'cookie']);
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
const TEXT_TYPE = /^(?:text\/|application\/(?:[\w.+-]+\+)?xml\b)/i;

export type WebhookParts = { method: string; headers: Record<string, string>; query: JsonRecord; body: Json };

export async function readWebhook(c: Context, limits: BodyLimits & { nestingMax: number }): Promise<WebhookParts> {
  const headers = headersOf(c);
  const body = bodyOf(headers['content-type'], await readText(c, limits), limits.nestingMax);
  return { method: c.req.method, headers, query: c.req.query(), body };
}

/** On Node as its parser has them: a `Headers` object would be made of all, and every one of them checked again. */
function headersOf(c: Context): Record<string, string> {
  const parsed: IncomingHttpHeaders = c.env?.incoming?.headers ?? c.req.header();
  const headers: Record<string, string> = {};
  for (const name in parsed) {
    const value = parsed[name];
    if (value !== undefined && !SECRET.has(name)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

/** JSON parsed, a form as a record, text as it is; what names no type is JSON when it can be read so. */
function bodyOf(type: string | undefined, text: string, nestingMax: number): Json {
  if (text === '') return null;
  if (type === undefined) return looksLikeJson(text) ? (parseJson(text, nestingMax) as Json) : text;
  if (JSON_TYPE.test(type)) return parseJson(text, nestingMax) as Json;
  if (FORM_TYPE.test(type)) return formOf(text);
  if (TEXT_TYPE.test(type)) return text;
  const sentence = `Expected a body of JSON, a form (urlencoded), text or XML, got the type "${type}".`;
  throw new CodedError('unsupported_media_type', sentence);
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** A field that comes several times is a list. */
function formOf(text: string): JsonRecord {
  const fields = new URLSearchParams(text);
  const names = new Set(fields.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
