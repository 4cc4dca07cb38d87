import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonRecord } from '../../db/model.ts';
import { NodeFailure } from '../../server/engine/node.ts';
import { createTemplates } from '../../server/engine/template.ts';
import { failureOf, outputOf } from './_run.ts';

const templates = createTemplates();
const scope = {
  order: { id: 7, lines: [{ sku: 'a', n: 2 }, { sku: 'b' }], note: null },
  'a-b': 1,
  ñandú: 'bird',
  $result: { statusCode: 200 },
  nodes: Object.assign(Object.create(null) as object, { fetch: { outputData: { ok: true } }, 'with space': { n: 1 } }),
  execution: { id: 'e1', startedAt: '2026-03-01T23:20:30.000Z' },
};
const render = (value: Json): Json => templates.render(value, () => ({ ...scope }));
const problemOf = (value: Json): string => {
  try {
    return `rendered ${JSON.stringify(render(value))}`;
  } catch (error) {
    if (error instanceof NodeFailure && error.code === 'template') return error.message;
    throw error;
  }
};

describe('a template', () => {
  test('that is one expression keeps the type of any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const given = JSON.parse(JSON.stringify(value)) as Json;
        expect(templates.render<Json>('{{ x }}', () => ({ x: given }))).toEqual(given);
        expect(templates.render<Json>(' {{ x.y }}\n', () => ({ x: { y: given } }))).toEqual(given);
      }),
    );
  });

  test('with text around it is text, lists and records written as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const given = JSON.parse(JSON.stringify(value)) as Json;
        const written = typeof given === 'string' ? given : given === null ? '' : JSON.stringify(given);
        expect(templates.render('<{{ x }}>', () => ({ x: given }))).toBe(`<${written}>`);
      }),
    );
  });

  test.each<[string, Json]>([
    ['{{ order.id }}', 7],
    ['{{ order.lines[0].sku }}', 'a'],
    ['{{ order.lines.size }}', 2],
    ['{{ order["id"] }}', 7],
    ['{{ order.note }}', null],
    ['{{ a-b }}', 1],
    ['{{ ñandú | upcase }}', 'BIRD'],
    ['{{ $result.statusCode }}', 200],
    ['{{ $result.statusCode | plus: 1 }}', 201],
    ['{{ "$result" }}', '$result'],
    ['{{ nodes.fetch.outputData.ok }}', true],
    ['{{ nodes["with space"].n }}', 1],
    ['{{ order.lines | map: "sku" }}', ['a', 'b']],
    ['{{ order.lines | where: "n", 2 }}', [{ sku: 'a', n: 2 }]],
    ['{% if $result.statusCode == 200 %}fine{% else %}bad{% endif %}', 'fine'],
    ['{% for line in order.lines %}{{ line.sku }};{% endfor %}', 'a;b;'],
    ['{{ missing | default: 5 }}', 5],
    ['{{ order.note.text | default: "none" }}', 'none'],
    ['{% if missing %}a{% else %}b{% endif %}', 'b'],
    ['plain { text } % with braces', 'plain { text } % with braces'],
  ])('%s is %j', (text, expected) => {
    expect(render(text)).toEqual(expected);
  });

  test('is found at any depth, and the rest comes back as it is', () => {
    const value = { a: ['{{ order.id }}', 1, null], b: { c: 'x{{ order.id }}' }, d: true };
    expect(render(value)).toEqual({ a: [7, 1, null], b: { c: 'x7' }, d: true });
    const plain = { a: ['x', 1] };
    expect(templates.render(plain, () => expect.fail('no scope is needed'))).toBe(plain);
  });

  test.each([
    ['{{ missing }}', '"missing"'],
    ['{{ order.missing }}', '"order.missing"'],
    ['{{ order.missing.deeper }}', '"order.missing"'],
    ['{{ order.note.text }}', '"order.note.text"'],
    ['{{ order.lines[9].sku }}', '"order.lines.9"'],
    ['Dear {{ order.name }},', '"order.name"'],
    ['{{ missing | upcase | default: 1 }}', '"missing"'],
    ['{% for x in missing %}{% endfor %}', '"missing"'],
  ])('%s is an error that names the path', (text, path) => {
    expect(problemOf(text)).toBe(
      `Expected a value at ${path} in the template "${text}", found none. Add "| default: …" if it may be missing.`,
    );
  });

  test('without a predecessor has no $result, and says so by its own name', () => {
    expect(() => templates.render('{{ $result.statusCode }}', () => ({}))).toThrow('"$result"');
  });

  test.each([
    '{{ order.constructor }}',
    '{{ order.__proto__ }}',
    '{{ constructor }}',
    '{{ order.lines.map }}',
    '{{ ñandú.length.constructor }}',
  ])('%s does not leave the data', (text) => {
    expect(problemOf(text)).toContain('found none');
  });

  test.each(['{% include "/etc/passwd" %}', '{% render "x" %}', '{% layout "x" %}', '{{ order.lines | sample }}'])(
    '%s is not there: no file, no chance',
    (text) => {
      expect(problemOf(text)).toMatch(/not found|undefined filter/i);
    },
  );

  test('sees the start of the execution as now, in UTC', () => {
    expect(render('{{ "now" | date: "%Y-%m-%d %H:%M" }}')).toBe('2026-03-01 23:20');
    expect(render('{{ "today" | date_to_xmlschema }}')).toBe('2026-03-01T23:20:30+00:00');
    expect(render('{{ execution.startedAt | date: "%d" }}')).toBe('01');
  });

  test('is given up when it takes too long or too much', () => {
    const strict = createTemplates({ renderMs: 50, memory: 10_000 });
    const list = Array.from({ length: 5_000 }, (_, n) => n);
    const nested = '{% for a in list %}{% for b in list %}{{ b }}{% endfor %}{% endfor %}';
    expect(() => strict.render(nested, () => ({ list }))).toThrow(/within 50 ms|at most 10000/);
    expect(() => strict.render('{{ (1..100000000) }}', () => ({}))).toThrow(/at most 10000/);
  });
});

