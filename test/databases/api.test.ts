/** Databases over HTTP, on a real server: definitions, records, questions, the trash, history. */
import { beforeAll, expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { type Api, createApi } from '../http/_api.ts';

let api: Api;
beforeAll(async () => {
  api = createApi((await startServer()).url);
});

const columns = [
  { name: 'SKU', type: 'text', unique: true, required: true },
  { name: 'Price', type: 'number', unit: '€', index: true },
  { name: 'Amount', type: 'number', default: 1 },
  { name: 'Kind', type: 'select', options: ['book', 'toy'] },
  { name: 'Since', type: 'date' },
  { name: 'Total', type: 'number', formula: '{{ price | times: amount }}' },
];

async function make(name: string, more: object[] = []): Promise<string> {
  const { status, json } = await api('POST', '/api/databases', { body: { name, columns: [...columns, ...more] } });
  expect(status, JSON.stringify(json)).toBe(201);
  return json.id;
}
const rows = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    values: { sku: `S${n}`, price: n / 2, kind: n % 2 ? 'book' : 'toy', since: `2026-0${(n % 9) + 1}-15` },
  }));

test('a database, its records, and what is asked of them', async () => {
  const id = await make('Stock');
  const { json: database } = await api('GET', `/api/databases/${id}`);
  expect(database.columns.map(({ key }: { key: string }) => key)).toEqual([
    'sku',
    'price',
    'amount',
    'kind',
    'since',
    'total',
  ]);

  const made = await api('POST', `/api/databases/${id}/records`, {
    body: { values: { sku: 'A', price: 2.5, amount: '4' } },
  });
  expect(made).toMatchObject({ status: 201, json: { id: 1, version: 1, values: { sku: 'A', amount: 4, total: 10 } } });
  expect(made.headers.get('etag')).toBe('"1"');

  const changed = await api('PATCH', `/api/databases/${id}/records/1`, {
    body: { values: { price: 3 } },
    headers: { 'if-match': '"1"' },
  });
  expect(changed).toMatchObject({ status: 200, json: { version: 2, values: { price: 3, total: 12 } } });
  const late = await api('PATCH', `/api/databases/${id}/records/1`, {
    body: { values: { price: 4 } },
    headers: { 'if-match': '"1"' },
  });
  expect(late.status).toBe(412);

  const bulk = await api('POST', `/api/databases/${id}/records/bulk`, { body: { records: rows(100) } });
  expect(bulk.json).toMatchObject({ inserted: 100, updated: 0 });
  const filter = JSON.stringify({
    and: [
      { column: 'kind', op: 'equals', value: 'book' },
      { column: 'price', op: 'greaterThan', value: 40 },
    ],
  });
  const page = await api(
    'GET',
    `/api/databases/${id}/records?sort=-price&limit=4&total=true&filter=${encodeURIComponent(filter)}`,
  );
  expect(page.json.total).toBe(10);
  expect(page.json.records.map(({ values }: { values: { price: number } }) => values.price)).toEqual([
    49.5, 48.5, 47.5, 46.5,
  ]);
  const next = await api(
    'GET',
    `/api/databases/${id}/records?sort=-price&limit=4&filter=${encodeURIComponent(filter)}&after=${page.json.next}`,
  );
  expect(next.json.records[0].values.price).toBe(45.5);

  const found = await api('POST', `/api/databases/${id}/query`, { body: { search: 's7', sort: [{ column: 'sku' }] } });
  expect(found.json.records.map(({ values }: { values: { sku: string } }) => values.sku)).toEqual([
    'S7',
    'S70',
    'S71',
    'S72',
    'S73',
    'S74',
    'S75',
    'S76',
    'S77',
    'S78',
    'S79',
  ]);

  const aggregate = await api('POST', `/api/databases/${id}/aggregate`, {
    body: {
      groupBy: [{ column: 'kind' }],
      measures: [{ op: 'count' }, { op: 'sum', column: 'price' }, { op: 'max', column: 'since' }],
    },
  });
  expect(aggregate.json.rows).toEqual([
    { kind: 'book', count: 50, sum_price: 1250, max_since: '2026-09-15' },
    { kind: 'toy', count: 50, sum_price: 1225, max_since: '2026-09-15' },
    { kind: null, count: 1, sum_price: 3, max_since: null },
  ]);
  const months = await api('POST', `/api/databases/${id}/aggregate`, {
    body: {
      groupBy: [{ column: 'since', bucket: 'quarter', as: 'quarter' }],
      measures: [{ op: 'count', as: 'n' }],
      sort: [{ column: 'n', direction: 'desc' }],
    },
  });
  expect(months.json.rows[0]).toEqual({ quarter: '2026-Q1', n: 34 });

  const upsert = await api('POST', `/api/databases/${id}/records/bulk`, {
    body: {
      mode: 'upsert',
      key: 'sku',
      records: [{ values: { sku: 'S1', price: 99 } }, { values: { sku: 'S2' } }, { values: { sku: 'new', price: 1 } }],
    },
  });
  expect(upsert.json).toMatchObject({ inserted: 1, updated: 1, unchanged: 1, ids: [3, 4, 102] });
});

