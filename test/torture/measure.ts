/** What a server holds: memory, handles, timers, listeners, files; and whether it has let go of what it was given. */
import { readFileSync } from 'node:fs';
import { type Context, type Server, type ServerOptions, until } from './scenario.ts';

/**
 * Bytes of memory once the garbage is collected, the heap without the code that was compiled, which comes and goes with what
 * is called often; open files; listeners of the process; handles and timers by their kind.
 */
export type Held = {
  readonly rss: number;
  readonly heap: number;
  readonly code: number;
  readonly external: number;
  readonly files: number;
  readonly listeners: number;
  readonly resources: Readonly<Record<string, number>>;
};

/** Under this name Node keeps what its `fetch` sends by. */
const DISPATCHER = Symbol.for('undici.globalDispatcher.1');
type Dispatcher = { constructor: new (options: object) => Dispatcher };

/** Lets the connections of this process's own `fetch` end soon: the server would hold them for 75 s, as it says. */
async function keepNoConnections(): Promise<void> {
  await fetch('data:,');
  const own = globalThis as unknown as Record<symbol, Dispatcher>;
  const { constructor: Agent } = own[DISPATCHER]!;
  own[DISPATCHER] = new Agent({ keepAliveTimeout: 500, keepAliveMaxTimeout: 500 });
}

/** A server that can be asked what it holds. */
export async function spawnMeasured(
  context: Context,
  env: Record<string, string>,
  { preload = [], ...options }: ServerOptions = {},
): Promise<Server> {
  await keepNoConnections();
  return context.spawn({ ...options, env, preload: ['preload/measure.ts', ...preload] });
}

/** `thoroughly`: V8 also lets go of what it keeps for a while in case it is of use again. */
export function measure(server: Server, thoroughly = false): Promise<Held> {
  return server.tell<Held>({ measure: thoroughly ? 'thoroughly' : 'as ever' });
}

/** The most memory that it has ever had, in bytes. */
export function peakOf({ child }: Server): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
}

/** Connections that are kept for another request, timers of theirs, and files that are being written end by themselves. */
const PATIENCE_MS = 90_000;

/** Waits until a server that has nothing to do holds no more than `before`; tells as a violation what it still holds. */
export async function hasLetGo(context: Context, server: Server, before: Held): Promise<Held> {
  let now = await measure(server);
  const isDown = async () => {
    now = await measure(server);
    return more(before, now).length === 0;
  };
  await until('everything is let go of', isDown, { patienceMs: PATIENCE_MS, everyMs: 500 }).catch(() => {
    for (const line of more(before, now)) context.violation(`Nothing goes on any more, and the server holds ${line}.`);
  });
  return now;
}

/** Waits until a server that has nothing to do holds the same for a while. */
export async function atRest(server: Server): Promise<Held> {
  let last = await measure(server);
  let quiet = 0;
  await until(
    'the server is at rest',
    async () => {
      const now = await measure(server);
      quiet = more(last, now).length === 0 && more(now, last).length === 0 ? quiet + 1 : 0;
      last = now;
      return quiet >= 8;
    },
    { everyMs: 500 },
  );
  return last;
}

function more(before: Held, now: Held): string[] {
  const counted = (held: Held): Record<string, number> => ({
    ...held.resources,
    'open files': held.files,
    'listeners of the process': held.listeners,
  });
  const [was, is] = [counted(before), counted(now)];
  return Object.entries(is).flatMap(([what, count]) =>
    count > (was[what] ?? 0) ? [`${count} × ${what}, which were ${was[what] ?? 0} before`] : [],
  );
}
