/** Every request, command and program that the documents show is run, and has to be answered as they say. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { SignJWT } from 'jose';
import Database from 'libsql';
import { EventSource } from 'undici';
import { beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { embedStreamChange } from '../../server/http/embed-schemas.ts';
import { startServer, type TestServer } from '../_server.ts';
import { tempDir, whenDone } from '../_setup.ts';
import { cortado } from '../cli/_cli.ts';
import { createApi } from '../http/_api.ts';
import { blocksOf, commandsOf, patternOf, requestOf } from './_examples.ts';

const folder = tempDir();
let server: TestServer;
let api: ReturnType<typeof createApi>;
/** executions of a workflow that has ended, and of one that has failed */
let ended: string;
let failed: string;

beforeAll(async () => {
  server = await startServer({ folder });
  api = createApi(server.url);
  const nodes = [
    { id: 't', type: 'trigger' },
    { id: 'c', type: 'code', config: { code: 'throw "no"' } },
  ];
  const connections = [{ fromNodeId: 't', toNodeId: 'c' }];
  const { json } = await api('POST', '/api/workflows', { body: { name: 'Always fails', nodes, connections } });
  failed = await run(json.id);
  ended = await run('example-price-quote');
}, 180_000);

const run = async (id: string): Promise<string> =>
  (await api('POST', `/api/workflow/${id}/execute?wait=20000`, { body: {} })).json.executionId;

/** What stands for something in the documents, as it is here. */
function filled(text: string, more: Record<string, string> = {}): string {
  const known: Record<string, string> = {
    'http://127.0.0.1:3001': server.url,
    'https://cortado.example.com': server.url,
    '<executionId>': ended,
    ':executionId': ended,
    '<id>': 'example-lead-intake',
    ':id': 'example-price-quote',
    '"workflowId": "01h…"': '"workflowId": "example-price-quote"',
    '"workflowIds": ["01h…"]': '"workflowIds": ["example-price-quote"]',
    '01k…': '…',
    ...more,
  };
  return Object.entries(known).reduce((filling, [shown, here]) => filling.replaceAll(shown, here), text);
}

const pages = ['README.md', 'docs/api.md', 'docs/dashboards.md', 'docs/embedding.md'] as const;

