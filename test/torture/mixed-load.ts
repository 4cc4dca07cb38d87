/** A bit of everything that a server does in a day, at a steady pace, by clients who come and go. */
import { request } from 'node:http';
import { ask } from '../crash/_clients.ts';
import { type Context, pause, until } from './scenario.ts';
import { allEnded, chain, saveWorkflow, submit } from './workload.ts';

const json = { 'content-type': 'application/json' };

export type MixedLoad = {
  readonly accepted: readonly string[];
  /** workflows whose executions fail */
  readonly failing: ReadonlySet<string>;
  /** requests, streams and executions so far, by what they were */
  readonly done: Readonly<Record<string, number>>;
  /** Begins nothing more until the answer is called; resolves when all that was begun is over. */
  rest(): Promise<() => void>;
  stop(): Promise<void>;
};

/** Each goes on with its own pause between two times; `weight` scales how often all of them do, `name` tells loads of one server apart. */
export async function startMixedLoad(
  context: Context,
  url: string,
  { name, stubPort, weight }: { name: string; stubPort: number; weight: number },
): Promise<MixedLoad> {
  const { line, talk, broken, waits, code } = await saveMix(url, stubPort);
  const databaseId = await saveDatabase(url, name);
  const accepted: string[] = [];
  const done: Record<string, number> = {};
  let open = true;
  let number = 0;
  let busy = 0;
  let checked = 0;
  let resting: Promise<void> | null = null;

  const begin = async (workflowId: string): Promise<string> => {
    const executionId = await submit(url, workflowId, `${name}-${number++}`);
    accepted.push(executionId);
    return executionId;
  };
  const streamOf = (executionId: string) => `${url}/api/workflow/execution/${executionId}/stream`;
  const deeds: readonly (readonly [string, number, () => Promise<unknown>])[] = [
    ['executions of a line', 80, () => begin(line)],
    ['executions that fail', 400, () => begin(broken)],
    ['executions that wait', 400, () => begin(waits)],
    ['executions with code', 1_500, () => begin(code)],
    ['answers of a model, watched to their end', 300, async () => viewer(streamOf(await begin(talk)), 30_000)],
    ['viewers who leave', 200, async () => viewer(streamOf(await begin(talk)), context.between(1, 60))],
    ['viewers of everything who leave', 700, () => viewer(`${url}/api/executions/stream`, context.between(50, 900))],
    ['polls', 250, () => ask(`${url}/api/workflow/execution/${accepted.at(-1)}?logs=none`)],
    ['lists', 500, () => ask(`${url}/api/executions?limit=50`)],
    ['dashboards', 900, () => preview(url, databaseId)],
    ['records', 250, () => changeRecord(context, url, databaseId)],
  ];
  const going = deeds.map(async ([what, pauseMs, deed]) => {
    while (open) {
      await resting;
      busy += 1;
      await deed();
      busy -= 1;
      done[what] = (done[what] ?? 0) + 1;
      await pause(context.between(0.5, 1.5) * (pauseMs / weight));
    }
  });
  const all = Promise.all(going);
  // who asks for the end is told
  all.catch(() => {});
  return {
    accepted,
    done,
    failing: new Set([broken]),
    async rest() {
      let goOn = () => {};
      resting = new Promise((resolve) => {
        goOn = resolve;
      });
      await until('nothing is under way', () => busy === 0);
      await allEnded(url, accepted.slice(checked));
      checked = accepted.length;
      return () => {
        resting = null;
        goOn();
      };
    },
    async stop() {
      open = false;
      await all;
    },
  };
}

async function saveMix(url: string, stubPort: number) {
  const start = { id: 'start', type: 'trigger' };
  const end = { id: 'end', type: 'output' };
  const call = (id: string, path = 'ok', more = {}) => ({
    id,
    type: 'http',
    config: { url: `http://127.0.0.1:${stubPort}/${path}`, ...more },
  });
  const field = { id: 'f', type: 'addField', config: { fieldName: 'more', fieldValue: '{{ execution.id }}' } };
  const llm = { id: 'llm', type: 'llm', config: { prompt: 'Tell a long story. [[pace=5]]' } };
  const nap = { id: 'nap', type: 'delay', config: { amount: 0.3 } };
  const script = { id: 'code', type: 'code', config: { code: 'return { n: Math.max(1, 2) }' } };
  const lineOf = (name: string, ...nodes: { id: string }[]) =>
    saveWorkflow(url, name, [start, ...nodes, end], chain('start', ...nodes.map(({ id }) => id), 'end'));
  return {
    line: await lineOf('line', call('a'), field, call('b')),
    talk: await lineOf('talk', llm),
    broken: await lineOf('broken', call('a', 'broken', { retries: 1 })),
    waits: await lineOf('waits', nap, field),
    code: await lineOf('code', script),
  };
}

async function saveDatabase(url: string, name: string): Promise<string> {
  const columns = [
    { key: 'name', name: 'Name', required: true },
    { key: 'price', name: 'Price', type: 'number', index: true },
  ];
  const body = JSON.stringify({ name, columns });
  const answer = await ask(`${url}/api/databases`, { method: 'POST', headers: json, body });
  if (answer.status !== 201) throw new Error(`The database was answered ${JSON.stringify(answer)}`);
  return String(answer.body.id);
}

/** Reads for so long, then goes away without a word; or to the end. */
async function viewer(url: string, ms: number): Promise<void> {
  const asked = request(url, { agent: false });
  asked.on('error', () => {});
  const timer = setTimeout(() => asked.destroy(), ms);
  asked.on('response', (response) => {
    response.on('error', () => {});
    response.resume();
  });
  asked.end();
  await new Promise((resolve) => asked.once('close', resolve));
  clearTimeout(timer);
}

async function preview(url: string, databaseId: string): Promise<void> {
  const sources = [
    { kind: 'executions', measure: 'failureRate', groupBy: 'time', splitBy: 'workflow' },
    { kind: 'database', databaseId, measure: { op: 'avg', column: 'price' } },
  ];
  for (const source of sources) {
    const body = JSON.stringify({ source, range: '1h', timezone: 'Europe/Madrid' });
    const { status } = await ask(`${url}/api/dashboards/preview`, { method: 'POST', headers: json, body });
    if (status !== 200) throw new Error(`A dashboard was answered ${status}`);
  }
}

/** Writes one, finds it, changes it, and removes it for good: as many records are there afterwards as before. */
async function changeRecord(context: Context, url: string, databaseId: string): Promise<void> {
  const at = `${url}/api/databases/${databaseId}`;
  const price = Math.floor(context.random() * 1_000);
  const send = async (method: string, path: string, body: unknown) => {
    const answer = await ask(`${at}${path}`, { method, headers: json, body: JSON.stringify(body) });
    if (answer.status >= 400) throw new Error(`${method} ${path} was answered ${JSON.stringify(answer)}`);
    return answer.body;
  };
  const { id } = await send('POST', '/records', { values: { name: 'A thing', price } });
  await send('POST', '/query', { filter: { column: 'price', op: 'lessThan', value: price }, limit: 10, total: true });
  await send('PATCH', `/records/${id}`, { values: { price: price + 1 } });
  await send('POST', '/records/trash', { action: 'delete', ids: [id] });
  await send('POST', '/records/trash', { action: 'purge', ids: [id] });
}
