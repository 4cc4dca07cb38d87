/** What nobody can do without end. */
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { createApi } from '../http/_api.ts';
import { hooked } from '../http/_workflows.ts';

async function webhook(env: Record<string, string>) {
  const api = createApi((await startServer({ env })).url);
  const { json } = await api('POST', '/api/workflows', { body: hooked });
  const { token } = (await api('POST', `/api/workflows/${json.id}/webhook-token`)).json;
  return (given = token, headers = {}) => api('POST', `/api/webhook/${json.id}/${given}`, { body: {}, headers });
}

test('a webhook is called so many times a minute from one address', async () => {
  const call = await webhook({ WEBHOOK_PER_MINUTE: '3', TRUST_PROXY: 'loopback' });
  const statuses: number[] = [];
  for (let i = 0; i < 4; i += 1) statuses.push((await call()).status);
  expect(statuses).toEqual([202, 202, 202, 429]);
  expect(Number((await call()).headers.get('retry-after'))).toBeGreaterThan(30);
  const elsewhere = await call(undefined, { 'x-forwarded-for': '203.0.113.9' });
  expect(elsewhere.status, 'a trusted proxy says who calls').toBe(202);
});

test('nobody says where they come from but a trusted proxy', async () => {
  const call = await webhook({ WEBHOOK_PER_MINUTE: '1' });
  expect((await call()).status).toBe(202);
  expect((await call(undefined, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(429);
});

test('tokens of webhooks cannot be guessed without end', async () => {
  const call = await webhook({});
  for (let i = 0; i < 60; i += 1) expect((await call(`whk_${i}`)).status).toBe(404);
  expect(await call('whk_60')).toMatchObject({ status: 429, json: { code: 'rate_limited' } });
});

test('what a webhook answers is no page of the dashboard, and sets no cookie', async () => {
  const api = createApi((await startServer()).url);
  const config = { statusCode: 200, headers: { 'Set-Cookie': 'cortado=theirs', 'Content-Type': 'text/html' } };
  const nodes = [
    { id: 'hook', type: 'webhook' },
    { id: 'reply', type: 'webhookResponse', config: { ...config, body: '<script>alert(1)</script>' } },
  ];
  const connections = [{ fromNodeId: 'hook', toNodeId: 'reply' }];
  const { json } = await api('POST', '/api/workflows', { body: { name: 'W', nodes, connections } });
  const { url } = (await api('POST', `/api/workflows/${json.id}/webhook-token`)).json;
  const answer = await fetch(url, { method: 'POST' });
  expect(await answer.text()).toBe('<script>alert(1)</script>');
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox(?!.*allow-same-origin)/);
});
