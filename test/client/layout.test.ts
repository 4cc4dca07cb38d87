import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asGiven, layOut, NODE_HEIGHT, NODE_WIDTH, type Place } from '../../client/graph/layout.ts';

const node = (id: string, x?: number, y?: number) => ({ id, type: 'http', label: id, x, y, config: {} });
const link = (fromNodeId: string, toNodeId: string) => ({ fromNodeId, toNodeId });
const overlap = (a: Place, b: Place) => Math.abs(a.x - b.x) < NODE_WIDTH - 1 && Math.abs(a.y - b.y) < NODE_HEIGHT - 1;

function expectApart(places: ReadonlyMap<string, Place>): void {
  const list = [...places.values()];
  for (const [index, place] of list.entries()) {
    for (const other of list.slice(index + 1)) expect(overlap(place, other)).toBe(false);
  }
}

test('places of the document are kept in shape, and drawn apart where our nodes would overlap', () => {
  const laidOut = asGiven([node('a', 100, 100), node('b', 180, 100), node('c', 260, 160)])!;
  expectApart(laidOut.places);
  expect(laidOut.places.get('a')).toEqual({ x: 0, y: 0 });
  const [b, c] = [laidOut.places.get('b')!, laidOut.places.get('c')!];
  expect(b.y).toBe(0);
  expect(c.x).toBeCloseTo(2 * b.x);
});

test('nodes that lie on each other, or nowhere, are laid out', () => {
  expect(asGiven([node('a', 0, 0), node('b', 0, 0)])).toBeNull();
  expect(asGiven([node('a', 0, 0), node('b')])).toBeNull();
});

test('any graph is laid out without overlaps, forward from left to right', async () => {
  const graphs = fc.integer({ min: 1, max: 14 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      edges: fc.array(fc.tuple(fc.nat({ max: count - 1 }), fc.nat({ max: count - 1 })), { maxLength: 20 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(graphs, async ({ count, edges }) => {
      const nodes = Array.from({ length: count }, (_, index) => node(`n${index}`));
      const connections = edges.filter(([a, b]) => a < b).map(([a, b]) => link(`n${a}`, `n${b}`));
      const { places, width, height } = await layOut({ nodes, connections });
      expect(places.size).toBe(count);
      expectApart(places);
      for (const { x, y } of places.values()) {
        expect(x).toBeGreaterThanOrEqual(-1);
        expect(x + NODE_WIDTH).toBeLessThanOrEqual(width + 1);
        expect(y + NODE_HEIGHT).toBeLessThanOrEqual(height + 1);
      }
      for (const { fromNodeId, toNodeId } of connections) {
        expect(places.get(fromNodeId)!.x).toBeLessThan(places.get(toNodeId)!.x);
      }
    }),
    { numRuns: 60 },
  );
});

test('ten thousand nodes are laid out at once', async () => {
  const nodes = Array.from({ length: 10_000 }, (_, index) => node(`n${index}`));
  const connections = nodes.slice(1).map(({ id }, index) => link(`n${index}`, id));
  const { places } = await layOut({ nodes, connections });
  expect(places.size).toBe(10_000);
}, 5_000);
