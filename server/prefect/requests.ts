/**
 * Requests to the REST API of a Prefect server: proofs, time limits, and tries.
 *
 * Every write that this program makes can be repeated (idempotency key, transition id, event id), so a failure that may
 * pass (no answer, 429, 502, 503, 504) is tried again here, with a growing pause that is never the same for two.
 */
import type { Clock } from '../engine/deps.ts';
import { failureOf, isPassing, PrefectFailure } from './failure.ts';

/** What opens a Prefect server: the auth string of one's own, the key of Prefect Cloud, or nothing. */
export type PrefectProof =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'key'; readonly value: string }
  | null;

export type PrefectAddress = {
  /** such as `http://127.0.0.1:4200/api`, no slash at its end */
  readonly apiUrl: string;
  readonly proof: PrefectProof;
};

export type RequestOptions = {
  /** for one try (ms) */
  readonly timeoutMs?: number;
  /** how often it is asked at most */
  readonly tries?: number;
  readonly signal?: AbortSignal;
};

export type PrefectRequests = {
  readonly address: PrefectAddress;
  /**
   * The parsed body of the answer and its status; undefined for an empty body. Throws `PrefectFailure`, and whatever
   * `signal` was aborted with.
   */
  ask(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    options?: RequestOptions,
  ): Promise<Answer>;
};
export type Answer = { readonly status: number; readonly body: unknown };

export type RequestDeps = {
  readonly clock: Pick<Clock, 'after'>;
  /** in [0, 1) */
  readonly random: () => number;
};

const TIMEOUT_MS = 10_000;
const TRIES = 4;
const PAUSE_MS = { first: 100, most: 5_000 } as const;

export function createRequests(address: PrefectAddress, { clock, random }: RequestDeps): PrefectRequests {
  const headers: Record<string, string> = { accept: 'application/json', ...proofHeader(address.proof) };

  async function once(
    method: string,
    path: string,
    body: unknown,
    options: RequestOptions,
  ): Promise<Answer & { later: number | null; text: string }> {
    const limit = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const response = await fetch(`${address.apiUrl}${path}`, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal ? AbortSignal.any([limit, options.signal]) : limit,
      redirect: 'manual',
    });
    const text = await response.text();
    return { status: response.status, text, body: parse(text), later: laterOf(response.headers.get('retry-after')) };
  }

  async function pause(tried: number, later: number | null, signal: AbortSignal | undefined): Promise<void> {
    const ceiling = Math.min(PAUSE_MS.most, PAUSE_MS.first * 2 ** tried);
    const ms = Math.max(Math.min(later ?? 0, PAUSE_MS.most), ceiling * (0.5 + random() / 2));
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        callOff();
        reject(signal?.reason);
      };
      const callOff = clock.after(ms, () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      });
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  return {
    address,
    async ask(method, path, body, options = {}) {
      const where = `${method} ${path}`;
      for (let tried = 0; ; tried++) {
        options.signal?.throwIfAborted();
        const last = tried + 1 >= (options.tries ?? TRIES);
        let later: number | null = null;
        try {
          const answer = await once(method, path, body, options);
          if (answer.status < 300) {
            if (answer.body === NOT_JSON) throw notPrefect(address, where, answer.text);
            return { status: answer.status, body: answer.body };
          }
          if (last || !isPassing(answer.status)) throw failureOf(answer.status, answer.text, where, address.apiUrl);
          later = answer.later;
        } catch (error) {
          options.signal?.throwIfAborted();
          if (error instanceof PrefectFailure) throw error;
          if (last) throw unreachable(address, where, error);
        }
        await pause(tried, later, options.signal);
      }
    },
  };
}

export function proofHeader(proof: PrefectProof): Record<string, string> {
  if (proof === null) return {};
  return proof.kind === 'key'
    ? { authorization: `Bearer ${proof.value}` }
    : { authorization: `Basic ${Buffer.from(proof.value).toString('base64')}` };
}

const NOT_JSON = Symbol('not JSON');

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}

/** Milliseconds that a `Retry-After` in seconds asks for. */
function laterOf(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) * 1_000 : null;
}

function unreachable({ apiUrl }: PrefectAddress, where: string, cause: unknown): PrefectFailure {
  const late = (cause as Error).name === 'TimeoutError';
  const why = late ? 'it gave no answer in time' : reasonOf(cause);
  return new PrefectFailure('unreachable', `Prefect at ${apiUrl} cannot be reached (${where}): ${why}.`, { cause });
}

/** `fetch failed` says nothing; what made it fail is its cause. */
function reasonOf(error: unknown): string {
  const cause = (error as Error).cause;
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  return inner instanceof Error && inner.message !== '' ? inner.message : (error as Error).message;
}

function notPrefect({ apiUrl }: PrefectAddress, where: string, text: string): PrefectFailure {
  const begin = text.replace(/\s+/g, ' ').slice(0, 60);
  return new PrefectFailure(
    'broken',
    `Expected JSON from Prefect at ${apiUrl} (${where}), got "${begin}". PREFECT_API_URL ends in /api, such as http://127.0.0.1:4200/api.`,
  );
}
