import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Json, JsonRecord } from '../../db/model.ts';
import { type HttpStub, startHttpStub } from '../../server/demo/http-stub.ts';
import { createAgent } from '../../server/guard/agent.ts';
import { parseAllowList } from '../../server/guard/allow-list.ts';
import { createHttpClient } from '../../server/guard/http-client.ts';
import { retryAfter } from '../../server/nodes/http.ts';
import { nodeTypes } from '../../server/nodes/index.ts';
import { whenDone } from '../_setup.ts';
import { failureOf, type Given, parsed, run } from './_run.ts';

let stub: HttpStub;
const agent = createAgent({ allow: parseAllowList('127.0.0.1') });
const client = createHttpClient(agent);
const given: Given = { services: { http: client } };
beforeAll(async () => {
  stub = await startHttpStub();
});
beforeEach(() => stub.reset());
afterAll(async () => {
  await agent.close();
  await stub.close();
});

const call = (config: object, input: Json = {}, more: Given = {}) => run('http', config, input, { ...given, ...more });
const failed = (config: object, input: Json = {}, more: Given = {}) =>
  failureOf('http', config, input, { ...given, ...more });
type Echo = { method: string; query: JsonRecord; headers: Record<string, string>; body: Json };
const echo = async (config: object, input: Json = {}) =>
  (await call({ httpUrl: `${stub.url}/echo`, ...config }, input)).outputData as unknown as Echo;

/** A server that answers with what it is given, on a port of its own. */
async function serve(
  answer: Parameters<typeof createServer>[1],
): Promise<{ url: string; seen: { method?: string; headers: Record<string, unknown> }[] }> {
  const seen: { method?: string; headers: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method, headers: request.headers });
    (answer as (a: unknown, b: unknown) => void)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

