/** Language models behave as badly as they can: each answer ends within its time and its size, in a row that says why. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ask } from '../crash/_clients.ts';
import { checkDatabase } from './invariants.ts';
import { atRest, hasLetGo, peakOf, spawnMeasured } from './measure.ts';
import { type Context, type Scenario, until } from './scenario.ts';
import { allEnded, chain, saveWorkflow, submit } from './workload.ts';

/** Without a word for so long, with one more try. */
const TIMEOUT_MS = 2_000;
const GROWTH_MAX = 600_000_000;

const piece = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;

type Behave = (answer: ServerResponse, request: IncomingMessage) => void;

const begin = (answer: ServerResponse) => answer.writeHead(200, { 'content-type': 'text/event-stream' });

function pour(answer: ServerResponse, text: string): void {
  const more = () => {
    while (!answer.destroyed && answer.write(text));
  };
  answer.on('drain', more);
  more();
}

/** By the name of the model that is asked for. */
const kinds: Record<string, Behave> = {
  answers: (answer) => begin(answer).end(`${piece('A good answer')}${piece('', 'stop')}data: [DONE]\n\n`),
  'stops half way': (answer) => {
    begin(answer).write(piece('Half an'), () => setTimeout(() => answer.destroy(), 20));
  },
  'ends without its end': (answer) => begin(answer).end(piece('Half an')),
  'falls silent': (answer) => void begin(answer).write(piece('Half an')),
  'sends comments for ever': (answer) => {
    begin(answer);
    const timer = setInterval(() => answer.write(': still here\n\n'), 200);
    answer.on('close', () => clearInterval(timer));
  },
  'sends garbage': (answer) => begin(answer).end('data: {"choices": [}\n\ndata: \0\xff\n\n\n\n::::\n\n'),
  'sends other JSON': (answer) =>
    begin(answer).end('data: null\n\ndata: []\n\ndata: {"choices": null}\n\ndata: {"choices": [{"delta": 7}]}\n\n'),
  'sends a page': (answer) =>
    answer.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in to the proxy</html>'),
  'sends nothing': (answer) => begin(answer).end(),
  hangs: () => {},
  'never ends its answer': (answer) => pour(begin(answer), piece('words '.repeat(2_000))),
  'never ends a line': (answer) => {
    begin(answer).write('data: ');
    pour(answer, 'x'.repeat(256 * 1024));
  },
  'refuses without end': (answer) =>
    pour(answer.writeHead(400, { 'content-type': 'text/plain' }), 'no '.repeat(100_000)),
  fails: (answer) => answer.writeHead(500).end('{"error": {"message": "The model broke."}}'),
  'is busy for an hour': (answer) =>
    answer.writeHead(429, { 'retry-after': '3600' }).end('{"error": {"message": "Later."}}'),
  'is busy until a day that is none': (answer) => answer.writeHead(503, { 'retry-after': 'someday' }).end('{}'),
};
const BUSY = 'is busy for an hour';
const names = Object.keys(kinds);

