/** What a page with a dashboard inside somebody else's product can see with its token, and what it cannot. */
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { createApi } from '../http/_api.ts';
import { line, out, start } from '../http/_workflows.ts';
import { withHeaders } from './_people.ts';

async function ground() {
  const { url } = await startServer();
  const api = createApi(url);
  const made = async (path: string, body: object) => {
    const { json, status } = await api('POST', path, { body });
    expect(status, JSON.stringify(json)).toBe(201);
    return json;
  };
  const [busy, quiet] = await Promise.all(
    ['Busy', 'Quiet'].map(async (name) => (await made('/api/workflows', { ...line(start, out), name })).id as string),
  );
  const run = async (workflowId: string, inputs = {}) =>
    (await api('POST', `/api/workflow/${workflowId}/execute?wait=20000`, { body: { inputs } })).json;
  const columns = [
    { name: 'Customer', key: 'customer' },
    { name: 'Sum', key: 'sum', type: 'number' },
  ];
  const orders = (await made('/api/databases', { name: 'Orders', columns })).id as string;
  const records = [
    { values: { customer: 'ACME', sum: 10 } },
    { values: { customer: 'ACME', sum: 5 } },
    { values: { customer: 'Rival', sum: 400 } },
  ];
  const save = (records: object[]) => api('POST', `/api/databases/${orders}/records/bulk`, { body: { records } });
  expect((await save(records)).status).toBe(200);
  const widget = (id: string, source: object) => ({ id, type: 'table', x: 0, y: 0, w: 3, h: 2, source });
  const sum = { op: 'sum', column: 'sum' };
  const sales = await made('/api/dashboards', {
    name: 'Sales',
    widgets: [
      widget('sums', { kind: 'database', databaseId: orders, measure: sum, groupBy: { column: 'customer' } }),
      widget('runs', { kind: 'executions', groupBy: 'workflow' }),
      widget('last', { kind: 'node', workflowId: quiet, nodeId: 'out' }),
    ],
  });
  const other = await made('/api/dashboards', { name: 'Other', widgets: [widget('own', { kind: 'executions' })] });
  const mint = async (body: object) => {
    const json = await made('/api/embed-tokens', { dashboardId: sales.id, scopes: ['watch'], ...body });
    const asking = withHeaders(createApi(url), { authorization: `Bearer ${json.token}` });
    const rows = async (id: string, query = '') =>
      (await asking('GET', `/api/embed/dashboard/widgets/${id}/data${query}`)).json.rows;
    return { ...json, api: asking, rows };
  };
  return { url, api, run, save, mint, busy: busy!, quiet: quiet!, orders, sales, other };
}