test.each(['{{ 1 | divided_by: 0 }}', '{{ order.id | divided_by: 0.0 }}'])(
  'a template gives no number that JSON cannot hold: %s',
  (text) => {
    expect(problemOf(text)).toContain('Expected a number that JSON can hold, got Infinity');
  },
);

describe('all templates of one attempt together', () => {
  const rows = Array.from({ length: 3_000 }, (_, id) => ({ id, name: `customer ${id}` }));

  test('are given up when they build too much', async () => {
    const failure = await failureOf('addField', { fieldName: 'x', fieldValue: 'all: {{ input }}' }, rows);
    expect(failure.message).toContain(
      'at most 100000000 characters in all, got more in the template "all: {{ input }}"',
    );
  });

  test('are given up when they take too long', async () => {
    const search = '{% for r in input %}{% if r.id == id %}{{ r.name }}{% endif %}{% endfor %}';
    const budget = { ms: 50, characters: 1_000 };
    const render = (row: object) => templates.render(search, () => ({ ...row, input: rows }), budget);
    expect(() => rows.map(render)).toThrow('in all, got more');
  });

  test('may be as many as a long list has rows', async () => {
    const list = Array.from({ length: 50_000 }, (_, n) => ({ n }));
    const output = await outputOf('addField', { fieldName: 'x', fieldValue: 'no. {{ n | plus: 1 }}' }, list);
    expect((output as JsonRecord[]).at(-1)).toEqual({ n: 49_999, x: 'no. 50000' });
  });
});

describe('before it is rendered, a template', () => {
  test('is known by what it refers to', () => {
    const value = {
      a: '{{ nodes.one.outputData.x }}',
      b: ['{% for n in nodes["two words"].list %}{{ n.nodes }}{% endfor %}', '{{ x | append: nodes.three }}'],
      c: '{% if nodes.four %}{% endif %} {{ nodes[5] }} nodes.six {% assign nodes = x %}{{ nodes }}',
    };
    expect(templates.inspect(value)).toEqual({ problem: null, references: ['one', 'two words', 'three', 'four', '5'] });
  });

  test.each([
    '{{ nodes }}',
    '{{ nodes | json }}',
    '{{ nodes[input.id].x }}',
    '{% for n in nodes %}{{ n }}{% endfor %}',
  ])('must say which node it refers to: %s', (text) => {
    expect(templates.inspect(text).problem).toContain(`such as nodes.fetch or nodes["my node"], in the template`);
  });

  test.each(['{{ a', '{{ }}', '{% if a %}', '{% nothing %}', '{{ a | nothing }}', '{% for %}{% endfor %}'])(
    'that cannot be read is told: %s',
    (text) => {
      expect(templates.inspect({ deep: [text] }).problem).toContain(`in the template "${text}".`);
    },
  );

  test('that is none has no problem', () => {
    expect(templates.inspect(['{ a }', 5, null, '} %'])).toEqual({ problem: null, references: [] });
  });
});

test.each(['sort', 'sort_natural', 'map', 'sum', 'where', 'uniq', 'compact', 'group_by', 'find', 'has', 'reject'])(
  'a list is no name of a field for %s: it would be read anew for each row',
  (name) => {
    const list = Array.from({ length: 3 }, (_, at) => ({ at }));
    const rendering = () => createTemplates().render(`{{ list | ${name}: list }}`, () => ({ list }));
    expect(rendering).toThrow(`Expected "${name}" to be given texts and numbers, got a list or a record`);
  },
);

test('an expression that is evaluated for each row of a long list ends with the time of its template', () => {
  const list = Array.from({ length: 20_000 }, (_, at) => ({ at }));
  const rendering = () =>
    createTemplates({ renderMs: 50 }).render('{{ list | where_exp: "x", "list contains x" }}', () => ({ list }));
  expect(rendering).toThrow('Expected an end within 50 ms');
});
