/** What can go wrong between Prefect and us, in sentences for people. */

/**
 * - `unreachable`: no answer, or one that says "later" (429, 502, 503, 504) as often as it was asked;
 * - `unauthorized`: it wants another proof than it was given (401, 403);
 * - `missing`: what was asked about is not there (404);
 * - `refused`: any other 4xx, such as a conflict;
 * - `broken`: an answer that this version does not understand, or a 5xx of another kind.
 */
export type PrefectFailureKind = 'unreachable' | 'unauthorized' | 'missing' | 'refused' | 'broken';

export class PrefectFailure extends Error {
  readonly kind: PrefectFailureKind;
  /** of the answer; null: there was none */
  readonly status: number | null;

  constructor(kind: PrefectFailureKind, message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'PrefectFailure';
    this.kind = kind;
    this.status = options.status ?? null;
  }
}

export function isPrefectFailure(error: unknown): error is PrefectFailure {
  return error instanceof PrefectFailure;
}

/** What the caller can do about an answer that was no success. `where` is `<method> <path>`. */
export function failureOf(status: number, text: string, where: string, address: string): PrefectFailure {
  const said = detailOf(text);
  const quoted = said === '' ? '' : ` It said: "${said}".`;
  switch (status) {
    case 401:
    case 403:
      return new PrefectFailure(
        'unauthorized',
        `Prefect at ${address} answered ${status} to ${where}: it wants another proof. ` +
          'Set PREFECT_API_AUTH_STRING to what its PREFECT_SERVER_API_AUTH_STRING is, or PREFECT_API_KEY for Prefect Cloud.' +
          quoted,
        { status },
      );
    case 404:
      return new PrefectFailure('missing', `Prefect at ${address} answered 404 to ${where}.${quoted}`, { status });
    default: {
      if (isPassing(status)) {
        return new PrefectFailure(
          'unreachable',
          `Prefect at ${address} is too busy or on its way up: it answered ${status} to ${where}.${quoted}`,
          { status },
        );
      }
      const kind = status >= 400 && status < 500 ? 'refused' : 'broken';
      return new PrefectFailure(kind, `Prefect at ${address} answered ${status} to ${where}.${quoted}`, { status });
    }
  }
}

/** Answers that another try may change: a full server says them all the time. */
export function isPassing(status: number): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504;
}

/** The sentence in an error's body, cut to a length that a log line bears. */
function detailOf(text: string): string {
  let said = text;
  try {
    const body = JSON.parse(text) as { detail?: unknown; exception_message?: unknown; message?: unknown };
    const detail = body.detail ?? body.exception_message ?? body.message;
    if (detail !== undefined) said = typeof detail === 'string' ? detail : JSON.stringify(detail);
  } catch {
    // not JSON: said as it is
  }
  return said.replace(/\s+/g, ' ').trim().slice(0, 300);
}
