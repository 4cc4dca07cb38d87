import { expect, test } from 'vitest';
import { fieldsOf, furtherKeys, readNumber } from '../../../client/editor/model/form.ts';
import { localProblems } from '../../../client/editor/model/local-checks.ts';
import { inputNames, outputNames, shapeOf } from '../../../client/editor/model/ports.ts';
import { suggest } from '../../../client/editor/model/suggestions.ts';
import { nodeTypesAnswer } from '../../../server/http/node-types.ts';
import { nodeTypes } from '../../../server/nodes/index.ts';

const types = new Map(nodeTypesAnswer(nodeTypes).nodeTypes.map((type) => [type.type, type as never]));
const of = (name: string) => types.get(name) as unknown as Parameters<typeof inputNames>[0] & { config: never };
const node = (type: string, config = {}) => ({ id: type, type, label: '', config, x: 0, y: 0 });

test('a schema becomes the fields that fit it', () => {
  const kinds = (type: string) =>
    Object.fromEntries(fieldsOf(of(type).config).map(({ key, shape }) => [key, shape.kind]));
  expect(kinds('http')).toMatchObject({
    httpUrl: 'text',
    headers: 'map',
    body: 'any',
    authType: 'choice',
    maxResponseBytes: 'number',
    followRedirects: 'boolean',
  });
  expect(kinds('delay')).toMatchObject({ amount: 'numberOrText', unit: 'choice' });
  expect(kinds('llm')).toMatchObject({ enumOptions: 'list', jsonSchema: 'record', temperature: 'number' });
  const further = fieldsOf(of('condition').config).find(({ key }) => key === 'additionalConditions')!;
  expect(further.shape).toMatchObject({ kind: 'list', of: { kind: 'group' } });
  expect(fieldsOf(of('http').config)[0]).toMatchObject({ key: 'httpUrl', required: true });
  // No type has a field that only JSON can fill without need.
  for (const type of types.keys())
    for (const { key, shape } of fieldsOf(of(type).config)) expect([type, key, shape.kind]).not.toContain(undefined);
});

test('keys that no field stands for are told apart, policy and name aside', () => {
  const config = { httpUrl: 'x', retries: 1, customName: 'X', legacyKey: 1, proxy: { a: 1 } };
  expect(furtherKeys(config, fieldsOf(of('http').config))).toEqual(['legacyKey', 'proxy']);
});

test.each([
  ['12', 12],
  ['1,5', 1.5],
  ['-3', -3],
  ['', undefined],
  ['  ', undefined],
  ['{{ n }}', '{{ n }}'],
  ['1.2.3', '1.2.3'],
])('%j is typed, %j is meant', (typed, meant) => {
  expect(readNumber(typed)).toBe(meant);
});

test('ports are those of the type, those in use, and error where the policy says so', () => {
  const leaving = (fromPort?: string) => ({ fromNodeId: 'x', toNodeId: 'y', fromPort });
  expect(outputNames(node('condition'), of('condition'), [])).toEqual(['true', 'false']);
  expect(outputNames(node('http', { onError: 'branch' }), of('http'), [])).toEqual([undefined, 'error']);
  expect(outputNames(node('http'), of('http'), [leaving('error')])).toEqual([undefined, 'error']);
  expect(outputNames(node('condition'), of('condition'), [leaving('maybe'), leaving()])).toEqual([
    'true',
    'false',
    'maybe',
    undefined,
  ]);
  expect(outputNames(node('comment'), of('comment'), [])).toEqual([]);
  expect(outputNames(node('gone'), undefined, [])).toEqual([undefined]);
  expect(inputNames(of('trigger'), [])).toEqual([]);
  expect(inputNames(of('join'), [])).toEqual(['A', 'B']);
  expect(inputNames(of('join'), [leaving()])).toEqual([undefined, 'A', 'B']);
  const shape = shapeOf(node('condition'), of('condition'), { into: [], outOf: [] });
  expect(new Set(shape.outputs.map(({ y }) => y)).size).toBe(2);
});

test('what is missing is seen at once', () => {
  const nodes = [node('http'), node('llm', { llmPrompt: 'Hi' }), node('espresso')];
  const found = localProblems({ name: ' ', tags: [], nodes, connections: [], settings: {} }, types);
  expect(found).toEqual([
    { nodeId: null, key: 'name', kind: 'noName' },
    { nodeId: 'http', key: 'httpUrl', kind: 'missing' },
    { nodeId: 'espresso', key: 'type', kind: 'unknownType' },
  ]);
});

test.each([
  ['{{ cus', ['customer']],
  ['{{ customer.', ['name', 'city']],
  ['Dear {{ customer.n', ['name']],
  ['{{ items[0].', ['price']],
  ['{{ nodes.', ['http', 'add-field']],
  ['{{ nodes.http.outputData.', ['total']],
  ['{{ nodes["http"].outputData.t', ['total']],
  ['{{ customer.name | up', ['upcase']],
  ['{{ customer.name | default: it', ['items']],
  ['{{ customer.name }} and cus', null],
  ['cus', null],
  ['{{ "cus', null],
  ['{{ nothing.', null],
  ['{{ items', null],
])('after %j can stand %j', (before, expected) => {
  const http = { outputData: { total: 7 }, success: true };
  const customer = { name: 'Ana', city: 'Vic' };
  const scope = { customer, items: [{ price: 2 }], nodes: { http, 'add-field': {} } };
  expect(suggest(scope, before)?.options.map(({ text }) => text) ?? null).toEqual(expected);
});
