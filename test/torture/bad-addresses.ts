/** What workflows call behaves as badly as it can. Each call ends within its time and its size, and costs nobody else. */
import { join } from 'node:path';
import { ask } from '../crash/_clients.ts';
import { BUSY, badKinds, startBadTargets } from './bad-targets.ts';
import { checkDatabase } from './invariants.ts';
import { atRest, hasLetGo, peakOf, spawnMeasured } from './measure.ts';
import { type Context, pause, type Scenario } from './scenario.ts';
import { allEnded, chain, saveWorkflow, startStub, submit } from './workload.ts';

const json = { 'content-type': 'application/json' };
/** Of each call, with one more try. */
const TIMEOUT_MS = 2_500;
/** What thirty-two answers of 1 MB at once may come to, with what the allocator keeps; a single answer is a thousand times that. */
const GROWTH_MAX = 350_000_000;

export const badAddresses: Scenario = {
  name: 'bad-addresses',
  does: 'Calls addresses that hang, drip a byte a second, break off, redirect for ever, send 1 GB, lie about lengths, unpack to 200 MB, nest a million levels deep, speak no HTTP or ask for patience of an hour, while other executions go on. Every call ends with a sentence, the others are not held up, memory stays flat, and every connection is let go of.',
  async run(context) {
    const port = await startBadTargets(context);
    const stub = await startStub(context);
    const server = await spawnMeasured(context, { HTTP_ALLOW: '127.0.0.1', CONCURRENCY: '32', LOG_LEVEL: 'warn' });
    const url = await server.url;
    const start = { id: 'start', type: 'trigger' };
    const end = { id: 'end', type: 'output' };
    const good = { id: 'call', type: 'http', config: { url: `http://127.0.0.1:${stub.port}/x` } };
    const plain = await saveWorkflow(url, 'plain', [start, good, end], chain('start', 'call', 'end'));
    const workflows = new Map<string, string>();
    for (const kind of badKinds) {
      const config = {
        url: `http://127.0.0.1:${port}/${encodeURIComponent(kind)}`,
        ...{ timeoutMs: TIMEOUT_MS, retries: 1, maxResponseBytes: 1_000_000, onError: 'continue' },
      };
      const call = { id: 'call', type: 'http', config };
      workflows.set(kind, await saveWorkflow(url, kind, [start, call, end], chain('start', 'call', 'end')));
    }
    const accepted = [await submit(url, plain, 'first')];
    await allEnded(url, accepted);
    const before = await atRest(server);
    const others = keepGoing(url, plain);

    const ended: string[] = [];
    const waiting: string[] = [];
    const words = new Map<string, string>();
    const rounds = context.short ? 1 : 12;
    for (let round = 0; round < rounds; round += 1) {
      const ids = await Promise.all(
        [...workflows].map(async ([kind, workflowId]) => ({
          kind,
          id: await submit(url, workflowId, `${kind} ${round}`),
        })),
      );
      const mine = ids.filter(({ kind }) => kind !== BUSY);
      await allEnded(
        url,
        mine.map(({ id }) => id),
      );
      ended.push(...mine.map(({ id }) => id));
      for (const { kind, id } of mine) words.set(kind, await saidOf(context, url, kind, id));
      for (const { kind, id } of ids) if (kind === BUSY) waiting.push(id);
      if (round % 5 === 4) context.say(`${round + 1} rounds`);
    }
    const cancelled = await cancelAll(context, url, waiting);
    const beside = await others.stop();
    accepted.push(...ended, ...beside.accepted, ...cancelled);
    await allEnded(url, accepted);
    const most = peakOf(server);
    const after = await hasLetGo(context, server, before);
    if (most - before.rss > GROWTH_MAX) context.violation(`Memory grew from ${mb(before.rss)} to ${mb(most)}.`);
    const code = await server.end('SIGTERM');
    if (code !== 0) context.violation(`The server ended with ${code}.`);
    if (server.stderr() !== '') context.violation(`The server said: ${server.stderr().slice(0, 2_000)}`);
    const path = join(context.folder, 'cortado.db');
    checkDatabase({ path, accepted, cancelled: new Set(cancelled) }, context.violation);
    return {
      'ways to behave badly': badKinds.length,
      'executions that called them': ended.length + cancelled.length,
      'executions beside': beside.accepted.length,
      'the slowest of those (ms)': beside.slowestMs,
      'memory: before, at most, afterwards': [before.rss, most, after.rss].map(mb).join(', '),
      'heap after garbage collection: before, afterwards': [before, after].map(({ heap }) => mb(heap)).join(', '),
      ...Object.fromEntries(words),
    };
  },
};

const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** What became of the call, in the words of its row. What is odd but allowed may succeed. */
async function saidOf(context: Context, url: string, kind: string, id: string): Promise<string> {
  const { body } = await ask(`${url}/api/workflow/execution/${id}/logs`);
  const rows = body as unknown as { nodeId: string; status: string; error: string | null; duration: number | null }[];
  const last = rows.filter(({ nodeId }) => nodeId === 'call').at(-1);
  if (!last) return 'no row';
  if (last.status === 'error' && !/^[A-Z1"][^\n]{10,}/.test(last.error ?? ''))
    context.violation(`"${kind}" ended with "${last.error}".`);
  if ((last.duration ?? 0) > TIMEOUT_MS * 4) context.violation(`"${kind}" took ${last.duration} ms.`);
  return last.status === 'error'
    ? (last.error ?? '').replace(/http:\/\/\S+|127\.0\.0\.1:\d+/g, '…').slice(0, 120)
    : last.status;
}

/** They wait for the hour to pass, and hold no slot; asked to end, they do. */
async function cancelAll(context: Context, url: string, ids: readonly string[]): Promise<string[]> {
  for (const id of ids) {
    const { body } = await ask(`${url}/api/workflow/execution/${id}?logs=none`);
    if (body.status !== 'waiting') context.violation(`${id}, which is to be patient for an hour, is "${body.status}".`);
    const { status } = await ask(`${url}/api/workflow/execution/${id}/cancel`, { method: 'POST', headers: json });
    if (status !== 200) context.violation(`Cancelling ${id} was answered ${status}.`);
  }
  return [...ids];
}

/** Executions one after the other, each watched to its end. */
function keepGoing(url: string, workflowId: string) {
  let open = true;
  let slowestMs = 0;
  const accepted: string[] = [];
  const going = (async () => {
    for (let n = 0; open; n += 1) {
      const since = performance.now();
      const id = await submit(url, workflowId, `beside ${n}`);
      accepted.push(id);
      await allEnded(url, [id], 60_000);
      slowestMs = Math.max(slowestMs, Math.round(performance.now() - since));
      await pause(50);
    }
  })();
  // who asks for the end is told
  going.catch(() => {});
  return {
    async stop() {
      open = false;
      await going;
      return { accepted, slowestMs };
    },
  };
}
