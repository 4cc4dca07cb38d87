/** What operators ask, and what holds for every path. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Store } from '../../db/store.ts';
import { tempDir } from '../_setup.ts';
import { openApp } from './_app.ts';

test('lives, and is ready', async () => {
  const { app } = await openApp();
  expect(await (await app.request('/health')).json()).toEqual({ status: 'ok', version: '1.2.3' });
  expect(await (await app.request('/ready')).json()).toEqual({ ready: true, pending: 0 });
  expect(await (await app.request('/api/prefect/health')).json()).toMatchObject({
    available: false,
    serviceUrl: null,
    message: 'PREFECT_API_URL is not set: this server runs executions itself.',
  });
});

test('is not ready before it takes up what is due', async () => {
  const { app } = await openApp({ started: () => false });
  const answer = await app.request('/ready');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: 'unavailable', error: expect.stringContaining('starting') });
});

test('is not ready on its way down, nor when nothing can be written', async () => {
  const down = await openApp({ draining: () => true });
  const answer = await down.app.request('/ready');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: 'unavailable' });
  expect(down.logged).toEqual([]);
  const { store } = await openApp();
  const health = async () => ({ ...(await store.upkeep.health()), writable: false, message: 'The disk is full.' });
  const full = await openApp({ store: { ...store, upkeep: { ...store.upkeep, health } } });
  const refused = await full.app.request('/ready');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('2');
  expect(await refused.json()).toEqual({ error: 'The disk is full.', code: 'storage_unavailable' });
  const said = { code: 'storage_unavailable', reason: 'The disk is full.', method: 'GET', path: '/ready' };
  expect(full.logged).toEqual([{ level: 'warn', message: 'A request was refused.', ...said }]);
});

test('gives figures to Prometheus', async () => {
  const { app } = await openApp();
  await app.request('/metrics');
  const response = await app.request('/metrics');
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines) expect(line).toMatch(/^[a-z_0-9]+(\{([a-z]+="[^"]*",?)+\})? -?\d+(\.\d+)?(e[+-]\d+)?$/);
  const names = new Set(lines.map((line) => line.replace(/[{ ].*/, '')));
  for (const name of [
    'cortado_executions',
    'cortado_sse_viewers',
    'cortado_commit_queue',
    'process_cpu_seconds_total',
  ]) {
    expect(names).toContain(name);
  }
});

test('shows the reference of the API without a network', async () => {
  const { app } = await openApp();
  const html = await (await app.request('/docs')).text();
  expect(html).toContain('/api/workflow/{id}/execute');
  expect(html).not.toMatch(/<script|src=|https?:\/\//);
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
});

test('describes the config of every node type', async () => {
  const { app } = await openApp();
  const { nodeTypes } = (await (await app.request('/api/node-types')).json()) as {
    nodeTypes: { type: string; config: object }[];
  };
  expect(nodeTypes.map(({ type }) => type)).toContain('http');
  for (const { config } of nodeTypes) expect(config).toMatchObject({ type: 'object', properties: expect.any(Object) });
});

test.each([
  ['GET', '/api/workflow/x/execute', 'POST'],
  ['DELETE', '/api/workflow/execution/x', 'GET, HEAD'],
  ['PATCH', '/api/workflows/x', 'GET, HEAD, PUT, DELETE'],
  ['POST', '/health', 'GET, HEAD'],
  ['OPTIONS', '/api/workflows', 'GET, HEAD, POST'],
])('%s %s is a 405 that names %s', async (method, path, allow) => {
  const { app } = await openApp();
  const response = await app.request(path, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe(allow);
  expect(await response.json()).toMatchObject({ code: 'method_not_allowed' });
});

test.each(['/api', '/api/', '/api/nothing', '/api/workflow', '/api/executions/x/y', '/favicon.png', '/a/b.js'])(
  '%s does not exist',
  async (path) => {
    const { app } = await openApp();
    const response = await app.request(path);
    expect(response.status).toBe(404);
  },
);

test('keeps the inside of an unknown failure to the log', async () => {
  const { store } = await openApp();
  const broken = { head: () => Promise.reject(new Error('secret at /etc/cortado')) };
  const { app, logged } = await openApp({
    store: { ...store, executions: { ...store.executions, ...broken } } as Store,
  });
  const response = await app.request('/api/workflow/execution/x');
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toContain('secret');
  const requestId = response.headers.get('x-request-id');
  expect(JSON.parse(text)).toMatchObject({ code: 'internal', error: expect.stringContaining(String(requestId)) });
  expect(logged).toMatchObject([{ level: 'error', requestId, err: { message: 'secret at /etc/cortado' } }]);
});

test('answers a 304 from the head alone', async () => {
  const { store } = await openApp();
  const head = { id: 'e', version: 7, lastSeq: 3, status: 'running' };
  const unread = () => Promise.reject(new Error('payloads were read'));
  const executions = { ...store.executions, head: async () => head, get: unread };
  const { app } = await openApp({ store: { ...store, executions } as unknown as Store });
  const ask = (etag: string) => app.request('/api/workflow/execution/e', { headers: { 'If-None-Match': etag } });
  expect((await ask('W/"1.7.newest"')).status).toBe(304);
  expect((await ask('W/"1.6.newest"')).status).toBe(500);
});

test('logs slow requests, but not those that were asked to wait', async () => {
  const { app, logged } = await openApp({}, { slowMs: -1 });
  await app.request('/health');
  await app.request('/health?wait=1');
  expect(logged).toMatchObject([{ level: 'info', path: '/health', status: 200 }]);
});

function builtClient(): string {
  const folder = tempDir();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Cortado</title>');
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'console.log(1)');
  writeFileSync(join(folder, 'assets/app-1a2b.js.gz'), gzipSync('console.log(1)'));
  return folder;
}

test('serves the dashboard: one page for its addresses, its files for ever', async () => {
  const { app } = await openApp({}, { clientDir: builtClient() });
  for (const path of ['/', '/workflows/w1', '/executions/e1']) {
    const page = await app.request(path);
    expect(await page.text()).toContain('<title>Cortado</title>');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-type')).toContain('text/html');
  }
  const asset = await app.request('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip' } });
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(asset.headers.get('content-encoding')).toBe('gzip');
  expect(asset.headers.get('content-type')).toContain('javascript');
  expect((await app.request('/favicon.svg')).headers.get('content-type')).toContain('image/svg');
  expect((await app.request('/assets/gone.js')).status).toBe(404);
  expect((await app.request('/', { method: 'HEAD' })).status).toBe(200);
  expect((await app.request('/', { method: 'POST' })).status).toBe(404);
});

test.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/assets/%00.js', '/%ff.js'])(
  'does not leave its folder for %s',
  async (path) => {
    const { app } = await openApp({}, { clientDir: builtClient() });
    const response = await app.request(`http://localhost${path}`);
    expect(response.status).toBe(404);
  },
);

test('says so when the dashboard is not built', async () => {
  const { app } = await openApp({}, { clientDir: tempDir() });
  const response = await app.request('/');
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('npm run build');
});