test('a search of a database without texts finds nothing, in pages, aggregates and files', async () => {
  const { json } = await api('POST', '/api/databases', {
    body: { name: 'Numbers', columns: [{ name: 'N', type: 'number' }] },
  });
  await api('POST', `/api/databases/${json.id}/records`, { body: { values: { n: 1 } } });
  expect((await api('GET', `/api/databases/${json.id}/records?search=one`)).json.records).toEqual([]);
  const counted = await api('POST', `/api/databases/${json.id}/aggregate`, { body: { search: 'one' } });
  expect(counted.json.rows).toEqual([{ count: 0 }]);
  const file = await fetch(`${api.url}/api/databases/${json.id}/export?search=one`);
  expect([file.status, (await file.text()).trim().split('\n').length]).toEqual([200, 1]);
});

test('what does not fit is told row by row, and nothing of it is written', async () => {
  const id = await make('Checked');
  await api('POST', `/api/databases/${id}/records`, { body: { values: { sku: 'A' } } });
  const records = [
    { values: { sku: 'B' } },
    { values: { sku: 'A' } },
    { values: { price: 'many' } },
    { values: { sku: 'C', kind: 'car', since: '2026-02-30', total: 5, colour: 'red' } },
    { values: { sku: 'B' } },
  ];
  const { status, json } = await api('POST', `/api/databases/${id}/records/bulk`, { body: { records } });
  expect(status).toBe(422);
  expect(json.details.map(({ path }: { path: string }) => path).sort()).toEqual([
    'records.2.price',
    'records.2.sku',
    'records.3.colour',
    'records.3.kind',
    'records.3.since',
    'records.3.total',
  ]);
  const twins = await api('POST', `/api/databases/${id}/records/bulk`, {
    body: { records: [records[0], records[1], records[4]] },
  });
  expect(twins.json.details.map(({ path }: { path: string }) => path).sort()).toEqual([
    'records.1.sku',
    'records.2.sku',
  ]);
  expect((await api('GET', `/api/databases/${id}/records?total=true`)).json.total).toBe(1);
  for (const [path, body, code] of [
    ['query', { filter: { column: 'colour', value: 1 } }, 422],
    ['query', { filter: { column: 'price', op: 'contains', value: '1' } }, 422],
    ['query', { filter: { column: 'price', op: 'greaterThan' } }, 422],
    ['query', { sort: [{ column: 'price' }], after: 'nonsense' }, 400],
    ['aggregate', { measures: [{ op: 'sum', column: 'sku' }] }, 422],
    ['aggregate', { groupBy: [{ column: 'sku', bucket: 'day' }] }, 422],
  ] as const) {
    expect((await api('POST', `/api/databases/${id}/${path}`, { body })).status, JSON.stringify(body)).toBe(code);
  }
});

test('the same Idempotency-Key writes once', async () => {
  const id = await make('Once');
  const ask = () =>
    api('POST', `/api/databases/${id}/records/bulk`, {
      body: { records: rows(3) },
      headers: { 'idempotency-key': 'k1' },
    });
  expect((await ask()).json).toMatchObject({ inserted: 3, replay: false, ids: [1, 2, 3] });
  expect((await ask()).json).toMatchObject({ inserted: 3, replay: true, ids: [1, 2, 3] });
  expect((await api('GET', `/api/databases/${id}/records?total=true`)).json.total).toBe(3);
});

