import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'libsql';
import { beforeAll, expect, test, vi } from 'vitest';
import { builtServer } from '../_bundle.ts';
import { type ProcessOptions, spawnServer, startFailing, startProcess } from '../_server.ts';
import { tempDir, whenDone } from '../_setup.ts';

let command: readonly [string, string];
beforeAll(async () => {
  command = [process.execPath, await builtServer()];
});
const start = (options: ProcessOptions = {}) => startProcess({ command, ...options });
const fail = (options: ProcessOptions = {}) => startFailing({ command, ...options });

const json = { 'content-type': 'application/json' };

/** An http server whose answers the test lets go, and what lets workflows call it. */
async function slowStub() {
  const waiting: (() => void)[] = [];
  const server = createServer((_, response) => {
    waiting.push(() => response.setHeader('content-type', 'application/json').end('{"late":true}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, waiting, allowed: { HTTP_ALLOW: `127.0.0.1:${port}` } };
}

/** Saves trigger → http → output and begins it; answers the id of the execution. */
async function beginSlow(url: string, stubUrl: string): Promise<string> {
  const nodes = [
    { id: 't', type: 'trigger' },
    { id: 'h', type: 'http', config: { url: stubUrl, method: 'GET' } },
    { id: 'o', type: 'output' },
  ];
  const connections = [
    { fromNodeId: 't', toNodeId: 'h' },
    { fromNodeId: 'h', toNodeId: 'o' },
  ];
  const body = JSON.stringify({ name: 'slow', nodes, connections });
  const saved = await fetch(`${url}/api/workflows`, { method: 'POST', headers: json, body });
  const { id } = (await saved.json()) as { id: string };
  const begun = await fetch(`${url}/api/workflow/${id}/execute`, { method: 'POST', headers: json, body: '{}' });
  return ((await begun.json()) as { executionId: string }).executionId;
}

async function executionOf(url: string, id: string) {
  const answer = await fetch(`${url}/api/workflow/execution/${id}`);
  return (await answer.json()) as { status: string; logs: { nodeId: string; status: string; attempt: number }[] };
}

test('runs from its sources', async () => {
  const server = await startProcess();
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  expect(await server.end()).toBe(0);
});

test('prints one line with its address, answers, and ends when it is asked to', async () => {
  const server = await start({ env: { LOG_LEVEL: 'info' } });
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  const list = await fetch(`${server.url}/api/workflows`);
  expect(((await list.json()) as { workflows: unknown[] }).workflows.length).toBeGreaterThan(0);
  expect(await server.end('SIGTERM')).toBe(0);
  expect(JSON.parse(server.stderr().trim())).toMatchObject({ level: 'info', signal: 'SIGTERM' });
});

test('lets what runs end before it stops, and reports it to who watches', async () => {
  const stub = await slowStub();
  const server = await start({ env: stub.allowed });
  const id = await beginSlow(server.url, stub.url);
  await vi.waitFor(() => expect(stub.waiting).toHaveLength(1), 5_000);
  const stream = await fetch(`${server.url}/api/workflow/execution/${id}/stream`);
  const ended = server.end('SIGTERM');
  setTimeout(() => stub.waiting[0]!(), 200);
  expect(await ended).toBe(0);
  expect(await stream.text()).toMatch(/"nodeId":"h"[^\n]*"status":"completed"/);
});

test('who waits for the end of an execution is answered when the server stops', async () => {
  const stub = await slowStub();
  const server = await start({ env: { CONCURRENCY: '1', ...stub.allowed } });
  const id = await beginSlow(server.url, stub.url);
  await vi.waitFor(() => expect(stub.waiting).toHaveLength(1), 5_000);
  const { workflowId } = (await executionOf(server.url, id)) as unknown as { workflowId: string };
  const url = `${server.url}/api/workflow/${workflowId}/execute?wait=60000`;
  const waits = fetch(url, { method: 'POST', headers: json, body: '{}' });
  await vi.waitFor(async () => {
    const list = await fetch(`${server.url}/api/executions?status=pending`);
    expect(((await list.json()) as { executions: unknown[] }).executions).toHaveLength(1);
  });
  const ended = server.end('SIGTERM');
  setTimeout(() => stub.waiting[0]!(), 100);
  expect((await waits).status).toBe(202);
  expect(await ended).toBe(0);
});

test('what it gave back goes on at the next start, without a second attempt of what had ended', async () => {
  const stub = await slowStub();
  const folder = tempDir();
  const first = await start({ folder, env: stub.allowed });
  const id = await beginSlow(first.url, stub.url);
  await vi.waitFor(() => expect(stub.waiting).toHaveLength(1), 5_000);
  const ended = first.end('SIGTERM');
  setTimeout(() => stub.waiting[0]!(), 100);
  expect(await ended).toBe(0);
  const second = await start({ folder, env: stub.allowed });
  await vi.waitFor(async () => expect((await executionOf(second.url, id)).status).toBe('completed'), 5_000);
  expect(stub.waiting).toHaveLength(1);
  const { logs } = await executionOf(second.url, id);
  expect(logs.filter((row) => row.status === 'completed').map((row) => row.nodeId)).toEqual(['t', 'h', 'o']);
});

test('a second signal ends it at once, and nothing committed is lost', async () => {
  const stub = await slowStub();
  const folder = tempDir();
  const first = await start({ folder, env: stub.allowed });
  const id = await beginSlow(first.url, stub.url);
  await vi.waitFor(() => expect(stub.waiting).toHaveLength(1), 5_000);
  const began = Date.now();
  const ended = first.end('SIGTERM');
  setTimeout(() => first.child.kill('SIGTERM'), 200);
  expect(await ended).toBe(143);
  expect(Date.now() - began).toBeLessThan(5_000);

  const second = await start({ folder, env: stub.allowed });
  await vi.waitFor(() => expect(stub.waiting).toHaveLength(2), 5_000);
  stub.waiting[1]!();
  await vi.waitFor(async () => expect((await executionOf(second.url, id)).status).toBe('completed'), 5_000);
});

test('refuses a wrong configuration with a sentence for each variable', async () => {
  const { code, stderr } = await fail({ env: { PORT: 'x', CONCURRENCY: '-1' } });
  expect(code).toBe(1);
  expect(stderr.split('\n')).toEqual([
    'The configuration is wrong:',
    '  PORT is "x": expected a whole number from 0 to 65535: the port to listen on.',
    expect.stringContaining('  CONCURRENCY is "-1"'),
    '',
  ]);
});

test('says that the port is taken, in one sentence', async () => {
  const { url } = await slowStub();
  const { code, stderr } = await fail({ env: { PORT: new URL(url).port } });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Cortado cannot listen on port \d+ of 127\.0\.0\.1: another program uses it\. .*PORT.*\n$/);
});

test('refuses a database that another process writes, naming it', async () => {
  const folder = tempDir();
  const first = await start({ folder });
  const { code, stderr } = await fail({ folder });
  expect(code).toBe(1);
  expect(stderr).toMatch(new RegExp(`^The database .* is in use by process ${first.child.pid} .*\n$`));
  expect((await fetch(`${first.url}/health`)).status).toBe(200);
});

test('refuses a file that is no database', async () => {
  const folder = tempDir();
  writeFileSync(join(folder, 'cortado.db'), 'This is a letter, not a database. '.repeat(100));
  const { code, stderr } = await fail({ folder });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^".*cortado\.db" is not a Cortado database, or it is damaged.*\n$/);
});

test('refuses a database of a newer version', async () => {
  const folder = tempDir();
  await (await start({ folder })).end();
  const database = new Database(join(folder, 'cortado.db'));
  database.exec(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('future', ${Date.now() * 2})`);
  database.close();
  const { code, stderr } = await fail({ folder });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The database .* was written by a newer version of Cortado\. .*\n$/);
});

test('refuses a database that is damaged further in', async () => {
  const folder = tempDir();
  await (await start({ folder })).end();
  const path = join(folder, 'cortado.db');
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xa5, 4_096));
  const { code, stderr } = await fail({ folder });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^".*cortado\.db" is not a Cortado database, or it is damaged .*Restore a backup.*\n$/);
});

test('refuses what is no file, and leaves nothing beside it', async () => {
  const folder = join(tempDir(), 'data');
  mkdirSync(folder);
  const { code, stderr } = await fail({ env: { DATABASE_URL: `file:${folder}` } });
  expect(code).toBe(1);
  expect(stderr).toBe(`The database "${folder}" is a folder. Set DATABASE_URL to a file.\n`);
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test('refuses the database of another program', async () => {
  const folder = tempDir();
  const database = new Database(join(folder, 'cortado.db'));
  database.exec('CREATE TABLE workflows (mine TEXT)');
  database.close();
  const { code, stderr } = await fail({ folder });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The database ".*cortado\.db" could not be brought .*set DATABASE_URL to another file.*\n$/);
});

test('says why a database server cannot be used, and shows no token', async () => {
  const { code, stderr } = await fail({ env: { DATABASE_URL: 'http://127.0.0.1:1/?authToken=hunter2' } });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The database server "http:\/\/127\.0\.0\.1:1\/" cannot be used \(.+\)\. Start it, .*\n$/);
  expect(stderr).not.toContain('fetch failed');
  expect(stderr).not.toContain('hunter2');
});

test('refuses a folder that it cannot write to', async () => {
  const { code, stderr } = await fail({ env: { DATABASE_URL: 'file:/dev/null/cortado/db' } });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The database "\/dev\/null\/cortado\/db" cannot be opened.*\n$/);
});

test('an error that nobody caught is logged whole and ends the process', async () => {
  const program = `
    import { createLifetime, endWithProcess } from './server/lifetime.ts';
    import { createLog } from './server/log.ts';
    const log = await createLog('info', false);
    endWithProcess(createLifetime(log), log);
    setInterval(() => {}, 1_000);
    Promise.reject(new Error('nobody caught this', { cause: new Error('the reason') }));
  `;
  const { code, stderr } = await fail({ command: [process.execPath, '--input-type=module', '-e', program] });
  expect(code).toBe(1);
  const line = JSON.parse(stderr.trim());
  expect(line).toMatchObject({ level: 'fatal', err: { message: expect.stringContaining('nobody caught this') } });
  expect(JSON.stringify(line)).toContain('the reason');
});

test.skipIf(!existsSync('/dev/full'))('serves, and ends as it should, when its log cannot be written', async () => {
  const { url } = await slowStub();
  const port = String(Number(new URL(url).port) - 1);
  const [program, bundle] = command;
  const shell = ['/bin/sh', '-c', `exec "${program}" "${bundle}" >/dev/full 2>/dev/full`] as const;
  const server = spawnServer({ command: shell, env: { PORT: port, LOG_LEVEL: 'info', CORTADO_SPEED: 'fast' } });
  const health = async () => (await fetch(`http://127.0.0.1:${port}/health`)).status;
  await vi.waitFor(async () => expect(await health()).toBe(200), 5_000);
  server.child.kill('SIGTERM');
  expect(await server.exited).toBe(0);
});

test('secrets never reach the log', async () => {
  const program = `
    import { createLog } from './server/log.ts';
    const log = await createLog('info', false);
    log.info({ apiKey: 'S1', request: { headers: { authorization: 'S2', cookie: 'S3' } }, config: { password: 'S4' } }, 'said');
  `;
  const { stderr } = await fail({ command: [process.execPath, '--input-type=module', '-e', program] });
  expect(stderr).toContain('said');
  expect(stderr).not.toMatch(/S[1-4]/);
});
