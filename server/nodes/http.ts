import { Buffer } from 'node:buffer';
import type { Json, JsonRecord } from '../../db/model.ts';
import { type CredentialSecret, defineNode, type HttpReply, type NodeContext, NodeFailure } from '../engine/node.ts';
import { accepts, type HttpConfig, httpConfig, isIdempotent } from './http-config.ts';
import { textOf } from './records.ts';

const MAX_HOPS = 10;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const TRANSIENT = new Set([408, 429]);

export const http = defineNode({
  type: 'http',
  title: 'HTTP request',
  description: 'Calls an address and passes its answer on.',
  category: 'action',
  config: httpConfig,
  effect: 'effectful',
  retries: 2,
  timeoutMs: 30_000,
  repeatable: ({ httpMethod, retryUnsafe }) => retryUnsafe || isIdempotent(httpMethod),
  onInterrupted: ({ httpMethod }) =>
    httpMethod === 'GET' || httpMethod === 'HEAD' || httpMethod === 'OPTIONS' ? 'retry' : 'fail',
  run: async (context, input) => {
    const { config } = context;
    const call = await authorized(context, prepare(context, input));
    const reply = await follow(context, call);
    const extras = { statusCode: reply.status, headers: { ...reply.headers } as JsonRecord };
    const message = `HTTP ${call.method} ${shown(call.url)} - Status ${reply.status}`;
    const text = decode(reply.body, reply.headers['content-type']);
    if (!accepts(config.acceptStatus, reply.status)) throw refused(context, reply, text, { message, extras });
    if (reply.cut) {
      const limit = `Expected an answer of at most ${config.maxResponseBytes} bytes, got more. Raise "maxResponseBytes", or ask for less.`;
      throw new NodeFailure('response_too_large', limit, { extras });
    }
    return { success: true, message, outputData: parse(text, context, reply, extras), ...extras };
  },
});

type Call = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  /** headers that say who is calling: no other origin is told */
  readonly secret: readonly string[];
};

function prepare(context: NodeContext<HttpConfig>, input: Json): Call {
  const { config, render, executionId, nodeId } = context;
  const method = config.httpMethod;
  const url = parseUrl(textOf(render(config.httpUrl)));
  for (const [name, value] of Object.entries(config.query)) {
    const rendered: Json = render(value);
    for (const each of Array.isArray(rendered) ? rendered : [rendered]) url.searchParams.append(name, textOf(each));
  }
  const headers: Record<string, string> = {
    accept: 'application/json, text/*;q=0.9, */*;q=0.8',
    'user-agent': 'Cortado',
  };
  const body = bodyOf(config, method, input, render);
  if (body !== null) headers['content-type'] = body.type;
  if (!isIdempotent(method)) headers['idempotency-key'] = headerText(`${executionId}:${nodeId}`);
  Object.assign(headers, credentialsIn(url), authorization(config, render));
  for (const [name, value] of Object.entries(config.headers)) headers[name.toLowerCase()] = textOf(render(value));
  return { method, url, headers, body: body?.text ?? null, secret: [config.authHeader.toLowerCase()] };
}

/** With the credential that the node names, which wins over whatever else says who is calling. */
async function authorized(context: NodeContext<HttpConfig>, call: Call): Promise<Call> {
  const { credential: name } = context.config;
  if (name === undefined || name.trim() === '') return call;
  const { secret } = await context.credential(name.trim(), () => call.url);
  const [header, value] = headerOf(secret);
  return { ...call, headers: { ...call.headers, [header]: value }, secret: [...call.secret, header] };
}

function headerOf(secret: CredentialSecret): [string, string] {
  switch (secret.kind) {
    case 'bearer':
      return ['authorization', `Bearer ${secret.token}`];
    case 'basic':
      return ['authorization', basic(secret.user, secret.password)];
    case 'header':
      return [secret.header.toLowerCase(), secret.value];
    case 'openai':
      return ['authorization', `Bearer ${secret.apiKey}`];
    default:
      return secret satisfies never;
  }
}

/** A header takes ASCII; an id may be of any characters. */
function headerText(text: string): string {
  return text.toWellFormed().replace(/[^ -~]+/gu, encodeURIComponent);
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new NodeFailure(
    'bad_url',
    `Expected an address that begins with http:// or https://, got "${harmless(text)}".`,
  );
}

