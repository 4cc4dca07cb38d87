/** A long queue, and a crash: the next server goes through all of it. */
import { join } from 'node:path';
import Database from 'libsql';
import { freePort } from '../_ports.ts';
import { checkDatabase } from './invariants.ts';
import { type Scenario, until } from './scenario.ts';
import { chain, saveWorkflow, startStub, submit } from './workload.ts';

const SUBMITTERS = 32;

export const longQueue: Scenario = {
  name: 'long-queue',
  does: 'Accepts 10,000 executions (500 in CI) faster than one slot works them off, kills the server (SIGKILL), and starts it again: every one of them must end, and each node be called once but for what the kill cut off.',
  async run(context) {
    const count = context.short ? 500 : 10_000;
    const stub = await startStub(context, 5);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = { PORT: String(port), HTTP_ALLOW: `127.0.0.1:${stub.port}` };
    const first = context.spawn({ env: { ...env, CONCURRENCY: '1' } });
    await first.url;
    const call = { id: 'a', type: 'http', config: { url: `http://127.0.0.1:${stub.port}/{{ execution.id }}/a` } };
    const nodes = [{ id: 'start', type: 'trigger' }, call, { id: 'end', type: 'output' }];
    const workflowId = await saveWorkflow(url, 'queued', nodes, chain('start', 'a', 'end'));
    const accepted: string[] = [];
    let next = 0;
    const acceptingFrom = performance.now();
    const submitters = Array.from({ length: SUBMITTERS }, async () => {
      while (next < count) accepted.push(await submit(url, workflowId, `queued-${next++}`));
    });
    await Promise.all(submitters);
    const acceptingMs = performance.now() - acceptingFrom;
    await first.end('SIGKILL');
    const path = join(context.folder, 'cortado.db');
    const left = unfinished(path);

    const calls = stub.total();
    const startedAt = performance.now();
    const second = context.spawn({ env });
    await second.url;
    const listensMs = performance.now() - startedAt;
    await until('the first of the queue is called', () => stub.total() > calls, { everyMs: 1 });
    const firstMs = performance.now() - startedAt;
    await until('all of the queue has ended', () => unfinished(path) === 0, { patienceMs: 600_000, everyMs: 100 });
    const seconds = (performance.now() - startedAt - firstMs) / 1_000;
    const code = await second.end('SIGTERM');
    if (code !== 0 || second.stderr() !== '') context.violation(`The server ended with ${code}: ${second.stderr()}`);
    const found = checkDatabase({ path, accepted, hits: stub.hits }, context.violation);
    if (found.interrupted > 1) context.violation(`${found.interrupted} attempts were made again, of one slot.`);
    return {
      'executions accepted': accepted.length,
      'accepted in a second': Math.round(accepted.length / (acceptingMs / 1_000)),
      'in the queue at the kill': left,
      'ms until the next server listened': Math.round(listensMs),
      'ms until its first call': Math.round(firstMs),
      'executions ended in a second': Math.round(left / seconds),
    };
  },
};

/** Executions that have not ended; asked on a connection beside the server's own. */
function unfinished(path: string): number {
  const database = new Database(path, { timeout: 5_000 } as Database.Options);
  const sql = 'SELECT count(*) AS count FROM workflow_executions WHERE completedAt IS NULL';
  const [row] = database.prepare(sql).all([]) as { count: number }[];
  database.close();
  return row!.count;
}
