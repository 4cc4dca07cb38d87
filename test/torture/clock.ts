/** The wall clock jumps, by hours and both ways, while nodes run, wait, are tried again and are scheduled. */
import { join } from 'node:path';
import Database from 'libsql';
import { ask } from '../crash/_clients.ts';
import { checkDatabase } from './invariants.ts';
import { type Context, pause, type Scenario, until } from './scenario.ts';
import {
  allEnded,
  chain,
  everythingSeen,
  saveWorkflow,
  saveWorkflows,
  startLoad,
  startWithClock,
  submit,
} from './workload.ts';

const HOUR_MS = 3_600_000;
/** What begins after a jump takes no notice of it: it ends, and schedules tick, within this. */
const SOON_MS = 60_000;

export const clockJumps: Scenario = {
  name: 'clock-jumps',
  does: 'Sets the clock of the server forward and back by up to 12 hours while nodes run, wait, are tried again and are scheduled. What begins after a jump must end as ever, schedules go on, and no time or length be negative or hours long.',
  async run(context) {
    const { stub, server, url } = await startWithClock(context);
    const path = join(context.folder, 'cortado.db');
    const [line, ...others] = await saveWorkflows(url, stub.port);
    const flaky = await saveFlaky(url, stub.port);
    const scheduled = await saveScheduled(url);
    const load = startLoad(context, url, [line!, ...others, flaky]);
    const jumps = context.short ? [3, -2, 0] : hoursByChance(context, 30);
    let back = 0;
    let before = 0;
    for (const [at, hours] of jumps.entries()) {
      await server.tell({ shiftMs: hours * HOUR_MS });
      if (hours < before) back += 1;
      before = hours;
      const ticks = ticksOf(path, scheduled);
      const own = await Promise.all([line!, flaky].map((id) => submit(url, id, `jump-${at}-${id}`)));
      await allEnded(url, own, SOON_MS);
      await until(`the schedule goes on at ${hours} h`, () => ticksOf(path, scheduled) > ticks, {
        patienceMs: SOON_MS,
      });
      await pause(context.between(0, 500));
      if (at % 10 === 9) context.say(`${at + 1} jumps`);
    }
    // what was to wait until some time waits until the clock shows it
    await server.tell({ shiftMs: 13 * HOUR_MS });
    await load.stop();
    await allEnded(url, load.accepted);
    const seen = await everythingSeen(load.watched);
    await ask(`${url}/api/workflows/${scheduled}`, { method: 'DELETE' });
    const code = await server.end('SIGTERM');
    if (code !== 0) context.violation(`The server ended with ${code}: ${server.stderr()}`);
    const expected = {
      path,
      accepted: load.accepted,
      hits: stub.hits,
      seen,
      oneClock: false,
      untold: true,
      longestMs: 600_000,
    };
    const found = checkDatabase(expected, context.violation);
    return { jumps: jumps.length, 'of them back': back, executions: found.executions, 'log rows': found.rows };
  },
};

function hoursByChance(context: Context, count: number): number[] {
  return Array.from({ length: count }, () => Math.round(context.between(-12, 12) * 10) / 10);
}

/** A node whose first call fails, so that it is tried again. */
function saveFlaky(url: string, port: number): Promise<string> {
  const call = { id: 'flaky', type: 'http', config: { url: `http://127.0.0.1:${port}/{{ execution.id }}/flaky` } };
  return saveWorkflow(url, 'flaky', [{ id: 'start', type: 'trigger' }, call], chain('start', 'flaky'));
}

function saveScheduled(url: string): Promise<string> {
  const trigger = {
    id: 'tick',
    type: 'trigger',
    config: { triggerType: 'scheduled', everySeconds: 1, overlap: 'allow' },
  };
  return saveWorkflow(url, 'scheduled', [trigger, { id: 'end', type: 'output' }], chain('tick', 'end'));
}

/** Executions that the schedule has begun; asked on a connection beside the server's own. */
function ticksOf(path: string, workflowId: string): number {
  const database = new Database(path, { timeout: 5_000 } as Database.Options);
  const sql = 'SELECT count(*) AS count FROM workflow_executions WHERE workflowId = ?';
  const [row] = database.prepare(sql).all([workflowId]) as { count: number }[];
  database.close();
  return row!.count;
}
