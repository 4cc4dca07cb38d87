/** The same load for a long time: what a server holds must not grow. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startLlmStub } from '../../server/demo/llm-stub.ts';
import { checkDatabase } from './invariants.ts';
import { atRest, countObjects, type Held, hasLetGo, measure, spawnMeasured } from './measure.ts';
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
  does: 'Ten minutes of the same load: lines, calls that fail and are tried again, waits, code, models whose words viewers watch or leave in the midst of, lists, dashboards, records. Every few seconds all of it rests for a moment: what the server then holds, the garbage collected, must not grow (the slope is nought within its error), no object of the program may be left of executions, and in the end it must hold no more than before: no handle, timer, listener or file.',
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
    let early: Counted | null = null;
    const count = async () => ({ objects: await countObjects(context, server), executions: load.accepted.length });
    while (performance.now() - began < ms) {
      await pause(everyMs);
      // what is under way goes up and down with the machine: only what is left when all is over tells of growth
      const goOn = await load.rest();
      await pause(restMs);
      samples.push({ ...(await measure(server)), minutes: (performance.now() - began) / 60_000 });
      if (!context.short && performance.now() - began > ms / 3) early ??= await count();
      goOn();
      if (samples.length % 5 === 0)
        context.say(`${samples.length} samples, ${load.accepted.length} executions, ${say(samples.at(-1)!)}`);
    }
    await load.stop();
    await allEnded(url, load.accepted);
    const after = await hasLetGo(context, server, before);
    const figures = early === null ? {} : growth(context, samples, [early, await count()]);

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

const watched: Record<string, (held: Held) => number> = {
  'heap without code': ({ heap }) => heap,
  'compiled code': ({ code }) => code,
  'memory beside the heap': ({ external }) => external,
  'resident memory': ({ rss }) => rss,
  'listeners of the process': ({ listeners }) => listeners,
  'open files': ({ files }) => files,
  'handles and timers': ({ resources }) => Object.values(resources).reduce((sum, count) => sum + count, 0),
};
/**
 * V8 keeps lists of what depends on the code that it compiles, and they grow as long as it compiles: of the heap, a minute.
 * What the program itself makes is counted object by object, and one in so many executions may not be more.
 */
const SLACK_A_MINUTE = 0.001;
const OBJECTS_AN_EXECUTION = 0.1;
/** The allocator gives back what was freed when it likes: of the middle of the run, its end may have so much more. */
const RESIDENT_MORE = 1.25;

type Counted = { readonly objects: number; readonly executions: number };

function growth(context: Context, samples: readonly Sample[], [first, last]: readonly [Counted, Counted]): Figures {
  const later = samples.slice(Math.floor(samples.length / 3));
  const figures: Figures = {};
  for (const [what, sizeOf] of Object.entries(watched)) {
    const { slope, from, to } = slopeOf(later.map((sample) => ({ at: sample.minutes, value: sizeOf(sample) })));
    const size = sizeOf(later[0]!);
    figures[`${what}, a minute`] = `${round(slope)} (${round(from)} to ${round(to)}) of ${round(size)}`;
    if (what === 'resident memory' || what === 'compiled code') continue;
    if (from > size * SLACK_A_MINUTE)
      context.violation(`${what} grows by ${round(slope)} a minute (at least ${round(from)}).`);
  }
  const each = (last.objects - first.objects) / (last.executions - first.executions);
  figures['objects of the program, of executions between'] =
    `${first.objects}, ${last.objects}, of ${last.executions - first.executions}`;
  if (each > OBJECTS_AN_EXECUTION) context.violation(`${round(each)} objects are left of each execution.`);
  const half = later.length >> 1;
  const [middle, end] = [later.slice(0, half), later.slice(half)].map((some) => medianOf(some.map(({ rss }) => rss)));
  if (end! > middle! * RESIDENT_MORE) context.violation(`Resident memory grew from ${middle} to ${end}.`);
  return figures;
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
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