test.for(pages)('every request of %s is answered as it says', { timeout: 120_000 }, async (page) => {
  const commands = commandsOf(page).filter(({ words }) => words[0] === 'curl');
  expect(commands.length).toBeGreaterThan(0);
  let made: Record<string, string> = {};
  for (const { words, answer } of commands) {
    const { method, url, init } = requestOf(words.map((word) => filled(word, made)));
    const response = await fetch(url, init);
    const text = await response.text();
    expect(response.ok, `${method} ${url}: ${text}`).toBe(true);
    if (response.headers.get('content-type')?.includes('json')) {
      const body = JSON.parse(text);
      if (typeof body.url === 'string') made = { ...made, '<url>': body.url };
    }
    if (answer === null) continue;
    const [, status, shown = ''] = /^(?:(\d{3}) )?([\s\S]*)$/.exec(filled(answer)) ?? [];
    if (status) expect(response.status).toBe(Number(status));
    // which executions have failed, and how often, differs here
    const asShown = text.replace('Always fails', 'Weekly store report').replace(/(\["[^"]*",)\d+\]/, '$13]');
    expect(asShown).toMatch(patternOf(shown));
  }
});

test('every request of the guide to the API is answered as it says', { timeout: 60_000 }, async () => {
  const blocks = blocksOf('docs/api.md').filter(({ language }) => language === 'http' || language === 'json');
  expect(blocks.length).toBeGreaterThan(3);
  let text = '';
  for (const { language, code } of blocks) {
    if (language === 'http') {
      const [, method = '', path = '', body = ''] = /^(\w+) (\S+)\n?([\s\S]*)$/.exec(filled(code)) ?? [];
      const init = body.trim() === '' ? {} : { body, headers: { 'content-type': 'application/json' } };
      const response = await fetch(server.url + path, { method, ...init });
      expect(response.ok, `${method} ${path}`).toBe(true);
      text = await response.text();
    } else {
      if (code.includes('"error"')) text = await (await fetch(`${server.url}/api/workflows/abc`)).text();
      const plain = (json: string) => json.replace(/([,:])\s+(?=["{[\w])/g, '$1').trim();
      expect(plain(text)).toMatch(patternOf(plain(filled(code))));
    }
  }
});

test('the program of the guide that watches a stream hears all of it', { timeout: 60_000 }, async () => {
  const code = blocksOf('docs/api.md').find((block) => block.code.includes('new EventSource'))?.code;
  const heard: string[] = [];
  const here = server.url;
  let closed = () => {};
  const over = new Promise<void>((resolve) => {
    closed = resolve;
  });
  class Source extends EventSource {
    constructor(path: string) {
      super(here + path);
      whenDone(() => super.close());
    }
    override close(): void {
      super.close();
      closed();
    }
  }
  const show = ({ nodeId, status }: Record<string, string>) => heard.push(`${nodeId} ${status}`);
  const update = ({ status }: Record<string, string>) => heard.push(`is ${status}`);
  runInNewContext(code ?? '', { EventSource: Source, JSON, executionId: ended, show, update });
  await over;
  expect(heard.at(-1)).toBe('is completed');
  expect(heard.length).toBeGreaterThan(3);
});

test('the tokens that the guide to embedding has signed are good, and so is what it says to a stream', async () => {
  const code = blocksOf('docs/embedding.md').find((block) => block.code.includes('SignJWT'))?.code ?? '';
  const { json: key } = await api('POST', '/api/embed-keys', { body: { name: 'Shop' } });
  const env = { CORTADO_EMBED_KID: key.kid, CORTADO_EMBED_SECRET: key.secret };
  const program = code
    .replace(/^import .*$/m, '')
    .replace('const token =', 'return')
    .replace('01h…', 'example-price-quote');
  const context = { SignJWT, TextEncoder, process: { env } };
  const token = await runInNewContext(`(async () => {${program}})()`, context);
  const answer = await fetch(`${server.url}/api/embed`, { headers: { authorization: `Bearer ${token}` } });
  expect(await answer.json()).toMatchObject({ workflowId: 'example-price-quote', viewer: 'customer-17' });
  // the same claims, and the same way to sign them
  const python = blocksOf('docs/embedding.md').find(({ language }) => language === 'python')?.code ?? '';
  for (const part of [
    '"aud": "cortado-embed"',
    '"workflow"',
    '"scopes": ["run"]',
    '"sub"',
    '"iat"',
    '"exp"',
    'HS256',
    '"kid"',
  ])
    expect(python).toContain(part);

  const [change] = blocksOf('docs/embedding.md').filter(({ language }) => language === 'json');
  expect(embedStreamChange.safeParse(JSON.parse(change?.code ?? '')).success).toBe(true);
  const settings = blocksOf('docs/embedding.md').find((block) => block.code.startsWith('EMBED_ORIGINS='))?.code ?? '';
  const [name = '', value = ''] = settings.trim().split('=');
  expect(readConfig({ [name]: value }).embedOrigins).toHaveLength(2);
});

test('every command line of the documents does what it says', { timeout: 240_000 }, async () => {
  const commands = ['README.md', 'docs/security.md', 'docs/workers.md']
    .flatMap(commandsOf)
    .filter(({ words }) => words[0] === 'npx' && words[1] === 'cortado');
  expect(commands.length).toBeGreaterThan(12);
  const here = tempDir();
  // the database and the file that they name
  const columns = [
    { name: 'SKU', unique: true },
    { name: 'Price', type: 'number' },
  ];
  const made = await fetch(`${server.url}/api/databases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Stock', columns }),
  });
  expect(made.status).toBe(201);
  writeFileSync(join(here, 'stock.csv'), 'sku,price\na,1\n');
  // these go on until they are ended, or need accounts: they have tests of their own
  const elsewhere = ['worker', 'login', 'token'];
  let begun = '';
  for (const { words, from } of commands) {
    const verb = words[2] ?? '';
    if (elsewhere.includes(verb)) continue;
    const execution = verb === 'retry' ? failed : verb === 'logs' ? ended : begun;
    const args = words.slice(2).map((word) => (word === '<execution>' ? execution : word));
    const stdin = from === null ? {} : { stdin: 'tok-123456' };
    const { code, out, err } = await cortado(server.url, args, { cwd: here, ...stdin });
    // what had failed fails again
    expect(code, `${args.join(' ')}: ${out}${err}`).toBe(verb === 'retry' ? 1 : 0);
    if (args.includes('Refund approval')) begun = out.trim();
  }
  expect(begun).toMatch(/^\w{20,}$/);
});

test('every npm script of the documents is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  const named = [
    ...pages,
    'CONTRIBUTING.md',
    'docs/operations.md',
    'docs/benchmarks.md',
    'docs/reliability.md',
  ].flatMap((page) =>
    blocksOf(page).flatMap(({ code }) => [...code.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name]) => name!)),
  );
  const own = ['install', 'ci'];
  expect(named.filter((name) => !own.includes(name) && !(name in scripts))).toEqual([]);
});

test('the queries of the guide run as they are on the file of a server', () => {
  const sql = blocksOf('docs/operations.md').find(({ language }) => language === 'sql')?.code ?? '';
  const database = new Database(join(folder, 'cortado.db'), { readonly: true });
  whenDone(() => void database.close());
  const queries = sql
    .split(';')
    .map((query) => query.trim())
    .filter((query) => query !== '');
  expect(queries.length).toBeGreaterThan(3);
  const here = (query: string) => query.replace('workflow123', 'example-price-quote').replace('abc123', ended);
  const counts = queries.map((query) => database.prepare(here(query)).all([]).length);
  expect([counts[0]! > 0, counts[1]! > 2, counts.at(-1)! > 0]).toEqual([true, true, true]);
});