describe('a call', () => {
  test('passes the answer on, with its status and headers', async () => {
    const result = await call({ httpUrl: `${stub.url}/json?x=secret` });
    expect(result).toMatchObject({
      success: true,
      message: `HTTP GET ${stub.url}/json - Status 200`,
      outputData: { ok: true, value: 42 },
      statusCode: 200,
    });
    expect(result.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  test('renders templates in address, query, headers and body', async () => {
    const { query, headers, body, method } = await echo(
      {
        httpUrl: `${stub.url}/{{ path }}`,
        httpMethod: 'put',
        query: { id: '{{ id }}', text: 'a&b = {{ id }}', tags: '{{ tags }}' },
        headers: { 'X-Order': '{{ id }}' },
        body: { order: '{{ id }}', lines: '{{ lines }}' },
      },
      { path: 'echo', id: 7, lines: [1, 2], tags: ['x'] },
    );
    expect(method).toBe('PUT');
    expect(query).toEqual({ id: '7', text: 'a&b = 7', tags: 'x' });
    expect(headers['x-order']).toBe('7');
    expect(body).toEqual({ order: 7, lines: [1, 2] });
    expect(headers['content-type']).toBe('application/json');
  });

  test.each(['POST', 'PUT', 'PATCH'])('%s sends what comes in as JSON', async (httpMethod) => {
    const { body, headers } = await echo({ httpMethod }, { a: 1 });
    expect(body).toEqual({ a: 1 });
    expect(headers['content-type']).toBe('application/json');
  });

  test.each(['GET', 'DELETE', 'OPTIONS'])('%s sends no body', async (httpMethod) => {
    const { body, headers } = await echo({ httpMethod }, { a: 1 });
    expect(body).toBeNull();
    expect(headers['content-type']).toBeUndefined();
  });

  test('sends text as it is, as JSON where it looks like JSON', async () => {
    const config = { httpMethod: 'POST', body: 'Hello {{ name }}' };
    const text = await echo(config, { name: 'Ana' });
    expect([text.body, text.headers['content-type']]).toEqual(['Hello Ana', 'text/plain; charset=utf-8']);
    const json = await echo({ httpMethod: 'POST', body: '{"n": {{ n }} }' }, { n: [1] });
    expect([json.body, json.headers['content-type']]).toEqual([{ n: [1] }, 'application/json']);
  });

  test('names itself by one idempotency key, unless its method is idempotent anyway', async () => {
    expect((await echo({ httpMethod: 'POST' })).headers['idempotency-key']).toBe('e1:n');
    expect((await echo({ httpMethod: 'PATCH' })).headers['idempotency-key']).toBe('e1:n');
    expect((await echo({ httpMethod: 'PUT' })).headers['idempotency-key']).toBeUndefined();
    const own = await echo({ httpMethod: 'POST', headers: { 'Idempotency-Key': 'mine' } });
    expect(own.headers['idempotency-key']).toBe('mine');
  });

  test.each([
    ['my node', 'e1:my node'],
    ['節点', 'e1:%E7%AF%80%E7%82%B9'],
    ['a\nb', 'e1:a%0Ab'],
    ['\ud800', 'e1:%EF%BF%BD'],
  ])('names itself in ASCII when its node is called %j', async (nodeId, key) => {
    const { outputData } = await call({ httpUrl: `${stub.url}/echo`, httpMethod: 'POST' }, {}, { nodeId });
    expect((outputData as unknown as Echo).headers['idempotency-key']).toBe(key);
  });

  test.each<[object, string, string]>([
    [{ authType: 'bearer', authToken: '{{ token }}' }, 'authorization', 'Bearer t'],
    [
      { authType: 'basic', authUser: 'ñ', authPassword: 'p:w' },
      'authorization',
      `Basic ${Buffer.from('ñ:p:w').toString('base64')}`,
    ],
    [{ authType: 'header', authHeader: 'X-Key', authToken: 'k' }, 'x-key', 'k'],
  ])('with %j says who it is', async (config, header, value) => {
    expect((await echo(config, { token: 't' })).headers[header]).toBe(value);
  });

  test('takes user and password out of the address', async () => {
    const result = await call({ httpUrl: `${stub.url.replace('http://', 'http://ana:p%40ss@')}/echo` });
    expect((result.outputData as unknown as Echo).headers.authorization).toBe(`Basic ${btoa('ana:p@ss')}`);
    expect(result.message).not.toContain('ss');
  });

  test.each(['ftp://a', 'nowhere', '', 'file:///etc/passwd'])('to "%s" is refused', async (address) => {
    const failure = await failed({ httpUrl: '{{ address }}' }, { address });
    expect(failure.message).toContain('Expected an address that begins with http:// or https://');
    expect(failure.transient).toBe(false);
  });

  test('that cannot be written is refused, and not tried again', async () => {
    const failure = await failed({ httpUrl: stub.url, headers: { 'X-A': '{{ a }}' } }, { a: 'line\r\nX-B: injected' });
    expect(failure).toMatchObject({ code: 'bad_request', transient: false });
    expect(stub.count().hits).toBe(0);
  });
});

describe('an answer', () => {
  test('is read by its content type, or as it is told', async () => {
    const { url } = await serve((request, response) => {
      const type = new URL(request.url!, 'http://x').searchParams.get('type')!;
      response.writeHead(200, { 'content-type': type }).end('{"a":1}');
    });
    const read = async (type: string, responseType = 'auto') =>
      (await call({ httpUrl: url, query: { type }, responseType })).outputData;
    expect(await read('application/json; charset=utf-8')).toEqual({ a: 1 });
    expect(await read('application/problem+json')).toEqual({ a: 1 });
    expect(await read('text/plain')).toBe('{"a":1}');
    expect(await read('text/plain', 'json')).toEqual({ a: 1 });
    expect(await read('application/json', 'text')).toBe('{"a":1}');
  });

  test('that is no JSON says so', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('<html>');
    });
    const failure = await failed({ httpUrl: url });
    expect(failure.message).toContain('Expected the answer to be JSON, got "<html>"');
    expect(failure.extras).toMatchObject({ statusCode: 200 });
  });

  test('without a body is null', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(204, { 'content-type': 'application/json' }).end();
    });
    expect((await call({ httpUrl: url })).outputData).toBeNull();
  });

  test('is read in its charset', async () => {
    const { url } = await serve((_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/plain; charset=ISO-8859-1' })
        .end(Buffer.from('caf\xe9', 'latin1'));
    });
    expect((await call({ httpUrl: url })).outputData).toBe('café');
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('packed as %s is unpacked', async (encoding, pack) => {
    const { url, seen } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
      response.end(pack(JSON.stringify({ text: 'x'.repeat(50_000) })));
    });
    expect((await call({ httpUrl: url })).outputData).toEqual({ text: 'x'.repeat(50_000) });
    expect(seen[0]!.headers['accept-encoding']).toContain(encoding);
  });

  test('packed wrongly is an answer that may be better next time', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed at all');
    });
    expect(await failed({ httpUrl: url })).toMatchObject({ code: 'bad_answer', transient: true });
  });

  test('larger than the limit is not read to its end, packed or not', async () => {
    const failure = await failed({ httpUrl: `${stub.url}/large?bytes=2000000`, maxResponseBytes: 1000 });
    expect(failure.message).toContain('Expected an answer of at most 1000 bytes, got more');
    expect(failure.transient).toBe(false);
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000)));
    });
    expect((await failed({ httpUrl: url, maxResponseBytes: 100_000 })).code).toBe('response_too_large');
  });

  test('fails by its status, unless that is accepted', async () => {
    const at = (code: number) => `${stub.url}/status?code=${code}`;
    expect(await call({ httpUrl: at(404), acceptStatus: 'any' })).toMatchObject({
      statusCode: 404,
      outputData: { status: 404 },
    });
    expect(await call({ httpUrl: at(404), acceptStatus: '200-299, 404' })).toMatchObject({ statusCode: 404 });
    expect(await call({ httpUrl: at(503), acceptStatus: '2xx,5xx' })).toMatchObject({ statusCode: 503 });
    expect(await call({ httpUrl: at(404), acceptStatus: [200, 404] })).toMatchObject({ statusCode: 404 });
    const failure = await failed({ httpUrl: at(404) });
    expect(failure.message).toBe(`HTTP GET ${stub.url}/status - Status 404`);
    expect(failure.extras).toMatchObject({ statusCode: 404, body: '{"status":404}' });
    expect((await failed({ httpUrl: at(200), acceptStatus: '404' })).extras).toMatchObject({ statusCode: 200 });
    expect(() => parsed('http', { httpUrl: 'x', acceptStatus: 'good ones' })).toThrow(/2xx/);
  });

  test.each([
    [400, false, false],
    [404, false, false],
    [408, true, false],
    [429, true, true],
    [500, true, false],
    [503, true, false],
  ])('of %i: try again %j, had no effect %j', async (code, transient, noEffect) => {
    expect(await failed({ httpUrl: `${stub.url}/status?code=${code}` })).toMatchObject({
      transient,
      noEffect,
      retryAfterMs: null,
    });
  });

  test('of 503 with Retry-After had no effect, and says how long to wait', async () => {
    const failure = await failed({ httpUrl: `${stub.url}/status?code=503&retryAfter=7` });
    expect(failure).toMatchObject({ transient: true, noEffect: true, retryAfterMs: 7_000 });
  });

  test('keeps only the first 2 KB of a failure', async () => {
    const failure = await failed({ httpUrl: `${stub.url}/large?bytes=9000`, acceptStatus: '404' });
    expect(String(failure.extras.body)).toHaveLength(2_048);
  });
});

