import { expect, test, vi } from 'vitest';
import { startHttpStub } from '../../server/demo/http-stub.ts';
import { whenDone } from '../_setup.ts';

async function stub() {
  const started = await startHttpStub();
  whenDone(() => started.close());
  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${started.url}${path}`, init);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return { ...started, get };
}

test('orders are listed, filtered, found one by one, and missed by a 404', async () => {
  const { get } = await stub();
  expect((await get('/orders')).body).toHaveLength(12);
  expect((await get('/orders?status=delayed&limit=1')).body).toEqual([expect.objectContaining({ status: 'delayed' })]);
  expect((await get('/orders/1042')).body).toMatchObject({ id: 1042, customer: 'La Esquina' });
  expect(await get('/orders/9')).toMatchObject({ status: 404, body: { error: 'There is no order "9".' } });
});

test('a flaky path fails as often as it is asked to, each key by itself', async () => {
  const { get, count } = await stub();
  const codes = async (key: string) => [
    (await get(`/flaky?key=${key}&fail=2&code=500`)).status,
    (await get(`/flaky?key=${key}&fail=2&code=500`)).status,
    (await get(`/flaky?key=${key}&fail=2&code=500`)).status,
  ];
  expect(await codes('a')).toEqual([500, 500, 200]);
  expect(await codes('b')).toEqual([500, 500, 200]);
  expect(count('a').hits).toBe(3);
  expect((await get('/count?key=b')).body.hits).toBe(3);
  await get('/reset');
  expect(count('a').hits).toBe(0);
});

test('a beat answers who asks again at once no more often than it beats', async () => {
  const { get } = await stub();
  const asked = performance.now();
  for (let answers = 0; answers < 4; answers += 1) await get('/json?beat=40');
  expect(performance.now() - asked, 'at least three whole beats').toBeGreaterThan(110);
});

test('a caller who goes away is counted as such', async () => {
  const { get, count } = await stub();
  await expect(get('/slow?ms=60000&key=slow', { signal: AbortSignal.timeout(30) })).rejects.toThrow();
  await vi.waitFor(() => expect(count('slow')).toEqual({ hits: 1, done: 0, aborted: 1 }));
});

test('a status is answered with what was asked for', async () => {
  const { get } = await stub();
  const answer = await get('/status?code=429&retryAfter=3');
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('3');
  expect((await get('/status?code=many')).body.error).toBe('Expected "code" to be a number from 0, got "many".');
});

test('a drip comes piece by piece, an echo says what came', async () => {
  const { url, get } = await stub();
  expect(await (await fetch(`${url}/drip?count=3&every=1`)).text()).toBe('1 of 3\n2 of 3\n3 of 3\n');
  const said = await get('/echo?a=1', { method: 'PUT', body: '{"b":2}', headers: { 'x-name': 'c' } });
  expect(said.body).toMatchObject({
    method: 'PUT',
    path: '/echo',
    query: { a: '1' },
    body: { b: 2 },
    headers: { 'x-name': 'c' },
  });
});

test('a port that is taken is refused', async () => {
  const { port } = await stub();
  await expect(startHttpStub({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
