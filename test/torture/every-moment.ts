/** A death at every moment of a server's life: its first start, its work, taking up what another left, its retention. */
import { join } from 'node:path';
import Database from 'libsql';
import { freePort } from '../_ports.ts';
import type { CountingStub } from '../crash/_stub.ts';
import { dieEverywhere, type Life, type Live, listening, throughDeath } from './die-points.ts';
import { checkDatabase } from './invariants.ts';
import { type Context, type Scenario, type Server, until } from './scenario.ts';
import {
  allEnded,
  cancel,
  everythingSeen,
  resume,
  saveAsking,
  saveWorkflows,
  startStub,
  submit,
  watch,
} from './workload.ts';

const LANES = [0, 1, 2];

/** What a lane's lives begin with: a database whose server was killed in the middle of work. */
type Lane = {
  readonly folder: string;
  readonly stub: CountingStub;
  readonly env: Record<string, string>;
  readonly url: string;
  readonly workflowIds: readonly string[];
  readonly askingId: string;
  readonly accepted: readonly string[];
  readonly hits: ReadonlyMap<string, readonly number[]>;
};

export const firstStart: Scenario = {
  name: 'die-at-first-start',
  does: 'Kills the server at every moment of its first start, which makes the database: before and after each statement that writes and each piece that it sends. The next start must come up as if nothing had been.',
  run: (context) => dieEverywhere(context, { name: 'first start', some: 3, live: (life) => liveFirst(context, life) }),
};

export const everyMoment: Scenario = {
  name: 'die-at-every-moment',
  does: 'Kills the server at every moment from its start to its end, while it takes up what a killed one left, accepts executions, claims them, commits their steps, is told to go on with one that waits and to cancel another, tells viewers and stops. The next server must end everything that was accepted.',
  async run(context) {
    const lanes = await Promise.all(LANES.slice(0, context.short ? 2 : 3).map((lane) => makeLane(context, lane)));
    const live: Live = (life, lane) => liveAtWork(context, life, lanes[lane]!);
    return dieEverywhere(context, { name: 'work', some: 4, live, template: (lane) => lanes[lane]!.folder });
  },
};

export const retention: Scenario = {
  name: 'die-at-retention',
  does: 'Kills the server at every moment while it removes executions that are too old. The next one must remove the rest, and nothing else.',
  async run(context) {
    const lane = await makeOld(context);
    const live: Live = (life) => liveWithOld(context, life, lane);
    return dieEverywhere(context, { name: 'retention', some: 2, live, template: () => lane.folder });
  },
};

async function liveFirst(context: Context, life: Life) {
  const server = life.mortal();
  if ((await listening(server)) === 'listens') await server.end('SIGTERM');
  await server.exited;
  const heir = life.heir();
  const url = await heir.url;
  const answer = await fetch(`${url}/api/workflows`);
  const { workflows } = (await answer.json()) as { workflows: { name: string }[] };
  const names = workflows.map(({ name }) => name);
  if (names.length === 0 || new Set(names).size < names.length) throw new Error(`The examples are ${names.join(', ')}`);
  await endWell(heir);
  checkDatabase({ path: join(life.folder, 'cortado.db'), accepted: [] }, context.violation);
  return life.death();
}

/** A server that is killed while it has one execution of each workflow. */
async function makeLane(context: Context, lane: number): Promise<Lane> {
  const stub = await startStub(context, 5);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = join(context.folder, `template-${lane}`);
  const env = { PORT: String(port), HTTP_ALLOW: `127.0.0.1:${stub.port}` };
  const server = context.spawn({ folder, env });
  await server.url;
  const workflowIds = await saveWorkflows(url, stub.port);
  const askingId = await saveAsking(url, stub.port);
  const accepted = await Promise.all(workflowIds.map((id, at) => submit(url, id, `before-${at}`)));
  await until('the server works', () => stub.total() > 0, { everyMs: 1 });
  await server.end('SIGKILL');
  return { folder, stub, env, url, workflowIds, askingId, accepted, hits: new Map(stub.hits) };
}

