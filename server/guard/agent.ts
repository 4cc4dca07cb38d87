/** The connections that workflows ask for: one pooled undici agent, and each new connection passes the guard. */
import { lookup as dnsLookup } from 'node:dns';
import { networkInterfaces } from 'node:os';
import type * as Undici from 'undici';
import { NodeFailure } from '../engine/node.ts';
import type { GuardOptions, OriginGuard } from './guard.ts';

export type GuardedAgent = {
  open(): Promise<Undici.Agent>;
  /** Ends idle connections. */
  close(): Promise<void>;
};

/** `lookup` and `ownAddresses` are the system's when left out. */
export function createAgent(options: Pick<GuardOptions, 'allow'> & Partial<GuardOptions>): GuardedAgent {
  const given: GuardOptions = { lookup: dnsLookup, ownAddresses, ...options };
  let opened: Promise<Undici.Agent> | null = null;
  return {
    open() {
      opened ??= open(given);
      return opened;
    },
    async close() {
      await (await opened)?.close();
    },
  };
}

/** Loaded at the first request: it is half of the program, and a server that only waits does not need it. */
async function open(options: GuardOptions): Promise<Undici.Agent> {
  const [{ Agent, Pool, buildConnector }, { createGuard }] = await Promise.all([
    import('undici'),
    import('./guard.ts'),
  ]);
  const guardOf = createGuard(options);
  return new Agent({
    factory: (origin, poolOptions) =>
      new Pool(origin, { ...poolOptions, connect: guarded(buildConnector, guardOf(new URL(origin))) }),
    connections: 128,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** A connector of its own for each origin, as what may be reached depends on the host and the port. */
function guarded(build: typeof Undici.buildConnector, guard: OriginGuard): Undici.buildConnector.connector {
  const connect = build({ lookup: guard.lookup });
  return (options, callback) => {
    const refusal = guard.refusal();
    if (refusal !== null) return queueMicrotask(() => callback(refusal, null));
    connect(options, (...[error, socket]) => {
      if (!error) return callback(null, socket!);
      callback(error instanceof NodeFailure ? error : new NotConnected(error), null);
    });
  };
}

/** No connection came about (DNS, refused, TLS): nothing was sent, so the other side has done nothing. */
export class NotConnected extends Error {
  readonly code: string;

  constructor(cause: Error) {
    super(cause.message, { cause });
    this.code = rootOf(cause).code;
  }
}

/** An AggregateError (one for each address tried) hides its code in its parts. */
export function rootOf(error: unknown): { code: string; message: string } {
  let at = error as { code?: unknown; message?: string; cause?: unknown; errors?: unknown[] };
  for (let depth = 0; depth < 5; depth += 1) {
    const inner = (at.errors?.[0] ?? at.cause) as typeof at | undefined;
    if (typeof at.code === 'string' || !inner) break;
    at = inner;
  }
  return { code: typeof at.code === 'string' ? at.code : '', message: at.message ?? String(error) };
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
}