/** What is no address, without what may be secret in one. */
function harmless(text: string): string {
  return text
    .replace(/[?#][\s\S]*/, '…')
    .replace(/^([^/]*\/\/)?[^/@]*@/, '$1…@')
    .slice(0, 200);
}

function bodyOf(config: HttpConfig, method: string, input: Json, render: NodeContext<HttpConfig>['render']) {
  if (method === 'GET' || method === 'HEAD') return null;
  const implied = method === 'POST' || method === 'PUT' || method === 'PATCH' ? input : undefined;
  const value = config.body === undefined || config.body === '' ? implied : render(config.body);
  if (value === undefined) return null;
  if (typeof value !== 'string') return { type: 'application/json', text: JSON.stringify(value) };
  const looksJson = /^\s*[[{]/.test(value);
  return { type: looksJson ? 'application/json' : 'text/plain; charset=utf-8', text: value };
}

function authorization(config: HttpConfig, render: NodeContext<HttpConfig>['render']): Record<string, string> {
  const text = (value: string | undefined) => textOf(render(value ?? ''));
  switch (config.authType) {
    case 'none':
      return {};
    case 'bearer':
      return { authorization: `Bearer ${text(config.authToken)}` };
    case 'basic':
      return { authorization: basic(text(config.authUser), text(config.authPassword)) };
    case 'header':
      return { [config.authHeader.toLowerCase()]: text(config.authToken) };
    default:
      return config.authType satisfies never;
  }
}

/** Takes `user:password@` out of the address: there it would end up in messages and logs. */
function credentialsIn(url: URL): Record<string, string> {
  const { username, password } = url;
  if (username === '' && password === '') return {};
  url.username = '';
  url.password = '';
  return { authorization: basic(unescaped(username), unescaped(password)) };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Sends it and follows redirects; each hop goes through the client, which checks its address. */
async function follow(context: NodeContext<HttpConfig>, first: Call): Promise<HttpReply> {
  const { services, signal, config, executionId, nodeId, attempt } = context;
  const given = { maxBytes: config.maxResponseBytes, signal, asker: { executionId, nodeId, attempt } };
  let call = first;
  for (let hop = 0; ; hop += 1) {
    const { method, url, headers, body } = call;
    const reply = await services.http.send({ method, url, headers, body, ...given });
    const { location } = reply.headers;
    if (!config.followRedirects || !REDIRECTS.has(reply.status) || location === undefined) return reply;
    if (hop === MAX_HOPS) {
      throw new NodeFailure(
        'too_many_redirects',
        `Expected at most ${MAX_HOPS} redirects from ${shown(first.url)}, got more.`,
      );
    }
    call = redirected(call, reply.status, location);
  }
}

/** As fetch does it: 303, and 301 and 302 of a POST, become GET; another origin is not told who is calling. */
function redirected(call: Call, status: number, location: string): Call {
  const url = URL.canParse(location, call.url.href) ? new URL(location, call.url) : parseUrl(location);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') parseUrl(url.href);
  const toGet =
    (status === 303 && call.method !== 'HEAD') || ((status === 301 || status === 302) && call.method === 'POST');
  const headers = { ...call.headers };
  if (toGet) {
    delete headers['content-type'];
    delete headers['idempotency-key'];
  }
  if (url.origin !== call.url.origin) {
    for (const name of ['authorization', 'cookie', 'host', 'proxy-authorization', ...call.secret]) delete headers[name];
  }
  return { ...call, url, headers, method: toGet ? 'GET' : call.method, body: toGet ? null : call.body };
}

/** The address without what is secret in it. */
function shown(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function refused(
  { now, excerpt }: NodeContext<HttpConfig>,
  reply: HttpReply,
  text: string,
  { message, extras }: { message: string; extras: JsonRecord },
): NodeFailure {
  const retryAfterMs = retryAfter(reply.headers['retry-after'], now());
  const { status } = reply;
  return new NodeFailure('http_status', message, {
    transient: TRANSIENT.has(status) || status >= 500,
    noEffect: status === 429 || (status === 503 && retryAfterMs !== null),
    retryAfterMs,
    extras: { ...extras, body: excerpt(text, 2_048) },
  });
}

/** Milliseconds from a `Retry-After` of seconds or an HTTP date; null when there is none that can be read. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const seconds = Number(header);
  if (header.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** In the charset that the content type names, UTF-8 where it names none that is known. */
function decode(bytes: Uint8Array, contentType: string | undefined): string {
  const charset = /charset="?([^";\s]+)/i.exec(contentType ?? '')?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function parse(text: string, context: NodeContext<HttpConfig>, reply: HttpReply, extras: JsonRecord): Json {
  const { responseType } = context.config;
  const type = reply.headers['content-type'] ?? '';
  if (responseType === 'text' || (responseType === 'auto' && !/[/+]json\b/i.test(type))) return text;
  if (text.trim() === '' && responseType === 'auto') return null;
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    const got = `got "${context.excerpt(text, 100)}"`;
    throw new NodeFailure(
      'not_json',
      `Expected the answer to be JSON, ${got}. Set "responseType" to "text" to take it as it is.`,
      {
        cause,
        extras,
      },
    );
  }
}
