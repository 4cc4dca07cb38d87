/** Days and hours of instants are those of who asks, also where the clocks are changed. */
import { expect, test } from 'vitest';
import { sourceSchema } from '../../db/dashboard.ts';
import { startServer } from '../_server.ts';
import { createApi } from '../http/_api.ts';

test('records are put together by the days and hours of a time zone, in aggregates and in dashboards', async () => {
  const api = createApi((await startServer()).url);
  const columns = [
    { name: 'At', type: 'date', time: true },
    { name: 'Day', type: 'date' },
  ];
  const { json: database } = await api('POST', '/api/databases', { body: { name: 'Visits', columns } });
  const instants = [
    '2026-03-28T23:30:00Z', // 00:30 on the 29th in Madrid
    '2026-03-29T00:59:59Z', // 01:59:59, and then it is 3 o'clock
    '2026-03-29T01:00:00Z',
    '2026-03-29T21:59:59Z', // a day of 23 hours
    '2026-03-29T22:00:00Z',
    '2026-10-25T00:30:00Z', // 02:30, twice
    '2026-10-25T01:30:00Z',
    '2026-10-25T22:59:59Z', // a day of 25 hours
    '2026-10-25T23:00:00Z',
  ];
  const records = instants.map((at) => ({ values: { at, day: at.slice(0, 10) } }));
  await api('POST', `/api/databases/${database.id}/records/bulk`, { body: { records } });
  const counted = async (column: string, bucket: string, timezone?: string) => {
    const body = { groupBy: [{ column, bucket, as: 'time' }], timezone };
    const { json } = await api('POST', `/api/databases/${database.id}/aggregate`, { body });
    return Object.fromEntries(json.rows.map(({ time, count }: { time: string; count: number }) => [time, count]));
  };
  const madrid = 'Europe/Madrid';
  const days = { '2026-03-29': 4, '2026-03-30': 1, '2026-10-25': 3, '2026-10-26': 1 };
  expect(await counted('at', 'day', madrid)).toEqual(days);
  expect(await counted('at', 'hour', madrid)).toEqual({
    '2026-03-29T00': 1,
    '2026-03-29T01': 1,
    '2026-03-29T03': 1,
    '2026-03-29T23': 1,
    '2026-03-30T00': 1,
    '2026-10-25T02': 2,
    '2026-10-25T23': 1,
    '2026-10-26T00': 1,
  });
  expect(await counted('at', 'week', madrid)).toEqual({
    '2026-03-23': 4,
    '2026-03-30': 1,
    '2026-10-19': 3,
    '2026-10-26': 1,
  });
  expect(await counted('at', 'day')).toEqual({ '2026-03-28': 1, '2026-03-29': 4, '2026-10-25': 4 });
  // what is a day without a time is that day for everybody
  expect(await counted('day', 'day', madrid)).toEqual({ '2026-03-28': 1, '2026-03-29': 4, '2026-10-25': 4 });
  const wrong = { groupBy: [{ column: 'at', bucket: 'day' }], timezone: 'Madrid' };
  expect(await api('POST', `/api/databases/${database.id}/aggregate`, { body: wrong })).toMatchObject({
    status: 422,
    json: { error: expect.stringContaining('"Europe/Madrid"') },
  });

  const source = sourceSchema.parse({
    kind: 'database',
    databaseId: database.id,
    groupBy: { column: 'at', bucket: 'day' },
    measure: { op: 'count' },
  });
  const widgets = [{ id: 'bars', type: 'bar', title: 'Visits', x: 0, y: 0, w: 4, h: 3, source }];
  const { json: dashboard } = await api('POST', '/api/dashboards', { body: { name: 'Visits', range: '7d', widgets } });
  const data = await api('GET', `/api/dashboards/${dashboard.id}/widgets/bars/data?timezone=${madrid}`);
  expect(Object.fromEntries(data.json.rows)).toEqual(days);
}, 60_000);
