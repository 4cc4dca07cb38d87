/**
 * `node test/db/past/make.ts`: writes down what a server of the version as it is now leaves behind when it is killed, as
 * SQL, so that later versions can be tried on it. To be run before the schema is changed: each file here was made by the
 * version that it is of. Needs the `sqlite3` shell.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EMAIL, KEY, PASSWORD, STUB } from './words.ts';

const root = join(import.meta.dirname, '../../..');
const journal = JSON.parse(readFileSync(join(root, 'migrations/meta/_journal.json'), 'utf8'));
const tag: string = journal.entries.at(-1).tag;
const folder = mkdtempSync(join(tmpdir(), 'cortado-past-'));
const file = join(folder, 'cortado.db');
const LARGE = 17_000;

/** A service whose answers never come, but for one, and a model that stops in the middle of a sentence. */
const stub = createServer((request, response) => {
  if (request.url === '/ok') response.setHeader('content-type', 'application/json').end('{"price":12}');
  if (!request.url?.startsWith('/v1')) return;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'stub' };
  for (const [at, content] of ['Once ', 'upon ', 'a '].entries()) {
    const choices = [{ index: 0, delta: { content }, finish_reason: null }];
    setTimeout(() => response.write(`data: ${JSON.stringify({ ...chunk, choices })}\n\n`), at * 300);
  }
}).listen(0, '127.0.0.1');
await once(stub, 'listening');
const stubUrl = `http://127.0.0.1:${(stub.address() as AddressInfo).port}`;

async function startServer(): Promise<{ child: ChildProcess; url: string }> {
  const env = {
    ...{ PATH: process.env.PATH, PORT: '0', DATABASE_URL: `file:${file}`, HTTP_ALLOW: '127.0.0.1', CONCURRENCY: '2' },
    ...{ OPENAI_API_KEY: 'none', OPENAI_BASE_URL: `${stubUrl}/v1`, OPENAI_MODEL: 'stub' },
    ...{ CORTADO_AUTH: 'on', CORTADO_SETUP_TOKEN: 'setup-token-of-the-past', CORTADO_KEY: KEY },
  };
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, [join(root, 'server/main.ts')], { cwd: root, env, stdio: [...stdio] });
  let said = '';
  for await (const part of child.stdout) {
    said += part;
    const url = /(http:\/\/\S+?:\d+)/.exec(said)?.[1];
    if (url) return { child, url };
  }
  throw new Error(`The server ended before it listened: ${said}`);
}

