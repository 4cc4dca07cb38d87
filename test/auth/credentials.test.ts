/** Secrets go in, and come out for nodes only: not by the API, not from the database file, not after a change of key. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { tempDir, whenDone } from '../_setup.ts';
import { type Api, createApi } from '../http/_api.ts';
import { openHouse } from './_people.ts';

const TOKEN = 'tok-0123456789abcdef';
const shop = { name: 'shop', kind: 'bearer', token: TOKEN, hosts: ['api.example.com'] };

test('answers say what is set, and never what it is', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const bodies = [
    shop,
    { name: 'mail', kind: 'basic', user: 'ana-user', password: `${TOKEN}-2`, hosts: ['*.example.com'] },
    { name: 'erp', kind: 'header', header: 'X-API-Key', value: `${TOKEN}-3`, hosts: ['http://127.0.0.1:9'] },
    { name: 'model', kind: 'openai', apiKey: `${TOKEN}-4`, baseURL: 'https://llm.example.com/v1' },
    { name: 'gpt', kind: 'openai', apiKey: `${TOKEN}-5` },
  ];
  const said: string[] = [];
  for (const body of bodies) {
    const answer = await ana.api('POST', '/api/credentials', { body });
    expect(answer.status).toBe(201);
    said.push(answer.text);
  }
  const { name: _, ...changed } = { ...shop, token: `${TOKEN}-6` };
  const put = await ana.api('PUT', '/api/credentials/shop', { body: changed });
  expect(put.status).toBe(200);
  const list = await ana.api('GET', '/api/credentials');
  const audit = await ana.api('GET', '/api/audit');
  expect(list.json.credentials).toMatchObject([
    { name: 'erp', kind: 'header', fields: ['header', 'value'], hosts: ['http://127.0.0.1:9'], usable: true },
    { name: 'gpt', kind: 'openai', fields: ['apiKey'], hosts: ['https://api.openai.com'] },
    { name: 'mail', kind: 'basic', fields: ['user', 'password'], hosts: ['*.example.com'] },
    { name: 'model', kind: 'openai', fields: ['apiKey', 'baseURL'], hosts: ['https://llm.example.com'] },
    { name: 'shop', kind: 'bearer', fields: ['token'], hosts: ['api.example.com'] },
  ]);
  const all = [...said, put.text, list.text, audit.text].join('\n');
  expect(all).not.toMatch(/tok-0123|ana-user/);
  expect((await ana.api('GET', '/api/audit?action=credential')).json.events).toMatchObject([
    { action: 'credential.changed', target: 'shop', details: { kind: 'bearer', hosts: ['api.example.com'] } },
    ...[1, 2, 3, 4].map(() => ({ action: 'credential.created' })),
    { action: 'credential.created', target: 'shop' },
  ]);
});

test('owners change credentials; who writes or reads sees their names', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const ed = await house.invite(ana, 'ed@example.com', 'editor');
  expect((await ana.api('POST', '/api/credentials', { body: shop })).status).toBe(201);
  const { name: _, ...body } = shop;
  for (const api of [ed.api, (await house.token(ana, ['read', 'run', 'write'])).api]) {
    expect((await api('GET', '/api/credentials')).json.credentials).toHaveLength(1);
    expect((await api('POST', '/api/credentials', { body: { ...shop, name: 'x' } })).status).toBe(403);
    expect((await api('PUT', '/api/credentials/shop', { body: { ...body, hosts: ['*'] } })).status).toBe(403);
    expect((await api('DELETE', '/api/credentials/shop')).status).toBe(403);
  }
  const { api } = await house.token(ana, ['admin']);
  expect((await api('DELETE', '/api/credentials/shop')).status).toBe(204);
  expect((await api('DELETE', '/api/credentials/shop')).status).toBe(404);
  expect((await api('PUT', '/api/credentials/shop', { body })).status).toBe(404);
});

test('a wrong credential is refused without a word of what was sent', async () => {
  const { api } = await local();
  const { hosts: _, ...everywhere } = shop;
  const wrong: [unknown, RegExp][] = [
    [everywhere, /"hosts"/],
    [{ ...shop, hosts: [] }, /"hosts"/],
    [{ ...shop, hosts: ['api.example.com/path'] }, /expected a host such as api.example.com/],
    [{ ...shop, hosts: ['ftp://api.example.com'] }, /expected a host/],
    [{ ...shop, name: '../shop' }, /"name"/],
    [{ ...shop, name: '{{ input.name }}' }, /"name"/],
    [{ ...shop, kind: 'magic' }, /expected "kind" to be one of bearer, basic, header and openai/],
    [{ ...shop, token: `${TOKEN}\r\nX-Evil: 1` }, /"token": expected printable/],
    [{ ...shop, password: TOKEN }, /Expected no "password"/],
    [{ name: 'h', kind: 'header', header: 'Host', value: TOKEN, hosts: ['*'] }, /belong to the connection/],
    [{ name: 'b', kind: 'basic', user: 'a:b', password: TOKEN, hosts: ['*'] }, /"user": expected no colon/],
  ];
  for (const [body, sentence] of wrong) {
    const answer = await api('POST', '/api/credentials', { body });
    expect(answer.status, answer.text).toBe(422);
    expect(answer.json.error).toMatch(sentence);
    expect(answer.text).not.toContain('tok-0123');
  }
  expect((await api('POST', '/api/credentials', { body: shop })).status).toBe(201);
  expect((await api('POST', '/api/credentials', { body: shop })).status).toBe(409);
});

test('saving warns of a credential that is not there, and saves', async () => {
  const { api } = await local();
  const saved = await api('POST', '/api/workflows', { body: calling('http://127.0.0.1:9/') });
  expect(saved.status).toBe(201);
  expect(saved.json.warnings).toMatchObject([{ nodeId: 'call', key: 'credential' }]);
  expect(saved.json.warnings[0].message).toContain('Node "Call" names the credential "shop"');
  await api('POST', '/api/credentials', { body: shop });
  const again = await api('PUT', `/api/workflows/${saved.json.id}`, { body: calling('http://127.0.0.1:9/') });
  expect(again.json.warnings).toEqual([]);
});

test('a workflow uses it, and neither its rows nor the files of the server hold it', async () => {
  const folder = tempDir();
  const shopServer = await echo();
  const { api, stop } = await local({ folder });
  await api('POST', '/api/credentials', { body: { ...shop, hosts: [shopServer.url] } });
  const { json: workflow } = await api('POST', '/api/workflows', { body: calling(`${shopServer.url}/echo`) });
  const { json } = await api('POST', `/api/workflow/${workflow.id}/execute?wait=10000`, { body: {} });
  expect(json).toMatchObject({ status: 'completed', finalOutput: { headers: { authorization: 'Bearer [redacted]' } } });
  expect(shopServer.told.at(-1)).toBe(`Bearer ${TOKEN}`);
  const tried = await api('POST', `/api/workflow/${workflow.id}/execute-node`, { body: { nodeId: 'call' } });
  expect(tried.json.outputData.headers.authorization).toBe('Bearer [redacted]');
  const rows = await api('GET', `/api/workflow/execution/${json.executionId}/logs`);
  expect(rows.text).toContain('Bearer [redacted]');
  expect(rows.text).not.toContain(TOKEN);
  await stop();
  for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file)).includes(TOKEN), file).toBe(false);
});

test('after a change of key everything opens under the new one alone', async () => {
  const folder = tempDir();
  const shopServer = await echo();
  const [first, second] = ['11', '22'].map((byte) => byte.repeat(32)) as [string, string];
  const start = (env: Record<string, string>) => local({ folder, env });

  const begun = await start({ CORTADO_KEY: first });
  await begun.api('POST', '/api/credentials', { body: { ...shop, hosts: [shopServer.url] } });
  const { json: workflow } = await begun.api('POST', '/api/workflows', { body: calling(`${shopServer.url}/echo`) });
  const call = async (api: Api) =>
    (await api('POST', `/api/workflow/${workflow.id}/execute-node`, { body: { nodeId: 'call' } })).json;
  await begun.stop();

  const stranger = await start({ CORTADO_KEY: second });
  expect((await stranger.api('GET', '/api/credentials')).json.credentials).toMatchObject([
    { fields: [], usable: false },
  ]);
  const failed = await call(stranger.api);
  expect(failed).toMatchObject({ success: false, code: 'credential_locked' });
  expect(failed.message).toMatch(/The secret of "shop" was sealed under another key .* CORTADO_KEY_OLD/);
  await stranger.stop();

  const rotating = await start({ CORTADO_KEY: second, CORTADO_KEY_OLD: `${'33'.repeat(32)},${first}` });
  expect(await call(rotating.api)).toMatchObject({ success: true });
  await rotating.stop();

  const rotated = await start({ CORTADO_KEY: second });
  expect(await call(rotated.api)).toMatchObject({ success: true });
  expect(shopServer.told.at(-1)).toBe(`Bearer ${TOKEN}`);
});

test('a sealed text that is put into another row does not open there', async () => {
  const { api, store } = await local();
  await api('POST', '/api/credentials', { body: shop });
  const stolen = (await store.credentials.get('default', 'shop'))!;
  await store.credentials.add('default', { ...stolen, name: 'mine' });
  await store.credentials.add('acme', stolen);
  const { credentials } = (await api('GET', '/api/credentials')).json;
  expect(credentials).toMatchObject([
    { name: 'mine', usable: false, fields: [] },
    { name: 'shop', usable: true },
  ]);
});

/** Somebody else's server: it answers with the headers it was sent. */
async function echo() {
  const told: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    told.push(headers.authorization);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ headers }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, told };
}

/** A server that asks nobody who they are. */
async function local(options: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer({
    ...options,
    env: { HTTP_ALLOW: '127.0.0.1', LOG_LEVEL: 'error', ...options.env },
  });
  return { ...server, api: createApi(server.url) };
}

function calling(httpUrl: string) {
  return {
    name: 'Calling',
    nodes: [
      { id: 'start', type: 'trigger', label: 'Start' },
      { id: 'call', type: 'http', label: 'Call', config: { httpUrl, credential: 'shop' } },
    ],
    connections: [{ fromNodeId: 'start', toNodeId: 'call' }],
  };
}
