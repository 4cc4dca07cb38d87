/** Dashboards on a real server. */
import { beforeAll, expect, test } from 'vitest';
import { openHouse, type Person } from '../auth/_people.ts';
import { createApi } from '../http/_api.ts';

const sales = {
  name: 'Sales',
  range: '7d',
  widgets: [
    { id: 'note', type: 'text', x: 0, y: 0, w: 12, h: 1, options: { text: 'What we sold' } },
    { id: 'runs', type: 'stat', title: '=Runs', x: 0, y: 1, w: 3, h: 2, source: { kind: 'executions' } },
    {
      id: 'rows',
      type: 'table',
      ...{ x: 3, y: 1, w: 9, h: 3 },
      source: { kind: 'node', workflowId: 'later', nodeId: 'rows', path: 'items' },
    },
  ],
};
const nodes = [
  { id: 't', type: 'trigger' },
  { id: 'rows', type: 'output' },
];
const connections = [{ fromNodeId: 't', toNodeId: 'rows' }];

let ana: Person;
let ben: Person;
let url: string;
let workflowId: string;
beforeAll(async () => {
  const house = await openHouse();
  url = house.url;
  ana = await house.setUp();
  ben = await house.invite(ana, 'ben@example.com', 'viewer');
  workflowId = (await ana.api('POST', '/api/workflows', { body: { name: 'Items', nodes, connections } })).json.id;
}, 180_000);

async function made(body: object = sales): Promise<string> {
  const { status, json, text } = await ana.api('POST', '/api/dashboards', { body });
  expect(status, text).toBe(201);
  return json.id;
}

test('the one of the executions is there from the start, can be changed, and becomes what it was', async () => {
  const { json } = await ben.api('GET', '/api/dashboards');
  expect(json.dashboards).toContainEqual(expect.objectContaining({ id: 'executions', revision: 0, widgetCount: 8 }));
  const first = (await ben.api('GET', '/api/dashboards/executions')).json;
  for (const widget of first.widgets) {
    const data = await ben.api('GET', `/api/dashboards/executions/widgets/${widget.id}/data?timezone=Europe/Madrid`);
    expect(data.status, `${widget.id}: ${data.text}`).toBe(200);
  }
  const body = { name: 'Ours', range: '30d', widgets: first.widgets.slice(0, 2) };
  const changed = await ana.api('PUT', '/api/dashboards/executions', { body, headers: { 'If-Match': '"0"' } });
  expect([changed.status, changed.json.revision, changed.json.name]).toEqual([200, 1, 'Ours']);
  const again = await ana.api('PUT', '/api/dashboards/executions', { body, headers: { 'If-Match': '"0"' } });
  expect([again.status, again.json.code]).toEqual([412, 'revision_mismatch']);
  expect((await ana.api('DELETE', '/api/dashboards/executions')).status).toBe(204);
  expect((await ana.api('GET', '/api/dashboards/executions')).json).toEqual(first);
});

