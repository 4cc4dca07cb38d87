/** The storage fails for a while, and works again: all statements, or some; by an injected error, or a disk that is full. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../_ports.ts';
import { checkDatabase } from './invariants.ts';
import type { Fault } from './preload/faults.ts';
import { type Context, type Figures, pause, type Scenario, type Server, until } from './scenario.ts';
import { allEnded, everythingSeen, type Load, saveWorkflows, startLoad, startStub } from './workload.ts';

const failures: readonly Pick<Fault, 'code' | 'message'>[] = [
  { code: 'SQLITE_FULL', message: 'database or disk is full' },
  { code: 'SQLITE_IOERR', message: 'disk I/O error' },
  { code: 'SQLITE_IOERR_FSYNC', message: 'disk I/O error' },
  { code: 'SQLITE_READONLY', message: 'attempt to write a readonly database' },
  { code: 'SQLITE_BUSY', message: 'database is locked' },
];
/** A lock of somebody else is waited for this long before it counts. */
const BUSY_PATIENCE_MS = 5_000;

export const storageErrors: Scenario = {
  name: 'storage-errors',
  does: 'Makes statements fail as SQLite fails when the disk is full, broken, read-only or locked, all of them or some by chance, again and again under load. /ready must tell it, the process live and go on by itself, and nothing be lost or doubled.',
  run: (context) =>
    underLoad(
      context,
      { env: { FAULT_SEED: String(context.seed) }, preload: ['preload/faults.ts'] },
      async (server, url) => {
        const rounds = context.short ? 4 : 60;
        let total = 0;
        for (let round = 0; round < rounds; round++) {
          const fault = {
            ...failures[round % failures.length]!,
            share: round % 2 === 0 ? 1 : context.between(0.05, 0.6),
          };
          await server.tell({ fault });
          if (fault.share === 1) {
            await until(`/ready tells of ${fault.code}`, async () => (await statusOf(`${url}/ready`)) === 503, {
              everyMs: 50,
            });
            await expectAlive(context, url, fault.code);
          }
          await pause(context.between(100, fault.code === 'SQLITE_BUSY' ? BUSY_PATIENCE_MS / 2 : 1_500));
          total += 1;
          await server.tell({ fault: null });
          await until(
            `/ready is well again after ${fault.code}`,
            async () => (await statusOf(`${url}/ready`)) === 200,
            { everyMs: 50 },
          );
          if (round % 10 === 9) context.say(`${round + 1} outages`);
          await pause(context.between(50, 500));
        }
        return { outages: total };
      },
    ),
};

/** Room that a database of some executions has used up soon (bytes). */
const ROOM = 12 * 1024 * 1024;

export const fullDisk: Scenario = {
  name: 'full-disk',
  does: 'Fills the disk under the database while it works, waits until /ready tells it, makes room, and waits until all goes on by itself: by the limit of the kernel for a file, and, where this may mount one, on a real file system of its own.',
  async run(context) {
    const limited = await onLimitedFile(context);
    const mounted = await onSmallDisk(context);
    return { ...limited, ...mounted };
  },
};

async function onLimitedFile(context: Context): Promise<Figures> {
  const folder = join(context.folder, 'limited');
  // writing beyond the limit is to fail, instead of ending the program by a signal
  const shell = 'trap "" XFSZ; exec "$@"';
  const limit = (server: Server, bytes: number | 'unlimited'): boolean =>
    spawnSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:unlimited`]).status === 0;
  return underLoad(context, { folder, shell }, async (server, url, load) => {
    let times = 0;
    for (const room of context.short ? [3_000_000] : [3_000_000, 5_000_000, 8_000_000, 12_000_000]) {
      if (!limit(server, room)) return { 'outages by the limit of a file': 'not tried: prlimit is not there' };
      await untilFull(context, url, load);
      limit(server, 'unlimited');
      await untilWell(url, load);
      times += 1;
    }
    return { 'outages by the limit of a file': times };
  });
}

async function onSmallDisk(context: Context): Promise<Figures> {
  const folder = join(context.folder, 'disk');
  mkdirSync(folder);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${ROOM}`, 'cortado-torture', folder]).status === 0;
  if (!mounted) return { 'outages of a full file system': 'not tried: this user may not mount one' };
  context.whenDone(() => void spawnSync('umount', ['-l', folder]));
  const ballast = join(folder, 'ballast');
  return underLoad(context, { folder }, async (_, url, load) => {
    const times = context.short ? 1 : 8;
    for (let time = 0; time < times; time++) {
      fill(ballast, statfsSync(folder), Math.floor(context.between(0, 100_000)));
      await untilFull(context, url, load);
      rmSync(ballast);
      await untilWell(url, load);
    }
    return { 'outages of a full file system': times };
  });
}

/** Takes all but some of the room that is left; the server may be quicker with the last of it. */
function fill(file: string, { bavail, bsize }: { bavail: number; bsize: number }, butBytes: number): void {
  try {
    writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - butBytes)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

async function untilFull(context: Context, url: string, load: Load): Promise<void> {
  await until(
    `/ready tells of a full disk (${load.accepted.length} executions)`,
    async () => (await statusOf(`${url}/ready`)) === 503,
    { everyMs: 50 },
  );
  await expectAlive(context, url, 'a full disk');
  await pause(context.between(100, 1_000));
}

async function untilWell(url: string, load: Load): Promise<void> {
  await until('/ready is well again', async () => (await statusOf(`${url}/ready`)) === 200, { everyMs: 50 });
  const before = load.accepted.length;
  await until('executions are accepted again', () => load.accepted.length > before);
}

/** A load, the faults during it, and the check of all that must hold after them. */
async function underLoad(
  context: Context,
  options: Parameters<Context['spawn']>[0] & object,
  fault: (server: Server, url: string, load: Load) => Promise<Figures>,
): Promise<Figures> {
  const stub = await startStub(context, 10);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...options.env, PORT: String(port), HTTP_ALLOW: `127.0.0.1:${stub.port}`, LOG_LEVEL: 'fatal' };
  const server = context.spawn({ ...options, env });
  await server.url;
  const load = startLoad(context, url, await saveWorkflows(url, stub.port), { slowestMs: 60 });
  await until('some executions are accepted', () => load.accepted.length > 4);
  const figures = await fault(server, url, load);
  await load.stop();
  await allEnded(url, load.accepted);
  const seen = await everythingSeen(load.watched);
  if (server.child.exitCode !== null) context.violation(`The server has ended: ${server.stderr()}`);
  const code = await server.end('SIGTERM');
  if (code !== 0) context.violation(`The server ended with ${code}.`);
  const path = join(options.folder ?? context.folder, 'cortado.db');
  const found = checkDatabase({ path, accepted: load.accepted, hits: stub.hits, seen }, context.violation);
  return { ...figures, [`executions meanwhile (${Object.keys(figures)[0]})`]: found.executions };
}

async function expectAlive(context: Context, url: string, fault: string): Promise<void> {
  const status = await statusOf(`${url}/health`);
  if (status !== 200) context.violation(`With ${fault} /health says ${status}.`);
}

async function statusOf(url: string): Promise<number> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.status ?? 0;
}
