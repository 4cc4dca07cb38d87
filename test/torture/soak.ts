/** The same load for a long time: what a server holds must not grow. */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startLlmStub } from '../../server/demo/llm-stub.ts';
import { type Growth, growthInProduction, growthWithoutCompilers, SAMPLES_LEAST, type Sample } from './growth.ts';
import { checkDatabase } from './invariants.ts';
import { atRest, type Held, hasLetGo, measure, spawnMeasured } from './measure.ts';
import { startMixedLoad } from './mixed-load.ts';
import { type Context, type Figures, pause, type Scenario, type ServerOptions } from './scenario.ts';
import { allEnded } from './workload.ts';

/** How long the load goes on before it counts, and then; how long it does between two rests, and rests; how heavy it is. */
export type Form = {
  readonly warmUpMs: number;
  readonly ms: number;
  readonly everyMs: number;
  readonly restMs: number;
  readonly weight: number;
};
/** The form for CI says nothing of growth. */
const SHORT: Form = { warmUpMs: 3_000, ms: 8_000, everyMs: 3_000, restMs: 100, weight: 2 };
const LONG: Form = { warmUpMs: 30_000, ms: 600_000, everyMs: 12_000, restMs: 1_500, weight: 1 };

export const soak: Scenario = {
  name: 'soak',
  does: "Ten minutes of the same load: lines, calls that fail and are tried again, waits, code, models whose words viewers watch or leave in the midst of, lists, dashboards, records. Every few seconds all of it rests for a moment: what the server then holds, the garbage collected, must not grow (the slope is nought within its error), and in the end it must hold no more than before: no handle, timer, listener or file. V8 keeps code that it compiles and lists of what depends on it, more and more slowly for half an hour; so a second server has the same load beside the first, with V8's compilers off: of that one the whole heap counts, and may not grow by a byte an execution.",
  async run(context) {
    if (context.short) return soakServer(context, { name: 'server', form: SHORT });
    const one = { form: LONG };
    const [production, interpreted] = await Promise.all([
      soakServer(context, { name: 'server', ...one, judge: growthInProduction }),
      soakServer(context, { name: 'interpreted', ...one, ...withoutCompilers }),
    ]);
    const beside = Object.entries(interpreted).filter(([what]) => OF_THE_SECOND.test(what));
    return {
      ...production,
      ...Object.fromEntries(beside.map(([what, figure]) => [`compilers off: ${what}`, figure])),
    };
  },
};

/** The load of the second server is the same. */
const OF_THE_SECOND = /^executions of the load|samples|heap|at rest/;

export const withoutCompilers = {
  judge: growthWithoutCompilers,
  thoroughly: true,
  server: { flags: ['--no-opt', '--no-maglev', '--no-sparkplug'] },
} satisfies Partial<Soak>;

export type Soak = {
  /** of its folder */
  readonly name: string;
  readonly form: Form;
  readonly server?: Pick<ServerOptions, 'flags' | 'preload'>;
  /** see `measure` */
  readonly thoroughly?: boolean;
  /** left out: growth is not asked for */
  readonly judge?: (samples: readonly Sample[]) => Growth;
};

/** One server under the load; tells as violations what it does not let go of, and what grows. */
export async function soakServer(
  context: Context,
  { name, form, server: options, thoroughly, judge }: Soak,
): Promise<Figures> {
  const { warmUpMs, ms, everyMs, restMs, weight } = form;
  const stubPort = await startTarget(context);
  const llm = await startLlmStub();
  context.whenDone(llm.close);
  const folder = join(context.folder, name);
  mkdirSync(folder);
  const env = { HTTP_ALLOW: `127.0.0.1:${stubPort}`, OPENAI_BASE_URL: llm.url, OPENAI_API_KEY: 'none' };
  const server = await spawnMeasured(context, { ...env, CONCURRENCY: '32' }, { folder, ...options });
  const url = await server.url;

  // whatever is loaded or begun at the first use is there before it counts
  const first = await startMixedLoad(context, url, { name: 'warm-up', stubPort, weight });
  await pause(warmUpMs);
  await first.stop();
  await allEnded(url, first.accepted);
  const before = await atRest(server);

  const load = await startMixedLoad(context, url, { name: 'soak', stubPort, weight });
  const began = performance.now();
  const samples: Sample[] = [];
  // a slow machine takes longer for as many as growth is told from
  while (performance.now() - began < ms || (judge && samples.length < SAMPLES_LEAST)) {
    await pause(everyMs);
    // what is under way goes up and down with the machine: only what is left when all is over tells of growth
    const goOn = await load.rest();
    await pause(restMs);
    const minutes = (performance.now() - began) / 60_000;
    samples.push({ ...(await measure(server, thoroughly)), minutes, executions: load.accepted.length });
    goOn();
    if (samples.length % 5 === 0)
      context.say(`${name}: ${samples.length} samples, ${load.accepted.length} executions, ${say(samples.at(-1)!)}`);
  }
  await load.stop();
  await allEnded(url, load.accepted);
  const after = await hasLetGo(context, server, before);
  const growth = judge?.(samples) ?? { figures: {}, violations: [] };
  for (const violation of growth.violations) context.violation(`${name}: ${violation}`);

  const code = await server.end('SIGTERM');
  if (code !== 0) context.violation(`The server ended with ${code}.`);
  if (server.stderr() !== '') context.violation(`The server said: ${server.stderr().slice(0, 2_000)}`);
  const accepted = [...first.accepted, ...load.accepted];
  const failing = new Set([...first.failing, ...load.failing]);
  const found = checkDatabase({ path: join(folder, 'cortado.db'), accepted, failing }, context.violation);
  return {
    minutes: Math.round(ms / 6_000) / 10,
    'executions of the load': load.accepted.length,
    'log rows': found.rows,
    ...load.done,
    samples: samples.length,
    'at rest before': say(before),
    'at rest afterwards': say(after),
    ...growth.figures,
  };
}

function say({ rss, heap, code, external, files, listeners, resources }: Held): string {
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const handles = Object.entries(resources).map(([name, count]) => `${count} × ${name}`);
  return `heap ${mb(heap)}, code ${mb(code)}, beside the heap ${mb(external)}, resident ${mb(rss)}, ${files} files, ${listeners} listeners, ${handles.join(', ')}`;
}

/** Answers `/ok` with a few fields, and `/broken` with 500. */
async function startTarget(context: Context): Promise<number> {
  const target = createServer((asked, answer) => {
    answer.statusCode = asked.url === '/broken' ? 500 : 200;
    answer
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ path: asked.url, text: 'x'.repeat(500) }));
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  context.whenDone(() => {
    target.closeAllConnections();
    target.close();
  });
  return (target.address() as AddressInfo).port;
}
