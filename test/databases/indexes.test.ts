/** Large databases make the indexes that questions need, unasked; answers stay as they were. */
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { AggregateQuery, Filter, RecordQuery } from '../../db/database-model.ts';
import { aggregateSql } from '../../db/records/aggregate-sql.ts';
import type { Value } from '../../db/records/backend.ts';
import { HINTS_FROM } from '../../db/records/index-hints.ts';
import { coveringIndex, indexNames } from '../../db/records/indexes.ts';
import { tablesOf } from '../../db/records/layout.ts';
import { pageSql } from '../../db/records/page-sql.ts';
import { type Ground, openLocal } from './_ground.ts';

const columns = [
  { name: 'Region', type: 'select' as const, options: ['north', 'south', 'east'], index: true },
  { name: 'Price', type: 'number' as const },
  { name: 'Day', type: 'date' as const },
  { name: 'Word', type: 'text' as const },
];
const t = tablesOf('');
const actor = 'local';

let ground: Ground;
let id: string;
beforeAll(async () => {
  ground = await openLocal();
  ({ id } = await ground.records.create('o', { name: 'Large', columns }));
  for (let from = 0; from < HINTS_FROM; from += HINTS_FROM / 2) {
    const rows = Array.from({ length: HINTS_FROM / 2 }, (_, n) => {
      const at = from + n;
      const day = new Date(Date.UTC(2024, 0, 1 + (at % 700))).toISOString().slice(0, 10);
      const region = columns[0]!.options![at % 3]!;
      return { values: { region, price: (at * 7) % 1_000, day, word: `w${at % 500}` } };
    });
    await ground.records.save('o', id, { mode: 'insert', rows, actor });
  }
  // the number of records is written down after a while, and is what says that a database is large
  await vi.waitUntil(async () => (await ground.records.get('o', id)).records === HINTS_FROM, { timeout: 60_000 });
}, 120_000);

function inFile<T>(work: (file: Database.Database) => T): T {
  const path = ground.url.slice('file:'.length);
  const file = new Database(
    join(dirname(path), `${path.split('/').at(-1)!.replace(/\.db$/, '')}.databases`, `${id}.db`),
  );
  try {
    return work(file);
  } finally {
    file.close();
  }
}
const rows = (sql: string, args: readonly Value[] = []): unknown[][] =>
  inFile((file) => file.prepare(sql).raw(true).all(args) as unknown[][]);
const indexes = () =>
  rows("SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'i\\_%' ESCAPE '\\' ORDER BY name").flat();
/** How a question is answered, as SQLite says it. */
const planOf = ({ sql, args }: { sql: string; args: readonly Value[] }) =>
  rows(`EXPLAIN QUERY PLAN ${sql}`, args)
    .map((row) => row.at(-1))
    .join('; ');

async function planOfAggregate(query: AggregateQuery): Promise<string> {
  const database = await ground.records.get('o', id);
  const names = await indexNames({ all: async (sql: string, args: Value[]) => rows(sql, args) } as never, t);
  return planOf(aggregateSql(database, t, query, (parts) => coveringIndex(t, parts, names)));
}

const spring: Filter = { column: 'day', op: 'between', value: ['2024-03-01', '2024-05-31'] };
const byMonth = [{ column: 'day', bucket: 'month' as const }];
const sum = [{ op: 'sum' as const, column: 'price' }];

describe('an index is made for', () => {
  const aggregates: [string, AggregateQuery, string][] = [
    ['a group and what is measured', { groupBy: [{ column: 'region' }], measures: sum, limit: 100 }, 'i_1_2'],
    ['a part of a date', { groupBy: byMonth, measures: sum, limit: 100 }, 'i_month3_2'],
    ['a range that is grouped', { filter: spring, groupBy: byMonth, measures: sum, limit: 100 }, 'i_3_2'],
  ];
  test.each(aggregates)('%s', async (_, query, index) => {
    const { records } = ground;
    const before = await records.aggregate('o', id, query);
    await expect.poll(indexes, { timeout: 60_000 }).toContain(index);
    expect(await planOfAggregate(query)).toContain(`USING INDEX ${index}`);
    expect(await records.aggregate('o', id, query)).toEqual(before);
    expect(before.length).toBeGreaterThan(2);
  });

  const pages: [string, Omit<RecordQuery, 'limit'>, string][] = [
    ['an order', { sort: [{ column: 'word', direction: 'desc' }] }, 'i_n4'],
    [
      'what is equal, and then the order',
      { filter: { column: 'word', value: 'w7' } as Filter, sort: [{ column: 'price', direction: 'asc' }] },
      'i_n4_2',
    ],
  ];
  test.each(pages)('%s', async (_, query, index) => {
    const { records } = ground;
    const page = () => records.page('o', id, { ...query, limit: 20 });
    const before = await page();
    await expect.poll(indexes, { timeout: 60_000 }).toContain(index);
    const [part] = pageSql(await records.get('o', id), t, { ...query, limit: 20 }).parts;
    expect(planOf(part!)).toContain(`USING INDEX ${index}`);
    expect(await page()).toEqual(before);
  });
});

test('what has no index that holds it all is read as the table is, not looked up record by record', async () => {
  const everything: AggregateQuery = {
    groupBy: [{ column: 'region' }],
    measures: ['price', 'day', 'word', 'id'].map((column) => ({ op: 'count', column })),
    limit: 10,
  };
  expect(await planOfAggregate(everything)).toMatch(/^SCAN records; USE TEMP B-TREE/);
  expect(await ground.records.aggregate('o', id, everything)).toHaveLength(3);
});

test('an index that was made unasked goes with its column', async () => {
  const query: AggregateQuery = {
    groupBy: [{ column: 'region' }],
    measures: [{ op: 'max', column: 'price' }],
    limit: 10,
  };
  expect(await ground.records.aggregate('o', id, query)).toHaveLength(3);
  await ground.records.removeColumn('o', id, 'price', { actor, confirm: true });
  expect(indexes().filter((name) => /_2(_|$)/.test(String(name)))).toEqual([]);
  const counted = { groupBy: [{ column: 'region' }], measures: [{ op: 'count' as const }], limit: 10 };
  expect((await ground.records.aggregate('o', id, counted)).map(({ count }) => count)).toEqual([
    16_666, 16_667, 16_667,
  ]);
});
