/** From a transition to the byte at the viewer, and what a viewer costs. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Helper, type Server, startHelper } from './children.ts';
import { call, save } from './client.ts';
import { memoryOf, watchProcess } from './machine.ts';
import { percentiles, round, type Spread, spread } from './statistics.ts';
import type { Opened, Watched } from './viewer-process.ts';
import { stepped } from './workloads.ts';

export type Viewed = {
  readonly viewers: number;
  readonly rowsPerSecond: Spread;
  readonly deliveriesPerSecond: Spread;
  readonly p50Ms: Spread;
  readonly p99Ms: Spread;
  readonly maxMs: Spread;
  readonly cpuPercent: Spread;
  readonly othersPercent: Spread;
};
export type IdleViewers = {
  readonly viewers: number;
  readonly mbOnTop: number;
  readonly kbPerViewer: number;
  readonly cpuPercent: number;
};

const STEPS = 60;
const STEP_MS = 25;

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
  counts: readonly number[],
  repeats: number,
): Promise<Viewed[]> {
  const { id } = await save(server.url, 'Steps', stepped(stub.url, STEPS, STEP_MS));
  const helper = startHelper('viewer-process.ts');
  const results: Viewed[] = [];
  for (const viewers of counts) {
    const runs: Awaited<ReturnType<typeof watchOnce>>[] = [];
    await watchOnce(server, helper, stub.pid, id, viewers);
    for (let run = 0; run < repeats; run += 1) runs.push(await watchOnce(server, helper, stub.pid, id, viewers));
    const of = (pick: (run: (typeof runs)[number]) => number) => spread(runs.map(pick));
    results.push({
      viewers,
      rowsPerSecond: of((run) => run.rows / viewers / run.seconds),
      deliveriesPerSecond: of((run) => run.rows / run.seconds),
      p50Ms: of((run) => run.p50),
      p99Ms: of((run) => run.p99),
      maxMs: of((run) => run.max),
      cpuPercent: of((run) => run.cpuPercent),
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
  const began = performance.now();
  const seen = helper.ask<Watched>({ kind: 'result' });
  await call(`${server.url}/api/workflow/execution/${executionId}/resume`, 'POST', { approved: true });
  const { latencies, rows } = await seen;
  const seconds = (performance.now() - began) / 1_000;
  const { cpuPercent, othersPercent } = watched();
  if (rows < viewers * STEPS) throw new Error(`${viewers} viewers saw ${rows} rows, which is less than they should.`);
  return { ...percentiles(latencies), rows, seconds, cpuPercent, othersPercent };
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
