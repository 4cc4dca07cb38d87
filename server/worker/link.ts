/**
 * Requests of a worker to its server. The server may be away for a while, restarted or cut off: what may pass is tried
 * again, with a growing pause that is never the same for two, until it works or nobody wants it any more.
 *
 * 1. Every request can be repeated: what it writes is recognised by its execution, epoch and seq.
 * 2. An answer that says the worker may not ask (401, 403) is told once, to `onRefused`; nothing is asked after it.
 */
import { Agent, request } from 'undici';
import { CodedError, type ErrorCode, errorCodes } from '../../db/errors.ts';
import type { Clock } from '../engine/deps.ts';

export type AskOptions = {
  /** for one try (ms) */
  readonly timeoutMs?: number;
  /** a failure that may pass is tried again for so long (ms); for ever by default */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
  /** called before every try but the first */
  readonly onAgain?: () => void;
};

export type Link = {
  readonly url: string;
  /**
   * The parsed answer. Throws `CodedError`: `unavailable` when patience ended or the link is closed, and whatever the server refuses with;
   * `details` of a refusal are in the answer's own body, see `Refusal`.
   */
  ask<T>(method: 'GET' | 'POST', path: string, body?: unknown, options?: AskOptions): Promise<T>;
  /** Whether the last try of anything reached the server. */
  isUp(): boolean;
  close(): Promise<void>;
};

/** What the server refuses, with all of its answer. */
export class Refusal extends CodedError {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, code: ErrorCode, message: string, body: Readonly<Record<string, unknown>>) {
    super(code, message);
    this.name = 'Refusal';
    this.status = status;
    this.body = body;
  }
}

export type LinkDeps = {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** in [0, 1) */
  readonly random: () => number;
  readonly log: { warn(fields: object, message: string): void; info(fields: object, message: string): void };
  readonly onRefused: (refusal: Refusal) => void;
};

const TIMEOUT_MS = 10_000;
const PAUSE_MS = { first: 50, most: 2_000 } as const;

/** `url` is an http(s) address; `token` null: the server asks nobody who they are. */
export function createLink(url: string, token: string | null, { clock, random, log, onRefused }: LinkDeps): Link {
  const base = url.replace(/\/+$/, '');
  const agent = new Agent({ connections: 16, pipelining: 1, keepAliveTimeout: 30_000, connect: { timeout: 5_000 } });
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token !== null) headers.authorization = `Bearer ${token}`;
  const closing = new AbortController();
  let downSince: number | null = null;
  let refused = false;
  let closed: Promise<void> | undefined;

  function reached(): void {
    if (downSince === null) return;
    log.info({ server: base, ms: Math.round(clock.now() - downSince) }, 'The server is reached again.');
    downSince = null;
  }

  function missed(why: string): void {
    if (downSince !== null) return;
    downSince = clock.now();
    log.warn({ server: base, why }, 'The server cannot be reached; trying again until it is back.');
  }

  async function once(method: 'GET' | 'POST', path: string, text: string | null, options: AskOptions) {
    const limit = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const { statusCode, body } = await request(`${base}${path}`, {
      dispatcher: agent,
      method,
      headers: text === null ? headers : { ...headers, 'content-type': 'application/json' },
      body: text,
      signal: AbortSignal.any([limit, closing.signal, ...(options.signal ? [options.signal] : [])]),
    });
    return { status: statusCode, text: await body.text() };
  }

  function pause(tried: number, signal: AbortSignal | undefined): Promise<void> {
    const ms = Math.min(PAUSE_MS.most, PAUSE_MS.first * 2 ** tried) * (0.5 + random() / 2);
    return new Promise((resolve) => {
      const end = () => {
        callOff();
        for (const each of [signal, closing.signal]) each?.removeEventListener('abort', end);
        resolve();
      };
      const callOff = clock.after(ms, end);
      for (const each of [signal, closing.signal]) each?.addEventListener('abort', end, { once: true });
    });
  }

  function refuse(status: number, text: string): Refusal {
    const refusal = toRefusal(base, status, text);
    if ((status === 401 || status === 403) && !refused) {
      refused = true;
      onRefused(refusal);
    }
    return refusal;
  }

  return {
    url: base,
    async ask<T>(method: 'GET' | 'POST', path: string, body?: unknown, options: AskOptions = {}) {
      const text = body === undefined ? null : JSON.stringify(body);
      const until = clock.now() + (options.patienceMs ?? Number.POSITIVE_INFINITY);
      for (let tried = 0; ; tried++) {
        if (closing.signal.aborted || options.signal?.aborted) throw stopped(base);
        if (tried > 0) options.onAgain?.();
        let why: string;
        try {
          const answer = await once(method, path, text, options);
          if (answer.status < 300) {
            reached();
            return (answer.text === '' ? undefined : parse(base, path, answer.text)) as T;
          }
          if (!mayPass(answer.status)) throw refuse(answer.status, answer.text);
          why = `it answered ${answer.status}`;
        } catch (error) {
          if (error instanceof CodedError) throw error;
          if (closing.signal.aborted || options.signal?.aborted) throw stopped(base);
          why = reasonOf(error);
        }
        missed(why);
        if (clock.now() >= until)
          throw new CodedError('unavailable', `The server at ${base} cannot be reached: ${why}.`);
        await pause(tried, options.signal);
      }
    },
    isUp: () => downSince === null,
    close() {
      closing.abort();
      closed ??= agent.destroy();
      return closed;
    },
  };
}

function mayPass(status: number): boolean {
  return status === 429 || status >= 500;
}

function stopped(base: string): CodedError {
  return new CodedError('unavailable', `The server at ${base} is not asked any more.`);
}

function toRefusal(base: string, status: number, text: string): Refusal {
  let body: Record<string, unknown> = {};
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    // a proxy in between, or no Cortado at all: the status has to do
  }
  const code = errorCodes.find((known) => known === body.code);
  if (code === undefined || typeof body.error !== 'string') {
    return new Refusal(status, 'bad_request', `The server at ${base} answered ${status}. Is this Cortado?`, body);
  }
  return new Refusal(status, code, body.error, body);
}

function parse(base: string, path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const sentence = `Expected JSON from ${base}${path}, got something else. Is this Cortado?`;
    throw new CodedError('bad_request', sentence, { cause });
  }
}

export function reasonOf(error: unknown): string {
  const { code, name, message } = error as Error & { code?: string };
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (code === 'ENOTFOUND') return 'there is no host of that name';
  if (name === 'TimeoutError') return 'it gave no answer in time';
  return message || code || name;
}
