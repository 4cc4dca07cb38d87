/** Random records and random questions: what the tables answer is what a plain list in memory says. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buckets,
  type DatabaseRecord,
  type Filter,
  type Group,
  type Measure,
  type Sort,
} from '../../db/database-model.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import { withoutServer } from '../contract/_sqld.ts';
import { type Ground, openLocal, openRemote } from './_ground.ts';
import { aggregated, fits, rounded, sorted } from './_reference.ts';

const word = fc.constantFrom(
  'a',
  'A',
  'ab',
  'Ab',
  'B',
  'é',
  'É',
  '%',
  '_a',
  'a\\b',
  '𝒳',
  '\uffee',
  'Zoe',
  'adam',
  "o'x",
);
const number = fc.constantFrom(0, -1, 1, 2.5, 1e6, -0.25, 100);
const date = fc.constantFrom('2025-12-28', '2025-12-29', '2026-01-01', '2026-02-28', '2026-07-31', '2024-02-29');
const instant = fc.constantFrom(
  '2026-01-01T00:00:00.000Z',
  '2026-01-04T23:59:59.999Z',
  '2026-01-05T08:30:00.000Z',
  '2026-11-11T11:11:11.111Z',
  // where clocks are changed, and where a year ends earlier or later than in UTC
  '2026-03-29T00:59:59.999Z',
  '2026-03-29T01:00:00.000Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:00:00.000Z',
  '2026-04-04T14:45:00.000Z',
  '2025-12-31T23:30:00.000Z',
  '1895-06-30T22:10:00.000Z',
);
const zones = ['UTC', 'Europe/Madrid', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
const kind = fc.constantFrom('red', 'green', 'Blue');
const link = fc.constantFrom('https://a.example/x', 'https://A.example/x', 'mailto:a@b.example');
const more = fc.constantFrom<Json>({ a: 1 }, ['É%', null], { deep: { b: 'Zoe' } }, 12);
const other = fc.constantFrom(1, 2, 3);
const of = { word, amount: number, done: fc.boolean(), day: date, at: instant, kind, link, more, other } as const;
type Key = keyof typeof of;
const keys = Object.keys(of) as Key[];

const columnsTo = (others: string) => [
  { name: 'word', type: 'text' as const, index: true },
  { name: 'amount', type: 'number' as const, index: true },
  { name: 'done', type: 'boolean' as const },
  { name: 'day', type: 'date' as const },
  { name: 'at', type: 'date' as const, time: true, index: true },
  { name: 'kind', type: 'select' as const, options: ['red', 'green', 'Blue'], index: true },
  { name: 'link', type: 'url' as const },
  { name: 'more', type: 'json' as const },
  { name: 'other', type: 'relation' as const, database: others },
];

const values = fc.record(
  Object.fromEntries(keys.map((key) => [key, fc.option(of[key] as fc.Arbitrary<Json>, { freq: 4 })])),
  { requiredKeys: [] },
) as fc.Arbitrary<JsonRecord>;

const orders = ['greaterThan', 'lessThan', 'greaterOrEqual', 'lessOrEqual'] as const;
const looks = ['contains', 'notContains', 'startsWith', 'endsWith'] as const;
const isPlain = (key: Key) => key !== 'more';
const hasOrder = (key: Key) => isPlain(key) && !['done', 'kind'].includes(key);
const hasWords = (key: Key) => ['word', 'kind', 'link', 'more'].includes(key);
const plainKeys = keys.filter(isPlain);

const condition: fc.Arbitrary<Filter> = fc.constantFrom(...keys).chain((column) => {
  const value = of[column] as fc.Arbitrary<Json>;
  const some: fc.Arbitrary<Filter>[] = [
    fc.record({ column: fc.constant(column), op: fc.constantFrom('isEmpty' as const, 'isNotEmpty' as const) }),
  ];
  if (isPlain(column)) {
    some.push(
      fc.record({
        column: fc.constant(column),
        op: fc.constantFrom('equals' as const, 'notEquals' as const),
        value: fc.option<Json>(value),
      }),
      fc.record({
        column: fc.constant(column),
        op: fc.constantFrom('in' as const, 'notIn' as const),
        value: fc.array(fc.option<Json>(value), { maxLength: 4 }),
      }),
    );
  }
  if (hasOrder(column)) {
    some.push(fc.record({ column: fc.constant(column), op: fc.constantFrom(...orders), value }));
    some.push(
      fc.record({
        column: fc.constant(column),
        op: fc.constant('between' as const),
        value: fc.tuple<[Json, Json]>(value, value),
      }),
    );
  }
  if (hasWords(column)) {
    some.push(
      fc.record({
        column: fc.constant(column),
        op: fc.constantFrom(...(isPlain(column) ? looks : looks.slice(0, 2))),
        value: fc.oneof(word, fc.constantFrom('a', 'r', 'http', 'E')),
      }),
    );
  }
  return fc.oneof(...some);
});
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'filter' },
    condition,
    fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ),
}));
const sort: fc.Arbitrary<Sort[]> = fc.uniqueArray(
  fc.record({
    column: fc.constantFrom<string>(...plainKeys, 'id', 'version'),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  }),
  { selector: ({ column }) => column, maxLength: 3 },
);
const group: fc.Arbitrary<Group> = fc.oneof(
  fc.record({ column: fc.constantFrom<string>(...plainKeys) }),
  fc.record({ column: fc.constantFrom('day', 'at'), bucket: fc.constantFrom(...buckets) }),
);
const measure: fc.Arbitrary<Measure> = fc.oneof(
  fc.constant<Measure>({ op: 'count' }),
  fc.record({
    op: fc.constantFrom('sum' as const, 'avg' as const, 'min' as const, 'max' as const),
    column: fc.constant('amount'),
  }),
  fc.record({
    op: fc.constantFrom('count' as const, 'min' as const, 'max' as const),
    column: fc.constantFrom('day', 'at', 'word', 'kind', 'other'),
  }),
);

async function filled(
  { records }: Ground,
  others: string,
  rows: readonly JsonRecord[],
): Promise<{ id: string; all: DatabaseRecord[] }> {
  const { id } = await records.create('default', { name: `T${Math.random()}`, columns: columnsTo(others) });
  await records.save('default', id, { mode: 'insert', rows: rows.map((each) => ({ values: each })), actor: 'local' });
  const { items } = await records.page('default', id, { limit: 1_000 });
  return { id, all: items };
}

async function holds(ground: Ground, numRuns: number): Promise<void> {
  const { records } = ground;
  const { id: others } = await records.create('default', { name: 'Others', columns: [] });
  const three = [{ values: {} }, { values: {} }, { values: {} }];
  await records.save('default', others, { mode: 'insert', rows: three, actor: 'local' });
  const question = fc.record({
    filter: fc.option(filter, { nil: undefined }),
    sort,
    limit: fc.integer({ min: 1, max: 12 }),
    timezone: fc.constantFrom(...zones),
    groupBy: fc.uniqueArray(group, { selector: ({ column }) => column, maxLength: 2 }),
    measures: fc.uniqueArray(measure, { selector: ({ op, column }) => `${op}${column}`, minLength: 1, maxLength: 3 }),
  });
  const world = fc.record({
    rows: fc.array(values, { maxLength: 40 }),
    gone: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 5 }),
    questions: fc.array(question, { minLength: 8, maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ rows, gone, questions }) => {
      const { id, all } = await filled(ground, others, rows);
      await records.trash('default', id, { action: 'delete', ids: gone, actor: 'local' });
      const there = all.filter((record) => !gone.includes(record.id));
      for (const { filter: where, sort: by, limit, groupBy, measures, timezone } of questions) {
        const expected = sorted(
          there.filter((record) => fits(record, where)),
          by,
        );
        const found: DatabaseRecord[] = [];
        let after: string | undefined;
        do {
          const page = await records.page('default', id, { filter: where, sort: by, limit, after, total: true });
          expect(page.total).toBe(expected.length);
          found.push(...page.items);
          after = page.next ?? undefined;
        } while (after !== undefined);
        expect(found).toEqual(expected);
        const asked = { filter: where, groupBy, measures, timezone };
        const answer = await records.aggregate('default', id, { ...asked, limit: 1_000 });
        const told = answer.map((row) => Object.values(row).map(rounded));
        const key = (row: unknown) => JSON.stringify(row);
        expect(told.map(key).sort()).toEqual(
          aggregated(expected, asked)
            .map((row) => key(row))
            .sort(),
        );
      }
    }),
    // a machine that is slow tries fewer
    { numRuns, interruptAfterTimeLimit: 60_000 },
  );
}

describe('questions are answered as a list in memory would', () => {
  test('from a local file', async () => holds(await openLocal(), 25), 300_000);
  test.skipIf(withoutServer)('from a libSQL server', async () => holds(await openRemote(), 4), 300_000);
});
