/** The process dies at any moment, also while it starts. */
import { join } from 'node:path';
import { freePort } from '../_ports.ts';
import type { CountingStub } from '../crash/_stub.ts';
import { checkDatabase } from './invariants.ts';
import { type Context, type Figures, pause, type Scenario, until } from './scenario.ts';
import { allEnded, everythingSeen, saveWorkflows, startLoad, startStub } from './workload.ts';

export const kill: Scenario = {
  name: 'kill',
  does: 'Kills the server (SIGKILL) at random moments, every fifth time before it listens, while four clients submit executions and watch some of them.',
  run: (context) => survive(context, context.short ? 5 : 120),
};

/** Also for tests that want another number of kills. */
export async function survive(context: Context, kills: number): Promise<Figures> {
  const stub = await startStub(context);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { PORT: String(port), CONCURRENCY: '16', HTTP_ALLOW: `127.0.0.1:${stub.port}` };

  const first = context.spawn({ env });
  await first.url;
  const load = startLoad(context, url, await saveWorkflows(url, stub.port));
  await pause(context.between(50, 400));
  await first.end('SIGKILL');
  for (let n = 1; n < kills; n++) {
    await crash(context, env, n, stub);
    if (n % 20 === 0) context.say(`${n} kills, ${load.accepted.length} executions`);
  }
  const last = context.spawn({ env });
  await last.url;
  await load.stop();
  await allEnded(url, load.accepted);
  const seen = await everythingSeen(load.watched);
  const code = await last.end('SIGTERM');
  if (code !== 0) context.violation(`The last server ended with ${code}.`);
  if (last.stderr() !== '') context.violation(`The last server said: ${last.stderr()}`);

  const path = join(context.folder, 'cortado.db');
  const { accepted } = load;
  const found = checkDatabase({ path, accepted, hits: stub.hits, seen }, context.violation);
  // with few kills on a slow machine, all may meet the same node
  if (kills >= 50 && found.givenUp > found.executions / 20)
    context.violation(`${found.givenUp} executions met five crashes.`);
  const reconnects = [...load.watched.values()].reduce((sum, { connections }) => sum + connections() - 1, 0);
  return {
    kills,
    'executions accepted': accepted.length,
    'log rows': found.rows,
    'attempts that a kill cut off': found.interrupted,
    'executions given up after five cuts of one node': found.givenUp,
    'times that a viewer was cut off': reconnects,
  };
}

async function crash(
  context: Context,
  env: Record<string, string>,
  kill: number,
  stub: Pick<CountingStub, 'total'>,
): Promise<void> {
  const server = context.spawn({ env });
  if (kill % 5 === 0) await pause(context.between(0, 350));
  else {
    const before = stub.total();
    await server.url;
    // A slow machine is given the time to get to work: a crash at every start would prove little.
    await until('the server has got to work', () => stub.total() > before, { everyMs: 5 });
    await pause(context.between(0, 500));
  }
  await server.end('SIGKILL');
}
