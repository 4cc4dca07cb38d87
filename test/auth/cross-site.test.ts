/** What other web pages can make a browser do here: nothing. */

import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { createApi } from '../http/_api.ts';
import { openHouse } from './_people.ts';

const body = { name: 'W', nodes: [{ id: 't', type: 'trigger' }], connections: [] };

test('a write on behalf of another origin is refused, signed in or not', async () => {
  const local = await startServer();
  const house = await openHouse();
  const ana = await house.setUp();
  for (const api of [createApi(local.url), ana.api]) {
    const from = async (headers: Record<string, string>) =>
      (await api('POST', '/api/workflows', { body, headers })).status;
    expect(await from({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(403);
    expect(await from({ 'sec-fetch-site': 'same-site', origin: 'http://localhost:9999' })).toBe(403);
    expect(await from({ origin: 'https://evil.example' })).toBe(403);
    expect(await from({ origin: 'null' })).toBe(403);
    expect(await from({ origin: 'https://evil.example', authorization: 'Basic eDp5' })).toBe(403);
    expect(await from({ origin: api.url })).toBe(201);
    expect(await from({ 'sec-fetch-site': 'same-origin', origin: api.url })).toBe(201);
    expect(await from({ 'sec-fetch-site': 'none' })).toBe(201);
    expect(await from({})).toBe(201);
  }
});

test('with a token the caller is no browser that was tricked', async () => {
  const house = await openHouse();
  const { api } = await house.token(await house.setUp(), ['write']);
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://shop.example' };
  expect((await api('POST', '/api/workflows', { body, headers })).status).toBe(201);
});

test('behind its public address, the pages of that address are its own', async () => {
  const server = await startServer({ env: { PUBLIC_URL: 'https://cortado.example.com' } });
  const api = createApi(server.url);
  const from = async (origin: string) => (await api('POST', '/api/workflows', { body, headers: { origin } })).status;
  expect(await from('https://cortado.example.com')).toBe(201);
  expect(await from('http://cortado.example.com')).toBe(403);
  expect(await statusOf(server.url, 'cortado.example.com')).toBe(200);
});

test('a name that somebody bound to this machine is not its name', async () => {
  const { url } = await startServer();
  const port = new URL(url).port;
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', '10.0.0.1', '[::2]']) {
    expect(await statusOf(url, host), host).toBe(403);
  }
  for (const host of [`localhost:${port}`, '127.0.0.1', `127.1.2.3:${port}`, '[::1]:1', 'app.localhost']) {
    expect(await statusOf(url, host), host).toBe(200);
  }
});

/** fetch does not let a Host be chosen. */
function statusOf(url: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/workflows`, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    asked.on('error', reject).end();
  });
}
