/** Viewers who never read, by the hundred, and callers who do not wait for their answer: nobody else notices. */
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { ask, type Watched } from '../crash/_clients.ts';
import { checkDatabase } from './invariants.ts';
import { atRest, hasLetGo, peakOf, spawnMeasured } from './measure.ts';
import { type Context, pause, type Scenario, until } from './scenario.ts';
import { allEnded, chain, everythingSeen, saveWorkflow, submit, watch } from './workload.ts';

const json = { 'content-type': 'application/json' };
/** Characters of each answer: a row of the stream carries 16 KB. */
const TEXT = 12_000;
const NODES = 400;
/** So much may wait for one viewer before it is let go of; beside that, what a busy server takes anyway. */
const VIEWER_MAX = 1024 ** 2;
const BUSY_MAX = 150_000_000;

export const badViewers: Scenario = {
  name: 'bad-viewers',
  does: 'Hundreds of viewers open the stream of an execution with large rows and never read, while others read it; callers of a webhook go away before their answer. Those who read see every row, memory stays bounded, who does not read is let go of, every execution that was begun ends, and nothing is left open.',
  async run(context) {
    const port = await startTarget(context);
    const server = await spawnMeasured(context, {
      HTTP_ALLOW: `127.0.0.1:${port}`,
      LOG_LEVEL: 'warn',
      WEBHOOK_PER_MINUTE: '1000000',
    });
    const url = await server.url;
    const long = await saveLong(url, port);
    const hook = await saveHook(url);
    const accepted = [await submit(url, long, 'first')];
    await allEnded(url, accepted);
    await fetch(hook, { method: 'POST', headers: json, body: '{}' }).then((answer) => answer.text());
    const before = await atRest(server);

    const watched = new Map<string, Watched>();
    const rounds = context.short ? 1 : 8;
    const stalledMost = context.short ? 60 : 300;
    let stalled = 0;
    let letGoMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      const id = await submit(url, long, `round ${round}`);
      accepted.push(id);
      for (let n = 0; n < 2; n += 1) watched.set(`${id} ${n}`, watch(url, id));
      const sleepers = await Promise.all(Array.from({ length: stalledMost }, () => sleep(url, id)));
      const callers = callAndLeave(context, hook, stalledMost);
      stalled += sleepers.length;
      await allEnded(url, [id]);
      await callers;
      const since = performance.now();
      await until('the server has let go of those who never read', async () => (await viewersOf(url)) === 0, {
        patienceMs: 120_000,
        everyMs: 50,
      }).catch(async () => context.violation(`${await viewersOf(url)} of ${sleepers.length} who never read are held.`));
      letGoMs = Math.max(letGoMs, performance.now() - since);
      for (const socket of sleepers) socket.destroy();
      if (round % 5 === 4) context.say(`${round + 1} rounds`);
    }
    const shown = await everythingSeen(watched);
    await until('every execution has ended', async () => {
      const { body } = await ask(`${url}/api/executions?status=pending,running,waiting&limit=1`);
      return (body.executions as unknown[]).length === 0;
    });
    const [overflows, stalls] = [
      await figureOf(url, 'cortado_sse_overflows_total'),
      await figureOf(url, 'cortado_sse_stalls_total'),
    ];
    if (!(overflows + stalls > 0)) context.violation('No viewer fell behind: nothing was tried.');
    const peak = peakOf(server);
    if (peak - before.rss > stalledMost * VIEWER_MAX + BUSY_MAX)
      context.violation(`Memory grew from ${mb(before.rss)} to ${mb(peak)}.`);
    const after = await hasLetGo(context, server, before);
    const code = await server.end('SIGTERM');
    if (code !== 0) context.violation(`The server ended with ${code}.`);
    if (server.stderr() !== '') context.violation(`The server said: ${server.stderr().slice(0, 2_000)}`);
    const seen = shown.map(({ executionId, ...rest }) => ({ ...rest, executionId: executionId.split(' ')[0]! }));
    // callers who went away were told of nothing
    const found = checkDatabase(
      { path: join(context.folder, 'cortado.db'), accepted, seen, untold: true },
      context.violation,
    );
    return {
      'viewers who never read': stalled,
      'the longest until all of a round were let go of (s)': Math.round(letGoMs / 100) / 10,
      'of them, let go of as they fell behind, or took nothing': `${overflows}, ${stalls}`,
      'viewers who read': watched.size,
      'rows that they were shown': shown.reduce((sum, { rows }) => sum + rows.length, 0),
      'callers who went away': stalledMost * rounds,
      'executions that they began': found.executions - accepted.length,
      'memory: before, at most, afterwards': [before.rss, peak, after.rss].map(mb).join(', '),
      'heap after garbage collection: before, afterwards': [before, after].map(({ heap }) => mb(heap)).join(', '),
    };
  },
};

const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** A line of calls, each with an answer that nearly fills a row. */
async function saveLong(url: string, port: number): Promise<string> {
  const calls = Array.from({ length: NODES }, (_, n) => ({
    id: `call${n}`,
    type: 'http',
    config: { url: `http://127.0.0.1:${port}/`, responseType: 'text' },
  }));
  const nodes = [{ id: 'start', type: 'trigger' }, ...calls, { id: 'end', type: 'output' }];
  return saveWorkflow(url, 'long', nodes, chain(...nodes.map(({ id }) => id)));
}

/** Answers the address of its webhook. */
async function saveHook(url: string): Promise<string> {
  const nodes = [
    { id: 'hook', type: 'webhook' },
    { id: 'nap', type: 'delay', config: { amount: 0.2 } },
    { id: 'reply', type: 'webhookResponse' },
  ];
  const id = await saveWorkflow(url, 'hook', nodes, chain('hook', 'nap', 'reply'));
  const { body } = await ask(`${url}/api/workflows/${id}/webhook-token`, { method: 'POST', headers: json });
  const { pathname } = new URL(String(body.url), url);
  return `${url}${pathname}`;
}

/** How many connections the server holds for viewers. */
async function viewersOf(url: string): Promise<number> {
  return figureOf(url, 'cortado_sse_viewers');
}

async function figureOf(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name}(?:\\{.*\\})? (\\d+)`, 'm').exec(text)?.[1]);
}

/** Opens the stream, and reads nothing of it: what the system takes for it is all that it gets. */
async function sleep(url: string, executionId: string): Promise<Socket> {
  const { hostname, port, host } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  socket.write(`GET /api/workflow/execution/${executionId}/stream HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  socket.pause();
  return socket;
}

/** Each goes away within a third of a second; some before they have said what they want. */
async function callAndLeave(context: Context, hook: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const body = JSON.stringify({ n, text: 'x'.repeat(5_000) });
    void fetch(hook, {
      method: 'POST',
      headers: json,
      body,
      signal: AbortSignal.timeout(Math.ceil(context.between(1, 300))),
    })
      .then((answer) => answer.text())
      .catch(() => {});
    await pause(context.between(0, 20));
  }
}

async function startTarget(context: Context): Promise<number> {
  const target = createServer((_, answer) => void answer.setHeader('content-type', 'text/plain').end('x'.repeat(TEXT)));
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  context.whenDone(() => {
    target.closeAllConnections();
    target.close();
  });
  return (target.address() as AddressInfo).port;
}
