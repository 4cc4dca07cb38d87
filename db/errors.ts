/**
 * The closed list of error codes. A code says what went wrong in the words of the domain; which HTTP status that is,
 * only `server/http/errors.ts` knows. Adding a code here makes that file fail to compile until it is answered there.
 */
export const errorCodes = [
  'bad_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'conflict',
  'revision_mismatch',
  'too_large',
  'unsupported_media_type',
  'invalid',
  'rate_limited',
  'idempotency_mismatch',
  'already_finished',
  'not_retryable',
  'not_waiting',
  'storage_unavailable',
  'unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** One problem of many: where it is (a dotted path or a node id) and a sentence that says what was expected. */
export type Problem = {
  readonly path: string;
  readonly message: string;
  readonly nodeId?: string;
  readonly key?: string;
};

/**
 * An error whose sentence may be shown to whoever asked. Everything else that is thrown is `internal`: logged whole,
 * answered without a word of the inside.
 */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly Problem[] | undefined;

  constructor(code: ErrorCode, message: string, options: { details?: readonly Problem[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CodedError';
    this.code = code;
    this.details = options.details;
  }
}

/** Whether `error` carries `code`, or any code when none is given. */
export function isCoded(error: unknown, code?: ErrorCode): error is CodedError {
  return error instanceof CodedError && (code === undefined || error.code === code);
}
