/** Workflows that read and write databases, on a real server, and the stream that tells of it. */
import { beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { createRecords } from '../../server/records/create-records.ts';
import { createRecordAccess } from '../../server/records/node-access.ts';
import { placeOf } from '../../server/records/place.ts';
import { startServer } from '../_server.ts';
import { openTempStore, whenDone } from '../_setup.ts';
import { type Api, createApi } from '../http/_api.ts';
import { attempt, failureOf, run } from '../nodes/_run.ts';

let api: Api;
let orders: string;
let totals: string;
beforeAll(async () => {
  api = createApi((await startServer()).url);
  const make = async (name: string, columns: object[]) =>
    (await api('POST', '/api/databases', { body: { name, columns } })).json.id as string;
  orders = await make('Orders', [
    { name: 'Number', unique: true },
    { name: 'City', type: 'text' },
    { name: 'Price', type: 'number' },
  ]);
  totals = await make('Totals', [
    { name: 'Name', unique: true, required: true },
    { name: 'Value', type: 'number' },
  ]);
  const records = Array.from({ length: 20 }, (_, n) => ({
    values: { number: `N${n}`, city: n % 2 ? 'Lima' : 'Quito', price: n },
  }));
  await api('POST', `/api/databases/${orders}/records/bulk`, { body: { records } });
});

const node = (id: string, type: string, config: object) => ({ id, type, label: id, config });

async function runWorkflow(nodes: object[], inputs: object = {}) {
  const ids = nodes.map((each) => (each as { id: string }).id);
  const connections = ids.slice(1).map((id, index) => ({ fromNodeId: ids[index], toNodeId: id }));
  const { json: saved } = await api('POST', '/api/workflows', { body: { name: 'Data', nodes, connections } });
  const { json } = await api('POST', `/api/workflow/${saved.id}/execute?wait=30000`, { body: { inputs } });
  return json;
}

test('a workflow reads records by a filter with templates, and writes what it makes of them', async () => {
  const fetch = node('read', 'fetchData', {
    entityId: orders,
    filter: {
      and: [
        { column: 'city', value: '{{ city }}' },
        { column: 'price', op: 'greaterOrEqual', value: '{{ least }}' },
      ],
    },
    sort: '-price',
    limit: '{{ many }}',
  });
  const save = node('write', 'saveRecords', {
    targetEntityId: totals,
    mode: 'upsert',
    key: 'name',
    fields: { name: '{{ number }}', value: '{{ price | times: 2 }}' },
  });
  const begin = node('begin', 'trigger', {});
  const ended = await runWorkflow([begin, fetch, save], { city: 'Lima', least: 5, many: 3 });
  expect(ended, JSON.stringify(ended)).toMatchObject({ status: 'completed' });
  expect(ended.nodeResults.read.outputData).toMatchObject([
    { id: 20, number: 'N19', price: 19 },
    { number: 'N17' },
    { number: 'N15' },
  ]);
  expect(ended.nodeResults.write).toMatchObject({ inserted: 3, report: ['inserted', 'inserted', 'inserted'] });
  const again = await runWorkflow([begin, fetch, save], { city: 'Lima', least: 5, many: 4 });
  expect(again.nodeResults.write).toMatchObject({ inserted: 1, unchanged: 3, message: '1 inserted, 3 unchanged' });
  const { json } = await api('GET', `/api/databases/${totals}/records?sort=name`);
  expect(json.records.map(({ values }: { values: object }) => values)).toEqual([
    { name: 'N13', value: 26 },
    { name: 'N15', value: 30 },
    { name: 'N17', value: 34 },
    { name: 'N19', value: 38 },
  ]);
  const { json: told } = await api('GET', `/api/databases/${totals}/records/1/history`);
  expect(told.history).toMatchObject([{ action: 'created', by: `execution:${ended.executionId}` }]);
});

test('rows that do not fit stop the node with a report, or are left out', async () => {
  const begin = node('begin', 'trigger', {});
  const list = node('rows', 'code', {
    code: "return [{name: 'a', value: 1}, {value: 2}, {name: 'c', value: 'x', more: 1}]",
  });
  const write = (config: object) => node('write', 'saveRecords', { databaseId: totals, ...config });
  const failed = await runWorkflow([begin, list, write({ retries: 0 })]);
  expect(failed).toMatchObject({ status: 'failed' });
  expect(failed.nodeResults.write.problems).toMatchObject([
    { path: 'records.1.name' },
    { path: 'records.2.value' },
    { path: 'records.2.more' },
  ]);
  const skipped = await runWorkflow([begin, list, write({ badRows: 'skip', extraFields: 'ignore' })]);
  expect(skipped).toMatchObject({ status: 'completed' });
  expect(skipped.nodeResults.write).toMatchObject({ inserted: 1, failed: 2, report: ['inserted', 'failed', 'failed'] });
});

test('an attempt that is made again, after its answer was lost, writes once', async () => {
  const { store, url } = await openTempStore();
  const records = createRecords({
    store,
    place: placeOf({ url, authToken: undefined }),
    newId: () => 'd1',
    clock: systemClock,
    onChange: () => {},
    warn: (error) => expect.fail(String(error)),
  });
  whenDone(records.close);
  await records.create('default', { name: 'Once', columns: [{ name: 'Name', type: 'text' }] });
  const config = { databaseId: 'd1' };
  const given = { services: { records: createRecordAccess(records) } };
  const first = await run('saveRecords', config, [{ name: 'a' }, { name: 'b' }], given);
  // by the second attempt the input is the same, as the engine holds it
  const second = await run('saveRecords', config, [{ name: 'a' }, { name: 'b' }], { ...given, attempt: 2 });
  expect(second).toEqual(first);
  expect(first).toMatchObject({
    inserted: 2,
    outputData: [
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ],
  });
  expect((await records.page('default', 'd1', { limit: 10, total: true })).total).toBe(2);
  const other = await run('saveRecords', config, [{ name: 'a' }], { ...given, nodeId: 'another' });
  expect(other).toMatchObject({ inserted: 1, outputData: [{ id: 3 }] });
});

test('what is wrong is said at save, and when the node runs', async () => {
  const nodes = [node('a', 'trigger', {}), node('b', 'fetchData', { databaseId: orders, filter: { colum: 'x' } })];
  const connections = [{ fromNodeId: 'a', toNodeId: 'b' }];
  const refused = await api('POST', '/api/workflows', { body: { name: 'Bad', nodes, connections } });
  expect(refused).toMatchObject({ status: 422, json: { details: [{ nodeId: 'b', key: 'filter' }] } });
  const upsert = { databaseId: totals, mode: 'upsert' };
  const second = [node('a', 'trigger', {}), node('b', 'saveRecords', upsert)];
  expect((await api('POST', '/api/workflows', { body: { name: 'Bad', nodes: second, connections } })).status).toBe(422);
  const none = await runWorkflow([
    node('a', 'trigger', {}),
    node('b', 'fetchData', { databaseId: 'nowhere', retries: 0 }),
  ]);
  expect(none).toMatchObject({ status: 'failed', error: expect.stringContaining('no database "nowhere"') });
  expect((await failureOf('saveRecords', { databaseId: 'd' }, [1])).message).toMatch(/rows to be records/);
  const unused = () => Promise.reject(new Error('not used'));
  const records = { fetch: async () => [], save: unused, import: unused };
  expect(await run('fetchData', { databaseId: 'd' }, {}, { services: { records } })).toMatchObject({ outputData: [] });
  expect(
    (await attempt('fetchData', { databaseId: 'd', limit: 'many' }, {}, { services: { records } })).failure?.message,
  ).toMatch(/whole number/);
});

test('who watches the organization is told of records that a workflow writes', async () => {
  const abort = new AbortController();
  const response = await fetch(`${api.url}/api/executions/stream`, { signal: abort.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const row = node('write', 'saveRecords', { databaseId: totals });
  const written = runWorkflow([node('begin', 'trigger', {}), row], { name: 'live', value: 1 });
  let text = '';
  const seen = () => [...text.matchAll(/^event: records\ndata: (.*)$/gm)].map(([, data = '']) => JSON.parse(data));
  while (seen().length === 0) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  abort.abort();
  await written;
  expect(seen()[0]).toMatchObject({ databaseId: totals, ids: [expect.any(Number)], records: expect.any(Number) });
});
