/** What is no HTTP, or hardly: the server answers what can be answered, closes the rest, and goes on for everybody else. */
import { Buffer } from 'node:buffer';
import { connect } from 'node:net';
import { join } from 'node:path';
import { ask } from '../crash/_clients.ts';
import { checkDatabase } from './invariants.ts';
import { atRest, hasLetGo, spawnMeasured } from './measure.ts';
import { type Raw, rawRequests } from './raw.ts';
import { type Context, type Figures, pause, type Scenario, type Server } from './scenario.ts';
import { allEnded, chain, saveWorkflow, submit } from './workload.ts';

/** Node gives who is slow with its headers a minute, and looks every half. */
const CLOSED_AFTER_MS = 120_000;
const AT_ONCE = 12;

export const sockets: Scenario = {
  name: 'sockets',
  does: 'Sends what is no HTTP, or hardly: broken lines and headers, lengths that contradict each other, requests hidden in others, bodies that stop, garbage, a thousand requests in a line, headers that drip, thousands of connections that break. The server answers with 4xx or closes, executes nothing that was hidden, answers everybody else meanwhile, writes no error, and lets go of every connection.',
  async run(context) {
    const server = await spawnMeasured(context, { LOG_LEVEL: 'warn', HTTP_ALLOW: '' });
    const url = await server.url;
    const nodes = [
      { id: 'start', type: 'trigger' },
      { id: 'end', type: 'output' },
    ];
    const hidden = await saveWorkflow(url, 'hidden', nodes, chain('start', 'end'));
    const plain = await saveWorkflow(url, 'plain', nodes, chain('start', 'end'));
    const accepted = [await submit(url, plain, 'first')];
    await allEnded(url, accepted);
    const before = await atRest(server);
    const beside = keepAsking(url, plain, accepted);

    const target = { host: new URL(url).host, workflowId: hidden, executionId: accepted[0]! };
    const rounds = context.short ? 260 : 8_000;
    const slow = context.short ? Promise.resolve({}) : slowly(context, url);
    const figures = await sendAll(context, url, rawRequests(target, context), rounds);
    const broken = await breakOff(context, url, context.short ? 200 : 5_000);
    const slowFigures = await slow;
    const { asked, slowestMs } = await beside.stop();

    const { body } = await ask(`${url}/api/workflow/${hidden}/executions?limit=500`);
    const executions = body.executions as { id: string }[];
    await allEnded(url, accepted);
    await hasLetGo(context, server, before);
    await ends(context, server);
    const all = [...accepted, ...executions.map(({ id }) => id)];
    checkDatabase({ path: join(context.folder, 'cortado.db'), accepted: all }, context.violation);
    return {
      ...figures,
      ...slowFigures,
      'connections that were broken off': broken,
      'requests answered beside': asked,
      'the slowest of them (ms)': slowestMs,
    };
  },
};