test('a token for a dashboard shows its widgets, and nothing else', async () => {
  const { url, api, run, save, mint, busy, quiet, sales, other } = await ground();
  const { executionId } = await run(busy);
  await run(quiet, { seen: 7 });
  const embed = await mint({});
  expect(embed.url).toMatch(new RegExp(`/embed/dashboard/${sales.id}#ey`));
  expect((await embed.api('GET', '/api/embed')).json).toMatchObject({
    ...{ dashboardId: sales.id, executionId: null, workflowId: null, workflow: null, inputs: [] },
  });
  const { json: shown, text } = await embed.api('GET', '/api/embed/dashboard');
  expect(shown).toMatchObject({ id: sales.id, name: 'Sales', range: '24h', fixedRange: false });
  expect(shown.widgets.map(({ id }: { id: string }) => id)).toEqual(['sums', 'runs', 'last']);
  for (const secret of ['source', 'databaseId', busy, quiet]) expect(text).not.toContain(secret);
  expect(await embed.rows('sums')).toEqual([
    ['Rival', 400],
    ['ACME', 15],
  ]);
  expect(await embed.rows('last')).toEqual([['seen', 7]]);
  expect(await embed.rows('runs', '?range=7d')).toHaveLength(2);
  expect((await embed.api('GET', '/api/embed/dashboard/widgets/own/data')).status).toBe(404);

  for (const [method, path, status] of [
    ['GET', `/api/embed/executions/${executionId}`, 404],
    ['GET', `/api/embed/executions/${executionId}/stream`, 404],
    ['GET', `/api/embed/executions/${executionId}/logs/1`, 404],
    ['GET', '/api/embed/executions', 403],
    ['POST', '/api/embed/execute', 403],
    ['POST', `/api/embed/executions/${executionId}/cancel`, 403],
    // a link of its own opens those
    ['GET', '/api/shared/dashboard', 404],
  ] as const) {
    const init = method === 'POST' ? { body: {} } : {};
    expect((await embed.api(method, path, init)).status, `${method} ${path}`).toBe(status);
  }
  const leave = new AbortController();
  const many = await fetch(`${url}/api/executions/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tokens: [embed.token], executionIds: [executionId] }),
  });
  let heard = '';
  const hear = (text: string) => {
    heard += text;
  };
  const reading = many
    .body!.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream<string>({ write: hear }), { signal: leave.signal })
    .catch(() => {});
  // what comes before its first look at the database is no news to it
  const changed = async () => {
    await save([{ values: { customer: 'ACME', sum: 1 } }]);
    return heard;
  };
  await expect.poll(changed, { interval: 500 }).toContain('"sums"');
  expect(heard).toContain('part: 0\nevent: changed\ndata: {"widgets":["sums"]}');
  expect(heard).not.toContain('event: log');
  leave.abort();
  await reading;

  const watching = await api('POST', '/api/embed-tokens', { body: { executionId, scopes: ['watch'] } });
  const run1 = withHeaders(createApi(url), { authorization: `Bearer ${watching.json.token}` });
  expect((await run1('GET', '/api/embed/dashboard')).status).toBe(403);
  const elsewhere = await mint({ dashboardId: other.id });
  expect((await elsewhere.api('GET', '/api/embed/dashboard/widgets/sums/data')).status).toBe(404);
  expect((await elsewhere.api('GET', '/api/embed/dashboard')).json.name).toBe('Other');
  expect((await api('DELETE', `/api/dashboards/${other.id}`)).status).toBe(204);
  expect((await elsewhere.api('GET', '/api/embed/dashboard')).status).toBe(404);
});

test('a token narrows what its dashboard shows, and nothing that is asked widens it', async () => {
  const { url, api, run, mint, busy, quiet, orders } = await ground();
  await Promise.all([run(busy), run(busy), run(quiet, { seen: 7 })]);
  const acme = { column: 'customer', op: 'equals', value: 'ACME' };
  const narrow = await mint({ range: '7d', filters: { workflowIds: [busy], databases: { [orders]: acme } } });
  expect(await narrow.rows('sums')).toEqual([['ACME', 15]]);
  expect(await narrow.rows('runs')).toEqual([[busy, 2]]);
  expect(await narrow.rows('last'), 'of another workflow').toEqual([]);
  expect((await narrow.api('GET', '/api/embed/dashboard')).json).toMatchObject({ range: '7d', fixedRange: true });
  for (const query of ['range=90d', 'from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z']) {
    expect((await narrow.api('GET', `/api/embed/dashboard/widgets/runs/data?${query}`)).status).toBe(403);
  }
  const headers = { authorization: `Bearer ${narrow.token}` };
  const csv = await fetch(`${url}/api/embed/dashboard/widgets/sums/data?format=csv`, { headers });
  expect(await csv.text()).toBe('Customer,Sum\r\nACME,15\r\n');
  const none = await mint({ filters: { databases: { another: acme } } });
  expect(await none.rows('sums'), 'a database that is not named').toEqual([]);
  expect(await none.rows('runs')).toHaveLength(2);

  for (const wrong of [
    { scopes: ['run'] },
    { scopes: ['watch', 'run'] },
    { executionId: 'x' },
    { dashboardId: undefined },
    { dashboardId: undefined, workflowId: busy, range: '7d' },
    { range: 'ever' },
    { filters: { workflowIds: [] } },
    { filters: { unknown: true } },
    { filters: { databases: { [orders]: { ...acme, value: 'x'.repeat(3_000) } } } },
  ]) {
    const body = { dashboardId: 'executions', scopes: ['watch'], ...wrong };
    expect((await api('POST', '/api/embed-tokens', { body })).status, JSON.stringify(wrong).slice(0, 80)).toBe(422);
  }
  const gone = await api('POST', '/api/embed-tokens', { body: { dashboardId: 'none', scopes: ['watch'] } });
  expect(gone.status).toBe(404);
});

test('a back end signs tokens for dashboards itself, for those of its organization', async () => {
  const { url, api, busy, sales } = await ground();
  const { json: key } = await api('POST', '/api/embed-keys', { body: { name: 'Shop' } });
  const now = Math.floor(Date.now() / 1_000);
  const good = { aud: 'cortado-embed', dashboard: sales.id, scopes: ['watch'], iat: now, exp: now + 300 };
  const ask = async (claims: object) => {
    const token = await new SignJWT({ ...good, ...claims })
      .setProtectedHeader({ alg: 'HS256', kid: key.kid })
      .sign(new TextEncoder().encode(key.secret));
    return withHeaders(createApi(url), { authorization: `Bearer ${token}` })('GET', '/api/embed/dashboard');
  };
  expect((await ask({})).json).toMatchObject({ name: 'Sales' });
  expect((await ask({ range: '1h', filters: { workflowIds: [busy] } })).json).toMatchObject({ fixedRange: true });
  for (const wrong of [
    { workflow: busy },
    { scopes: ['run'] },
    { range: 'ever' },
    { filters: { workflowIds: [] } },
    { filters: { workflows: [busy] } },
    { dashboard: undefined, workflow: busy, filters: {} },
    { exp: now + 601 },
  ]) {
    expect((await ask(wrong)).status, JSON.stringify(wrong)).toBe(401);
  }
  expect((await api('DELETE', `/api/embed-keys/${key.kid}`)).status).toBe(204);
  expect((await ask({})).status).toBe(401);
});
