/** What comes back from the server, whoever asked: a body, or an `ApiError` with a sentence for people. */
import type { ErrorCode, Problem } from '../db/errors.ts';

/** `code` is `offline` when nothing answered at all. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline';
  readonly status: number;
  readonly details: readonly Problem[];
  /** seconds after which another try is worth it, where the server says so */
  readonly retryAfter: number | null;

  constructor(
    code: ErrorCode | 'offline',
    status: number,
    message: string,
    details: readonly Problem[] = [],
    retryAfter: number | null = null,
  ) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}

/** Says `refused` when the server does not know who asks: whoever keeps the session looks again. */
export const refusals = new EventTarget();
export const tellRefused = () => refusals.dispatchEvent(new Event('refused'));

/** The body of an answer. Throws `ApiError`. */
export async function answer<T>(asked: Promise<{ json(): Promise<T> }>): Promise<T> {
  return (await bodyOf((await reach(asked)) as Response)) as T;
}

/** What was asked; `offline` when nothing answers at all. */
export async function reach<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch {
    throw new ApiError('offline', 0, 'The server does not answer.');
  }
}

/** The body of an answer. Throws `ApiError`. */
export async function bodyOf(response: Response): Promise<unknown> {
  const text = await reach(response.text());
  if (response.ok) return text === '' ? null : JSON.parse(text);
  let problem: { error?: string; code?: ErrorCode; details?: Problem[] } = {};
  try {
    problem = JSON.parse(text);
  } catch {
    // A proxy answered with a page of its own.
  }
  const message = problem.error ?? `The server answered ${response.status}.`;
  if (response.status === 401) tellRefused();
  const retryAfter = Number(response.headers.get('retry-after')) || null;
  throw new ApiError(problem.code ?? 'unavailable', response.status, message, problem.details, retryAfter);
}

export function defined(query: Record<string, string | number | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).flatMap(([key, value]) => (value ? [[key, String(value)]] : [])));
}