test('records go to the trash and come back, and their history tells', async () => {
  const id = await make('Kept');
  await api('POST', `/api/databases/${id}/records/bulk`, { body: { records: rows(3) } });
  await api('PATCH', `/api/databases/${id}/records/1`, { body: { values: { price: 7 } } });
  expect((await api('DELETE', `/api/databases/${id}/records/1`)).status).toBe(204);
  expect((await api('DELETE', `/api/databases/${id}/records/1`)).status).toBe(404);
  expect((await api('PATCH', `/api/databases/${id}/records/1`, { body: { values: {} } })).status).toBe(404);
  expect((await api('GET', `/api/databases/${id}/records?total=true`)).json.total).toBe(2);
  const trash = await api('GET', `/api/databases/${id}/records?deleted=true&total=true`);
  expect(trash.json).toMatchObject({ total: 1, records: [{ id: 1 }] });

  await api('POST', `/api/databases/${id}/records`, { body: { values: { sku: 'S0' } } });
  const taken = await api('POST', `/api/databases/${id}/records/1/restore`);
  expect(taken).toMatchObject({ status: 409, json: { code: 'conflict' } });
  await api('DELETE', `/api/databases/${id}/records/4`);
  expect((await api('DELETE', `/api/databases/${id}/records/4?purge=true`)).status).toBe(204);
  expect((await api('GET', `/api/databases/${id}/records/4`)).status).toBe(404);
  expect((await api('POST', `/api/databases/${id}/records/1/restore`)).json).toMatchObject({
    version: 4,
    deletedAt: null,
  });

  const { json } = await api('GET', `/api/databases/${id}/records/1/history`);
  expect(json.history.map(({ action, version }: Record<string, unknown>) => `${version} ${action}`)).toEqual([
    '4 restored',
    '3 deleted',
    '2 changed',
    '1 created',
  ]);
  expect(json.history[2]).toMatchObject({ by: 'local', changes: { price: [0, 7], total: [0, 7] } });
  const first = await api('GET', `/api/databases/${id}/records/1/history?limit=3`);
  const rest = await api('GET', `/api/databases/${id}/records/1/history?before=${first.json.next}`);
  expect([...first.json.history, ...rest.json.history]).toEqual(json.history);
});

test('columns change with their values, and what would be lost is told first', async () => {
  const id = await make('Changing', [{ name: 'Note', key: 'note', type: 'text' }]);
  const at = `/api/databases/${id}/columns`;
  const notes = ['12', '7.5', 'many', '', '30'];
  const records = notes.map((note, n) => ({ values: { sku: `S${n}`, price: n, note } }));
  await api('POST', `/api/databases/${id}/records/bulk`, { body: { records } });

  const asked = await api('PATCH', `${at}/note`, { body: { type: 'number' } });
  expect(asked).toMatchObject({ status: 409, json: { details: [{ path: 'records.3.note' }] } });
  expect((await api('GET', `/api/databases/${id}/records?limit=1`)).json.records[0].values.note).toBe('12');
  expect((await api('PATCH', `${at}/note`, { body: { type: 'number', confirm: true } })).status).toBe(200);
  const { json: page } = await api('GET', `/api/databases/${id}/records?sort=note`);
  expect(page.records.map(({ values }: { values: { note: unknown } }) => values.note)).toEqual([
    7.5,
    12,
    30,
    null,
    null,
  ]);
  const { json: told } = await api('GET', `/api/databases/${id}/records/3/history`);
  expect(told.history[0]).toMatchObject({ action: 'converted', changes: { note: ['many', null] } });

  expect((await api('PATCH', `${at}/note`, { body: { required: true } })).status).toBe(409);
  expect((await api('POST', at, { body: { name: 'Colour', default: 'red' } })).status).toBe(201);
  expect(
    (await api('POST', at, { body: { name: 'Double', type: 'number', formula: '{{ price | times: 2 }}' } })).status,
  ).toBe(201);
  const { json: filled } = await api('GET', `/api/databases/${id}/records/5`);
  expect(filled.values).toMatchObject({ colour: 'red', double: 8, note: 30 });
  expect((await api('PATCH', `${at}/colour`, { body: { unique: true } })).status).toBe(409);
  expect((await api('DELETE', `${at}/price`)).json.error).toMatch(/formula of "Total", "Double"/);
  expect((await api('DELETE', `${at}/colour`)).status).toBe(409);
  expect((await api('DELETE', `${at}/colour?confirm=true`)).status).toBe(200);
  // a formula follows its columns
  await api('PATCH', `${at}/amount`, { body: { type: 'text' } });
  expect((await api('PATCH', `${at}/total`, { body: { formula: '{{ price | plus: note }}' } })).status).toBe(200);
  expect((await api('GET', `/api/databases/${id}/records/5`)).json.values).toMatchObject({ total: 34, amount: '1' });

  for (const [column, sentence] of [
    [{ name: 'X', type: 'select' }, /options/],
    [{ name: 'X', type: 'relation', database: 'nowhere' }, /database of this organization/],
    [{ name: 'X', formula: '{{ y }}' }, /found "y"/],
    [{ name: 'X', key: 'x', formula: '{{ x }}' }, /without a loop/],
    [{ name: 'X', formula: '{{ price' }, /template/],
    [{ name: 'X', formula: '{% for n in (1..9) %}{{ price }}{% endfor %}' }, /template/],
    [{ name: 'X', type: 'number', default: 'y' }, /default/],
  ] as const) {
    const refused = await api('POST', at, { body: column });
    expect(refused, JSON.stringify(column)).toMatchObject({
      status: 422,
      json: { error: expect.stringMatching(sentence) },
    });
  }
});

