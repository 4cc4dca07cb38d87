/** Configs, documents and nodes: whatever is saved, and whatever flows between nodes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { CodedError } from '../../db/errors.ts';
import type { Json, NodeResult } from '../../db/model.ts';
import { safeParse } from '../../db/safe-parse.ts';
import type { NodeType } from '../../server/engine/node.ts';
import { policySchema } from '../../server/engine/policy.ts';
import { createTemplates } from '../../server/engine/template.ts';
import { shapeOf } from '../../server/nodes/aliased.ts';
import { nodeTypes } from '../../server/nodes/index.ts';
import { exampleWorkflows } from '../../server/workflows/examples.ts';
import { createReader } from '../../server/workflows/read.ts';
import { attempt, type Given } from '../nodes/_run.ts';
import { given, holds, NO_SENTENCE } from './_law.ts';
import { recordOf, type Schema } from './_schemas.ts';
import { anyJson, anyRecord, anyText, spoilt } from './_values.ts';

const schemaOf = (type: NodeType): Schema =>
  z.toJSONSchema(shapeOf(type.config), { io: 'input', unrepresentable: 'any' }) as Schema;
const goodConfig = new Map([...nodeTypes].map(([name, type]) => [name, recordOf(schemaOf(type))]));
const aliasesOf = (type: NodeType) =>
  Object.values((type.config.meta()?.aliases ?? {}) as Record<string, string[]>).flat();

const typeNames = [...nodeTypes.keys()];
const configOf = (name: string) =>
  goodConfig
    .get(name)!
    .chain((config) =>
      fc.oneof({ weight: 2, arbitrary: fc.constant(config as Json) }, { weight: 3, arbitrary: spoilt(config) }),
    );
const aliasedConfig = (name: string) =>
  fc.dictionary(
    fc.constantFrom(
      'x',
      ...aliasesOf(nodeTypes.get(name)!),
      ...Object.keys(shapeOf(nodeTypes.get(name)!.config).shape),
    ),
    anyJson,
    { maxKeys: 4 },
  );
const nodeAndConfig = fc
  .constantFrom(...typeNames)
  .chain((name) => fc.tuple(fc.constant(name), fc.oneof(configOf(name), aliasedConfig(name), anyJson)));

describe('a config', () => {
  test('is what it says itself, and nothing that it inherits', () => {
    const inherits = JSON.parse('{"__proto__": {"httpUrl": "http://127.0.0.1/"}}');
    expect(safeParse(nodeTypes.get('http')!.config, inherits).success).toBe(false);
  });

  holds(
    'is taken or refused, and what is taken stays as it was understood',
    nodeAndConfig,
    ([name, config]) => {
      const schema = nodeTypes.get(name)!.config;
      safeParse(policySchema, config);
      const parsed = safeParse(schema, config);
      if (!parsed.success) return;
      const again = safeParse(schema, JSON.parse(JSON.stringify(parsed.data)));
      expect(again.error?.issues ?? []).toEqual([]);
      expect(JSON.stringify(again.data)).toBe(JSON.stringify(parsed.data));
    },
    { runs: 1_200 },
  );
});

const read = createReader({ types: nodeTypes, templates: createTemplates() });
const port = fc.option(fc.constantFrom('true', 'false', 'A', 'B', 'error', ''), { nil: undefined });

/** No text and no number can be made of it. */
const TRAP = { toString: 1, valueOf: 1 };

describe('a document', () => {
  test.each([
    ['http', { url: 'http://a/', headers: [{ name: TRAP, value: '1' }] }],
    ['http', { url: 'http://a/', acceptStatus: [TRAP] }],
    ['code', { code: { length: TRAP } }],
    ['llm', { prompt: { length: TRAP } }],
  ])('with a trap in the config of %s is refused, or taken as what it says', (type, config) => {
    const graph = { nodes: [{ id: 'n', type, config }], connections: [], settings: {} };
    given(() => read(graph), [CodedError]);
  });

  const node = nodeAndConfig.chain(([type, config]) =>
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', '__proto__'),
      type: fc.constant<Json>(type),
      label: anyText,
      config: fc.constant(config),
    }),
  );
  const connection = fc.record({
    fromNodeId: fc.constantFrom('a', 'b', 'c', '__proto__'),
    toNodeId: fc.constantFrom('b', 'c', 'd'),
    fromPort: port,
    toPort: port,
  });
  const graph = fc.oneof(
    fc.constantFrom(...exampleWorkflows()).chain(({ document }) => spoilt(JSON.parse(JSON.stringify(document)))),
    fc.record({
      nodes: fc.array(node, { maxLength: 4 }),
      connections: fc.array(connection, { maxLength: 4 }),
      settings: fc.oneof(anyJson, fc.constant(undefined)),
    }),
    fc.record({ nodes: anyJson, connections: anyJson, settings: anyJson }),
  );
  holds(
    'is read, or refused with what is wrong with it; what is read is read again',
    graph,
    (value) => {
      const { nodes, connections, settings } = (value ?? {}) as Record<string, Json>;
      const whole = given(() => read({ nodes, connections, settings }), [CodedError]);
      if (!whole) return;
      const written = JSON.stringify(whole.document);
      expect(JSON.stringify(read(JSON.parse(written)).document)).toBe(written);
    },
    { runs: 300 },
  );
});

