/**
 * The process dies at a chosen moment: before or after any statement that writes, before or after any piece that it sends.
 * Moments are counted from the start of a process to its end; they are gone through until one run ends before it is killed.
 */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endChild } from '../_process.ts';
import { type Context, type Figures, type Server, type ServerOptions, until } from './scenario.ts';

export type Death =
  | { readonly reached: true; readonly what: string }
  | { readonly reached: false; readonly moments: number };

/** One life of a server with a death in it. */
export type Life = {
  /** a copy of the template */
  readonly folder: string;
  /** starts the server that dies */
  mortal(options?: ServerOptions): Server;
  /** starts one that goes on with what that left */
  heir(options?: ServerOptions): Server;
  /** how it ended; to be asked when it has */
  death(): Death;
};

/** Goes through one life, up to the end of its checks; answers how the mortal server ended. Each lane has one at a time. */
export type Live = (life: Life, lane: number) => Promise<Death>;

/** So many lives at once: they wait for processes and for clocks more than they work. */
const LANES = 3;

/**
 * Lives through a death at each moment, or in the short form at `some` of them by chance. Answers at what the server died,
 * and how often.
 */
export async function dieEverywhere(
  context: Context,
  { name, some, live, template }: { name: string; some: number; live: Live; template?: (lane: number) => string },
): Promise<Figures> {
  const deaths = new Map<string, number>();
  let lives = 0;

  async function liveOnce(dieAt: number, lane: number): Promise<Death> {
    lives += 1;
    const folder = join(context.folder, `${name}-${dieAt}`);
    const from = template?.(lane);
    if (from !== undefined) cpSync(from, folder, { recursive: true });
    const file = join(context.folder, `${name}-${dieAt}.json`);
    const servers: Server[] = [];
    const heir = (options: ServerOptions = {}): Server => {
      const server = context.spawn({ folder, ...options });
      servers.push(server);
      return server;
    };
    const life: Life = {
      folder,
      heir,
      mortal: ({ preload = [], ...options } = {}) =>
        heir({
          ...options,
          env: { ...options.env, DIE_AT: String(dieAt), DEATH_FILE: file },
          preload: ['preload/die.ts', ...preload],
        }),
      death: () => JSON.parse(readFileSync(file, 'utf8')) as Death,
    };
    const death = await live(life, lane).catch((error: unknown): Death => {
      const story = error instanceof Error ? error.stack : String(error);
      context.violation(
        `${name}, killed at moment ${dieAt} (${existsSync(file) ? readFileSync(file, 'utf8') : 'not dead'}): ${story}`,
      );
      return { reached: true, what: 'unknown' };
    });
    // one that failed must not keep its port from the next of its lane
    await Promise.all(servers.map(endChild));
    if (death.reached) deaths.set(death.what, (deaths.get(death.what) ?? 0) + 1);
    return death;
  }

  if (context.short) {
    const whole = await liveOnce(0, 0);
    if (whole.reached) throw new Error('A server that was not to die has died.');
    const left = someOf(whole.moments, some, context.random);
    await Promise.all(
      [0, 1].map(async (lane) => {
        for (let dieAt = left.pop(); dieAt !== undefined; dieAt = left.pop()) await liveOnce(dieAt, lane);
      }),
    );
  } else await throughAll(context, name, liveOnce);

  return {
    [`${name}: lives`]: lives,
    [`${name}: moments of death that differ in kind`]: deaths.size,
    [`${name}: at`]: [...deaths]
      .map(([what, times]) => `${what} × ${times}`)
      .sort()
      .join(', '),
  };
}

/** Different moments, since each has a folder of its own. */
export function someOf(moments: number, some: number, random: () => number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < Math.min(some, moments)) chosen.add(1 + Math.floor(random() * moments));
  return [...chosen];
}

async function throughAll(
  context: Context,
  name: string,
  live: (dieAt: number, lane: number) => Promise<Death>,
): Promise<void> {
  let next = 1;
  let isOver = false;
  const lanes = Array.from({ length: LANES }, async (_, lane) => {
    while (!isOver) {
      const dieAt = next++;
      if (!(await live(dieAt, lane)).reached) isOver = true;
      if (dieAt % 50 === 0) context.say(`${name}: ${dieAt} moments`);
    }
  });
  await Promise.all(lanes);
}

/** Waits until the server listens or is dead. */
export async function listening(server: Server): Promise<'listens' | 'dead'> {
  return server.url.then(
    () => 'listens' as const,
    () => 'dead' as const,
  );
}

/** Waits until work is done, whose first server may die on the way: then the second takes over. Answers who is there in the end. */
export async function throughDeath(mortal: Server, heir: () => Server, work: Promise<unknown>): Promise<Server> {
  work.catch(() => {});
  const isDone = work.then(() => 'done' as const);
  const first = await Promise.race([isDone, mortal.exited.then(() => 'dead' as const)]);
  if (first === 'done') return mortal;
  const server = heir();
  await until('the next server listens', async () => (await listening(server)) === 'listens' || dead(server));
  await isDone;
  return server;
}

function dead(server: Server): never {
  throw new Error(`The next server did not start: ${server.stderr()}`);
}
