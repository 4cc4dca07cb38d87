import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeTypes } from '../../server/nodes/index.ts';
import { normalise } from '../../server/workflows/normalise.ts';

const read = (graph: { nodes?: unknown; connections?: unknown; settings?: unknown }) =>
  normalise({ nodes: [], connections: [], settings: {}, ...graph }, nodeTypes);
const nodeOf = (raw: object) => read({ nodes: [{ id: 'a', type: 'output', ...raw }] }).document.nodes[0];
const connectionOf = (raw: object) =>
  read({ connections: [{ fromNodeId: 'a', toNodeId: 'b', ...raw }] }).document.connections[0];

describe('a connection', () => {
  test.each<[object, object]>([
    [{}, {}],
    [{ fromPort: 'true' }, { fromPort: 'true' }],
    [{ outputType: 'true' }, { fromPort: 'true' }],
    [{ fromPort: 'A', outputType: 'true' }, { fromPort: 'A' }],
    [{ fromPort: null, outputType: 'false' }, { fromPort: 'false' }],
    [{ fromPort: '', outputType: 'B' }, { fromPort: 'B' }],
    [{ outputType: false }, { fromPort: 'false' }],
    [{ inputPort: 'B' }, { toPort: 'B' }],
    [{ toPort: 'A', inputPort: 'B' }, { toPort: 'A' }],
    [{ id: 7, toPort: '', somethingElse: 1 }, { id: '7' }],
  ])('%j is %j', (raw, ports) => {
    expect(connectionOf(raw)).toEqual({ fromNodeId: 'a', toNodeId: 'b', ...ports });
  });
});

describe('a node', () => {
  test('loses the run state that editors left in it, and keeps what is its own', () => {
    const state = {
      status: 'completed',
      inputData: 1,
      outputData: 2,
      executionResult: {},
      conditionResult: true,
      data: {},
    };
    expect(nodeOf({ label: 'Result', x: 1, y: '2', config: { customName: 'C' }, ...state })).toEqual({
      id: 'a',
      type: 'output',
      label: 'Result',
      x: 1,
      y: 2,
      config: { customName: 'C' },
    });
  });

  test('has its config under canonical names; unknown keys and policies stay', () => {
    expect(
      nodeOf({ type: 'http', config: { url: 'http://a', method: 'get', retries: 5, extra: { deep: 1 } } })?.config,
    ).toEqual({
      httpUrl: 'http://a',
      httpMethod: 'get',
      retries: 5,
      extra: { deep: 1 },
    });
    expect(nodeOf({ type: 'unheardOf', config: { url: 1 } })?.config).toEqual({ url: 1 });
  });

  test('may be numbered, stand nowhere, and have no label and no config', () => {
    expect(nodeOf({ id: 3, label: null, config: null, x: null, y: 'left' })).toEqual({
      id: '3',
      type: 'output',
      label: '',
      config: {},
    });
  });

  test('may stand where a graph library puts it', () => {
    expect(nodeOf({ position: { x: 5, y: 6 } })).toMatchObject({ x: 5, y: 6 });
  });
});

describe('what cannot be read', () => {
  test('is listed, all of it, with its place', () => {
    const { document, problems } = read({
      nodes: [5, { type: 'output' }, { id: 'ok', type: 'output' }, { id: 'x', config: [] }],
      connections: ['a', { fromNodeId: 'ok' }],
      settings: { timeoutMs: -1, colour: 'red' },
    });
    expect(document.nodes.map((node) => node.id)).toEqual(['ok']);
    expect(problems.map((problem) => problem.path)).toEqual([
      'nodes[0]',
      'nodes[1].id',
      'nodes[3].type',
      'nodes[3].config',
      'connections[0]',
      'connections[1].toNodeId',
      'settings.timeoutMs',
      'settings',
    ]);
  });

  test.each([
    [{ nodes: undefined }, 'Expected "nodes" to be a list of nodes, got nothing.'],
    [{ nodes: {} }, 'Expected "nodes" to be a list, got an object.'],
    [{ connections: 'none' }, 'Expected "connections" to be a list, got "none".'],
  ])('%j is told', (graph, message) => {
    expect(read(graph).problems.map((problem) => problem.message)).toEqual([message]);
  });

  test('may be nested deeper than the stack', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    const { problems } = read({ nodes: [{ id: 'a', type: 'output', config: { value: deep } }] });
    expect(problems.map((problem) => problem.message)).toEqual([
      'Expected nodes[0].config to be nested at most 100 deep.',
    ]);
  });
});

test('what was normalised stays as it is', () => {
  const value = fc.oneof(fc.string({ maxLength: 3 }), fc.integer(), fc.boolean(), fc.constant(null));
  const keys = [
    'httpUrl',
    'url',
    'httpMethod',
    'method',
    'fieldName',
    'addFieldName',
    'prompt',
    'llmPrompt',
    'variableValue',
    'customName',
    'mode',
  ];
  const node = fc.record(
    {
      id: fc.oneof(fc.string(), fc.integer()),
      type: fc.constantFrom(...nodeTypes.keys(), 'unheardOf'),
      label: fc.oneof(fc.string(), fc.constant(null)),
      x: value,
      config: fc.oneof(fc.dictionary(fc.constantFrom(...keys), value), fc.constant(null)),
      data: fc.anything(),
    },
    { requiredKeys: ['id', 'type'] },
  );
  const connection = fc.record(
    {
      fromNodeId: fc.string(),
      toNodeId: fc.string(),
      fromPort: value,
      outputType: value,
      toPort: value,
      inputPort: value,
      id: value,
    },
    { requiredKeys: ['fromNodeId', 'toNodeId'] },
  );
  fc.assert(
    fc.property(fc.array(node), fc.array(connection), (nodes, connections) => {
      const once = read({ nodes, connections }).document;
      expect(read(once)).toEqual({ document: once, problems: [] });
    }),
  );
});
