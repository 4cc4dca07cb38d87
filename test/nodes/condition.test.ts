import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../db/model.ts';
import { outputOf, parsed, run } from './_run.ts';

const is = async (field: string, operator: string, value: Json, input: Json): Promise<boolean> =>
  (await run('condition', { conditionField: field, conditionOperator: operator, conditionValue: value }, input))
    .conditionResult as boolean;

/** operator, left, right, whether it holds */
const table: [string, Json, Json, boolean][] = [
  ['equals', 5, '5', true],
  ['equals', '5.0', 5, true],
  ['equals', ' 7 ', '7', true],
  ['equals', 'a', 'A', false],
  ['equals', true, 'true', true],
  ['equals', null, '', true],
  ['equals', { a: 1 }, '{"a":1}', true],
  ['equals', '0x10', 16, true],
  ['notEquals', 5, '5', false],
  ['notEquals', 'a', 'b', true],
  ['greaterThan', '10', '9', true],
  ['greaterThan', 'b', 'a', true],
  ['greaterThan', '2026-03-02', '2026-03-01', true],
  ['greaterThan', null, 0, false],
  ['greaterThan', 10, 'nine', false],
  ['lessThan', 9, 10, true],
  ['lessThan', '', 10, false],
  ['greaterOrEqual', 10, '10', true],
  ['lessOrEqual', 10.5, '10', false],
  ['contains', 'coffee', 'off', true],
  ['contains', ['a', 2], '2', true],
  ['contains', ['ab'], 'a', false],
  ['contains', null, 'a', false],
  ['notContains', 'coffee', 'tea', true],
  ['startsWith', 'coffee', 'cof', true],
  ['startsWith', 1234, '12', true],
  ['endsWith', 'coffee', 'fee', true],
  ['endsWith', 'coffee', 'cof', false],
  ['isEmpty', '', 'x', true],
  ['isEmpty', ' ', 'x', true],
  ['isEmpty', [], 'x', true],
  ['isEmpty', {}, 'x', true],
  ['isEmpty', 0, 'x', false],
  ['isEmpty', false, 'x', false],
  ['isNotEmpty', 0, 'x', true],
  ['isNotEmpty', null, 'x', false],
  ['isText', 'abc', '', true],
  ['isText', '12', '', false],
  ['isText', 12, '', false],
  ['isNumber', 12, '', true],
  ['isNumber', '12.5', '', true],
  ['isNumber', '', '', false],
  ['isNumber', true, '', false],
];

describe('an operator', () => {
  test.each(table)('%s of %j and %j is %j', async (operator, left, right, expected) => {
    expect(await is('x', operator, right, { x: left })).toBe(expected);
    const snake = operator.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    expect(await is('x', snake, right, { x: left }), snake).toBe(expected);
  });

  test('of numbers is what JavaScript says, whether they are written as numbers or as text', async () => {
    const reference: Record<string, (a: number, b: number) => boolean> = {
      equals: (a, b) => a === b,
      notEquals: (a, b) => a !== b,
      greaterThan: (a, b) => a > b,
      lessThan: (a, b) => a < b,
      greaterOrEqual: (a, b) => a >= b,
      lessOrEqual: (a, b) => a <= b,
    };
    const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(reference)),
        number,
        number,
        fc.boolean(),
        async (name, a, b, asText) => {
          expect(await is('x', name, asText ? String(b) : b, { x: a })).toBe(reference[name]!(a, b));
          expect(await is('x', name, b, { x: asText ? String(a) : a })).toBe(reference[name]!(a, b));
        },
      ),
    );
  });

  test('and its opposite never agree on what is there', async () => {
    const pairs = [
      ['equals', 'notEquals'],
      ['contains', 'notContains'],
      ['isEmpty', 'isNotEmpty'],
    ] as const;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...pairs), fc.jsonValue(), fc.jsonValue(), async ([one, other], left, right) => {
        const input = { x: left as Json };
        expect(await is('x', one, plain(right), input)).not.toBe(await is('x', other, plain(right), input));
      }),
    );
  });
});

