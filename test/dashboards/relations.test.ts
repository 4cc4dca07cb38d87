/** What a dashboard tells of related records: what they are called, and where they lead. */
import { expect, test } from 'vitest';
import { chartOption } from '../../client/dashboards/chart-option.ts';
import { drillTo } from '../../client/dashboards/drill-down.ts';
import { type DatabaseSource, sourceSchema, type Table } from '../../db/dashboard.ts';
import { startServer } from '../_server.ts';
import { createApi } from '../http/_api.ts';

const palette = { ink: '', muted: '', line: '', card: '', series: () => '' };
const look = (table: Table) => ({
  ...{ palette, locale: 'en', font: '', moves: false },
  nameOf: (value: string, role: string) => table.columns.find((each) => each.role === role)?.labels?.[value] ?? value,
});

test('related records are called by their names in data, charts and files, and lead to records by their ids', async () => {
  const { url } = await startServer();
  const api = createApi(url);
  const database = async (body: object) => (await api('POST', '/api/databases', { body })).json.id as string;
  const add = async (id: string, values: object) =>
    (await api('POST', `/api/databases/${id}/records`, { body: { values } })).json.id as number;
  const customers = await database({ name: 'Customers', columns: [{ name: 'Name', key: 'name' }] });
  const columns = [
    { name: 'Customer', key: 'customer', type: 'relation', database: customers },
    { name: 'Sum', key: 'sum', type: 'number' },
  ];
  const orders = await database({ name: 'Orders', columns });
  const [acme, twin] = [await add(customers, { name: 'ACME' }), await add(customers, { name: 'ACME' })];
  await add(orders, { customer: acme, sum: 5 });
  await add(orders, { customer: twin, sum: 3 });
  await add(orders, { sum: 1 });
  const source = sourceSchema.parse({
    ...{ kind: 'database', databaseId: orders, measure: { op: 'sum', column: 'sum' } },
    groupBy: { column: 'customer' },
  }) as DatabaseSource;
  const ask = async (source: object): Promise<Table> =>
    (await api('POST', '/api/dashboards/preview', { body: { source } })).json;

  const table = await ask(source);
  expect(table.rows).toEqual([
    [acme, 5],
    [twin, 3],
    [null, 1],
  ]);
  expect(table.columns[0]?.labels).toEqual({ [acme]: 'ACME', [twin]: 'ACME' });
  const split = await ask({ ...source, groupBy: { column: 'sum' }, splitBy: { column: 'customer' } });
  expect(split.columns.map(({ labels }) => labels)).toEqual([undefined, table.columns[0]?.labels, undefined]);
  const list = await ask({ ...source, groupBy: null, columns: ['id', 'customer', 'sum'] });
  expect(list.columns[1]?.labels).toEqual(table.columns[0]?.labels);

  const bars = chartOption({ type: 'bar', options: {} }, table, look(table)) as { xAxis: { data: string[] } };
  expect(bars.xAxis.data).toEqual(['ACME', 'ACME', '–']);
  const series = chartOption({ type: 'bar', options: {} }, split, look(split)) as { series: { name: string }[] };
  expect(
    series.series.map(({ name }) => name),
    'the chart library knows series by their names',
  ).toEqual(['ACME', 'ACME (2)', '–']);

  const filterOf = (category: string) => {
    const address = drillTo(source, { category, series: '' }, table, '24h') ?? '';
    return JSON.parse(new URL(address, url).searchParams.get('filter') ?? 'null');
  };
  expect(filterOf(String(twin))).toEqual({ column: 'customer', op: 'equals', value: twin });
  expect(filterOf('–')).toEqual({ column: 'customer', op: 'isEmpty' });
  const found = await api('POST', `/api/databases/${orders}/query`, { body: { filter: filterOf(String(twin)) } });
  expect(found.json.records).toMatchObject([{ values: { customer: twin, sum: 3 } }]);

  const widgets = [{ id: 'bars', type: 'bar', x: 0, y: 0, w: 6, h: 4, source }];
  const { json } = await api('POST', '/api/dashboards', { body: { name: 'Sales', widgets } });
  const csv = await fetch(`${url}/api/dashboards/${json.id}/widgets/bars/data?format=csv`);
  expect(await csv.text()).toBe('Customer,Sum\r\nACME,5\r\nACME,3\r\n,1\r\n');

  // numbers have to do where the database is gone
  expect((await api('DELETE', `/api/databases/${customers}`)).status).toBe(204);
  expect((await ask(source)).columns[0]?.labels).toEqual({});
});