/** Nothing of it is the server's own fault, so it has nothing to say. */
async function ends(context: Context, server: Server): Promise<void> {
  const code = await server.end('SIGTERM');
  if (code !== 0) context.violation(`The server ended with ${code}.`);
  const errors = server
    .stderr()
    .split('\n')
    .filter((line) => /"level":"?(?:error|fatal|50|60)|^\s+at |Error/.test(line));
  if (errors.length > 0) context.violation(`The server said: ${errors.slice(0, 5).join('\n').slice(0, 2_000)}`);
}

async function sendAll(context: Context, url: string, raws: Iterator<Raw>, rounds: number): Promise<Figures> {
  const statuses: Record<string, number> = {};
  let sent = 0;
  const sender = async () => {
    while (sent < rounds) {
      sent += 1;
      const raw = raws.next().value as Raw;
      const said = await exchange(url, raw);
      const found = [...said.answer.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) =>
        Number(status),
      );
      for (const status of found) statuses[status] = (statuses[status] ?? 0) + 1;
      for (const problem of problemsOf(raw, said, found)) context.violation(`"${raw.name}": ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return {
    'connections that sent what is hardly HTTP': sent,
    answers: Object.entries(statuses)
      .map(([status, count]) => `${count} × ${status}`)
      .join(', '),
  };
}

function* problemsOf(raw: Raw, { answer, isClosed }: Said, statuses: readonly number[]): Iterable<string> {
  const text = answer.toString('utf8');
  if (!isClosed) yield `it was still open after ${CLOSED_AFTER_MS} ms`;
  if (statuses.includes(500)) yield `it was answered 500: ${text.slice(0, 500)}`;
  if (text !== '' && !text.startsWith('HTTP/1.1 ')) yield `it was answered with something else: ${text.slice(0, 200)}`;
  const [first = 400] = statuses.filter((status) => status !== 100);
  const finals = statuses.filter((status) => status !== 100).length;
  if (raw.answers !== undefined && finals !== raw.answers)
    yield `it was answered ${finals} times: ${text.slice(0, 300)}`;
  const isBare = raw.name === 'HEAD' || first < 400 || first === 417;
  if (raw.answers !== undefined && !isBare && !text.includes('"code":"'))
    yield `it was refused without a word: ${text.slice(0, 300)}`;
  if (raw.bad && first < 400) yield `it was taken, and answered ${first}`;
}

type Said = { readonly answer: Buffer; readonly isClosed: boolean };

/** Sends it, and reads until the server closes the connection; a stream is left once it has begun. */
function exchange(url: string, { parts, end = 'half' }: Raw): Promise<Said> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => finish(false), CLOSED_AFTER_MS);
    const finish = (isClosed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ answer: Buffer.concat(chunks), isClosed });
    };
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // what the server has closed may still be written to
    socket.on('error', () => {});
    socket.on('end', () => finish(true));
    socket.on('close', () => finish(true));
    socket.on('connect', async () => {
      for (const part of parts) {
        socket.write(part);
        await new Promise((next) => setImmediate(next));
      }
      if (end === 'half') socket.end();
      else if (end === 'reset') setTimeout(() => socket.resetAndDestroy(), 20);
    });
  });
}

/** Connections that are made and broken off at once, a hundred at a time. */
async function breakOff(context: Context, url: string, count: number): Promise<number> {
  const { hostname, port } = new URL(url);
  for (let done = 0; done < count; done += 100) {
    const sockets = Array.from({ length: 100 }, () => {
      const socket = connect({ host: hostname, port: Number(port) });
      socket.on('error', () => {});
      return socket;
    });
    await pause(context.between(0, 20));
    await Promise.all(
      sockets.map(
        (socket) =>
          new Promise((resolve) => {
            socket.once('close', resolve);
            if (context.random() < 0.5) socket.resetAndDestroy();
            else socket.destroy();
          }),
      ),
    );
  }
  return count;
}

/** Headers that drip, and nothing at all: both are closed by the server when their time is over. */
async function slowly(context: Context, url: string): Promise<Figures> {
  const { hostname, port, host } = new URL(url);
  const dripping = 200;
  const lives = await Promise.all(
    Array.from(
      { length: dripping },
      (_, n) =>
        new Promise<number>((resolve) => {
          const since = performance.now();
          const socket = connect({ host: hostname, port: Number(port) });
          const drip = setInterval(() => socket.write('x'), 1_000 + n);
          socket.on('error', () => {});
          socket.on('connect', () => socket.write(`GET /health HTTP/1.1\r\nHost: ${host}\r\nSlow: `));
          socket.resume();
          socket.on('close', () => {
            clearInterval(drip);
            resolve(performance.now() - since);
          });
        }),
    ),
  );
  const longest = Math.round(Math.max(...lives) / 1_000);
  if (longest * 1_000 > CLOSED_AFTER_MS)
    context.violation(`A connection whose headers drip was open for ${longest} s.`);
  return { 'connections whose headers drip': dripping, 'closed after (s, at most)': longest };
}

/** Asks as programs do, again and again; every answer has to be what it always is. */
function keepAsking(url: string, workflowId: string, accepted: string[]) {
  let open = true;
  let asked = 0;
  let slowestMs = 0;
  const going = (async () => {
    while (open) {
      const since = performance.now();
      const answer = await fetch(`${url}/health`);
      await answer.text();
      if (answer.status !== 200) throw new Error(`A plain request was answered ${answer.status}.`);
      accepted.push(await submit(url, workflowId, `beside-${asked}`));
      slowestMs = Math.max(slowestMs, Math.round(performance.now() - since));
      asked += 2;
      await pause(25);
    }
  })();
  // who asks for the end is told
  going.catch(() => {});
  return {
    async stop() {
      open = false;
      await going;
      return { asked, slowestMs };
    },
  };
}