async function liveAtWork(context: Context, life: Life, lane: Lane) {
  const { stub, env, url, workflowIds, askingId } = lane;
  stub.remember(lane.hits);
  const accepted = [...lane.accepted];
  const watched = new Map(accepted.slice(0, 2).map((id) => [id, watch(url, id)]));
  const cancelled = new Set<string>();
  const mortal = life.mortal({ env });
  const work = (async () => {
    const more = await Promise.all(workflowIds.map((id, at) => submit(url, id, `during-${at}`)));
    for (const id of more) watched.set(id, watch(url, id));
    const [goesOn, isCancelled] = await Promise.all([1, 2].map((at) => submit(url, askingId, `asking-${at}`)));
    accepted.push(...more, goesOn!, isCancelled!);
    cancelled.add(isCancelled!);
    await Promise.all([resume(url, goesOn!, { approved: true }), cancel(url, isCancelled!)]);
    await allEnded(url, accepted);
    return everythingSeen(watched);
  })();
  const heir = () => life.heir({ env });
  const server = await throughDeath(mortal, heir, work);
  const seen = await work;
  await endWell(server, server === mortal);
  // it may have died while it stopped: then the next one must still find all in order
  if (server === mortal && life.death().reached) await endWell(await started(heir()));
  const path = join(life.folder, 'cortado.db');
  checkDatabase({ path, accepted, cancelled, hits: stub.hits, seen }, context.violation);
  return life.death();
}

async function started(server: Server): Promise<Server> {
  await server.url;
  return server;
}

/** Stops a server; one that is to die may be dead instead. */
async function endWell(server: Server, mayDie = false): Promise<void> {
  const code = await server.end('SIGTERM');
  if (code === 0 && server.stderr() === '') return;
  if (mayDie && code === null) return;
  throw new Error(`The server ended with ${code} and said: ${server.stderr()}`);
}

const DAY_MS = 86_400_000;
const OLD = 12;

/** A database with some executions that ended 40 days ago, and some that ended now. */
async function makeOld(context: Context) {
  const stub = await startStub(context, 5);
  const folder = join(context.folder, 'template');
  const env = { HTTP_ALLOW: `127.0.0.1:${stub.port}` };
  const server = context.spawn({ folder, env });
  const url = await server.url;
  const workflowIds = await saveWorkflows(url, stub.port);
  const submitSome = (count: number, name: string) =>
    Promise.all(Array.from({ length: count }, (_, at) => submit(url, workflowIds[at % 4]!, `${name}-${at}`)));
  const old = await submitSome(OLD, 'old');
  await allEnded(url, old);
  const before = new Date().toISOString();
  const kept = await submitSome(4, 'kept');
  await allEnded(url, kept);
  await endWell(server);
  const database = new Database(join(folder, 'cortado.db'));
  const then = new Date(Date.now() - 40 * DAY_MS).toISOString();
  database
    .prepare(`UPDATE workflow_executions SET createdAt = ?1, startedAt = ?1, completedAt = ?1 WHERE createdAt < ?2`)
    .run([then, before]);
  database.close();
  return { folder, env, kept, then };
}

async function liveWithOld(
  context: Context,
  life: Life,
  { env, kept, then }: { env: Record<string, string>; kept: readonly string[]; then: string },
) {
  const path = join(life.folder, 'cortado.db');
  const removed = async (): Promise<boolean> => countOld(path, then) === 0;
  const options = { env, preload: ['preload/soon.ts'] };
  const mortal = life.mortal(options);
  if ((await listening(mortal)) === 'listens') {
    await until(
      'the old ones are removed, or the server is dead',
      async () => mortal.child.signalCode !== null || (await removed()),
    );
    await mortal.end('SIGTERM');
  }
  await mortal.exited;
  const heir = life.heir(options);
  await heir.url;
  await until('the old ones are removed', removed);
  await endWell(heir);
  const { executions } = checkDatabase({ path, accepted: kept, untold: false }, context.violation);
  // one of those that are kept has a child
  if (executions !== kept.length + 1) context.violation(`${executions} executions were left of ${kept.length + 1}.`);
  return life.death();
}

/** Executions of then; asked on a connection beside the server's own. */
function countOld(path: string, then: string): number {
  const database = new Database(path, { timeout: 1_000 } as Database.Options);
  try {
    const [row] = database.prepare('SELECT count(*) AS count FROM workflow_executions WHERE createdAt = ?').all([then]);
    return (row as { count: number }).count;
  } finally {
    database.close();
  }
}
