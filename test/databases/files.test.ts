/** Files in and out, on a real server: CSV of every kind, imports one can watch, exports that are safe to open. */
import { beforeAll, expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { type Answer, type Api, createApi } from '../http/_api.ts';

let api: Api;
beforeAll(async () => {
  api = createApi((await startServer()).url);
});

let serial = 0;
async function make(columns: object[]): Promise<string> {
  serial += 1;
  const { json } = await api('POST', '/api/databases', { body: { name: `Files ${serial}`, columns } });
  return json.id;
}

async function upload(id: string, file: string | Uint8Array): Promise<Answer> {
  return api('POST', `/api/databases/${id}/imports?name=data.csv`, {
    raw: file,
    headers: { 'content-type': 'text/csv' },
  });
}
async function preview(id: string, file: string | Uint8Array) {
  const { json } = await upload(id, file);
  return (await api('GET', `/api/databases/${id}/imports/${json.importId}/preview`)).json;
}

/** Uploads, imports, and waits for the end; the import as it is then, and its execution. */
async function importFile(id: string, file: string | Uint8Array, body: object = {}) {
  const { json: uploaded } = await upload(id, file);
  const at = `/api/databases/${id}/imports/${uploaded.importId}`;
  const started = await api('POST', `${at}/start`, { body });
  expect(started.status, started.text).toBe(202);
  const { executionId } = started.json;
  const execution = async () => (await api('GET', `/api/workflow/execution/${executionId}`)).json;
  await expect.poll(async () => (await execution()).done, { timeout: 60_000, interval: 50 }).toBe(true);
  return { state: (await api('GET', at)).json, execution: await execution() };
}

const recordsOf = async (id: string) => {
  const { json } = await api('GET', `/api/databases/${id}/records`);
  return json.records.map(({ values }: { values: object }) => values);
};

const utf16 = (text: string, bigEndian = false): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
};
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

test('a file is understood whatever its encoding, delimiter and line ends', async () => {
  const id = await make([]);
  const text =
    'Straße;Preis;Seit;Gültig\r\n"Am ""Tor""; 1";1.234,50;31.12.2025;ja\r\nÜber,all;-0,5;01.02.2026;nein\r\n';
  const files: [string, string | Uint8Array][] = [
    ['utf-8', text],
    ['utf-8', `\ufeff${text}`],
    ['utf-16le', utf16(text)],
    ['utf-16be', utf16(text, true)],
    // without the mark in front
    ['utf-16le', utf16(text).subarray(2)],
    ['utf-16be', utf16(text, true).subarray(2)],
    ['windows-1252', latin1(text)],
  ];
  for (const [encoding, file] of files) {
    const seen = await preview(id, file);
    expect(seen.dialect, encoding).toEqual({ encoding, delimiter: ';', newline: '\r\n' });
    expect(seen.columns, encoding).toMatchObject([
      { name: 'Straße', type: 'text' },
      { name: 'Preis', type: 'number', format: { decimal: ',' } },
      { name: 'Seit', type: 'date', format: { order: 'dmy' } },
      { name: 'Gültig', type: 'boolean' },
    ]);
    expect(seen.rows[0]).toEqual(['Am "Tor"; 1', '1.234,50', '31.12.2025', 'ja']);
  }
  const columns = (await preview(id, text)).columns.map(
    ({ name, type }: { name: string; type: string }, from: number) => ({ from, create: { name, type } }),
  );
  const { state } = await importFile(id, latin1(text), { columns });
  expect(state).toMatchObject({ state: 'done', report: { rows: 2, inserted: 2, bad: 0 } });
  const [first, second] = await recordsOf(id);
  expect(Object.values(first)).toEqual(['Am "Tor"; 1', 1234.5, '2025-12-31', true]);
  expect(Object.values(second)).toEqual(['Über,all', -0.5, '2026-02-01', false]);
});

