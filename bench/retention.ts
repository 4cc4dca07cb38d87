/** The oldest half of very many executions leaves while others run: what those feel of it, and what the disk gets back. */
import { statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ownBuild, startServer } from './children.ts';
import { call, type Paced, paced, save, webhookOf, whenIdle } from './client.ts';
import { readOnly } from './database.ts';
import { watchProcess } from './machine.ts';
import { prefill } from './prefill.ts';
import { type Percentiles, percentiles, round } from './statistics.ts';
import { w1 } from './workloads.ts';

/** What was asked of the server meanwhile. */
export type Felt = {
  readonly seconds: number;
  /** W1 to completion, ms */
  readonly executions: Percentiles;
  /** `/health`, which waits for nothing but the event loop, ms */
  readonly health: Percentiles;
  readonly cpuPercent: number;
  readonly othersPercent: number;
};
export type Retained = {
  readonly stored: number;
  readonly removed: number;
  /** executions that others begin, per second, all the time */
  readonly othersBegin: number;
  readonly removedPerSecond: number;
  readonly beforeMb: number;
  readonly afterMb: number;
  /** the most that the log beside the file held */
  readonly logMb: number;
  readonly without: Felt;
  readonly removing: Felt;
  /** while the file is made smaller */
  readonly shrinking: Felt;
};

const DAYS = 30;
const KEPT_DAYS = 15;
const BEGIN_PER_SECOND = 100;
const ASK_PER_SECOND = 50;
const LOOK_MS = 100;
/** Removal begins a minute after the start: what is felt without it is measured before. */
const WITHOUT_MS = 40_000;

type Load = { readonly executions: Paced; readonly health: Paced };

/** Stores `stored` executions of W1 in a new database in `folder`, and starts a server that keeps half of the days. */
export async function measureRetention(
  folder: string,
  stub: { readonly url: string; readonly pid: number },
  stored: number,
  build = ownBuild,
): Promise<Retained> {
  const { path, file } = await fill(folder, stub.url, stored, build);
  const mb = (name: string) => (statSync(name, { throwIfNoEntry: false })?.size ?? 0) / 1024 ** 2;
  const beforeMb = Math.round(mb(file));
  const server = await startServer(folder, [], build, { RETENTION_DAYS: String(KEPT_DAYS) });
  const load = {
    executions: paced(server.url, path, BEGIN_PER_SECOND),
    health: paced(server.url, '/health', ASK_PER_SECOND, 'GET'),
  };
  let logMb = 0;
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      logMb = Math.max(logMb, mb(`${file}-wal`));
      await delay(LOOK_MS);
    }
  };
  try {
    await delay(2_000);
    const ground = { pid: server.pid, ours: [stub.pid], load };
    const count = countOld(file);
    const without = await felt(ground, () => delay(WITHOUT_MS));
    await until(() => freePages(file) > 0);
    const removing = await felt(ground, () => until(() => !hasOld(file)));
    const shrinking = await felt(ground, () => until(() => freePages(file) < 50));
    // the log is written back at the end
    await delay(1_000);
    return {
      ...{ stored, removed: count, othersBegin: BEGIN_PER_SECOND },
      removedPerSecond: Math.round(count / removing.seconds),
      ...{ beforeMb, afterMb: Math.round(mb(file)), logMb: round(logMb, 1) },
      ...{ without, removing, shrinking },
    };
  } finally {
    await Promise.all([load.executions.end(), load.health.end()]);
    await whenIdle(server.url);
    await server.stop();
  }
}

async function fill(folder: string, stub: string, stored: number, build: string) {
  const server = await startServer(folder, [], build);
  const { id } = await save(server.url, 'W1', w1('reply', stub));
  const path = await webhookOf(server.url, id);
  await call(server.url + path, 'POST', {});
  await whenIdle(server.url);
  const { executions } = await call<{ executions: { executionId: string }[] }>(`${server.url}/api/executions`);
  await server.stop();
  prefill(server.databaseFile, executions[0]?.executionId ?? '', stored, DAYS);
  return { path, file: server.databaseFile };
}

type FeltGround = { readonly pid: number; readonly ours: readonly number[]; readonly load: Load };

async function felt({ pid, ours, load }: FeltGround, meanwhile: () => Promise<void>): Promise<Felt> {
  load.executions.taken();
  load.health.taken();
  const watched = watchProcess(pid, ours);
  const began = performance.now();
  await meanwhile();
  const seconds = round((performance.now() - began) / 1_000, 1);
  const { cpuPercent, othersPercent } = watched();
  const [executions, health] = [percentiles(load.executions.taken()), percentiles(load.health.taken())];
  return { seconds, executions, health, cpuPercent, othersPercent };
}

const old = `FROM workflow_executions INDEXED BY executions_by_organization
  WHERE organizationId = 'default' AND createdAt < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${KEPT_DAYS} days')`;

function countOld(file: string): number {
  return readOnly(file, (database) => Number(database.prepare(`SELECT count(*) AS n ${old}`).get()?.n));
}

/** Some more become old in the meantime: those do not count. */
function hasOld(file: string): boolean {
  const limit = `${old.replace("'now'", "'now', '-10 minutes'")} LIMIT 1`;
  return readOnly(file, (database) => database.prepare(`SELECT 1 ${limit}`).get() !== undefined);
}

function freePages(file: string): number {
  return readOnly(file, (database) => Number(database.prepare('PRAGMA freelist_count').get()?.freelist_count));
}
