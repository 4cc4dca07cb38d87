/** What every answer tells a browser, over a real connection. */
import { expect, test } from 'vitest';
import { builtServer } from '../_bundle.ts';
import { startProcess, startServer } from '../_server.ts';
import { openHouse } from './_people.ts';

const BASELINE = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' };

function baselineOf(headers: Headers) {
  return Object.fromEntries(Object.keys(BASELINE).map((name) => [name, headers.get(name)]));
}

test('every answer says that it is what it says it is, and no other site can load it: answers, errors, pages, streams', async () => {
  const { url } = await startServer();
  const workflow = { name: 'W', nodes: [{ id: 't', type: 'trigger' }], connections: [] };
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(workflow) };
  const asked = {
    answer: await fetch(`${url}/api/workflows`),
    created: await fetch(`${url}/api/workflows`, init),
    error: await fetch(`${url}/api/workflows/nothing`),
    wrongMethod: await fetch(`${url}/health`, { method: 'DELETE' }),
    head: await fetch(`${url}/health`, { method: 'HEAD' }),
    docs: await fetch(`${url}/docs`),
    page: await fetch(`${url}/`),
    audit: await fetch(`${url}/api/audit?format=ndjson`),
    stream: await fetch(`${url}/api/executions/stream`),
  };
  for (const [name, { headers, body }] of Object.entries(asked)) {
    expect([name, baselineOf(headers)]).toEqual([name, BASELINE]);
    await body?.cancel();
  }
  expect(asked.created.status).toBe(201);
});

test('answers about people and secrets are kept by nobody on the way, errors as well', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const cached = async (...[method, path, options]: Parameters<typeof ana.api>) =>
    (await ana.api(method, path, options)).headers.get('cache-control');
  for (const path of ['/api/me', '/api/members', '/api/tokens', '/api/audit'])
    expect([path, await cached('GET', path)]).toEqual([path, 'no-store']);
  expect(await cached('POST', '/api/tokens', { body: { name: 'T', scopes: ['read'] } })).toBe('no-store');
  expect(await cached('POST', '/api/workflows/example-price-quote/webhook-token')).toBe('no-store');
  const refused = await house.api('POST', '/api/login', { body: { email: 'ana@example.com', password: 'wrong' } });
  expect([refused.status, refused.headers.get('cache-control')]).toEqual([401, 'no-store']);
  expect((await house.api('GET', '/api/tokens')).headers.get('cache-control')).toBe('no-store');
});

test('pages run their own scripts alone, and nobody frames them', async () => {
  const { url } = await startProcess({ command: [process.execPath, await builtServer()] });
  for (const path of ['/', '/login', '/executions/x', '/settings/tokens']) {
    const { headers, body } = await fetch(`${url}${path}`);
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split('; ').map((part) => part.split(/ (.*)/)),
    );
    expect(policy).toMatchObject({ 'default-src': "'self'", 'script-src': "'self'", 'style-src': "'self'" });
    expect(policy).toMatchObject({ 'object-src': "'none'", 'base-uri': "'none'", 'frame-ancestors': "'none'" });
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(baselineOf(headers)).toEqual(BASELINE);
    await body?.cancel();
  }
}, 60_000);
