/** What of a laid-out graph is in sight: asked many times a second, of graphs of any size. Pure. */
import type { Connection, Node } from '../../db/model.ts';
import { type Graph, type Layout, NODE_HEIGHT, NODE_WIDTH, type Place } from './layout.ts';

/** A rectangle of cells, both ends included. */
export type Cells = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
export type Seen = { readonly nodes: readonly Node[]; readonly edges: readonly Connection[] };

export type GraphIndex = {
  /** The nodes that begin in these cells, and the connections that begin or end at them. */
  within(cells: Cells): Seen;
  /** The node at a point of the canvas, or the first within `reach` of it. */
  at(x: number, y: number, reach: number): Node | undefined;
};

/** Large enough that a frame at full size sees a dozen. */
const CELL = 480;

/** The cells of a rectangle of the canvas, with all nodes that reach into it. */
export function cellsOf(x: number, y: number, width: number, height: number): Cells {
  return {
    left: Math.floor((x - NODE_WIDTH) / CELL),
    top: Math.floor((y - NODE_HEIGHT) / CELL),
    right: Math.floor((x + width) / CELL),
    bottom: Math.floor((y + height) / CELL),
  };
}

export function sameCells(a: Cells, b: Cells): boolean {
  return a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
}

export function indexGraph({ nodes, connections }: Graph, { places }: Layout): GraphIndex {
  const rows = new Map<number, Map<number, Node[]>>();
  for (const node of nodes) {
    const place = places.get(node.id);
    if (place) cellAt(rows, place).push(node);
  }
  const edgesOf = new Map<string, Connection[]>();
  const known = connections.filter(({ fromNodeId, toNodeId }) => places.has(fromNodeId) && places.has(toNodeId));
  for (const edge of known) {
    for (const id of new Set([edge.fromNodeId, edge.toNodeId])) {
      const list = edgesOf.get(id);
      if (list) list.push(edge);
      else edgesOf.set(id, [edge]);
    }
  }

  function within({ left, top, right, bottom }: Cells): Seen {
    const found: Node[] = [];
    for (const [, row] of range(rows, top, bottom)) {
      for (const [, cell] of range(row, left, right)) found.push(...cell);
    }
    if (found.length === nodes.length) return { nodes: found, edges: known };
    const edges = new Set<Connection>();
    for (const { id } of found) for (const edge of edgesOf.get(id) ?? []) edges.add(edge);
    return { nodes: found, edges: [...edges] };
  }

  return {
    within,
    at(x, y, reach) {
      const beside = within(cellsOf(x - reach, y - reach, 2 * reach, 2 * reach)).nodes;
      const touches = (by: number) =>
        beside.find(({ id }) => {
          const { x: left, y: top } = places.get(id) as Place;
          return x >= left - by && x <= left + NODE_WIDTH + by && y >= top - by && y <= top + NODE_HEIGHT + by;
        });
      return touches(0) ?? touches(reach);
    },
  };
}

function cellAt(rows: Map<number, Map<number, Node[]>>, { x, y }: Place): Node[] {
  const [column, line] = [Math.floor(x / CELL), Math.floor(y / CELL)];
  const row = rows.get(line) ?? new Map<number, Node[]>();
  rows.set(line, row);
  const cell = row.get(column) ?? [];
  row.set(column, cell);
  return cell;
}

/** Entries whose key lies between two; looks at whichever is fewer, the keys between or the entries. */
function* range<Value>(map: ReadonlyMap<number, Value>, from: number, to: number): Generator<readonly [number, Value]> {
  if (to - from > map.size) {
    for (const entry of map) if (entry[0] >= from && entry[0] <= to) yield entry;
    return;
  }
  for (let key = from; key <= to; key += 1) {
    const value = map.get(key);
    if (value !== undefined) yield [key, value];
  }
}
