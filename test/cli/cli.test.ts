import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { startLlmStub } from '../../server/demo/llm-stub.ts';
import { startServer } from '../_server.ts';
import { tempDir, whenDone } from '../_setup.ts';
import { cortado, start } from './_cli.ts';

/** A server with its examples, and a model on this machine. */
async function ground(env: Record<string, string> = {}) {
  const llm = await startLlmStub({ paceMs: 5 });
  whenDone(() => llm.close());
  const server = await startServer({ env: { OPENAI_BASE_URL: llm.url, OPENAI_API_KEY: 'x', ...env } });
  const cli = (...args: string[]) => cortado(server.url, args);
  return { server, llm, cli };
}

/** Most tests share one: what each of them saves has a name of its own. */
let shared: Awaited<ReturnType<typeof ground>>;
beforeAll(async () => {
  shared = await ground();
});

async function save(url: string, name: string, nodes: object[], connections: object[] = []): Promise<string> {
  const body = JSON.stringify({ name, nodes, connections });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/workflows`, { method: 'POST', headers, body });
  expect(response.status).toBe(201);
  return (await response.json()).id;
}

const link = (fromNodeId: string, toNodeId: string) => ({ fromNodeId, toNodeId });
const startNode = { id: 'start', type: 'trigger', label: 'Start' };
const failing = [
  startNode,
  { id: 'oops', type: 'addField', label: 'Oops', config: { fieldName: 'a', fieldValue: '{{ nothing }}' } },
];
const slow = [startNode, { id: 'wait', type: 'delay', label: 'Wait', config: { amount: 60, unit: 'seconds' } }];
const asking = [startNode, { id: 'ask', type: 'humanApproval', label: 'Ask', config: { message: 'Really?' } }];

describe('run', () => {
  test('follows an execution: log on stderr, result on stdout, 0 when it completed', async () => {
    const { cli } = shared;
    const { code, out, err } = await cli('run', 'Price quote', '--follow', '-i', 'Bags of 1 kg=40');
    expect({ code, result: JSON.parse(out) }).toEqual({
      code: 0,
      result: { quantity: 40, unitPrice: 27.5, factor: 0.95, total: 1045 },
    });
    expect(err).toMatch(/✓ Volume discount/);
    expect(err).toMatch(/✓ completed 6 completed/);
  });

  test('without following, answers the id at once', async () => {
    const { cli } = shared;
    const { code, out, err } = await cli('run', 'example-store-report');
    expect(code).toBe(0);
    expect(out).toMatch(/^\w{26}\n$/);
    expect(err).toContain(`npx cortado logs ${out.trim()} --follow`);
    const shown = await cli('logs', out.trim(), '--follow');
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/✓ Target of 12,000 € reached\? .*"revenue ≥ 12000" was true for 2 of 3 rows/);
  });

  test('exits with 1 when the execution failed, and says why', async () => {
    const { server, cli } = shared;
    await save(server.url, 'Fails', failing, [link('start', 'oops')]);
    const { code, out, err } = await cli('run', 'fails', '-f');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/✗ Oops .*Expected a value at "nothing"/);
    expect(err).toMatch(/✗ failed 1 completed · 1 failed/);
  });

  test('exits with 3 when the execution was cancelled', async () => {
    const { server, cli } = shared;
    await save(server.url, 'Slow', slow, [link('start', 'wait')]);
    const running = start(server.url, ['run', 'Slow', '-f']);
    await vi.waitFor(() => expect(running.err()).toMatch(/‖ Wait/), 10_000);
    const id = /Slow · (\w+)/.exec(running.err())?.[1] ?? '';
    expect((await cli('cancel', id)).err).toMatch(/is cancell/);
    expect((await running.ended).code).toBe(3);
    const again = await cli('cancel', id);
    expect(again.code).toBe(4);
    expect(again.err).toMatch(/cancelled/);
  });

  test('Ctrl-C stops following and nothing else', async () => {
    const { server, cli } = shared;
    await save(server.url, 'Slower', slow, [link('start', 'wait')]);
    const running = start(server.url, ['run', 'Slower', '-f']);
    await vi.waitFor(() => expect(running.err()).toMatch(/‖ Wait/), 10_000);
    running.kill('SIGINT');
    const { code, err } = await running.ended;
    expect(code).toBe(130);
    expect(err).toContain('Stopped following; the execution goes on.');
    const id = /Slower · (\w+)/.exec(err)?.[1] ?? '';
    expect((await cli('status', id)).out).toMatch(/‖ waiting {2}Slower/);
    await cli('cancel', id);
  });

  test('takes inputs from a file and as JSON, and refuses what is no input', async () => {
    const { cli } = shared;
    const file = join(tempDir(), 'inputs.json');
    writeFileSync(file, JSON.stringify({ quantity: 10 }));
    expect(JSON.parse((await cli('run', 'Price quote', '-f', '--inputs', file)).out).total).toBe(275);
    expect(JSON.parse((await cli('run', 'Price quote', '-f', '-i', 'quantity:=200')).out).total).toBe(4675);
    const wrong = await cli('run', 'Price quote', '-i', 'quantity');
    expect(wrong).toMatchObject({ code: 2, err: 'Expected --input as node=value, or node:=json, got "quantity".\n' });
    expect((await cli('run', 'Price quote', '-i', 'quantity:={')).code).toBe(2);
    expect((await cli('run', 'Price quote', '--inputs', `${file}x`)).err).toContain('There is no file');
  });

  test('streams for a program: one JSON text a line, tokens included, the result last', async () => {
    const { server, cli } = shared;
    const say = { id: 'llm', type: 'llm', label: 'LLM', config: { llmPrompt: '[[say=one two three]]' } };
    await save(server.url, 'Stream', [...asking, say], [link('start', 'ask'), link('ask', 'llm')]);
    const running = start(server.url, ['run', 'Stream', '-f', '--json']);
    await vi.waitFor(() => expect(running.out()).toContain('"status":"waiting"'), 10_000);
    const id = /"executionId":"(\w+)"/.exec(running.out())?.[1] ?? '';
    await cli('approve', id);
    const { code, out } = await running.ended;
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(events.filter(({ event }) => event === 'log').map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    const said = events.filter(({ event }) => event === 'token').map(({ text }) => text);
    expect(said.join('')).toBe('one two three');
    expect(events.at(-2)).toMatchObject({ event: 'end', status: 'completed' });
    expect(events.at(-1)).toMatchObject({ event: 'result', finalOutput: 'one two three' });
  });

  test('a key runs it once', async () => {
    const { cli } = shared;
    const first = await cli('run', 'example-store-report', '--key', 'monday');
    const second = await cli('run', 'example-store-report', '--key', 'monday');
    expect(first.out).toBe(second.out);
  });
});

describe('answering', () => {
  test('approve, reject and resume let a waiting execution go on', async () => {
    const { server, cli } = shared;
    await save(server.url, 'Asks', asking, [link('start', 'ask')]);
    for (const [command, result] of [
      ['approve', true],
      ['reject', false],
      ['resume', true],
    ] as const) {
      const id = (await cli('run', 'Asks')).out.trim();
      await vi.waitFor(async () => expect((await cli('status', id)).out).toContain('waiting'), 10_000);
      const answered = await cli(command, id, '--data', '{"by":"me"}');
      expect(answered).toMatchObject({ code: 0, err: expect.stringContaining('The node "ask"') });
      expect((await cli('logs', id, '-f')).out).toContain(`✓ Ask`);
      expect((await cli('logs', id)).out).toContain(`→ ${result}`);
    }
  });

  test('retry runs what failed again and follows it', async () => {
    const { server, cli, llm } = shared;
    llm.reset();
    const prompt = '[[status=400 times=1]]';
    await save(
      server.url,
      'Retried',
      [startNode, { id: 'llm', type: 'llm', label: 'LLM', config: { llmPrompt: prompt } }],
      [link('start', 'llm')],
    );
    const failed = await cli('run', 'Retried', '-f');
    expect(failed.code).toBe(1);
    const id = /Retried · (\w+)/.exec(failed.err)?.[1] ?? '';
    const retried = await cli('retry', id, '-f');
    expect(retried.code).toBe(0);
    expect(retried.err).toContain('kept from the execution before');
    expect(llm.requests).toHaveLength(2);
  });
});

describe('lists', () => {
  test('workflows and executions, as a table and as JSON', async () => {
    const { cli } = await ground();
    expect((await cli('list')).out).toMatch(/^ID +NAME +NODES +LAST RUN\nexample-store-report /);
    expect((await cli('executions')).err).toBe('There are no executions.\n');
    await cli('run', 'Price quote', '-f');
    expect((await cli('list', '--search', 'quote')).out).toMatch(/Price quote +6 +✓ completed just now/);
    expect((await cli('executions', 'Price quote', '--status', 'completed')).out).toMatch(/✓ completed +100%/);
    const [only] = JSON.parse((await cli('executions', 'Volume discount', '--json')).out);
    expect(only).toMatchObject({ triggerType: 'subworkflow', status: 'completed' });
    expect((await cli('executions', '--status', 'done')).code).toBe(4);
    expect((await cli('list', '--limit', 'all')).code).toBe(2);
  });

  test('as many as were asked for, however few the server answers at once', async () => {
    const { server, cli } = shared;
    const id = await save(server.url, 'Many', [startNode]);
    const headers = { 'content-type': 'application/json' };
    const url = `${server.url}/api/workflow/${id}/execute`;
    const begin = () => fetch(url, { method: 'POST', headers, body: '{}' }).then((answer) => answer.json());
    await Promise.all(Array.from({ length: 203 }, begin));
    const all = JSON.parse((await cli('executions', id, '--limit', '1000', '--json')).out) as { executionId: string }[];
    expect(new Set(all.map(({ executionId }) => executionId)).size).toBe(203);
    const { out, err } = await cli('executions', id, '--limit', '201');
    expect(out.trim().split('\n')).toHaveLength(202);
    expect(err).toBe('There are more: use --limit or --status.\n');
  });

  test('an ambiguous name is asked back', async () => {
    const { server, cli } = shared;
    await save(server.url, 'Same', [startNode]);
    await save(server.url, 'Same', [startNode]);
    const { code, err } = await cli('run', 'same');
    expect(code).toBe(2);
    expect(err).toMatch(/"same" fits 2 workflows; say which one:\n {2}\w+ {2}Same/);
  });
});

describe('files', () => {
  test('what was exported can be imported', async () => {
    const { cli, server } = shared;
    const file = join(tempDir(), 'report.json');
    expect((await cli('export', 'Weekly store report', '-o', file)).code).toBe(0);
    const exported = JSON.parse(readFileSync(file, 'utf8'));
    expect(exported).toMatchObject({ name: 'Weekly store report', tags: ['example'] });
    const imported = await cli('import', file, '--name', 'Copy');
    expect(imported.err).toContain('"Copy" is added, with 13 nodes.');
    const copy = JSON.parse((await cli('export', imported.out.trim())).out);
    expect(copy).toEqual({ ...exported, name: 'Copy' });
    const piped = await cortado(server.url, ['import', '-'], { stdin: JSON.stringify([exported, exported]) });
    expect(piped.out.trim().split('\n')).toHaveLength(2);
  });

  test('every problem of a file is told, and the next file is tried', async () => {
    const { cli } = shared;
    const folder = tempDir();
    writeFileSync(
      join(folder, 'bad.json'),
      JSON.stringify({
        nodes: [
          { id: 'a', type: 'nope' },
          { id: 'a', type: 'http' },
        ],
      }),
    );
    writeFileSync(join(folder, 'good.json'), JSON.stringify({ data: { nodes: [startNode], connections: [] } }));
    writeFileSync(join(folder, 'cut.json'), '{"nodes": [');
    const { code, out, err } = await cli('import', join(folder, 'bad.json'), join(folder, 'good.json'));
    expect(code).toBe(4);
    expect(err.match(/which nodes\[0\] has too/g)).toHaveLength(1);
    expect(err).toMatch(/bad\.json: The workflow is not valid:\n( {2}.*\n){2,}.*"good" is added/);
    expect(err).toContain('nope');
    expect(out.trim()).toMatch(/^\w+$/);
    expect((await cli('import', join(folder, 'cut.json'))).err).toMatch(/Expected ".*cut.json" to be JSON/);
    const empty = await cortado(shared.server.url, ['import', '-'], { stdin: '[]' });
    expect(empty).toMatchObject({ code: 2, err: 'Expected "-" to have a workflow, or a list of workflows.\n' });
    const none = await cortado(shared.server.url, ['import', '-'], { stdin: '{}' });
    expect(none).toMatchObject({ code: 4, err: '-: Expected "nodes" to be a list of nodes, got nothing.\n' });
  });
});

describe('what goes wrong', () => {
  test('a server that is not there, or is no Cortado', async () => {
    const other = createServer((_, response) => response.end('<html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect((await cortado(url, ['list'])).err).toContain('Is this Cortado?');
    await new Promise((resolve) => other.close(resolve));
    const { code, err } = await cortado(url, ['list']);
    expect(code).toBe(4);
    expect(err).toBe(
      `The server at ${url} cannot be reached: nothing listens there.\nStart it with "npm start", or say where it is with --server or CORTADO_URL.\n`,
    );
  });

  test('wrong words get a sentence and exit 2, questions get help and exit 0', async () => {
    const nowhere = 'http://127.0.0.1:1';
    expect((await cortado(nowhere, ['frobnicate'])).err).toContain('There is no command "frobnicate".');
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(await cortado(nowhere, [name])).toMatchObject({
        code: 2,
        err: expect.stringContaining(`command "${name}"`),
      });
    }
    expect(await cortado(nowhere, ['help', 'frobnicate'])).toMatchObject({
      code: 2,
      err: 'There is no command "frobnicate". "npx cortado --help" shows those there are.\n',
    });
    expect(await cortado(nowhere, ['list', '--nope'])).toMatchObject({
      code: 2,
      err: 'Unknown option \'--nope\'. "npx cortado list --help" shows the options.\n',
    });
    expect((await cortado(nowhere, ['run'])).code).toBe(2);
    expect((await cortado(nowhere, ['logs', 'a', 'b'])).code).toBe(2);
    expect((await cortado('', ['list'])).err).not.toContain('Expected the server');
    expect((await cortado('localhost', ['list'])).err).toContain('Expected the server as http://host:port');
    expect((await cortado(nowhere, ['--help'])).out).toContain('Exit codes:');
    expect((await cortado(nowhere, ['run', '--help'])).out).toContain('--follow');
    expect((await cortado(nowhere, ['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('text from outside cannot drive the terminal', async () => {
    const { server, cli } = shared;
    const label = '\u001b[2J\u001b]0;owned\u0007Evil';
    await save(server.url, 'Evil', [{ id: 'start', type: 'trigger', label }]);
    const { err } = await cli('run', 'Evil', '-f');
    expect(err).toContain('Evil');
    expect(err).not.toContain('\u001b');
  });

  test('no colours in a pipe, colours where they are forced, none with NO_COLOR', async () => {
    const { server } = shared;
    const listing = (env: Record<string, string>) => cortado(server.url, ['list'], { env });
    expect((await listing({})).out).not.toContain('\u001b[');
    expect((await listing({ FORCE_COLOR: '1' })).out).toContain('\u001b[');
    expect((await listing({ NO_COLOR: '1' })).out).not.toContain('\u001b[');
  });
});
