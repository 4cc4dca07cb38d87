/** Which HTTP status an error code is: the only place that knows. A code without an answer here does not compile. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { CodedError, type ErrorCode, type Problem } from '../../db/errors.ts';
import { RateLimited } from '../auth/throttle.ts';
import type { HttpLog } from './deps.ts';

export const statusOfCode = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  already_finished: 409,
  not_retryable: 409,
  not_waiting: 409,
  revision_mismatch: 412,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal: 500,
  storage_unavailable: 503,
  unavailable: 503,
} as const satisfies Record<ErrorCode, ContentfulStatusCode>;

export type ErrorBody = { error: string; code: ErrorCode; details?: readonly Problem[] };

/** Seconds after which a 503 is worth another try. */
const RETRY_AFTER = '2';

/** Answers what was thrown: a coded error with its sentence, anything else as `internal` without a word of the inside. */
export function answerError(error: unknown, c: Context, log: HttpLog): Response {
  if (error instanceof CodedError) {
    const status = statusOfCode[error.code];
    if (status === 503) c.header('Retry-After', RETRY_AFTER);
    if (error instanceof RateLimited) c.header('Retry-After', String(error.seconds));
    if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="Cortado"');
    // Where it was thrown says nothing about it, and probes ask again and again while the server is on its way down.
    if (status >= 500 && error.code !== 'unavailable') {
      const { code, message: reason, cause } = error;
      const why = cause === undefined ? { code, reason } : { code, reason, err: cause };
      log.warn({ ...why, method: c.req.method, path: pathOf(c) }, 'A request was refused.');
    }
    return c.json(bodyOf(error), status);
  }
  const requestId = crypto.randomUUID();
  log.error({ err: error, requestId, method: c.req.method, path: pathOf(c) }, 'A request failed.');
  c.header('X-Request-Id', requestId);
  const sentence = `Something went wrong inside Cortado. Its log says what, under request "${requestId}".`;
  return c.json({ error: sentence, code: 'internal' } satisfies ErrorBody, statusOfCode.internal);
}

function bodyOf({ message, code, details }: CodedError): ErrorBody {
  return details === undefined ? { error: message, code } : { error: message, code, details };
}

/** The path for the log; a webhook's token is a secret. */
function pathOf(c: Context): string {
  return c.req.path.replace(/^(\/api\/webhook\/[^/]+\/).*/, '$1…');
}
