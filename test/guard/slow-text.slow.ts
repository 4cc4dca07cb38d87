/** Text that is made to keep the server busy: from the author of a workflow, a caller, or the other side of a call. */
import { Liquid } from 'liquidjs';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../db/model.ts';
import { createTemplates } from '../../server/engine/template.ts';
import { httpConfig } from '../../server/nodes/http-config.ts';
import { readAnswer, schemaProblem } from '../../server/nodes/llm-answer.ts';

/** Done in a few ms each; what is quadratic takes minutes for this size, and what is worse never ends. */
const MANY = 300_000;
/** The same for each of many tries. */
const MANY_EACH = 80_000;
const SOON_MS = 2_500;

/** How long it takes, however it ends. */
function timeOf(work: () => unknown): number {
  const since = performance.now();
  try {
    work();
  } catch {
    // A refusal is as good as an answer here.
  }
  return performance.now() - since;
}

const templates = createTemplates();
const render = (text: string, scope: Record<string, unknown> = {}) => templates.render(text, () => scope);

describe('a template does not hold the server', () => {
  test.each([
    ['outputs that are not closed', '{{'.repeat(MANY)],
    ['tags that are not closed', '{%'.repeat(MANY)],
    ['outputs that are not closed, after one that is', `{{ 1 }}${'{{'.repeat(MANY)}`],
    ['ends without a beginning', `{{${'}}        '.repeat(MANY / 10)}x`],
    ['quotes', `{{ ${`'"`.repeat(MANY)} }}`],
    ['blanks', `{{ x }}${' '.repeat(MANY)}x`],
    ['a name that reads like the error', `{{ nodes["${'undefined variable: '.repeat(MANY / 10)}\n!"] }}`],
    ['thousands of filters', `{{ x${' | url_encode'.repeat(60_000)} }}`],
  ])('by %s', (_, text) => {
    const scope = { nodes: {}, x: '%'.repeat(1_000) };
    expect(timeOf(() => render(text, scope))).toBeLessThan(SOON_MS);
    expect(timeOf(() => templates.inspect(text))).toBeLessThan(SOON_MS);
  });

  const list = Array.from({ length: 50_000 }, (_, n) => (n % 2 ? n : `x${n}`));
  test.each([
    '{{ list | where_exp: "x", "list contains x" }}',
    '{{ list | reject_exp: "x", "list contains x" }}',
    '{{ list | group_by_exp: "x", "list contains x" }}',
    '{{ list | find_exp: "x", "list contains \'no\'" }}',
    '{{ list | sort: list }}',
    '{{ list | sort_natural: list }}',
    '{{ list | map: list }}',
    '{{ list | sum: list }}',
    '{{ list | where: list }}',
    '{{ list | group_by: list }}',
    '{{ list | find: list }}',
  ])('by %s', (text) => {
    expect(timeOf(() => render(text, { list }))).toBeLessThan(SOON_MS);
  });

  const hard: Record<string, unknown> = {
    blanks: `x${' '.repeat(MANY_EACH)}x`,
    letters: 'a'.repeat(MANY_EACH),
    accents: 'à'.repeat(MANY_EACH),
    characters: '漢'.repeat(MANY_EACH),
    dashes: `${'A-'.repeat(MANY_EACH)}!`,
    tags: '<'.repeat(MANY_EACH),
    scripts: '<script'.repeat(MANY_EACH / 7),
    comments: '<!--'.repeat(MANY_EACH / 4),
    closings: '</'.repeat(MANY_EACH),
    ampersands: '&'.repeat(MANY_EACH),
    percents: '%'.repeat(MANY_EACH),
    returns: '\r'.repeat(MANY_EACH),
    digits: '1.'.repeat(MANY_EACH),
    date: `2020-01-01${'('.repeat(MANY_EACH)}x`,
    list: list.slice(0, 5_000),
  };
  const given = ['', ': 1000000000', ': "a", "b"', ': "%1000000000d"', ': x', ': 1, x'];
  test.each(Object.keys(new Liquid().filters))('by the filter %s', (name) => {
    const slow = Object.entries(hard).flatMap(([what, x]) =>
      given
        .map((args) => ({ args, ms: timeOf(() => render(`{{ x | ${name}${args} }}`, { x })) }))
        .filter(({ ms }) => ms > SOON_MS)
        .map(({ args, ms }) => `${name}${args} of ${what}: ${ms} ms`),
    );
    expect(slow).toEqual([]);
  });
});

describe('the answer of a model does not hold the server', () => {
  const form = { outputType: 'json', enumOptions: ['a'] } as const;
  const excerpt = (text: string, max: number) => text.slice(0, max);
  const read = (text: string, more: object) => timeOf(() => readAnswer(text, { ...form, ...more }, excerpt));

  test.each([
    ['enum', `x${' '.repeat(MANY)}x`],
    ['enum', `"${'. '.repeat(MANY)}x`],
    ['number', '1,'.repeat(MANY)],
    ['date', `2020-01-01${'('.repeat(MANY)}`],
    ['json', `\`\`\`${'\n```   '.repeat(MANY)}x`],
    ['json', '['.repeat(MANY)],
  ])('as %s', (outputType, text) => {
    expect(read(text, { outputType })).toBeLessThan(SOON_MS);
  });

  test.each<[object, Json]>([
    [{ type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(60)}!`],
    [{ type: 'string', pattern: '(\\s*)*x$' }, `${' '.repeat(60)}!`],
    [{ type: 'array', items: { type: 'string', pattern: '^(a|a)*$' } }, ['a', `${'a'.repeat(60)}!`]],
    [{ type: 'string', format: 'email' }, `a@${'a.'.repeat(MANY)}!`],
  ])('by the schema %j', (jsonSchema, value) => {
    expect(read(JSON.stringify(value), { jsonSchema })).toBeLessThan(SOON_MS);
  });

  test('a pattern that takes too long is said, and final', () => {
    const jsonSchema = { type: 'string', pattern: '^(a+)+$' };
    const answer = JSON.stringify(`${'a'.repeat(60)}!`);
    expect(() => readAnswer(answer, { ...form, jsonSchema }, excerpt)).toThrow(
      expect.objectContaining({ code: 'schema_too_slow', transient: false }),
    );
    expect(readAnswer('"aaa"', { ...form, jsonSchema }, excerpt)).toBe('aaa');
    expect(() => readAnswer('"b"', { ...form, jsonSchema }, excerpt)).toThrow(/fits its schema/);
  });

  test('a schema that doubles at each step is refused or read, soon', () => {
    const steps = Array.from({ length: 40 }, (_, n): [string, Json] => [
      `s${n}`,
      { allOf: [{ $ref: `#/$defs/s${n + 1}` }, { $ref: `#/$defs/s${n + 1}` }] },
    ]);
    const jsonSchema = { $ref: '#/$defs/s0', $defs: { ...Object.fromEntries(steps), s40: { type: 'string' } } };
    expect(timeOf(() => schemaProblem(jsonSchema))).toBeLessThan(SOON_MS);
    expect(read('"x"', { jsonSchema })).toBeLessThan(SOON_MS);
  });
});

test.each([`200${' '.repeat(MANY)}x`, `${'200,'.repeat(MANY)}x`, `${'200-299,'.repeat(MANY)}x`, ' '.repeat(MANY)])(
  'the statuses that a node accepts do not hold the server (%#)',
  (acceptStatus) => {
    expect(timeOf(() => httpConfig.safeParse({ httpUrl: 'http://a', acceptStatus }))).toBeLessThan(SOON_MS);
  },
);