test('types are found where there is no doubt, and text where there is', async () => {
  const id = await make([]);
  const rows = [
    'a,b,c,d,e,f,g,h',
    '00123,1,2026-01-05T10:00:00Z,https://a.example,1,yes,03/04/2026,12345678901234567890',
    '00124,2.5,2026-01-06T11:30:00+02:00,https://b.example,x,no,13/04/2026,1',
  ];
  const seen = await preview(id, rows.join('\n'));
  expect(
    seen.columns.map(({ type, time, format }: { type: string; time?: boolean; format: { order?: string } }) =>
      [type, ...(time ? ['time'] : []), ...(format.order ? [format.order] : [])].join(' '),
    ),
  ).toEqual(['text', 'number', 'date time ymd', 'url', 'text', 'boolean', 'date dmy', 'text']);
  const none = await preview(id, '1,2\n3,4\n');
  expect(none).toMatchObject({ header: false, columns: [{ name: 'Column 1', type: 'number' }, { name: 'Column 2' }] });
  expect((await preview(id, '')).columns).toEqual([]);
});

test('300 columns and quoted fields with line ends go through', async () => {
  const id = await make([]);
  const names = Array.from({ length: 300 }, (_, n) => `Column no ${n}`);
  const row = names.map((_, n) => (n === 7 ? '"two\nlines, ""quoted"""' : String(n)));
  const seen = await preview(id, [names.join(','), row.join(','), row.join(',')].join('\n'));
  expect(seen.columns).toHaveLength(300);
  const columns = names.map((name) => ({ name, type: 'text' }));
  const wide = await make(columns);
  const { state } = await importFile(wide, [names.join(','), row.join(','), row.join(',')].join('\n'));
  expect(state.report).toMatchObject({ rows: 2, inserted: 2 });
  expect((await recordsOf(wide))[1]).toMatchObject({ column_no_7: 'two\nlines, "quoted"', column_no_299: '299' });
});

const shop = [
  { name: 'SKU', unique: true, required: true },
  { name: 'Price', type: 'number' },
  { name: 'Double', type: 'number', formula: '{{ price | times: 2 }}' },
];

test('bad rows are reported, and nothing is imported unless they are to be left out', async () => {
  const id = await make(shop);
  await api('POST', `/api/databases/${id}/records`, { body: { values: { sku: 'there' } } });
  const file = 'sku,price\na,1\n,2\nb,many\na,4\nthere,5\nc,6\n';
  const failed = await importFile(id, file);
  expect(failed.execution).toMatchObject({ status: 'failed', error: expect.stringContaining('4 of 6 rows') });
  expect(failed.state).toMatchObject({ state: 'failed', report: { rows: 6, inserted: 0, bad: 4 } });
  expect(
    failed.state.report.problems.map(({ row, column }: { row: number; column: string }) => `${row} ${column}`).sort(),
  ).toEqual(['2 sku', '3 price', '4 sku', '5 sku']);
  expect(await recordsOf(id)).toHaveLength(1);
  const skipped = await importFile(id, file, { badRows: 'skip' });
  expect(skipped.execution).toMatchObject({ status: 'completed' });
  expect(skipped.state).toMatchObject({ state: 'done', report: { rows: 6, inserted: 2, bad: 4 } });
  expect(await recordsOf(id)).toMatchObject([{ sku: 'there' }, { sku: 'a', double: 2 }, { sku: 'c', double: 12 }]);
});

test('an upsert changes what is there, and history has it', async () => {
  const id = await make(shop);
  await api('POST', `/api/databases/${id}/records/bulk`, {
    body: { records: [{ values: { sku: 'a', price: 1 } }, { values: { sku: 'b', price: 2 } }] },
  });
  const { state } = await importFile(id, 'sku;price\na;10\nb;2\nc;3\n', { mode: 'upsert', key: 'sku' });
  expect(state.report).toMatchObject({ inserted: 1, updated: 1, unchanged: 1 });
  expect(await recordsOf(id)).toMatchObject([{ sku: 'a', double: 20 }, { sku: 'b' }, { sku: 'c', double: 6 }]);
  const { json } = await api('GET', `/api/databases/${id}/records/1/history`);
  expect(json.history[0]).toMatchObject({ action: 'changed', changes: { price: [1, 10], double: [2, 20] } });
});

