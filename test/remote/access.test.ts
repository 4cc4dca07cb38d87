/** Who may be a worker, and of whom. */
import { expect, test } from 'vitest';
import { access } from '../../server/http/access.ts';
import { type House, openHouse } from '../auth/_people.ts';
import { simple } from '../http/_workflows.ts';

const OPERATOR = 'token-of-the-operators-workers';
const routes = Object.keys(access).filter((route) => route.includes(' /internal/'));

async function ask(
  house: House,
  route: string,
  token: string | null,
  body: unknown = {},
  ids: Record<string, string> = {},
) {
  const [method = '', path = ''] = route.split(' ');
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (token !== null) headers.authorization = `Bearer ${token}`;
  const to = path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '1');
  const response = await fetch(`${house.url}${to}`, {
    method,
    headers,
    body: method === 'GET' ? undefined : JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    json: response.status === 204 ? null : await response.json(),
  };
}

test('workers alone are let in, each to the executions of its organization, the operators to all', async () => {
  const house = await openHouse({ env: { CORTADO_WORKER_TOKEN: OPERATOR, CONCURRENCY: '1' } });
  const ana = await house.setUp();
  const ben = await house.invite(ana, 'ben@example.com', 'owner');
  const { json: acme } = await ben.api('POST', '/api/organizations', { body: { name: 'Acme' } });
  await ben.api('POST', '/api/me/organization', { body: { organizationId: acme.id } });
  const [own, foreign, reader] = [
    await house.token(ana, ['worker']),
    await house.token(ben, ['worker']),
    await house.token(ana, ['read', 'run', 'write', 'admin']),
  ];

  expect(routes).toHaveLength(16);
  for (const route of routes) {
    expect((await ask(house, route, null)).status, route).toBe(401);
    expect((await ask(house, route, 'nonsense')).status, route).toBe(401);
    const refused = await ask(house, route, reader.token);
    expect(refused.status, route).toBe(403);
    expect(refused.headers.get('cache-control'), route).toBe('no-store');
  }
  for (const path of ['/api/workflows', '/api/credentials', '/api/executions']) {
    for (const token of [own.token, OPERATOR]) expect((await ask(house, `GET ${path}`, token)).status, path).toBe(403);
  }

  const { json: saved } = await ana.api('POST', '/api/workflows', { body: simple });
  const { json: ran } = await ana.api('POST', `/api/workflow/${saved.id}/execute?wait=20000`, { body: {} });
  const ids = { executionId: ran.executionId, organizationId: 'default', workflowId: saved.id, seq: '1' };
  const claim = 'POST /internal/executions/:executionId/claim';
  const lease = { owner: 'worker:x', leaseMs: 8_000 };
  const statuses = async (token: string) => ({
    config: (await ask(house, 'GET /internal/config', token)).json.organizationId,
    claim: (await ask(house, claim, token, lease, ids)).status,
    execution:
      (await ask(house, 'GET /internal/organizations/:organizationId/executions/:executionId', token, {}, ids)).json
        .execution !== null,
    workflow:
      (await ask(house, 'GET /internal/organizations/:organizationId/workflows/:workflowId', token, {}, ids)).json
        .workflow !== null,
    rows: (await ask(house, 'GET /internal/executions/:executionId/logs', token, {}, ids)).json.rows.length > 0,
    row: (await ask(house, 'GET /internal/executions/:executionId/logs/:seq', token, {}, ids)).json.row !== null,
    cancel: (await ask(house, 'POST /internal/executions/:executionId/cancel', token, {}, ids)).status,
  });
  const all = { claim: 409, execution: true, workflow: true, rows: true, row: true, cancel: 409 };
  const nothing = { claim: 404, execution: false, workflow: false, rows: false, row: false, cancel: 404 };
  expect(await statuses(own.token)).toEqual({ config: 'default', ...all });
  expect(await statuses(OPERATOR)).toEqual({ config: null, ...all });
  expect(await statuses(foreign.token)).toEqual({ config: acme.id, ...nothing });
});