test.each<[string | undefined, number | null]>([
  ['120', 120_000],
  ['0', 0],
  ['-5', 0],
  ['Wed, 21 Oct 2026 07:28:10 GMT', 10_000],
  ['Wed, 21 Oct 2026 07:27:00 GMT', 0],
  ['soon', null],
  ['', null],
  [undefined, null],
])('Retry-After %j is %j ms', (header, ms) => {
  expect(retryAfter(header, Date.parse('2026-10-21T07:28:00Z'))).toBe(ms);
});

describe('a redirect', () => {
  const to = (path: string, code: number) => `${stub.url}/redirect?code=${code}&to=${encodeURIComponent(path)}`;

  test.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [303, 'GET', 'GET'],
    [301, 'PUT', 'PUT'],
    [307, 'POST', 'POST'],
    [308, 'PATCH', 'PATCH'],
  ])('%i of %s is followed with %s', async (code, httpMethod, method) => {
    const answer = (await call({ httpUrl: to('/echo', code), httpMethod }, { a: 1 })).outputData as unknown as Echo;
    expect(answer.method).toBe(method);
    expect(answer.body).toEqual(method === 'GET' ? null : { a: 1 });
    expect(answer.headers['content-type']).toBe(method === 'GET' ? undefined : 'application/json');
  });

  test('is followed at most ten times', async () => {
    let left = 10;
    const { url } = await serve((_, response) => {
      left -= 1;
      if (left < 0) response.end('there');
      else response.writeHead(302, { location: `/${left}` }).end('on');
    });
    expect((await call({ httpUrl: url })).outputData).toBe('there');
    left = 11;
    expect(await failed({ httpUrl: url })).toMatchObject({ code: 'too_many_redirects', transient: false });
  });

  test('to another origin is not told who calls', async () => {
    const { url, seen } = await serve((_, response) => response.end('ok'));
    const headers = { Cookie: 'c=1', 'X-Other': 'o' };
    await call({ httpUrl: to(url, 307), headers, authType: 'bearer', authToken: 't' });
    await call({ httpUrl: to(url, 307), authType: 'header', authHeader: 'X-Key', authToken: 't' });
    for (const { headers } of seen) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('x-key');
    }
    expect(seen[0]!.headers['x-other']).toBe('o');
    const same = (await call({ httpUrl: to('/echo', 302), authType: 'bearer', authToken: 't' })).outputData;
    expect((same as unknown as Echo).headers.authorization).toBe('Bearer t');
  });

  test('to what is no http address is refused', async () => {
    expect((await failed({ httpUrl: to('ftp://x/', 302) })).code).toBe('bad_url');
    expect((await failed({ httpUrl: to('file:///etc/passwd', 302) })).code).toBe('bad_url');
  });

  test('is an answer like any other where redirects are not followed', async () => {
    const result = await call({ httpUrl: to('/echo', 302), followRedirects: false, acceptStatus: '302' });
    expect(result).toMatchObject({ statusCode: 302, headers: { location: '/echo' } });
  });
});