test('what cannot be imported is said before it begins', async () => {
  const id = await make(shop);
  const { json } = await upload(id, 'sku,price,other\na,1,x\n');
  const start = (body: object) => api('POST', `/api/databases/${id}/imports/${json.importId}/start`, { body });
  for (const [body, sentence] of [
    [{ columns: [{ from: 9, key: 'sku' }] }, /place of a column/],
    [{ columns: [{ from: 0, key: 'double' }] }, /formula/],
    [
      {
        columns: [
          { from: 0, key: 'sku' },
          { from: 1, key: 'sku' },
        ],
      },
      /each column once/,
    ],
    [{ columns: [{ from: 0 }] }, /"key"/],
    [{ mode: 'upsert', key: 'price' }, /unique column/],
  ] as const) {
    expect(await start(body), JSON.stringify(body)).toMatchObject({
      status: 422,
      json: { error: expect.stringMatching(sentence) },
    });
  }
  expect((await api('GET', `/api/databases/${id}/imports/99`)).status).toBe(404);
  const { json: unclosed } = await upload(id, `sku,price\n"${'x'.repeat(5_000_000)}\n`);
  const refused = await api('POST', `/api/databases/${id}/imports/${unclosed.importId}/start`, { body: {} });
  expect(refused).toMatchObject({ status: 422, json: { error: expect.stringContaining('never closed') } });
});

test('an export is what it was, safe to open, and comes back the same', async () => {
  const id = await make([
    { name: 'Text' },
    { name: 'Amount', type: 'number' },
    { name: 'Day', type: 'date' },
    { name: 'More', type: 'json' },
  ]);
  const values = [
    { text: '=1+2', amount: -5, day: '2026-01-05', more: { a: [1] } },
    { text: '@cmd', amount: 2.5 },
    { text: 'say "hi",\nthere' },
    { text: '-12' },
    { text: '+1 2' },
  ];
  await api('POST', `/api/databases/${id}/records/bulk`, {
    body: { records: values.map((each) => ({ values: each })) },
  });
  const csv = await api('GET', `/api/databases/${id}/export?format=csv`);
  expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="Files \d+\.csv"/);
  expect(csv.text).toBe(
    [
      'id,Text,Amount,Day,More',
      '1,\'=1+2,-5,2026-01-05,"{""a"":[1]}"',
      "2,'@cmd,2.5,,",
      '3,"say ""hi"",\nthere",,,',
      '4,-12,,,',
      "5,'+1 2,,,",
      '',
    ].join('\r\n'),
  );
  const filter = encodeURIComponent(JSON.stringify({ column: 'amount', op: 'isNotEmpty' }));
  const lines = await fetch(
    `${api.url}/api/databases/${id}/export?format=ndjson&columns=amount&sort=-amount&filter=${filter}`,
  );
  const parsed = (await lines.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(parsed).toMatchObject([
    { id: 2, values: { amount: 2.5 } },
    { id: 1, values: { amount: -5 } },
  ]);
  expect((await api('GET', `/api/databases/${id}/export?sort=none`)).status).toBe(422);

  const many = Array.from({ length: 2_500 }, (_, n) => ({ values: { text: `T${n}` } }));
  await api('POST', `/api/databases/${id}/records/bulk`, { body: { records: many } });
  const all = await api('GET', `/api/databases/${id}/export`);
  expect(all.text.trimEnd().split('\r\n').at(-1)).toBe('2505,T2499,,,');
  const again = await make([{ name: 'Text' }]);
  const { state } = await importFile(again, all.text);
  expect(state.report).toMatchObject({ inserted: 2_505, bad: 0 });
});

