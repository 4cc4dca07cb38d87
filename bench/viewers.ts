/** From a transition to the byte at the viewer, and what a viewer costs. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Helper, type Server, startHelper } from './children.ts';
import { call, paced, save, webhookOf, whenIdle } from './client.ts';
import { memoryOf, watchProcess } from './machine.ts';
import { percentiles, round, type Spread, spread } from './statistics.ts';
import type { Opened, Watched } from './viewer-process.ts';
import { stepped, w1 } from './workloads.ts';

export type Watching = {
  readonly viewers: number;
  /** between two steps of what they watch, each of which is two rows (ms) */
  readonly stepMs: number;
  /** executions of W1 that others begin meanwhile, per second */
  readonly othersBegin: number;
};
export type Viewed = Watching & {
  readonly rowsPerSecond: Spread;
  readonly deliveriesPerSecond: Spread;
  readonly p50Ms: Spread;
  readonly p99Ms: Spread;
  readonly maxMs: Spread;
  readonly cpuPercent: Spread;
  /** microseconds of a core for each row of each viewer, with all that else went on */
  readonly cpuUsEach?: Spread;
  /** CPU of the one process that all viewers are in */
  readonly readersPercent?: Spread;
  readonly othersPercent: Spread;
};
export type IdleViewers = {
  readonly viewers: number;
  readonly mbOnTop: number;
  readonly kbPerViewer: number;
  readonly cpuPercent: number;
};

const STEPS = 60;
const QUICK_MS = 25;

/** Few and many at a brisk pace; a hundred while the server is busy with something else; thousands at a calm pace. */
export const watchings: readonly Watching[] = [
  { viewers: 1, stepMs: QUICK_MS, othersBegin: 0 },
  { viewers: 100, stepMs: QUICK_MS, othersBegin: 0 },
  { viewers: 100, stepMs: QUICK_MS, othersBegin: 200 },
  { viewers: 1_000, stepMs: QUICK_MS, othersBegin: 0 },
  { viewers: 5_000, stepMs: 100, othersBegin: 0 },
];

type Waiting = { readonly executionId: string; readonly lastSeq: number };

/** Begins an execution and waits until it waits at its first node. */
async function begin(server: string, workflowId: string): Promise<Waiting> {
  const { executionId } = await call<{ executionId: string }>(
    `${server}/api/workflow/${workflowId}/execute`,
    'POST',
    {},
  );
  for (;;) {
    const { status, lastSeq } = await call<{ status: string; lastSeq: number }>(
      `${server}/api/workflow/execution/${executionId}?logs=none`,
    );
    if (status === 'waiting') return { executionId, lastSeq };
    await delay(5);
  }
}

export async function measureViewers(
  server: Server,
  stub: { readonly url: string; readonly pid: number },
  wanted: readonly Watching[],
  repeats: number,
): Promise<Viewed[]> {
  const busy = await save(server.url, 'W1', w1('now', stub.url));
  const busyPath = await webhookOf(server.url, busy.id);
  const helper = startHelper('viewer-process.ts');
  const results: Viewed[] = [];
  for (const watching of wanted) {
    const { viewers, stepMs, othersBegin } = watching;
    const { id } = await save(server.url, 'Steps', stepped(stub.url, STEPS, stepMs));
    const busyLoad = paced(server.url, busyPath, othersBegin);
    const runs: Awaited<ReturnType<typeof watchOnce>>[] = [];
    await watchOnce(server, helper, stub.pid, id, viewers);
    for (let run = 0; run < repeats; run += 1) runs.push(await watchOnce(server, helper, stub.pid, id, viewers));
    await busyLoad.end();
    await whenIdle(server.url);
    const of = (pick: (run: (typeof runs)[number]) => number) => spread(runs.map(pick));
    results.push({
      ...watching,
      rowsPerSecond: of((run) => run.rows / viewers / run.seconds),
      deliveriesPerSecond: of((run) => run.rows / run.seconds),
      p50Ms: of((run) => run.p50),
      p99Ms: of((run) => run.p99),
      maxMs: of((run) => run.max),
      cpuPercent: of((run) => run.cpuPercent),
      cpuUsEach: of((run) => (1e6 * run.cpuSeconds) / run.rows),
      readersPercent: of((run) => run.readersPercent),
      othersPercent: of((run) => run.othersPercent),
    });
  }
  await helper.stop();
  return results;
}

async function watchOnce(server: Server, helper: Helper, stubPid: number, workflowId: string, viewers: number) {
  const { executionId, lastSeq } = await begin(server.url, workflowId);
  await helper.ask<Opened>({ kind: 'open', url: server.url, executionId, after: lastSeq, count: viewers });
  await delay(200);
  const watched = watchProcess(server.pid, [helper.pid, stubPid]);
  const seen = helper.ask<Watched>({ kind: 'result' });
  await call(`${server.url}/api/workflow/execution/${executionId}/resume`, 'POST', { approved: true });
  const { latencies, rows, seconds, cpuPercent: readersPercent } = await seen;
  const { cpuSeconds, cpuPercent, othersPercent } = watched();
  if (rows < viewers * STEPS) throw new Error(`${viewers} viewers saw ${rows} rows, which is less than they should.`);
  return { ...percentiles(latencies), rows, seconds, cpuSeconds, cpuPercent, readersPercent, othersPercent };
}

/** What viewers cost that watch an execution in which nothing happens. */
export async function measureIdleViewers(server: Server, stubUrl: string, viewers: number): Promise<IdleViewers> {
  const { id } = await save(server.url, 'Idle', stepped(stubUrl, 1, 1));
  const { executionId, lastSeq } = await begin(server.url, id);
  const helper = startHelper('viewer-process.ts');
  const before = memoryOf(server.pid);
  await helper.ask<Opened>({ kind: 'open', url: server.url, executionId, after: lastSeq, count: viewers });
  await delay(2_000);
  const watched = watchProcess(server.pid, [helper.pid]);
  await delay(3_000);
  const { cpuPercent } = watched();
  const mbOnTop = memoryOf(server.pid) - before;
  await helper.ask({ kind: 'close' });
  await helper.stop();
  await call(`${server.url}/api/workflow/execution/${executionId}/cancel`, 'POST');
  return { viewers, mbOnTop: round(mbOnTop, 1), kbPerViewer: round((mbOnTop * 1_024) / viewers, 1), cpuPercent };
}
