/** Values that somebody may send who means harm, or whose program is broken. All of them are JSON, so all of them can come. */
import fc from 'fast-check';
import type { Json } from '../../db/model.ts';

/** Names that mean something to JavaScript, to SQL, to this program, or to nobody. */
const names = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'length', 'then', 'toJSON'],
  ...['', ' ', '0', '-1', 'a.b', '$log', '$result', 'nodes', 'id', '_webhookData', 'size', '\u0000', '\ud800', 'ñ'],
];

/** Pieces that one parser or another looks for. */
const pieces = [
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    ' x ',
    '| default: 1',
    '$result',
    'nodes.',
    'nodes["',
    '[0]',
    '.',
    '..',
    '/',
    '\\',
    '%',
    '%00',
  ],
  ...[
    '"',
    "'",
    '`',
    '```json\n',
    '\n```',
    ',',
    ';',
    ':',
    '=',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '\u0000',
    '\u2028',
    '\ufeff',
    '\ud800',
  ],
  ...[
    '0',
    '1',
    '-',
    '+',
    'e',
    '1e999',
    '0x10',
    '999999999999999999999',
    'NaN',
    'Infinity',
    'null',
    'true',
    '[',
    ']',
    '{',
    '}',
  ],
  ...[
    '*',
    '*/0',
    '1-5',
    '@',
    '#',
    '?',
    '&',
    'a',
    'é',
    '😀',
    'http://',
    'file:',
    '::1',
    '127.0.0.1',
    '/8',
    '€',
    '(',
    ')',
    '^',
    '$',
  ],
  ...['2026-02-30', '2026-10-05T08:00:00Z', '+275760-09-13', '-271821-04-20', 'data: ', 'event: ', 'id: ', '\n\n'],
];

/** Text of any kind: of the pieces that parsers look for, of all of Unicode, of nothing. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(...names) },
);

export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    0.5,
    1e308,
    -1e308,
    5e-324,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 53,
    2 ** 53 + 2,
    8.64e15,
    8.64e15 + 1,
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Records that break what turns them into text or numbers, or waits for them, without looking. */
const traps: Json[] = [
  { toString: 1, valueOf: 1 },
  { toString: null },
  { toJSON: 'x' },
  JSON.parse('{"then": 1}'),
  { length: -1 },
  { length: 1e9 },
  { $log: 1 },
  JSON.parse('{"__proto__": {"polluted": true}}'),
  JSON.parse('{"constructor": {"prototype": {"polluted": true}}}'),
  JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`),
];

/** Fields are made as JSON makes them: one that is called `__proto__` is a field like any other. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: anyText },
    { weight: 2, arbitrary: anyNumber },
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom(...traps) },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.tuple(fc.oneof(fc.constantFrom(...names), anyText), tie('value')), { maxLength: 4 })
        .map((fields) => Object.fromEntries(fields) as Json),
    },
  ),
})).value;

export const anyRecord = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...names), anyText), anyJson), { maxLength: 5 })
  .map((fields) => Object.fromEntries(fields) as Record<string, Json>);

type Step = string | number;

function pathsOf(value: Json, path: readonly Step[] = []): Step[][] {
  const inner =
    typeof value !== 'object' || value === null
      ? []
      : (Array.isArray(value) ? [...value.entries()] : Object.entries(value)).flatMap(([key, each]) =>
          pathsOf(each, [...path, key]),
        );
  return [[...path], ...inner];
}

function changed(value: Json, [key, ...rest]: readonly Step[], change: (value: Json) => Json | undefined): Json {
  if (key === undefined) return change(value) ?? null;
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => {
      if (index !== key) return [each];
      const made = rest.length > 0 ? changed(each, rest, change) : change(each);
      return made === undefined ? [] : [made];
    });
  }
  const fields = Object.entries(value as Record<string, Json>).flatMap(([name, each]): [string, Json][] => {
    if (name !== key) return [[name, each]];
    const made = rest.length > 0 ? changed(each, rest, change) : change(each);
    return made === undefined ? [] : [[name, made]];
  });
  return Object.fromEntries(fields) as Json;
}

/** What is good, with up to three things in it gone, doubled or become something else. */
export function spoilt(good: Json): fc.Arbitrary<Json> {
  const change = fc.oneof(
    { weight: 6, arbitrary: anyJson.map((other) => () => other as Json | undefined) },
    { weight: 1, arbitrary: fc.constant(() => undefined) },
    { weight: 1, arbitrary: fc.constant((value: Json) => [value, value]) },
    { weight: 1, arbitrary: fc.constant((value: Json) => ({ value })) },
    {
      weight: 1,
      arbitrary: anyText.map((text) => (value: Json) => (typeof value === 'string' ? value + text : value)),
    },
  );
  return fc.array(fc.tuple(fc.nat({ max: 10_000 }), change), { maxLength: 3 }).map((changes) =>
    changes.reduce<Json>((value, [at, how]) => {
      const paths = pathsOf(value);
      return changed(value, paths[at % paths.length]!, how);
    }, good),
  );
}