test('files are values of a column', async () => {
  const id = await make([{ name: 'Scan', type: 'file' }]);
  const bytes = new Uint8Array(600_000).map((_, n) => n % 251);
  const added = await fetch(`${api.url}/api/databases/${id}/files?name=${encodeURIComponent('scan ü.png')}`, {
    method: 'POST',
    body: bytes,
    headers: { 'content-type': 'image/png' },
  });
  const file = await added.json();
  expect(file).toEqual({ id: 1, name: 'scan ü.png', type: 'image/png', size: 600_000 });
  expect((await api('POST', `/api/databases/${id}/records`, { body: { values: { scan: file } } })).status).toBe(201);
  expect(
    (await api('POST', `/api/databases/${id}/records`, { body: { values: { scan: { ...file, id: 9 } } } })).status,
  ).toBe(422);
  const read = await fetch(`${api.url}/api/databases/${id}/files/1`);
  expect(read.headers.get('content-disposition')).toContain('attachment');
  expect(read.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.compare(Buffer.from(await read.arrayBuffer()), Buffer.from(bytes))).toBe(0);
});

test('a package of another system becomes databases, records and a workflow', async () => {
  const entities = [
    {
      id: 'e-author',
      name: 'Authors',
      properties: [
        { id: 'p1', name: 'Full name', type: 'string', required: true },
        { id: 'p2', name: 'Best book', type: 'relation', relatedEntityId: 'e-book' },
      ],
    },
    {
      id: 'e-book',
      name: 'Books',
      properties: [
        { id: 'b1', name: 'Title', type: 'text', unique: true },
        { id: 'b2', name: 'Price', type: 'currency', unit: '€' },
        { id: 'b3', name: 'Written by', type: 'reference', entityId: 'e-author' },
        { id: 'b4', name: 'Kind', type: 'select', options: ['novel', { value: 'poem' }] },
      ],
    },
  ];
  const records = [
    { id: 'r1', entityId: 'e-author', values: { p1: 'Ana', p2: 'r9' } },
    { id: 'r9', entityId: 'e-book', data: { Title: 'Sea', b2: '12.5', b3: 'r1', Kind: 'poem' } },
  ];
  const workflow = {
    nodes: [
      { id: 't', type: 'trigger', label: 'Start' },
      { id: 'f', type: 'fetchData', label: 'Read', config: { selectedEntityId: 'e-book' } },
    ],
    connections: [{ fromNodeId: 't', toNodeId: 'f' }],
  };
  const body = { name: 'Library', entities, records, workflow };
  const { status, json } = await api('POST', '/api/databases/package', { body });
  expect(status, JSON.stringify(json)).toBe(201);
  const idOf = (entityId: string) => json.databases.find((each: { entityId: string }) => each.entityId === entityId).id;
  expect(await recordsOf(idOf('e-author'))).toEqual([{ full_name: 'Ana', best_book: 1 }]);
  expect(await recordsOf(idOf('e-book'))).toEqual([{ title: 'Sea', price: 12.5, written_by: 1, kind: 'poem' }]);
  const { json: ran } = await api('POST', `/api/workflow/${json.workflowId}/execute?wait=30000`, { body: {} });
  expect(ran).toMatchObject({ status: 'completed', finalOutput: [{ id: 1, title: 'Sea' }] });

  const names = async () => (await api('GET', '/api/databases')).json.databases.length;
  const before = await names();
  const broken = { ...body, entities: entities.map((each) => ({ ...each, name: `${each.name} 2` })) };
  const lost = { ...broken, records: [{ id: 'r1', entityId: 'e-author', values: { p1: 'Ana', p2: 'nobody' } }] };
  expect((await api('POST', '/api/databases/package', { body: lost })).status).toBe(422);
  expect(
    (
      await api('POST', '/api/databases/package', {
        body: { ...broken, workflow: { nodes: [{ id: 'x', type: 'none' }] } },
      })
    ).status,
  ).toBe(422);
  expect(await names()).toBe(before);
});