/** Braces are templates. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value).replaceAll(/[{%]{2}|\{%/g, '')) as Json;
}

describe('a condition', () => {
  test('says what it found as a sentence, and goes by the port of its result', async () => {
    const result = await run(
      'condition',
      { conditionField: 'value', conditionOperator: 'greaterThan', conditionValue: 5 },
      { value: 7 },
    );
    expect(result).toEqual({
      success: true,
      message: '"value > 5" was true',
      outputData: { value: 7 },
      conditionResult: true,
    });
  });

  test('reads the envelope of the node before it', async () => {
    const config = { conditionField: '$result.statusCode', conditionOperator: 'equals', conditionValue: 200 };
    const before = { success: true, message: '', outputData: {}, statusCode: 200 };
    expect((await run('condition', config, {}, { result: before })).conditionResult).toBe(true);
    expect((await run('condition', config, {}, { result: { ...before, statusCode: 404 } })).conditionResult).toBe(
      false,
    );
    expect((await run('condition', config, {})).conditionResult).toBe(false);
  });

  test('follows dotted paths, into lists too, and knows fields with dots in their name', async () => {
    expect(await is('a.b.1.c', 'equals', 3, { a: { b: [0, { c: 3 }] } })).toBe(true);
    expect(await is('a.b', 'equals', 4, { 'a.b': 4 })).toBe(true);
    expect(await is('constructor.name', 'isEmpty', '', { a: 1 })).toBe(true);
  });

  test('tests the first of a list in batch, and nothing of an empty one', async () => {
    expect(await is('x', 'equals', 1, [{ x: 1 }, { x: 2 }])).toBe(true);
    expect(await is('x', 'isEmpty', '', [])).toBe(true);
  });

  test('joins further conditions, AND before OR', async () => {
    const config = (logics: string[]) => ({
      conditionField: 'a',
      conditionOperator: 'equals',
      conditionValue: 1,
      additionalConditions: logics.map((logic, index) => ({
        logic,
        conditionField: 'bcd'[index],
        conditionOperator: 'equals',
        conditionValue: 1,
      })),
    });
    const bit = fc.constantFrom(0, 1);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('AND', 'OR'), { maxLength: 3 }),
        fc.tuple(bit, bit, bit, bit),
        async (logics, bits) => {
          const input = { a: bits[0], b: bits[1], c: bits[2], d: bits[3] };
          const source = bits
            .slice(0, logics.length + 1)
            .map((value, index) => `${index === 0 ? '' : logics[index - 1] === 'AND' ? '&&' : '||'} ${value === 1}`);
          const expected: unknown = new Function(`return ${source.join(' ')}`)();
          expect((await run('condition', config(logics), input)).conditionResult).toBe(expected);
        },
      ),
    );
  });

  test('reads other names of its keys, also inside further conditions', () => {
    expect(
      parsed('condition', {
        field: 'a',
        operator: 'not_equals',
        value: 0,
        additionalConditions: [{ field: 'b', operator: 'is_empty', logic: 'or' }],
      }),
    ).toMatchObject({
      conditionField: 'a',
      conditionOperator: 'notEquals',
      conditionValue: 0,
      additionalConditions: [{ conditionField: 'b', conditionOperator: 'isEmpty', logic: 'OR' }],
    });
    expect(() => parsed('condition', { conditionOperator: 'resembles' })).toThrow(/isNumber/);
  });

  test('compares with a template, of the row it looks at', async () => {
    const config = { conditionField: 'stock', conditionOperator: 'lessThan', conditionValue: '{{ minimum }}' };
    const rows = [
      { stock: 1, minimum: 5 },
      { stock: 9, minimum: 5 },
    ];
    expect((await run('condition', config, rows[0])).message).toBe('"stock < 5" was true');
    expect((await run('condition', config, rows)).message).toBe('"stock < 5" was true');
    expect((await run('condition', { ...config, processingMode: 'perRow' }, rows)).ports).toEqual({
      true: [rows[0]],
      false: [rows[1]],
    });
  });
});

describe('row by row, a condition', () => {
  const config = { conditionField: 'n', conditionOperator: 'greaterThan', conditionValue: 0, processingMode: 'perRow' };

  test('sends every row one way, in order, and leaves out a side without rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ n: fc.integer({ min: -2, max: 2 }) })), async (rows) => {
        const { ports, outputData } = await run('condition', config, rows);
        const yes = rows.filter(({ n }) => n > 0);
        const no = rows.filter(({ n }) => n <= 0);
        expect(ports).toEqual({ ...(yes.length > 0 && { true: yes }), ...(no.length > 0 && { false: no }) });
        expect(outputData).toEqual(rows);
      }),
    );
  });

  test('takes a record for a list of one', async () => {
    expect((await run('condition', config, { n: 1 })).ports).toEqual({ true: [{ n: 1 }] });
    expect(await outputOf('condition', config, { n: 1 })).toEqual([{ n: 1 }]);
  });

  test('says how many', async () => {
    expect((await run('condition', config, [{ n: 1 }, { n: 0 }])).message).toBe('"n > 0" was true for 1 of 2 rows');
  });
});
