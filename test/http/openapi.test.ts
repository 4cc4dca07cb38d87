/** The description of the API, held against what there is. */
import { expect, test } from 'vitest';
import { type OpenApiOperation, openapiDocument } from '../../server/http/openapi.ts';
import { startServer } from '../_server.ts';
import { createApi, seen } from './_api.ts';
import { openApp } from './_app.ts';

const document = openapiDocument('test');
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test('describes every route, and nothing else', async () => {
  const { app } = await openApp();
  // what workers ask is between them and the server: test/remote
  const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/internal/'));
  const there = routes.map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
  expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...new Set(there)].sort());
});

test('every answer of every operation is as described', async () => {
  const api = createApi((await startServer()).url);
  for (const { path, method, operation } of operations) {
    const to = path
      .replaceAll(/\{\w+\}/g, 'none')
      .replace('/logs/none', '/logs/1')
      .replace('/revisions/none', '/revisions/1');
    // An endless stream is read in its own tests.
    if (path === '/api/executions/stream') continue;
    await api(method.toUpperCase(), to, method === 'get' || method === 'delete' ? {} : { raw: '{' });
    if (operation.requestBody) await api(method.toUpperCase(), to, { body: {} });
  }
  expect(seen.size).toBeGreaterThan(operations.length);
});

test('every shape of an answer but streams, pages and empty ones is described', () => {
  const missing = operations.flatMap(({ path, method, operation }) =>
    Object.entries(operation.responses)
      .filter(([status, { content }]) => !content && !['204', '304'].includes(status))
      .map(([status]) => `${method} ${path} ${status}`),
  );
  expect(missing).toEqual([]);
});

test('every reference leads to a shape', () => {
  const names = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  );
  expect(names.length).toBeGreaterThan(50);
  for (const name of names) expect(document.components.schemas).toHaveProperty(name ?? '');
});

test('names every operation once', () => {
  const ids = operations.map(({ operation }: { operation: OpenApiOperation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});
