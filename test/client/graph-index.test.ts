import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandLayout } from '../../client/graph/band-layout.ts';
import { cellsOf, indexGraph } from '../../client/graph/graph-index.ts';
import { NODE_HEIGHT, NODE_WIDTH } from '../../client/graph/layout.ts';

const graphs = fc.integer({ min: 1, max: 120 }).chain((count) =>
  fc.array(fc.tuple(fc.nat({ max: count - 1 }), fc.nat({ max: count - 1 })), { maxLength: 200 }).map((pairs) => ({
    nodes: Array.from({ length: count }, (_, index) => ({ id: `n${index}`, type: 'http', label: '', config: {} })),
    connections: pairs.filter(([a, b]) => a < b).map(([a, b]) => ({ fromNodeId: `n${a}`, toNodeId: `n${b}` })),
  })),
);
const box = fc.record({
  x: fc.integer({ min: -500, max: 4_000 }),
  y: fc.integer({ min: -500, max: 4_000 }),
  width: fc.integer({ min: 0, max: 3_000 }),
  height: fc.integer({ min: 0, max: 3_000 }),
});

test('bands stand apart, each node once, and on a line each node is after what it comes from', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const { places, width, height } = bandLayout(graph);
      expect(places.size).toBe(graph.nodes.length);
      const taken = new Set([...places.values()].map(({ x, y }) => `${x} ${y}`));
      expect(taken.size).toBe(graph.nodes.length);
      for (const { x, y } of places.values()) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + NODE_WIDTH).toBeLessThanOrEqual(width);
        expect(y + NODE_HEIGHT).toBeLessThanOrEqual(height);
      }
      for (const { fromNodeId, toNodeId } of graph.connections) {
        const [from, to] = [places.get(fromNodeId)!, places.get(toNodeId)!];
        expect(from.x < to.x || from.y < to.y).toBe(true);
      }
    }),
  );
});

test('a long line is broken into bands that fit a screen', () => {
  const nodes = Array.from({ length: 10_000 }, (_, index) => ({
    id: `n${index}`,
    type: 'http',
    label: '',
    config: {},
  }));
  const connections = nodes.slice(1).map(({ id }, index) => ({ fromNodeId: `n${index}`, toNodeId: id }));
  const { width, height } = bandLayout({ nodes, connections });
  expect(width / height).toBeGreaterThan(1);
  expect(width / height).toBeLessThan(6);
});

test('what is in sight is all that a look at every node would find, with the connections at it', () => {
  fc.assert(
    fc.property(graphs, box, (graph, { x, y, width, height }) => {
      const layout = bandLayout(graph);
      const index = indexGraph(graph, layout);
      const seen = index.within(cellsOf(x, y, width, height));
      const ids = new Set(seen.nodes.map(({ id }) => id));
      expect(ids.size).toBe(seen.nodes.length);
      for (const { id } of graph.nodes) {
        const place = layout.places.get(id)!;
        const inSight =
          place.x + NODE_WIDTH > x && place.x < x + width && place.y + NODE_HEIGHT > y && place.y < y + height;
        if (inSight) expect(ids.has(id)).toBe(true);
      }
      const edges = graph.connections.filter(({ fromNodeId, toNodeId }) => ids.has(fromNodeId) || ids.has(toNodeId));
      expect(new Set(seen.edges)).toEqual(new Set(edges));
    }),
  );
});

test('a point finds the node that it is on, and the nearest within reach', () => {
  fc.assert(
    fc.property(graphs, fc.nat(), (graph, choice) => {
      const layout = bandLayout(graph);
      const index = indexGraph(graph, layout);
      const { id } = graph.nodes[choice % graph.nodes.length]!;
      const { x, y } = layout.places.get(id)!;
      expect(index.at(x + NODE_WIDTH / 2, y + NODE_HEIGHT / 2, 0)?.id).toBe(id);
      expect(index.at(x - 3, y + 1, 4)?.id).toBe(id);
      expect(index.at(-1_000, -1_000, 4)).toBeUndefined();
    }),
  );
});
