import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fragmentOf, fromText, renamed, toText } from '../../../client/editor/model/clipboard.ts';
import { differences } from '../../../client/editor/model/difference.ts';
import {
  addFragment,
  connect,
  connectionKey,
  leadsTo,
  removeParts,
  takeOut,
  whyNot,
} from '../../../client/editor/model/document.ts';
import { flowOrder, neighbour } from '../../../client/editor/model/order.ts';
import { arrange, freePlace, placeAll } from '../../../client/editor/model/places.ts';
import { change, connection, document } from './_documents.ts';

test('no change makes a cycle, leaves a connection to nowhere, or gives two nodes one id', () => {
  fc.assert(
    fc.property(document, fc.array(change, { maxLength: 20 }), (before, changes) => {
      const after = changes.reduce((now, each) => each(now), before);
      const ids = after.nodes.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { fromNodeId, toNodeId } of after.connections) {
        expect(ids).toContain(fromNodeId);
        expect(ids).toContain(toNodeId);
        expect(leadsTo(after.connections, toNodeId, fromNodeId)).toBe(false);
      }
      expect(new Set(after.connections.map(connectionKey)).size).toBe(after.connections.length);
      expect(differences(after, after)).toEqual([]);
    }),
  );
});

test('a connection is made where nothing speaks against it, and only there', () => {
  fc.assert(
    fc.property(document, connection, (before, made) => {
      const after = connect(before, made);
      expect(after === before).toBe(whyNot(before, made) !== null);
      if (after !== before)
        expect(after.connections.at(-1)).toEqual(expect.objectContaining(JSON.parse(JSON.stringify(made))));
    }),
  );
});

test('what is taken out leaves the way through it open', () => {
  const node = (id: string) => ({ id, type: 'output', label: '', config: {}, x: 0, y: 0 });
  const line = {
    name: '',
    tags: [],
    settings: {},
    nodes: ['a', 'b', 'c'].map(node),
    connections: [
      { fromNodeId: 'a', fromPort: 'true', toNodeId: 'b' },
      { fromNodeId: 'b', toNodeId: 'c', toPort: 'B' },
    ],
  };
  expect(takeOut(line, 'b').connections).toEqual([{ fromNodeId: 'a', fromPort: 'true', toNodeId: 'c', toPort: 'B' }]);
  expect(removeParts(line, new Set(['b'])).connections).toEqual([]);
});

test('what is copied comes back as text, under ids of its own, with nothing lost', () => {
  fc.assert(
    fc.property(document, (before) => {
      fc.pre(before.nodes.length > 0);
      const chosen = new Set(before.nodes.slice(0, 3).map(({ id }) => id));
      const fragment = fragmentOf(before, chosen);
      const read = fromText(toText(fragment));
      expect(read?.nodes).toEqual(JSON.parse(JSON.stringify(fragment.nodes)));
      const copy = renamed(before, fragment, { x: 8, y: 8 });
      const after = addFragment(before, copy);
      expect(new Set(after.nodes.map(({ id }) => id)).size).toBe(before.nodes.length + chosen.size);
      expect(copy.connections.length).toBe(fragment.connections.length);
    }),
  );
});

test('templates follow a copy, and other texts do not', () => {
  const base = { label: '', x: 0, y: 0 };
  const nodes = [
    { ...base, id: 'http', type: 'http', config: {} },
    {
      ...base,
      id: 'use',
      type: 'addField',
      config: {
        fieldValue: '{{ nodes.http.outputData.a | default: nodes["http"].b }} of nodes.http',
        deep: [{ x: '{{nodes.other.x}}' }],
      },
    },
  ];
  const document = { name: '', tags: [], settings: {}, nodes, connections: [] };
  const copy = renamed(document, { nodes, connections: [] }, { x: 0, y: 0 });
  expect(copy.nodes.map(({ id }) => id)).toEqual(['http2', 'use2']);
  expect(copy.nodes[1]?.config).toEqual({
    fieldValue: '{{ nodes.http2.outputData.a | default: nodes["http2"].b }} of nodes.http',
    deep: [{ x: '{{nodes.other.x}}' }],
  });
});

test('a text of another editor is read, and any other text is none', () => {
  const old = {
    data: {
      nodes: [{ id: 7, type: 'llm', position: { x: 5, y: 6 }, status: 'done' }, null],
      connections: [{ fromNodeId: 7, toNodeId: 'x', outputType: 'true', inputPort: 'A' }],
    },
  };
  expect(fromText(JSON.stringify(old))).toEqual({
    nodes: [{ id: '7', type: 'llm', label: '', config: {}, x: 5, y: 6 }],
    connections: [{ fromNodeId: '7', toNodeId: 'x', fromPort: 'true', toPort: 'A' }],
  });
  for (const text of ['', 'hello', '[]', '{"nodes":[]}', '{"nodes":[{"id":"a"}]}', 'null'])
    expect(fromText(text)).toBeNull();
});

test('going through by keyboard meets every node once, each way to its end', () => {
  fc.assert(
    fc.property(document, ({ nodes, connections }) => {
      const order = flowOrder(nodes, connections);
      expect([...order].sort()).toEqual(nodes.map(({ id }) => id).sort());
      for (const { id } of nodes) {
        const right = neighbour(nodes, id, 'right');
        if (right !== null)
          expect(nodes.find((node) => node.id === right)!.x).toBeGreaterThan(nodes.find((node) => node.id === id)!.x);
      }
    }),
  );
});

test('every node gets a place, the same each time, and no two laid out ones cover each other', async () => {
  await fc.assert(
    fc.asyncProperty(document, async ({ nodes, connections }) => {
      const bare = nodes.map(({ x: _x, y: _y, ...node }) => node);
      const placed = await placeAll({ nodes: bare, connections }, () => false);
      expect(placed.map(({ id }) => id)).toEqual(nodes.map(({ id }) => id));
      expect(await placeAll({ nodes: placed, connections }, () => false)).toEqual(placed);
      for (const a of placed)
        for (const b of placed) if (a !== b) expect(Math.abs(a.x - b.x) >= 196 || Math.abs(a.y - b.y) >= 60).toBe(true);
      const free = freePlace(placed, { x: 3, y: 3 });
      expect(placed.every(({ x, y }) => Math.abs(x - free.x) >= 196 || Math.abs(y - free.y) >= 60)).toBe(true);
      const again = await arrange({ nodes, connections });
      expect(again.size).toBe(nodes.length);
    }),
    { numRuns: 40 },
  );
});