test('a viewer looks and changes nothing; what is wrong is named', async () => {
  const id = await made();
  expect((await ben.api('GET', `/api/dashboards/${id}`)).json).toMatchObject({ ...sales, revision: 1 });
  expect((await ben.api('PUT', `/api/dashboards/${id}`, { body: sales })).status).toBe(403);
  expect((await ben.api('POST', `/api/dashboards/${id}/share`)).status).toBe(403);
  const wrong = { ...sales, widgets: [{ id: 'a', type: 'bar', x: 8, y: 0, w: 8, h: 1 }] };
  const refused = await ana.api('POST', '/api/dashboards', { body: wrong });
  expect(refused.status).toBe(422);
  const said = refused.json.details.map(({ path }: { path: string }) => path);
  expect(said).toEqual(['widgets.0.w', 'widgets.0.source']);
  for (const [query, code] of [
    ['range=2d', 'invalid'],
    ['from=2026-01-01T00:00:00Z', 'invalid'],
    ['from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'invalid'],
    ['timezone=Mars/Olympus', 'invalid'],
  ]) {
    const answer = await ana.api('GET', `/api/dashboards/${id}/widgets/runs/data?${query}`);
    expect([answer.status, answer.json.code], query).toEqual([422, code]);
  }
  expect((await ana.api('GET', `/api/dashboards/${id}/widgets/note/data`)).status).toBe(404);
  expect((await ana.api('GET', `/api/dashboards/${id}/widgets/rows/data`)).status).toBe(404);
  expect((await ana.api('DELETE', `/api/dashboards/${id}`)).status).toBe(204);
  expect((await ana.api('GET', `/api/dashboards/${id}`)).status).toBe(404);
});

test('shows what a node gave in the latest completed execution, large or small, as CSV too', async () => {
  const source = { kind: 'node', workflowId, nodeId: 'rows', path: 'items' };
  const body = { ...sales, widgets: [{ ...sales.widgets[2], source }] };
  const id = await made(body);
  const data = `/api/dashboards/${id}/widgets/rows/data`;
  expect((await ana.api('GET', data)).json).toEqual({ columns: [], rows: [] });
  const long = 'x'.repeat(6_000);
  const items = [
    { name: '=1+1', price: 3.5, note: 'a "b", c' },
    { name: 'Tea', price: 2, long },
  ];
  const run = await ana.api('POST', `/api/workflow/${workflowId}/execute?wait=20000`, { body: { inputs: { items } } });
  expect(run.json.status, run.text.slice(0, 300)).toBe('completed');
  const { json } = await ana.api('GET', data);
  expect(json.columns).toEqual([
    { name: 'name', type: 'text', role: 'dimension' },
    { name: 'price', type: 'number', role: 'measure' },
    { name: 'note', type: 'text', role: 'dimension' },
    { name: 'long', type: 'text', role: 'dimension' },
  ]);
  expect(json.rows[1]).toEqual(['Tea', 2, null, long]);
  expect(json.at).toBe(run.json.completedAt);
  const csv = await fetch(`${url}${data}?format=csv`, { headers: { cookie: ana.cookie } });
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(await csv.text()).toBe(`name,price,note,long\r\n'=1+1,3.5,"a ""b"", c",\r\nTea,2,,${long}\r\n`);
  const preview = await ana.api('POST', '/api/dashboards/preview', {
    body: { source: { ...source, path: 'items.1.price' } },
  });
  expect(preview.json.rows).toEqual([[2]]);
});

test('a link shows one dashboard to whoever has it, until it is closed', async () => {
  const id = await made();
  const { json } = await ana.api('POST', `/api/dashboards/${id}/share`);
  const secret = json.url.split('/shared/dashboard#')[1];
  const anybody = createApi(url);
  const headers = { authorization: `Bearer ${secret}` };
  const shared = await anybody('GET', '/api/shared/dashboard', { headers });
  expect(shared.json.name).toBe('Sales');
  expect(shared.text).not.toContain('"source"');
  expect((await anybody('GET', '/api/shared/dashboard/widgets/runs/data', { headers })).status).toBe(200);
  expect((await anybody('GET', `/api/dashboards/${id}`, { headers })).status).toBe(401);
  expect((await ana.api('GET', '/api/dashboards')).json.dashboards).toContainEqual(
    expect.objectContaining({ id, shared: true }),
  );

  const { json: second } = await ana.api('POST', `/api/dashboards/${id}/share`);
  expect((await anybody('GET', '/api/shared/dashboard', { headers })).status).toBe(404);
  const newer = { authorization: `Bearer ${second.url.split('#')[1]}` };
  expect((await anybody('GET', '/api/shared/dashboard', { headers: newer })).status).toBe(200);
  const stream = await fetch(`${url}/api/shared/dashboard/stream`, { headers: newer });
  let heard = '';
  const over = stream.body!.pipeThrough(new TextDecoderStream()).pipeTo(
    new WritableStream<string>({
      write(text) {
        heard += text;
      },
    }),
  );
  await expect
    .poll(async () => {
      await ana.api('POST', `/api/workflow/${workflowId}/execute?wait=20000`, { body: {} });
      return heard;
    })
    .toContain('event: changed\ndata: {"widgets":["runs"]}');
  expect((await ana.api('DELETE', `/api/dashboards/${id}/share`)).status).toBe(204);
  expect((await anybody('GET', '/api/shared/dashboard', { headers: newer })).status).toBe(404);
  // what was open ends with the link
  await over;
  expect(heard).not.toContain(workflowId);
});
