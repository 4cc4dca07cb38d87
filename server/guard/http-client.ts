/** The way out for http nodes: one pooled undici agent, and network errors told apart. */
import { Agent, request } from 'undici';
import { type HttpClient, type HttpReply, NodeFailure } from '../engine/node.ts';

/** Failures that happened before anything was sent: the other side has done nothing. */
const NOTHING_SENT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EPROTO',
]);

/** `close` ends idle connections. Bodies are decompressed by nobody: none is asked for. */
export function createHttpClient(): HttpClient & { close(): Promise<void> } {
  const agent = new Agent({
    connections: 128,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    async send({ method, url, headers, body, signal }) {
      try {
        const reply = await request(url, { dispatcher: agent, method, headers, body, signal });
        return toReply(reply, url);
      } catch (error) {
        throw toFailure(error, url);
      }
    },
    close: () => agent.close(),
  };
}

type Raw = Awaited<ReturnType<typeof request>>;

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
        for await (const part of raw.body) {
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

function toFailure(error: unknown, url: URL): NodeFailure {
  if (error instanceof NodeFailure) return error;
  const { code, message } = rootOf(error);
  const noEffect = NOTHING_SENT.has(code);
  const why = SENTENCES[code] ?? message;
  return new NodeFailure('network', `${url.host} could not be reached: ${why}`, {
    transient: true,
    noEffect,
    cause: error,
    extras: code === '' ? {} : { networkCode: code },
  });
}

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
