/**
 * What traces cost: W1 on servers that differ in nothing else, in turn. Two of them tell none, so that the difference
 * between those two says what any other is worth.
 */
import { type Server, startHelper, startServer } from './children.ts';
import { load, save, webhookOf, whenIdle } from './client.ts';
import { cpuOf } from './machine.ts';
import { type Spread, spread } from './statistics.ts';
import { w1 } from './workloads.ts';

export type Tracing = readonly {
  readonly what: string;
  readonly perSecond: Spread;
  readonly cpuMsEach: Spread;
  /** CPU of each round by that of the first server in the same round */
  readonly cpuRatio: Spread;
}[];

const AT_ONCE = 50;

export async function measureTracing(
  newFolder: () => string,
  stubUrl: string,
  { repeats, seconds }: { readonly repeats: number; readonly seconds: number },
): Promise<Tracing> {
  const collector = startHelper('collector-process.ts');
  const endpoint = await collector.ask<string>({});
  const kinds: [string, Record<string, string>][] = [
    ['no traces', {}],
    ['no traces, another server', {}],
    ['a tenth of the traces', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: '0.1' }],
    ['all traces', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }],
  ];
  const lanes = await Promise.all(
    kinds.map(async ([what, env]) => {
      const server = await startServer(newFolder(), [], undefined, env);
      const { id } = await save(server.url, 'W1', w1('reply', stubUrl));
      const path = await webhookOf(server.url, id);
      return { what, server, path, rates: [] as number[], costs: [] as number[] };
    }),
  );
  for (const { server, path } of lanes) await once(server, path, seconds);
  for (let round = 0; round < repeats; round += 1) {
    for (const lane of lanes) {
      const { perSecond, cpuMsEach } = await once(lane.server, lane.path, seconds);
      lane.rates.push(perSecond);
      lane.costs.push(cpuMsEach);
    }
  }
  for (const { server } of lanes) await server.stop();
  await collector.stop();
  const first = lanes[0]?.costs ?? [];
  return lanes.map(({ what, rates, costs }) => ({
    what,
    perSecond: spread(rates),
    cpuMsEach: spread(costs, 3),
    cpuRatio: spread(costs.map((cost, round) => cost / (first[round] ?? cost))),
  }));
}

async function once(server: Server, path: string, seconds: number) {
  const before = cpuOf(server.pid);
  const { answered, seconds: took } = await load({ server: server.url, path, atOnce: AT_ONCE, seconds, status: 200 });
  await whenIdle(server.url);
  return { perSecond: answered / took, cpuMsEach: ((cpuOf(server.pid) - before) * 1_000) / answered };
}
