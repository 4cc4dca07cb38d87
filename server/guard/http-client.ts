/** The way out for http nodes: one pooled undici agent, and network errors told apart. */
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type * as Undici from 'undici';
import { type HttpClient, type HttpReply, NodeFailure } from '../engine/node.ts';

/** No connection came about (DNS, refused, TLS): nothing was sent, so the other side has done nothing. */
class NotConnected extends Error {
  readonly code: string;

  constructor(cause: Error & { code?: string }) {
    super(cause.message, { cause });
    this.code = rootOf(cause).code;
  }
}

const ENCODINGS: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** `close` ends idle connections. */
export function createHttpClient(): HttpClient & { close(): Promise<void> } {
  let opened: Promise<Opened> | null = null;
  return {
    async send({ method, url, headers, body, signal }) {
      try {
        opened ??= open();
        const { agent, request } = await opened;
        const reply = await request(url, {
          dispatcher: agent,
          method,
          headers: { 'accept-encoding': 'gzip, deflate, br', ...headers },
          body,
          signal,
        });
        return toReply(reply, url);
      } catch (error) {
        throw toFailure(error, url);
      }
    },
    async close() {
      await (await opened)?.agent.close();
    },
  };
}

type Opened = { readonly agent: Undici.Agent; readonly request: typeof Undici.request };

/** Loaded at the first request: it is half of the program, and a server that only waits does not need it. */
async function open(): Promise<Opened> {
  const { Agent, buildConnector, request } = await import('undici');
  const connect = buildConnector({});
  const agent = new Agent({
    connect: (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (error) callback(new NotConnected(error), null);
        else callback(null, socket!);
      }),
    connections: 128,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return { agent, request };
}

type Raw = Awaited<ReturnType<typeof Undici.request>>;

function toReply(raw: Raw, url: URL): HttpReply {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  // Whoever leaves a body unread must still hear of its end, or the connection is never given back.
  raw.body.on('error', () => {});
  return {
    status: raw.statusCode,
    headers,
    async read(maxBytes) {
      const parts: Uint8Array[] = [];
      let size = 0;
      try {
        for await (const part of decoded(raw)) {
          size += part.length;
          if (size > maxBytes) return null;
          parts.push(part);
        }
      } catch (error) {
        throw toFailure(error, url);
      }
      return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    },
    discard: () => void raw.body.dump({ limit: 65_536 }).catch(() => {}),
  };
}

/** A chunk at a time, so that what unpacks to far more than it may is not unpacked whole. */
function decoded({ body, headers }: Raw): Readable {
  const encoding = String(headers['content-encoding'] ?? '').toLowerCase();
  const decoder = ENCODINGS[encoding]?.();
  // An error of either end comes out of the decoder.
  return decoder ? (pipeline(body, decoder, () => {}) as unknown as Readable) : body;
}

function toFailure(error: unknown, url: URL): NodeFailure {
  if (error instanceof NodeFailure) return error;
  const { code, message } = rootOf(error);
  if (NOT_SENT.has(code))
    return new NodeFailure('bad_request', `The request cannot be sent: ${message}.`, { cause: error });
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR_FORMAT')) {
    return new NodeFailure('bad_answer', `The answer of ${url.host} could not be unpacked: ${message}`, {
      transient: true,
      cause: error,
    });
  }
  const noEffect = error instanceof NotConnected;
  const why = SENTENCES[code] ?? message;
  return new NodeFailure('network', `${url.host} could not be reached: ${why}`, {
    transient: true,
    noEffect,
    cause: error,
    extras: code === '' ? {} : { networkCode: code },
  });
}

/** What undici refuses to write, such as a line break in a header: it would refuse it again. */
const NOT_SENT = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH']);

const SENTENCES: Record<string, string> = {
  ENOTFOUND: 'there is no such host.',
  EAI_AGAIN: 'its name could not be looked up.',
  ECONNREFUSED: 'nothing listens there.',
  ECONNRESET: 'it closed the connection.',
  UND_ERR_SOCKET: 'it closed the connection.',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time.',
};

/** An AggregateError (one for each address tried) hides its code in its parts. */
function rootOf(error: unknown): { code: string; message: string } {
  let at = error as { code?: unknown; message?: string; cause?: unknown; errors?: unknown[] };
  for (let depth = 0; depth < 5; depth += 1) {
    const inner = (at.errors?.[0] ?? at.cause) as typeof at | undefined;
    if (typeof at.code === 'string' || !inner) break;
    at = inner;
  }
  return { code: typeof at.code === 'string' ? at.code : '', message: at.message ?? String(error) };
}