describe('a network error', () => {
  test('of a port where nobody listens had no effect', async () => {
    const probe = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const failure = await failed({ httpUrl: `http://127.0.0.1:${port}/`, httpMethod: 'POST' });
    expect(failure).toMatchObject({ code: 'network', transient: true, noEffect: true });
    expect(failure.message).toContain(`127.0.0.1:${port}`);
  });

  test('of a name that does not exist had no effect', async () => {
    expect(await failed({ httpUrl: 'http://does-not-exist.invalid/' })).toMatchObject({
      transient: true,
      noEffect: true,
    });
  });

  test('of a certificate that nobody vouches for had no effect', async () => {
    const plain = await serve((_, response) => response.end());
    expect(await failed({ httpUrl: plain.url.replace('http:', 'https:') })).toMatchObject({
      transient: true,
      noEffect: true,
    });
  });

  test('in the middle may have had one', async () => {
    expect(await failed({ httpUrl: `${stub.url}/drop`, httpMethod: 'POST' })).toMatchObject({
      transient: true,
      noEffect: false,
    });
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
      setImmediate(() => response.destroy());
    });
    expect(await failed({ httpUrl: url })).toMatchObject({ code: 'network', transient: true, noEffect: false });
  });

  test('is a timeout when nothing comes in time; the call is given up', async () => {
    const failure = await failed({ httpUrl: `${stub.url}/hang`, timeoutMs: 50 });
    expect(failure).toMatchObject({ code: 'timeout', transient: true });
    await expect.poll(() => stub.count().aborted).toBe(1);
  });

  test('is not made of a cancel', async () => {
    const failure = await failed(
      { httpUrl: `${stub.url}/hang` },
      {},
      { onStart: (abort) => setTimeout(() => abort('Cancelled.'), 30) },
    );
    expect(failure).toMatchObject({ code: 'aborted', message: 'Cancelled.' });
    await expect.poll(() => stub.count().aborted).toBe(1);
  });
});

test('what may be repeated follows from the method', () => {
  const { repeatable, onInterrupted } = nodeTypes.get('http')!;
  const of = (config: object) => {
    const full = parsed('http', { httpUrl: 'http://a', ...config });
    return [repeatable(full), onInterrupted(full)];
  };
  expect(of({})).toEqual([true, 'retry']);
  expect(of({ httpMethod: 'HEAD' })).toEqual([true, 'retry']);
  expect(of({ httpMethod: 'PUT' })).toEqual([true, 'fail']);
  expect(of({ httpMethod: 'POST' })).toEqual([false, 'fail']);
  expect(of({ httpMethod: 'patch' })).toEqual([false, 'fail']);
  expect(of({ httpMethod: 'POST', retryUnsafe: true })).toEqual([true, 'fail']);
});

test('connections are used again, whatever was answered', async () => {
  const ports = new Set<number>();
  const { url } = await serve((request, response) => {
    ports.add(request.socket.remotePort!);
    if (request.url === '/on') response.writeHead(302, { location: '/there' }).end('a body that nobody reads');
    else response.writeHead(request.url === '/bad' ? 404 : 200).end('x'.repeat(100_000));
  });
  for (const path of ['/a', '/on', '/b', '/on', '/c']) await call({ httpUrl: url + path });
  await failed({ httpUrl: `${url}/bad` });
  await call({ httpUrl: `${url}/d` });
  // Two take turns: the next call may come before the first connection is seen to be free.
  expect(ports.size).toBeLessThanOrEqual(2);
});
