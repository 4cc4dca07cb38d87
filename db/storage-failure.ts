/** Tells a storage that fails, which may work again, from a statement that is wrong, which never will. */
import { CodedError } from './errors.ts';

const failing = [
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_READONLY',
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
  'SQLITE_CANTOPEN',
];
const passing = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL', 'SQLITE_NOMEM'];
const network = /^(HRANA|SERVER_ERROR|UND_ERR|E(CONN|TIMEDOUT|PIPE|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH))/;

export type FailureKind =
  /** somebody else holds the lock for a moment */
  | 'busy'
  /** the disk or the file */
  | 'storage'
  /** the server cannot be reached, or broke off: what was sent may be written or not */
  | 'connection'
  /** the statement itself */
  | 'statement';

export function failureKind(error: unknown): FailureKind {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    const code = (at as { code?: unknown }).code;
    const extended = (at as { extendedCode?: unknown }).extendedCode;
    for (const name of [code, extended]) {
      if (typeof name !== 'string') continue;
      if (passing.some((prefix) => name.startsWith(prefix))) return 'busy';
      if (failing.some((prefix) => name.startsWith(prefix))) return 'storage';
      if (network.test(name)) return 'connection';
    }
    if (at instanceof TypeError && at.message === 'fetch failed') return 'connection';
  }
  return 'statement';
}

/** The error as a caller may be told it: a storage that fails is `storage_unavailable`, anything else is as it was. */
export function asCoded(error: unknown): unknown {
  if (error instanceof CodedError || failureKind(error) === 'statement') return error;
  return new CodedError('storage_unavailable', describeFailure(error), { cause: error });
}

/** The same port, whose every verb fails with `asCoded`. */
export function withCodedErrors<Port extends object>(port: Port): Port {
  const verbs = Object.entries(port).map(([name, verb]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    (...args: unknown[]) =>
      verb(...args).catch((error: unknown) => {
        throw asCoded(error);
      }),
  ]);
  return Object.fromEntries(verbs);
}

/** One sentence for people about a storage that fails. */
export function describeFailure(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/disk is full/i.test(text)) return 'The disk is full: free some space, and writing goes on by itself.';
  if (/readonly/i.test(text)) return 'The database is read-only: make the file and its folder writable.';
  if (/malformed|not a database/i.test(text)) return `The database file is damaged (${text}): restore a backup.`;
  if (/locked|busy/i.test(text)) return 'Another program holds the database locked: end its transaction.';
  return `The storage cannot be used: ${text}`;
}
