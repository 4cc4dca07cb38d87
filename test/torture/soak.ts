/** The same load for a long time: what a server holds must not grow. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startLlmStub } from '../../server/demo/llm-stub.ts';
import { checkDatabase } from './invariants.ts';
import { atRest, type Held, hasLetGo, measure, spawnMeasured } from './measure.ts';
import { startMixedLoad } from './mixed-load.ts';
import { type Context, type Figures, pause, type Scenario } from './scenario.ts';
import { slopeOf } from './slope.ts';
import { allEnded } from './workload.ts';

/** Ten minutes, of which the first third fills caches and pages; the form for CI says nothing of slopes. */
const LONG = { warmUpMs: 30_000, ms: 600_000, everyMs: 12_000, restMs: 1_500, weight: 1 };
const SHORT = { warmUpMs: 3_000, ms: 8_000, everyMs: 3_000, restMs: 100, weight: 2 };

type Sample = Held & { readonly minutes: number };

export const soak: Scenario = {
  name: 'soak',
  does: 'Ten minutes of the same load: lines, calls that fail and are tried again, waits, code, models whose words viewers watch or leave in the midst of, lists, dashboards, records. Every few seconds all of it rests for a moment: what the server then holds, the garbage collected, must not grow (the slope is nought within its error), and in the end it must hold no more than before: no handle, timer, listener or file.',
  async run(context) {
    const { warmUpMs, ms, everyMs, restMs, weight } = context.short ? SHORT : LONG;
    const stubPort = await startTarget(context);
    const llm = await startLlmStub();
    context.whenDone(llm.close);
    const server = await spawnMeasured(context, {
      HTTP_ALLOW: `127.0.0.1:${stubPort}`,
      OPENAI_BASE_URL: llm.url,
      OPENAI_API_KEY: 'none',
      CONCURRENCY: '32',
    });
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
    while (performance.now() - began < ms) {
      await pause(everyMs);
      // what is under way goes up and down with the machine: only what is left when all is over tells of growth
      const goOn = await load.rest();
      await pause(restMs);
      samples.push({ ...(await measure(server)), minutes: (performance.now() - began) / 60_000 });
      goOn();
      if (samples.length % 5 === 0)
        context.say(`${samples.length} samples, ${load.accepted.length} executions, ${say(samples.at(-1)!)}`);
    }
    await load.stop();
    await allEnded(url, load.accepted);
    const after = await hasLetGo(context, server, before);
    const figures = context.short ? {} : growth(context, samples, load.accepted.length);

    const code = await server.end('SIGTERM');
    if (code !== 0) context.violation(`The server ended with ${code}.`);
    if (server.stderr() !== '') context.violation(`The server said: ${server.stderr().slice(0, 2_000)}`);
    const accepted = [...first.accepted, ...load.accepted];
    const failing = new Set([...first.failing, ...load.failing]);
    const found = checkDatabase({ path: join(context.folder, 'cortado.db'), accepted, failing }, context.violation);
    return {
      minutes: Math.round(ms / 6_000) / 10,
      'executions of the load': load.accepted.length,
      'log rows': found.rows,
      ...Object.fromEntries(Object.entries(load.done).map(([what, count]) => [what, count])),
      samples: samples.length,
      'at rest before': say(before),
      'at rest afterwards': say(after),
      ...figures,
    };
  },
};

/** What is looked at, and what of it may grow: code is compiled as it is called more often, and handles go with what is kept open for a while. */
const watched: readonly { readonly what: string; readonly sizeOf: (held: Held) => number; readonly mayGrow?: true }[] =
  [
    { what: 'heap after garbage collection', sizeOf: ({ heap }) => heap },
    { what: 'compiled code', sizeOf: ({ code }) => code, mayGrow: true },
    { what: 'memory beside the heap', sizeOf: ({ external }) => external },
    { what: 'resident memory', sizeOf: ({ rss }) => rss },
    { what: 'listeners of the process', sizeOf: ({ listeners }) => listeners },
    { what: 'open files', sizeOf: ({ files }) => files, mayGrow: true },
    {
      what: 'handles and timers',
      sizeOf: ({ resources }) => Object.values(resources).reduce((sum, count) => sum + count, 0),
      mayGrow: true,
    },
  ];
/** What a slope may be for caches that are bounded and still fill: of the size at the beginning, in an hour. */
const SLACK_AN_HOUR = 0.02;

function growth(context: Context, samples: readonly Sample[], executions: number): Figures {
  const later = samples.slice(Math.floor(samples.length / 3));
  const figures: Figures = {};
  for (const { what, sizeOf, mayGrow = false } of watched) {
    const { slope, from, to } = slopeOf(later.map((sample) => ({ at: sample.minutes, value: sizeOf(sample) })));
    const size = sizeOf(later[0]!);
    figures[`${what}, a minute`] = `${round(slope)} (${round(from)} to ${round(to)}) of ${round(size)}`;
    if (!mayGrow && from > (size * SLACK_AN_HOUR) / 60) {
      const minutes = later.at(-1)!.minutes - later[0]!.minutes;
      const each = (slope * minutes) / executions;
      context.violation(
        `${what} grows by ${round(slope)} a minute (at least ${round(from)}), ${round(each)} an execution.`,
      );
    }
  }
  return figures;
}

function round(value: number): number {
  return Math.abs(value) < 100 ? Math.round(value * 100) / 100 : Math.round(value);
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