test('relations lead to records that are there, also round in circles', async () => {
  const { json: people } = await api('POST', '/api/databases', {
    body: { name: 'People', columns: [{ name: 'Name' }] },
  });
  const team = { name: 'Teams', columns: [{ name: 'Lead', type: 'relation', database: people.id }] };
  const { json: teams } = await api('POST', '/api/databases', { body: team });
  const back = { name: 'Team', type: 'relation', database: teams.id };
  expect((await api('POST', `/api/databases/${people.id}/columns`, { body: back })).status).toBe(201);
  await api('POST', `/api/databases/${people.id}/records`, { body: { values: { name: 'Ana' } } });
  await api('POST', `/api/databases/${teams.id}/records`, { body: { values: { lead: 1 } } });
  expect((await api('PATCH', `/api/databases/${people.id}/records/1`, { body: { values: { team: 1 } } })).status).toBe(
    200,
  );
  const lost = await api('PATCH', `/api/databases/${people.id}/records/1`, { body: { values: { team: 9 } } });
  expect(lost).toMatchObject({ status: 422, json: { details: [{ path: 'records.0.team' }] } });
});

test('a database goes to the trash and comes back with its records', async () => {
  const id = await make('Gone');
  await api('POST', `/api/databases/${id}/records/bulk`, { body: { records: rows(5) } });
  expect((await api('POST', '/api/databases', { body: { name: 'gone' } })).status).toBe(409);
  expect((await api('DELETE', `/api/databases/${id}`)).status).toBe(204);
  expect((await api('GET', `/api/databases/${id}/records`)).status).toBe(404);
  const { json: list } = await api('GET', '/api/databases?removed=true');
  expect(list.databases.map((each: { id: string }) => each.id)).toEqual([id]);
  expect((await api('POST', `/api/databases/${id}/restore`)).json).toMatchObject({ name: 'Gone', removedAt: null });
  expect((await api('GET', `/api/databases/${id}/records?total=true`)).json.total).toBe(5);
  await expect
    .poll(async () => (await api('GET', '/api/databases?search=gone')).json.databases[0].records, { timeout: 30_000 })
    .toBe(5);
});

test('relations may lead back, to the same record too, and a record that others lead to can go', async () => {
  const made = async (name: string, columns: object[]) =>
    (await api('POST', '/api/databases', { body: { name, columns } })).json.id as string;
  const people = await made('Who leads whom', [{ name: 'Name' }]);
  const teams = await made('Led teams', [{ name: 'Head', type: 'relation', database: people }]);
  for (const column of [
    { name: 'Team', type: 'relation', database: teams },
    { name: 'Boss', type: 'relation', database: people },
  ])
    expect((await api('POST', `/api/databases/${people}/columns`, { body: column })).status).toBe(201);
  const add = async (id: string, values: object) =>
    (await api('POST', `/api/databases/${id}/records`, { body: { values } })).json.id as number;
  const ana = await add(people, { name: 'Ana' });
  const team = await add(teams, { head: ana });
  const whole = { name: 'Ana', team, boss: ana };
  const back = await api('PATCH', `/api/databases/${people}/records/${ana}`, { body: { values: whole } });
  expect(back).toMatchObject({ status: 200, json: { values: whole } });
  const found = await api('POST', `/api/databases/${people}/query`, {
    body: { filter: { column: 'boss', value: ana } },
  });
  expect(found.json.records).toMatchObject([{ id: ana, values: whole }]);
  expect((await api('GET', `/api/databases/${people}/export`)).text).toContain(`${ana},Ana,${team},${ana}\r\n`);
  const wrong = await api('PATCH', `/api/databases/${people}/records/${ana}`, { body: { values: { boss: 99 } } });
  expect(wrong).toMatchObject({ status: 422, json: { error: expect.stringContaining('99') } });
  // who leads to it keeps what it says, and the record can come back
  expect((await api('DELETE', `/api/databases/${people}/records/${ana}`)).status).toBeLessThan(300);
  expect((await api('GET', `/api/databases/${teams}/records/${team}`)).json.values).toEqual({ head: ana });
  expect((await api('POST', `/api/databases/${people}/records/${ana}/restore`)).status).toBe(200);
});
