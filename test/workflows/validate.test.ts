import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CodedError } from '../../db/errors.ts';
import { createTemplates } from '../../server/engine/template.ts';
import { nodeTypes } from '../../server/nodes/index.ts';
import { createReader } from '../../server/workflows/read.ts';
import { check, type Given, graphOf, problemsOf, warningsOf } from './_graph.ts';

const trigger: Given = { id: 't', type: 'trigger' };

describe('a document is refused', () => {
  test('for a type that nobody knows', () => {
    expect(problemsOf([{ id: 'a', type: 'teleport', label: 'Beam' }])).toEqual([
      expect.stringMatching(/^Node "Beam": expected a known type \(trigger, webhook, .*\), got "teleport"\.$/),
    ]);
  });

  test('for an id that is used twice', () => {
    expect(problemsOf([{ id: 'a' }, { id: 'b' }, { id: 'a', label: 'Again' }])).toEqual([
      'Node "Again": expected an id of its own, got "a", which nodes[0] has too.',
    ]);
  });

  test('for connections to nowhere', () => {
    expect(check([{ id: 'a' }], ['a -> x', 'y -> a']).problems).toEqual([
      { path: 'connections[0].toNodeId', message: expect.stringContaining('got "x", which does not exist') },
      { path: 'connections[1].fromNodeId', message: expect.stringContaining('got "y", which does not exist') },
    ]);
  });

  test('for a cycle, naming its nodes and no others', () => {
    const nodes = [trigger, ...['a', 'b', 'c', 'd'].map((id) => ({ id }))];
    const edges = ['t -> a', 'a -> b', 'b -> c', 'c -> b', 'c -> d'];
    expect(problemsOf(nodes, edges)).toEqual([
      expect.stringMatching(
        /^Expected no cycle, got ("b" → "c" → "b"|"c" → "b" → "c")\. Take one of these connections out\.$/,
      ),
    ]);
    expect(problemsOf([{ id: 'a' }], ['a -> a'])[0]).toContain('"a" → "a"');
  });

  test('for a config that does not fit, naming node and key, all of them', () => {
    const { problems } = check([
      { id: 'a', type: 'http', label: 'Call', config: { method: 'GET IT', maxResponseBytes: 0 } },
      { id: 'b', type: 'addField', config: {} },
    ]);
    expect(problems.map(({ nodeId, key, path }) => ({ nodeId, key, path }))).toEqual([
      { nodeId: 'a', key: 'httpUrl', path: 'nodes[0].config.httpUrl' },
      { nodeId: 'a', key: 'httpMethod', path: 'nodes[0].config.httpMethod' },
      { nodeId: 'a', key: 'maxResponseBytes', path: 'nodes[0].config.maxResponseBytes' },
      { nodeId: 'b', key: 'fieldName', path: 'nodes[1].config.fieldName' },
    ]);
    expect(problems[1]!.message).toBe('Node "Call": "httpMethod": Expected an HTTP method such as GET or POST.');
  });

  test('for policy keys that do not fit, on any type', () => {
    const { problems } = check([
      { id: 'a', config: { retries: -1, timeoutMs: 'long', onError: 'panic', onInterrupted: 5 } },
    ]);
    expect(problems.map((problem) => problem.key)).toEqual(['retries', 'timeoutMs', 'onError', 'onInterrupted']);
  });

  test('for two triggers of the same kind, not for one of each', () => {
    const scheduled = { triggerType: 'scheduled', everySeconds: 60 };
    const each: Given[] = [trigger, { id: 'w', type: 'webhook' }, { id: 's', type: 'trigger', config: scheduled }];
    expect(problemsOf(each)).toEqual([]);
    expect(
      problemsOf([
        ...each,
        { id: 't2', type: 'trigger' },
        { id: 's2', type: 'trigger', config: scheduled },
        { id: 'w2', type: 'webhook' },
      ]),
    ).toEqual([
      'Expected at most one manual trigger, got 2: "t", "t2".',
      'Expected at most one webhook, got 2: "w", "w2".',
      'Expected at most one scheduled trigger, got 2: "s", "s2".',
    ]);
  });

  test.each([
    [{ cron: 'every day' }, 'cron'],
    [{ cron: '61 * * * *' }, 'cron'],
    [{ cron: '0 0 30 2 *' }, 'cron'],
    [{ cron: '0 9 * * *', timezone: 'Mars/Olympus' }, 'timezone'],
    [{}, 'cron'],
    [{ cron: '0 9 * * *', everySeconds: 5 }, 'cron'],
    [{ everySeconds: 0 }, 'everySeconds'],
  ])('for a schedule such as %j', (config, key) => {
    const { problems } = check([{ id: 't', type: 'trigger', config: { triggerType: 'scheduled', ...config } }]);
    expect(problems.map((problem) => problem.key)).toEqual([key]);
  });

  test('for a template that cannot be read, naming its key', () => {
    const { problems } = check([
      { id: 'a', type: 'addField', config: { fieldName: 'x', fieldValue: '{{ a | shout }}' } },
    ]);
    expect(problems).toEqual([
      {
        nodeId: 'a',
        key: 'fieldValue',
        path: 'nodes[0].config.fieldValue',
        message: 'Node "addField": "fieldValue": Undefined filter: shout in the template "{{ a | shout }}".',
      },
    ]);
  });

  test('for a template that names what has not ended by then', () => {
    const uses = (id: string): Given => ({ id: 'b', config: { value: `{{ nodes.${id}.outputData }}` } });
    const nodes = (id: string): Given[] => [trigger, { id: 'a' }, uses(id), { id: 'c' }];
    const edges = ['t -> a', 'a -> b', 'b -> c'];
    expect(problemsOf(nodes('a'), edges)).toEqual([]);
    expect(problemsOf(nodes('t'), edges)).toEqual([]);
    for (const id of ['b', 'c']) {
      expect(problemsOf(nodes(id), edges)).toEqual([
        `Node "output": "value": Expected "nodes.${id}" to name a node before this one, from which no path leads here.`,
      ]);
    }
    expect(problemsOf(nodes('nobody'), edges)[0]).toContain('which does not exist');
  });

  test('for a join by key that has not one connection into each side', () => {
    const join: Given = { id: 'j', type: 'join', config: { joinStrategy: 'mergeByKey' } };
    const nodes = [trigger, { id: 'a' }, { id: 'b' }, join];
    const start = ['t -> a', 't -> b'];
    expect(problemsOf(nodes, [...start, 'a -> j:A', 'b -> j:B'])).toEqual([]);
    expect(problemsOf(nodes, [...start, 'a -> j', 'b -> j'])).toEqual([]);
    expect(problemsOf(nodes, [...start, 'a -> j:A', 'b -> j:A'])[0]).toContain('got A, A');
    expect(problemsOf(nodes, [...start, 'a -> j:A'])[0]).toContain('got A.');
    expect(problemsOf([...nodes.slice(0, 3), { ...join, config: {} }], [...start, 'a -> j:A', 'b -> j:A'])).toEqual([]);
  });

  test('for more nodes than are allowed', () => {
    expect(problemsOf([{ id: 'a' }, { id: 'b' }], [], { nodesMax: 1 })).toEqual([
      'Expected at most 1 nodes, got 2. Move a part into a workflow of its own.',
    ]);
  });

  test('for all of it at once', () => {
    const read = createReader({ types: nodeTypes, templates: createTemplates() });
    const graph = graphOf(
      [{ id: 'a', type: 'nothing' }, { id: 'b', type: 'http' }, { id: 'b', config: { value: '{{ x' } }, { id: 'c' }],
      ['b -> gone', 'c -> c'],
    );
    const error = (() => {
      try {
        return read({ ...graph, nodes: [...graph.nodes, 5] });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(CodedError);
    const { code, message, details } = error as CodedError;
    expect(code).toBe('invalid');
    expect(message).toContain('(and 6 more, see "details")');
    expect(details).toHaveLength(7);
  });
});

describe('a document is accepted', () => {
  test('with braces in a comment', () => {
    expect(problemsOf([trigger, { id: 'c', type: 'comment', config: { text: 'write {{ like this' } }])).toEqual([]);
  });

  test('with warnings of what is never reached', () => {
    expect(
      warningsOf(
        [trigger, { id: 'a' }, { id: 'lost', label: 'Lost' }, { id: 'after', label: 'After' }],
        ['t -> a', 'lost -> after'],
      ),
    ).toEqual([
      'Node "Lost" is never reached and will be skipped.',
      'Node "After" is never reached and will be skipped.',
    ]);
    expect(warningsOf([trigger, { id: 'm', type: 'manualInput' }, { id: 'a' }], ['t -> a', 'm -> a'])).toEqual([]);
    expect(warningsOf([trigger, { id: 'w', type: 'webhook' }, { id: 'a' }, { id: 'b' }], ['t -> a', 'w -> b'])).toEqual(
      [],
    );
  });

  test('with a warning of a branch that leads nowhere', () => {
    const node: Given = { id: 'a', label: 'A', config: { onError: 'branch' } };
    expect(warningsOf([trigger, node, { id: 'b' }], ['t -> a', 'a -> b'])[0]).toContain(
      'no connection from its port "error"',
    );
    expect(warningsOf([trigger, node, { id: 'b' }], ['t -> a', 'a:error -> b'])).toEqual([]);
  });

  test('with warnings of ports that are not there', () => {
    const nodes: Given[] = [trigger, { id: 'if', type: 'condition' }, { id: 'j', type: 'join' }];
    expect(warningsOf(nodes, ['t -> if', 'if:yes -> j:C', 'if:true -> j:A'])).toEqual([
      'Expected one of the ports "true", "false" of node "condition", got "yes": its connection to "join" is never taken.',
      'Expected one of the ports "A", "B" of node "join", got "C": the connection from "condition" enters as if it named none.',
    ]);
  });
});

test('templates may name exactly the ancestors', () => {
  const arbitrary = fc.integer({ min: 2, max: 70 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      edges: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: count * 2 }),
      uses: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: count }),
    }),
  );
  fc.assert(
    fc.property(arbitrary, ({ count, edges, uses }) => {
      const forward = edges.filter(([a, b]) => a !== b).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
      const before = Array.from({ length: count }, () => new Set<number>());
      for (let node = 0; node < count; node += 1) {
        for (const [a, b] of forward) if (b === node) for (const each of [a, ...before[a]!]) before[node]!.add(each);
      }
      const nodes: Given[] = Array.from({ length: count }, (_, index) => ({
        id: `n${index}`,
        config: { value: uses.filter(([user]) => user === index).map(([, used]) => `{{ nodes.n${used}.message }}`) },
      }));
      const { problems } = check(
        nodes,
        forward.map(([a, b]) => `n${a} -> n${b}`),
      );
      const expected = new Set(
        uses.filter(([user, used]) => !before[user]!.has(used)).map(([user, used]) => `n${user}/n${used}`),
      );
      const found = new Set(problems.map(({ nodeId, message }) => `${nodeId}/${/nodes\.(\w+)/.exec(message)![1]}`));
      expect(found).toEqual(expected);
    }),
  );
});

test('ten thousand nodes in a line, each naming another, are checked without running out of stack', () => {
  const nodes: Given[] = [trigger];
  const edges: string[] = [];
  for (let index = 1; index < 10_000; index += 1) {
    const before = index > 5_000 ? `n${index - 5_000}` : 't';
    nodes.push({ id: `n${index}`, config: { value: `{{ nodes.${before}.outputData }}` } });
    edges.push(`${index === 1 ? 't' : `n${index - 1}`} -> n${index}`);
  }
  expect(check(nodes, edges)).toEqual({ problems: [], warnings: [] });
  const { problems } = check(nodes, [...edges, 'n9999 -> n1']);
  expect(problems.map((problem) => problem.message)).toEqual([
    expect.stringMatching(/^Expected no cycle, got .* … \(9999 nodes\)\./),
  ]);
  expect(problems[0]!.message.length).toBeLessThan(500);
});
