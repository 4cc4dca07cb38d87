/** W1, W2 and W3: executions per second, and what each costs. */
import type { Server } from './children.ts';
import { load, save, webhookOf, whenIdle } from './client.ts';
import { bytesInUse } from './database.ts';
import { watchProcess } from './machine.ts';
import { percentiles, round, type Spread, spread } from './statistics.ts';
import { type Graph, type Mode, w1, w2, w3 } from './workloads.ts';

export type Case = { readonly name: string; readonly graph: Graph; readonly mode: Mode; readonly atOnce: number };
export type Throughput = {
  readonly name: string;
  readonly mode: Mode;
  readonly atOnce: number;
  readonly nodes: number;
  /** to completion; with `now`, until the last one has ended */
  readonly perSecond: Spread;
  /** answers per second, which are the same unless they come at once */
  readonly answersPerSecond: Spread;
  readonly p50Ms: Spread;
  readonly p99Ms: Spread;
  readonly cpuPercent: Spread;
  readonly cpuMsPerExecution: Spread;
  readonly peakMb: Spread;
  readonly bytesPerExecution: Spread;
  readonly othersPercent: Spread;
};
export type ThroughputOptions = {
  readonly repeats: number;
  readonly seconds: number;
  readonly helpers: readonly number[];
};

export function cases(stub: string): Case[] {
  const graphs: [string, (mode: Mode) => Graph][] = [
    ['W1', (mode) => w1(mode, stub)],
    ['W2', (mode) => w2(mode)],
    ['W3', (mode) => w3(mode, stub)],
  ];
  const modes = (name: string): Mode[] => (name === 'W1' ? ['reply', 'wait', 'now'] : ['reply', 'now']);
  return graphs.flatMap(([name, make]) =>
    modes(name).flatMap((mode) => [1, 10, 50].map((atOnce) => ({ name, mode, atOnce, graph: make(mode) }))),
  );
}

export async function measure(
  server: Server,
  { name, graph, mode, atOnce }: Case,
  options: ThroughputOptions,
): Promise<Throughput> {
  const { id, nodes } = await save(server.url, `${name} ${mode} ${atOnce}`, graph);
  const path = await webhookOf(server.url, id);
  const request = { server: server.url, path, atOnce, status: mode === 'now' ? 202 : 200 };
  await load({ ...request, seconds: Math.min(1, options.seconds / 2) });
  await whenIdle(server.url);
  const runs: Run[] = [];
  for (let run = 0; run < options.repeats; run += 1) runs.push(await once(server, request, options));
  const of = (pick: (run: Run) => number) => spread(runs.map(pick));
  return {
    name,
    mode,
    atOnce,
    nodes,
    perSecond: of((run) => run.answered / run.untilIdle),
    answersPerSecond: of((run) => run.answered / run.seconds),
    p50Ms: of((run) => run.latency.p50),
    p99Ms: of((run) => run.latency.p99),
    cpuPercent: of((run) => run.cpuPercent),
    cpuMsPerExecution: of((run) => round((run.cpuSeconds * 1_000) / run.answered, 3)),
    peakMb: of((run) => run.peakMb),
    bytesPerExecution: of((run) => Math.round(run.bytes / run.answered)),
    othersPercent: of((run) => run.othersPercent),
  };
}

type Run = Awaited<ReturnType<typeof once>>;

async function once(server: Server, request: Omit<Parameters<typeof load>[0], 'seconds'>, options: ThroughputOptions) {
  const before = bytesInUse(server.databaseFile);
  const watched = watchProcess(server.pid, options.helpers);
  const began = performance.now();
  const { answered, seconds, latencies } = await load({ ...request, seconds: options.seconds });
  await whenIdle(server.url);
  const untilIdle = request.status === 200 ? seconds : (performance.now() - began) / 1_000;
  const usage = watched();
  const bytes = bytesInUse(server.databaseFile) - before;
  return { answered, seconds, untilIdle, latency: percentiles(latencies), bytes, ...usage };
}