export const badModels: Scenario = {
  name: 'bad-models',
  does: 'Asks language models that stop half way, fall silent, send comments or words or a line for ever, garbage, pages, 5xx, 429 with a Retry-After of an hour. Every answer ends with a sentence, within its time and size; what waits an hour holds no slot and can be cancelled; nothing is left open.',
  async run(context) {
    const model = await startModel(context);
    const server = await spawnMeasured(context, { OPENAI_BASE_URL: model, OPENAI_API_KEY: 'none', LOG_LEVEL: 'warn' });
    const url = await server.url;
    const workflows = new Map<string, string>();
    for (const name of names) {
      const config = { prompt: 'Say something', model: name, timeoutMs: TIMEOUT_MS, retries: 1, onError: 'continue' };
      const nodes = [
        { id: 'start', type: 'trigger' },
        { id: 'llm', type: 'llm', config },
        { id: 'end', type: 'output' },
      ];
      workflows.set(name, await saveWorkflow(url, name, nodes, chain('start', 'llm', 'end')));
    }
    const accepted = [await submit(url, workflows.get('answers')!, 'first')];
    await allEnded(url, accepted);
    const before = await atRest(server);
    const cancelled = new Set<string>();
    const words = new Map<string, string>();
    const rounds = context.short ? 1 : 10;
    for (let round = 0; round < rounds; round += 1) {
      const waiting: string[] = [];
      for (const [name, workflowId] of workflows) {
        const id = await submit(url, workflowId, `${name} ${round}`);
        accepted.push(id);
        if (name === BUSY) waiting.push(id);
        else words.set(name, id);
      }
      await allEnded(
        url,
        accepted.filter((id) => !cancelled.has(id) && !waiting.includes(id)),
      );
      for (const id of waiting) {
        await endWaiting(context, url, id);
        cancelled.add(id);
      }
      if (round % 5 === 4) context.say(`${round + 1} rounds`);
    }
    const peak = peakOf(server);
    if (peak - before.rss > GROWTH_MAX) context.violation(`Memory grew from ${mb(before.rss)} to ${mb(peak)}.`);
    for (const [name, id] of words) words.set(name, await saidOf(context, url, name, id));
    const after = await hasLetGo(context, server, before);
    const code = await server.end('SIGTERM');
    if (code !== 0) context.violation(`The server ended with ${code}.`);
    if (server.stderr() !== '') context.violation(`The server said: ${server.stderr().slice(0, 2_000)}`);
    checkDatabase({ path: join(context.folder, 'cortado.db'), accepted, cancelled }, context.violation);
    return {
      'ways to answer badly': names.length - 1,
      executions: accepted.length,
      'memory: before, at most, afterwards': [before.rss, peak, after.rss].map(mb).join(', '),
      'heap after garbage collection: before, afterwards': [before, after].map(({ heap }) => mb(heap)).join(', '),
      ...Object.fromEntries(words),
    };
  },
};

const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** It has given up its slot for what it waits for; asked to end, it does. */
async function endWaiting(context: Context, url: string, id: string): Promise<void> {
  const at = `${url}/api/workflow/execution/${id}`;
  await until(`${id} waits`, async () => (await ask(`${at}?logs=none`)).body.status === 'waiting', {
    patienceMs: 60_000,
  });
  const { status } = await ask(`${at}/cancel`, { method: 'POST', headers: { 'content-type': 'application/json' } });
  if (status !== 200) context.violation(`Cancelling ${id} was answered ${status}.`);
  await allEnded(url, [id]);
}

async function saidOf(context: Context, url: string, name: string, id: string): Promise<string> {
  const { body } = await ask(`${url}/api/workflow/execution/${id}/logs`);
  const rows = body as unknown as { nodeId: string; status: string; error: string | null }[];
  const last = rows.filter(({ nodeId }) => nodeId === 'llm').at(-1);
  const wanted = name === 'answers' ? 'completed' : 'error';
  if (last?.status !== wanted) context.violation(`What "${name}" ended as "${last?.status}" instead of "${wanted}".`);
  if (wanted === 'error' && !isSentence(last?.error ?? ''))
    context.violation(`What "${name}" ended with "${last?.error}".`);
  return (last?.error ?? last?.status ?? '').slice(0, 120);
}

/** Words for people, and none of the engine of JavaScript. */
function isSentence(text: string): boolean {
  return /^[A-Z][^\n]{10,}/.test(text) && !/Cannot read|is not a function|undefined/.test(text);
}

async function startModel(context: Context): Promise<string> {
  const server = createServer(async (request, answer) => {
    answer.on('error', () => {});
    let text = '';
    for await (const part of request) text += part;
    const { model } = JSON.parse(text) as { model: string };
    kinds[model]?.(answer, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.whenDone(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}