/** What the outside world may answer to a node. */
const services = fc.tuple(anyText, anyRecord, anyJson).map(([text, headers, value]): Given['services'] => {
  const plain = Object.entries(headers).map(
    ([name, each]) => [name.toLowerCase(), String(typeof each === 'object' ? '' : each)] as const,
  );
  const body = new TextEncoder().encode(text.includes('{') ? JSON.stringify(value) : text);
  return {
    http: {
      send: async () => ({
        status: 200,
        headers: { 'content-type': 'application/json', ...Object.fromEntries(plain) },
        body,
        cut: false,
      }),
    },
    llm: {
      complete: async ({ onText }) => {
        onText(text);
        return { text, model: 'm', finishReason: 'stop', usage: null };
      },
    },
    code: { run: async () => ({ output: value, logs: [] }) },
    records: {
      fetch: async () => [],
      save: async () => ({ outcomes: '', records: [], inserted: 0, updated: 0, unchanged: 0, failed: 0, problems: [] }),
      import: async () => ({}) as never,
    },
  };
});

describe('a node', () => {
  test.each([
    ['saveRecords', { databaseId: '{{ input }}' }],
    ['fetchData', { databaseId: 'd', limit: '{{ input }}' }],
    ['fetchData', { databaseId: 'd', sort: '{{ input }}', search: '{{ input }}' }],
    ['llm', { prompt: '{{ input }}' }],
    ['delay', { until: '{{ input }}' }],
    ['delay', { amount: '-1e300' }],
    ['delay', { amount: '-1e200', unit: 'days' }],
    ['webhookResponse', { statusCode: '{{ input }}' }],
    ['humanApproval', { message: '{{ input }}' }],
    ['executeWorkflow', { workflowId: '{{ input }}' }],
    ['http', { url: 'http://a/', authType: 'basic', authUser: '{{ input.long }}' }],
  ])('%s says in its own words what it cannot do with a trap: %j', async (type, config) => {
    const long = 'x'.repeat(300_000);
    const { failure } = await attempt(type, config, type === 'http' ? { long } : TRAP);
    if (failure) expect(failure.message).not.toMatch(NO_SENTENCE);
  });

  const flowing = fc.record({
    input: anyJson,
    given: fc.option(anyJson, { nil: undefined }),
    result: fc.option(
      anyRecord.map((more) => ({ success: true, message: '', outputData: null, ...more }) as NodeResult),
      { nil: undefined },
    ),
    signal: anyJson,
    isResumed: fc.boolean(),
    inputs: anyRecord,
    sides: fc.record({ A: fc.array(anyJson, { maxLength: 3 }), B: fc.array(anyJson, { maxLength: 3 }) }),
  });
  const set = fc
    .constantFrom(...typeNames.filter((name) => name !== 'comment'))
    .chain((name) => fc.tuple(fc.constant(name), configOf(name)));
  holds(
    'that has a valid config takes whatever comes: it gives JSON, or fails with a sentence',
    fc.tuple(set, flowing, services),
    async ([[name, config], { sides, isResumed, signal, ...around }, outside]) => {
      const parsed = safeParse(nodeTypes.get(name)!.config, config);
      if (!parsed.success || !safeParse(policySchema, config).success) return;
      const resumed = isResumed ? { signal, state: {} } : undefined;
      const ended = await attempt(name, config as object, around.input, {
        ...around,
        services: outside,
        sides: () => sides,
        resumed,
      });
      if (ended.failure) {
        expect(ended.failure.message, name).not.toMatch(NO_SENTENCE);
        return;
      }
      expect(JSON.parse(JSON.stringify(ended.outcome)), name).toEqual(JSON.parse(JSON.stringify(ended.outcome)));
      if ('outputData' in ended.outcome) expect(JSON.stringify(ended.outcome.outputData), name).toBeTypeOf('string');
    },
    { runs: 1_500 },
  );

  test('every type is tried with configs that it takes', () => {
    const taken = typeNames.map(
      (name) =>
        fc
          .sample(configOf(name), { numRuns: 200, seed: 1 })
          .filter((config) => safeParse(nodeTypes.get(name)!.config, config).success).length,
    );
    expect(Math.min(...taken)).toBeGreaterThan(0);
  });
});
