import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonRecord } from '../../db/model.ts';
import { failureOf, outputOf } from './_run.ts';

type Row = JsonRecord;
const join = (config: object, A: Json[], B: Json[]) => outputOf('join', config, {}, { sides: () => ({ A, B }) });
const byKey = (joinType: string, A: Row[], B: Row[]) =>
  join({ joinStrategy: 'mergeByKey', joinKey: 'k', joinType }, [A], [B]);

/** Every pair compared with every other, as one would by hand. */
function reference(type: string, A: Row[], B: Row[]): Row[] {
  const fits = (a: Row, b: Row) => a.k !== undefined && a.k !== null && b.k != null && String(a.k) === String(b.k);
  const rows: Row[] = [];
  for (const a of A) {
    const partners = B.filter((b) => fits(a, b));
    for (const b of partners) {
      const row: Row = { ...a };
      for (const [field, value] of Object.entries(b)) if (field !== 'k') row[field in a ? `B_${field}` : field] = value;
      rows.push(row);
    }
    if (partners.length === 0 && type !== 'inner') rows.push(a);
  }
  if (type === 'outer') rows.push(...B.filter((b) => !A.some((a) => fits(a, b))));
  return rows;
}

describe('mergeByKey', () => {
  test('is what comparing every pair gives', async () => {
    const row = fc.record(
      {
        k: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('0', '1', 'x'), fc.constant(null)),
        x: fc.integer(),
        y: fc.integer(),
      },
      { requiredKeys: [] },
    );
    const rows = fc.array(row as fc.Arbitrary<Row>, { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('inner', 'left', 'outer'), rows, rows, async (type, A, B) => {
        expect(await byKey(type, A, B)).toEqual(reference(type, A, B));
      }),
    );
  });

  test('keeps what collides under a name of its own', async () => {
    expect(await byKey('inner', [{ k: 1, name: 'a' }], [{ k: '1', name: 'b', more: true }])).toEqual([
      { k: 1, name: 'a', B_name: 'b', more: true },
    ]);
  });

  test('loses no field, whatever the two sides call theirs', async () => {
    const fields = fc.uniqueArray(fc.constantFrom('x', 'B_x', 'B_B_x', 'y'));
    await fc.assert(
      fc.asyncProperty(fields, fields, async (a, b) => {
        const row = (side: string, names: string[]) =>
          Object.fromEntries([['k', 1], ...names.map((n) => [n, side + n])]);
        const [merged] = (await byKey('inner', [row('A', a)], [row('B', b)])) as Row[];
        expect(Object.values(merged!).sort()).toEqual([1, ...a.map((n) => `A${n}`), ...b.map((n) => `B${n}`)].sort());
        for (const name of a) expect(merged![name]).toBe(`A${name}`);
      }),
    );
  });

  test('refuses to make more pairs than anybody could pass on', async () => {
    const rows = Array.from({ length: 2_000 }, () => ({ k: 1 }));
    const config = { joinStrategy: 'mergeByKey', joinKey: 'k' };
    const failure = await failureOf('join', config, {}, { sides: () => ({ A: [rows], B: [rows] }) });
    expect(failure.message).toContain('at most 1000000 pairs');
  });

  test('leaves rows of B alone when A is dead, and the other way round', async () => {
    const rows = [{ k: 1 }];
    const config = { joinStrategy: 'mergeByKey', joinKey: 'k' };
    expect(await join({ ...config, joinType: 'outer' }, [], [rows])).toEqual(rows);
    expect(await join({ ...config, joinType: 'left' }, [rows], [])).toEqual(rows);
    expect(await join({ ...config, joinType: 'inner' }, [rows], [])).toEqual([]);
  });

  test('follows a dotted key', async () => {
    const config = { joinStrategy: 'mergeByKey', joinKey: 'user.id' };
    expect(await join(config, [[{ user: { id: 1 }, a: 1 }]], [[{ user: { id: 1 }, b: 2 }]])).toEqual([
      { user: { id: 1 }, a: 1, B_user: { id: 1 }, b: 2 },
    ]);
  });

  test('refuses rows that are no records, and says which', async () => {
    const failure = await failureOf('join', { joinStrategy: 'mergeByKey' }, {}, { sides: () => ({ A: [[1]], B: [] }) });
    expect(failure.message).toBe('Expected every row of side A to be a record, got 1.');
  });

  test('takes as many rows as there are', async () => {
    const B = Array.from({ length: 200_000 }, (_, k) => ({ k }));
    expect(await byKey('outer', [], B)).toHaveLength(200_000);
  });
});

describe('concat', () => {
  test('is one list of all rows, A before B; a value that is no list is a row', async () => {
    expect(await join({}, [[{ n: 1 }, { n: 2 }], { n: 3 }], ['four'])).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, 'four']);
    expect(await join({}, [], [])).toEqual([]);
  });
});
