/** A process that stands still for longer than its leases last: alone, and beside another server on the same database. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startLibsqlServer, withoutServer } from '../_libsql-server.ts';
import { freePort } from '../_ports.ts';
import type { CountingStub } from '../crash/_stub.ts';
import { checkDatabase, checkServer } from './invariants.ts';
import { type Context, type Figures, pause, type Scenario, type Server, until } from './scenario.ts';
import {
  allEnded,
  chain,
  everythingSeen,
  saveWorkflow,
  saveWorkflows,
  startLoad,
  startStub,
  startWithClock,
  submit,
} from './workload.ts';

/** Longer than a lease, which is 30 s. */
const LONG_MS = 36_000;
const HOUR_MS = 3_600_000;
/** Longer than the time of a call that takes half of it. */
const CALL_MS = 3_000;
const OVER_CALL_MS = 8_000;
/** Stops during one call: more than it has tries. */
const AGAIN = 4;

export const suspended: Scenario = {
  name: 'suspended',
  does: 'Stops the process (SIGSTOP) under load, as a machine that sleeps: for longer than its leases and its calls last, again and again, and for a moment with a clock that shows hours more when it goes on. It must go on with what it had, and no execution fail of it.',
  async run(context) {
    const { stub, server, url } = await startWithClock(context);
    const load = startLoad(context, url, await saveWorkflows(url, stub.port));
    const slow = await saveSlow(url, stub.port);
    const stops = context.short ? [1_000] : [1_000, LONG_MS, 3_000, LONG_MS, 1_000];
    let shiftMs = 0;
    for (const [at, ms] of stops.entries()) {
      await working(stub);
      server.child.kill('SIGSTOP');
      await pause(ms);
      shiftMs += ms === LONG_MS ? 0 : 5 * HOUR_MS;
      const told = server.tell({ shiftMs });
      server.child.kill('SIGCONT');
      await told;
      if (!context.short) context.say(`${at + 1} stops`);
    }
    const calls = await stopDuringCalls(context, server, stub, () =>
      submit(url, slow, `slow${context.between(0, 1e9)}`),
    );
    await working(stub);
    await load.stop();
    const accepted = [...load.accepted, ...calls];
    await allEnded(url, accepted);
    const seen = await everythingSeen(load.watched);
    await stopWell(context, server);
    const path = join(context.folder, 'cortado.db');
    const expected = { path, accepted, hits: stub.hits, seen, oneClock: false };
    const found = checkDatabase(expected, context.violation);
    return {
      stops: stops.length,
      'of them longer than a lease': stops.filter((ms) => ms === LONG_MS).length,
      'calls without a retry, stopped for longer than they may take': calls.length,
      'times each': context.short ? 1 : AGAIN,
      executions: found.executions,
    };
  },
};

export const twoServers: Scenario = {
  name: 'two-servers',
  does: 'Two servers on one libSQL server, of which one is stopped (SIGSTOP) for longer than its leases last and goes on, or has a clock an hour ahead, so that it takes what the other still works on. One of them must end everything, and what a lost lease wrote late be refused.',
  async run(context) {
    if (withoutServer) return { 'not tried': withoutServer };
    const skewed = await together(context, 'skewed', { CLOCK_SHIFT: String(HOUR_MS) }, () =>
      pause(context.short ? 6_000 : 40_000),
    );
    const figures: Figures = {
      'executions beside a clock an hour ahead': skewed.executions,
      'attempts taken over': skewed.interrupted,
    };
    if (context.short) return figures;
    const stopped = await together(context, 'stopped', {}, standStill);
    return {
      ...figures,
      'executions beside a server that stood still': stopped.executions,
      'attempts taken over then': stopped.interrupted,
    };
  },
};

async function standStill(server: Server): Promise<void> {
  for (let stop = 0; stop < 2; stop++) {
    await pause(2_000);
    server.child.kill('SIGSTOP');
    await pause(LONG_MS);
    server.child.kill('SIGCONT');
  }
  await pause(2_000);
}

/** Two servers under load, with something happening to the second. */
async function together(
  context: Context,
  name: string,
  env: Record<string, string>,
  happen: (second: Server) => Promise<void>,
) {
  const folder = join(context.folder, name);
  mkdirSync(folder);
  const database = await startLibsqlServer(folder);
  context.whenDone(database.stop);
  const stub = await startStub(context);
  const common = { DATABASE_URL: database.url, HTTP_ALLOW: `127.0.0.1:${stub.port}`, LOG_LEVEL: 'fatal' };
  const ports = [await freePort(), await freePort()] as const;
  const urls = ports.map((port) => `http://127.0.0.1:${port}`) as [string, string];
  const preload = ['preload/clock.ts'];
  const first = context.spawn({ folder, env: { ...common, PORT: String(ports[0]) }, preload });
  await first.url;
  const second = context.spawn({ folder, env: { ...common, ...env, PORT: String(ports[1]) }, preload });
  await second.url;
  const workflowIds = await saveWorkflows(urls[0], stub.port);
  const loads = urls.map((url, at) => startLoad(context, url, workflowIds, { slowestMs: 250, name: `${at}` }));
  await happen(second);
  await Promise.all(loads.map((load) => load.stop()));
  const accepted = loads.flatMap((load) => load.accepted);
  await allEnded(urls[0], accepted);
  const seen = (await Promise.all(loads.map((load) => everythingSeen(load.watched)))).flat();
  for (const server of [first, second]) await stopWell(context, server);
  const found = await checkServer(
    database.url,
    { accepted, hits: stub.hits, seen, oneClock: false },
    context.violation,
  );
  await database.stop();
  return found;
}

/** A call that fails for good when it is taken for unanswered. */
function saveSlow(url: string, stubPort: number): Promise<string> {
  const address = `http://127.0.0.1:${stubPort}/{{ execution.id }}/slow`;
  const call = { id: 'slow', type: 'http', config: { url: address, timeoutMs: CALL_MS, retries: 0 } };
  return saveWorkflow(url, 'slow', [{ id: 'start', type: 'trigger' }, call], chain('start', 'slow'));
}

/** Stops the process while it waits for answers, going on for moments only; answers the executions that it was stopped in. */
async function stopDuringCalls(
  { short }: Context,
  server: Server,
  stub: CountingStub,
  begin: () => Promise<string>,
): Promise<string[]> {
  const begun = await Promise.all(Array.from({ length: 3 }, begin));
  await until('the slow calls are made', () => begun.every((id) => stub.hits.has(`/${id}/slow`)));
  for (let stop = 0; stop < (short ? 1 : AGAIN); stop++) {
    server.child.kill('SIGSTOP');
    await pause(OVER_CALL_MS);
    server.child.kill('SIGCONT');
    await pause(20);
  }
  return begun;
}

async function working(stub: { total(): number }): Promise<void> {
  const before = stub.total();
  await until('the server works', () => stub.total() > before + 5);
}

async function stopWell(context: Context, server: Server): Promise<void> {
  const code = await server.end('SIGTERM');
  if (code !== 0) context.violation(`The server ended with ${code}: ${server.stderr()}`);
}
