/**
 * A layout for graphs of any size, in one pass: columns by the longest way from a root, nodes beside what they come
 * from, and a line of columns that is too long for any screen broken into bands, as text is.
 */
import type { Connection } from '../../db/model.ts';
import { GAP, type Graph, type Layout, layoutOf, NODE_HEIGHT, NODE_WIDTH } from './layout.ts';

const STEP_X = NODE_WIDTH + 56;
const STEP_Y = NODE_HEIGHT + GAP;
const BAND_GAP = 40;
/** Width to height of what people look at it through. */
const SHAPE = 2.8;

export function bandLayout(graph: Graph): Layout {
  const columns = columnsOf(graph);
  const bands = bandsOf(columns.map((column) => column.length));
  const places: [string, { x: number; y: number }][] = [];
  let top = 0;
  for (const { from, to } of bands) {
    let tallest = 0;
    for (let at = from; at < to; at += 1) {
      const column = columns[at] ?? [];
      for (const [row, id] of column.entries()) places.push([id, { x: (at - from) * STEP_X, y: top + row * STEP_Y }]);
      tallest = Math.max(tallest, column.length);
    }
    top += tallest * STEP_Y + BAND_GAP;
  }
  return layoutOf(places);
}

/** The nodes of each column, those with the same predecessors side by side. Nodes on a cycle stand in the first. */
function columnsOf({ nodes, connections }: Graph): string[][] {
  const next = Map.groupBy(connections, (connection) => connection.fromNodeId);
  const column = longestWays(nodes, connections, next);
  const columns: string[][] = [];
  for (const { id } of nodes) {
    const at = column.get(id) ?? 0;
    columns[at] ??= [];
    columns[at].push(id);
  }
  const before = Map.groupBy(connections, (connection) => connection.toNodeId);
  const rows = new Map<string, number>();
  for (const each of columns) {
    const middle = new Map(each.map((id) => [id, middleOf(before.get(id) ?? [], rows)]));
    each.sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0));
    for (const [row, id] of each.entries()) rows.set(id, row);
  }
  return columns;
}

/** How many connections lie between a root and each node, at most. */
function longestWays(
  nodes: Graph['nodes'],
  connections: readonly Connection[],
  next: ReadonlyMap<string, readonly Connection[]>,
): Map<string, number> {
  const open = new Map(nodes.map(({ id }) => [id, 0]));
  for (const { toNodeId } of connections) open.set(toNodeId, (open.get(toNodeId) ?? 0) + 1);
  const ways = new Map<string, number>();
  const queue = nodes.filter(({ id }) => open.get(id) === 0).map(({ id }) => id);
  for (let at = 0; at < queue.length; at += 1) {
    const id = queue[at] as string;
    const mine = ways.get(id) ?? 0;
    ways.set(id, mine);
    for (const { toNodeId } of next.get(id) ?? []) {
      ways.set(toNodeId, Math.max(ways.get(toNodeId) ?? 0, mine + 1));
      const left = (open.get(toNodeId) ?? 1) - 1;
      open.set(toNodeId, left);
      if (left === 0) queue.push(toNodeId);
    }
  }
  return ways;
}

function middleOf(before: readonly Connection[], rows: ReadonlyMap<string, number>): number {
  const known = before.flatMap(({ fromNodeId }) => rows.get(fromNodeId) ?? []);
  return known.length === 0 ? Number.MAX_SAFE_INTEGER : known.reduce((sum, row) => sum + row, 0) / known.length;
}

type Band = { readonly from: number; readonly to: number };

/** The number of columns in a band for which everything is seen largest. */
function bandsOf(heights: readonly number[]): Band[] {
  let best: Band[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let size = heights.length; size >= 1; size = Math.floor(size * 0.8)) {
    const bands: Band[] = [];
    let height = 0;
    for (let from = 0; from < heights.length; from += size) {
      const to = Math.min(heights.length, from + size);
      bands.push({ from, to });
      height += Math.max(...heights.slice(from, to)) * STEP_Y + BAND_GAP;
    }
    const needed = Math.max(size * STEP_X, height * SHAPE);
    if (needed < least) {
      least = needed;
      best = bands;
    }
  }
  return best;
}