const { child, url } = await startServer();
const headers: Record<string, string> = { 'content-type': 'application/json' };

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
async function call(method: string, path: string, body?: unknown): Promise<any> {
  const answer = await fetch(url + path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  const cookies = answer.headers.getSetCookie().map((each) => each.split(';', 1)[0]);
  if (cookies.length > 0) headers.cookie = cookies.join('; ');
  return text.startsWith('{') ? JSON.parse(text) : text;
}

const start = { id: 'start', type: 'trigger' };
const out = { id: 'out', type: 'output' };
type Node = { id: string; type: string; config?: object };

/** Saves a line of nodes; answers its id. */
async function save(name: string, ...nodes: Node[]): Promise<string> {
  const connections = nodes.slice(1).map(({ id }, at) => ({ fromNodeId: nodes[at]?.id, toNodeId: id }));
  const labelled = nodes.map((node) => ({ label: node.id, ...node }));
  return (await call('POST', '/api/workflows', { name, nodes: labelled, connections })).id;
}

async function execute(workflowId: string, status: string, inputs: object = {}): Promise<string> {
  const { executionId } = await call('POST', `/api/workflow/${workflowId}/execute`, { inputs });
  await until(executionId, ({ status: now }) => now === status);
  return executionId;
}

async function until(id: string, isSo: (execution: { status: string; lastSeq: number }) => boolean): Promise<void> {
  while (!isSo(await call('GET', `/api/workflow/execution/${id}?logs=none`))) await delay(20);
}

async function fill(): Promise<void> {
  await call('POST', '/api/setup', { token: 'setup-token-of-the-past', email: EMAIL, password: PASSWORD });
  await call('POST', '/api/members', { email: 'ben@example.com', role: 'editor' });
  await call('POST', '/api/tokens', { name: 'CI', scopes: ['read', 'run'] });
  const credential = { name: 'shop', kind: 'bearer', token: 'a-secret-of-the-past', hosts: ['127.0.0.1'] };
  await call('POST', '/api/credentials', credential);
  await call('POST', '/api/embed-keys', { name: 'Partner' });
  const place = { x: 0, y: 1, w: 3, h: 2 };
  const runs = { id: 'runs', type: 'stat', title: 'Runs', ...place, source: { kind: 'executions' } };
  await call('POST', '/api/dashboards', { name: 'Sales', range: '7d', widgets: [runs] });
  const columns = [
    { name: 'Title', type: 'text' },
    { name: 'Price', type: 'number' },
  ];
  await call('POST', '/api/databases', { name: 'Orders', columns });

  const greet = (fieldValue: string) => ({
    id: 'add',
    type: 'addField',
    config: { fieldName: 'greeting', fieldValue },
  });
  const quick = await save('Quick', start, greet('hello'), out);
  const slow = await save('Slow', start, { id: 'get', type: 'http', config: { httpUrl: `${stubUrl}/json` } }, out);
  const dear = { conditionField: 'price', conditionOperator: 'greaterThan', conditionValue: 10 };
  const get = { id: 'get', type: 'http', config: { httpUrl: `${stubUrl}/ok` } };
  const calls = await save('Calls', start, get, { id: 'check', type: 'condition', config: dear }, out);
  const story = { llmPrompt: 'Tell me a story', model: 'stub' };
  const writes = await save('Writes', start, { id: 'model', type: 'llm', config: story }, out);
  const asks = await save('Asks', start, { id: 'ask', type: 'humanApproval', config: { message: 'Go on?' } }, out);
  const waits = await save('Waits', start, { id: 'wait', type: 'delay', config: { ms: 8_000 } }, out);
  const missing = { fieldName: 'v', fieldValue: '{{ nowhere.to.be.found }}' };
  const fails = await save('Fails', start, { id: 'bad', type: 'addField', config: missing }, out);
  const parent = await save(
    'Parent',
    start,
    { id: 'child', type: 'executeWorkflow', config: { workflowId: asks } },
    out,
  );
  const hook = await save('Hooked', { id: 'hook', type: 'webhook' }, out);
  const yearly = { triggerType: 'scheduled', scheduleType: 'cron', cron: '0 3 1 1 *', timezone: 'Europe/Madrid' };
  await save('Ticks', { id: 'tick', type: 'trigger', config: yearly }, out);
  await call('POST', `/api/workflows/${hook}/webhook-token`);

  await execute(waits, 'waiting');
  headers['idempotency-key'] = 'once';
  await execute(quick, 'completed', { a: 1, who: 'Ána' });
  delete headers['idempotency-key'];
  const document = await call('GET', `/api/workflows/${quick}`);
  const nodes = document.nodes.map((node: Node) => (node.id === 'add' ? { ...node, ...greet('good day') } : node));
  await call('PUT', `/api/workflows/${quick}`, { name: 'Quick', nodes, connections: document.connections });
  await call('POST', `/api/workflows/${quick}/publish`);
  await execute(quick, 'completed', { text: 'x'.repeat(LARGE) });
  await execute(calls, 'completed');
  const failed = await execute(fails, 'failed');
  const again = await call('POST', `/api/workflow/execution/${failed}/retry`);
  await until(again.executionId, ({ status }) => status === 'failed');
  await call('POST', `/api/workflow/execution/${await execute(asks, 'waiting')}/cancel`);
  const answered = await execute(asks, 'waiting');
  await call('POST', `/api/workflow/execution/${answered}/resume`, { approved: true, data: { by: 'Ana' } });
  await until(answered, ({ status }) => status === 'completed');
  await execute(asks, 'waiting');
  await execute(parent, 'waiting');
  // these two take both slots, so that the last one waits for its turn
  for (const id of [slow, writes]) await until(await execute(id, 'running'), ({ lastSeq }) => lastSeq === 2);
  await execute(quick, 'pending', { later: true });
  // the words of the model are kept
  await delay(1_500);
}

const sqlite = (sql: string) => execFileSync('sqlite3', [file], { input: sql, encoding: 'utf8', maxBuffer: 1e8 });

try {
  await fill();
  child.kill('SIGKILL');
  await once(child, 'exit');
  // the examples would be most of it
  sqlite(`DELETE FROM workflow_revisions WHERE workflowId LIKE 'example-%';
    DELETE FROM schedules WHERE workflowId LIKE 'example-%'; DELETE FROM workflows WHERE id LIKE 'example-%';
    INSERT INTO duties VALUES ('leader', 'gone:1:x', '2024-11-30T00:00:00.000Z');
    UPDATE workflow_executions SET queuedAt = createdAt WHERE status = 'pending';`);
  const day = new Date().toISOString().slice(0, 11);
  const dump = sqlite('.dump')
    .replaceAll(stubUrl, STUB)
    .replaceAll('x'.repeat(LARGE), `'||printf('%.${LARGE}c','x')||'`)
    // long ago by whatever clock it is tried
    .replaceAll(day, '2024-11-30T');
  writeFileSync(join(import.meta.dirname, `${tag}.sql`), dump);
} finally {
  child.kill('SIGKILL');
  stub.closeAllConnections();
  stub.close();
  rmSync(folder, { recursive: true, force: true });
}
