/** Where the nodes of a graph stand: as the document says, else as dagre lays them out. */
import type { Connection, Node } from '../../db/model.ts';

export type Graph = { readonly nodes: readonly Node[]; readonly connections: readonly Connection[] };
export type Place = { readonly x: number; readonly y: number };
/** Top left corners, from 0; sizes in pixels. */
export type Layout = { readonly places: ReadonlyMap<string, Place>; readonly width: number; readonly height: number };

export const NODE_WIDTH = 154;
export const NODE_HEIGHT = 44;
export const GAP = 20;
/** Beyond this, laying out well takes too long to wait for. */
const DAGRE_MAX = 600;
/** Up to this it is done before anybody could notice. */
const AT_ONCE_MAX = 40;
const PAIRS_MAX = 1_500;

export async function layOut(graph: Graph, direction: 'LR' | 'TB' = 'LR'): Promise<Layout> {
  const placed = asGiven(graph.nodes);
  if (placed) return placed;
  if (graph.nodes.length > DAGRE_MAX) return (await import('./band-layout.ts')).bandLayout(graph);
  if (graph.nodes.length > AT_ONCE_MAX && typeof Worker === 'function') {
    const { layOutAside } = await import('./layout-aside.ts');
    return layOutAside(graph, direction);
  }
  const { dagreLayout } = await import('./dagre-layout.ts');
  return dagreLayout(graph, direction);
}

/** The document's own places, spread so that our nodes do not overlap; null where some have none, or share one. */
export function asGiven(nodes: readonly Node[]): Layout | null {
  const points = nodes.map(({ id, x, y }) => ({ id, x, y }));
  if (points.length === 0 || points.some(({ x, y }) => x === undefined || y === undefined)) return null;
  const given = points as { id: string; x: number; y: number }[];
  const factor = given.length > PAIRS_MAX ? 1 : spread(given);
  if (factor === null) return null;
  const left = Math.min(...given.map(({ x }) => x));
  const top = Math.min(...given.map(({ y }) => y));
  return layoutOf(given.map(({ id, x, y }) => [id, { x: (x - left) * factor, y: (y - top) * factor }]));
}

/** How far places must be drawn apart (or may be drawn together); null: they cannot be told apart. */
function spread(points: readonly { x: number; y: number }[]): number | null {
  let factor = 0.6;
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const dx = Math.abs(points[i]!.x - points[j]!.x);
      const dy = Math.abs(points[i]!.y - points[j]!.y);
      factor = Math.max(factor, Math.min((NODE_WIDTH + 36) / dx, (NODE_HEIGHT + GAP) / dy));
    }
  }
  return factor > 4 ? null : factor;
}

export function layoutOf(entries: readonly (readonly [string, Place])[]): Layout {
  let width = 0;
  let height = 0;
  for (const [, { x, y }] of entries) {
    width = Math.max(width, x + NODE_WIDTH);
    height = Math.max(height, y + NODE_HEIGHT);
  }
  return { places: new Map(entries), width, height };
}

type Ends = { x1: number; y1: number; x2: number; y2: number; leaves: 'right' | 'down' | 'up' };

/** Where an edge leaves and enters: sideways where there is room between the nodes, else up or down; errors leave below. */
function endsOf(from: Place, to: Place, port: string | undefined): Ends {
  const sideways = to.x - (from.x + NODE_WIDTH) > -8;
  const enters = { x2: to.x, y2: to.y + NODE_HEIGHT / 2 };
  if (sideways && port === 'error' && to.y > from.y) {
    return { x1: from.x + NODE_WIDTH / 2, y1: from.y + NODE_HEIGHT, ...enters, leaves: 'down' };
  }
  if (sideways || Math.abs(to.y - from.y) < NODE_HEIGHT) {
    return { x1: from.x + NODE_WIDTH, y1: from.y + NODE_HEIGHT / 2, ...enters, leaves: 'right' };
  }
  const down = to.y > from.y;
  return {
    x1: from.x + NODE_WIDTH / 2,
    y1: from.y + (down ? NODE_HEIGHT : 0),
    x2: to.x + NODE_WIDTH / 2,
    y2: to.y + (down ? 0 : NODE_HEIGHT),
    leaves: down ? 'down' : 'up',
  };
}

/** The line of an edge. */
export function edgePath(from: Place, to: Place, port?: string): string {
  const { x1, y1, x2, y2, leaves } = endsOf(from, to, port);
  if (leaves === 'right') {
    const bend = Math.min(Math.max(20, Math.abs(x2 - x1) / 2), 120);
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  const sign = leaves === 'down' ? 1 : -1;
  if (x2 === to.x) return `M${x1} ${y1}C${x1} ${y2} ${x1 + 24} ${y2} ${x2} ${y2}`;
  const bend = Math.max(16, Math.abs(y2 - y1) / 2) * sign;
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}

/** Where the name of an edge's port stands: near its beginning, clear of the line. */
export function portPlace(from: Place, to: Place, port?: string): Place {
  const { x1, y1, y2, leaves } = endsOf(from, to, port);
  if (leaves === 'right') return { x: x1 + 4, y: y1 + (y2 > y1 + 4 ? 2 : -17) };
  return { x: x1 + 5, y: y1 + (leaves === 'down' ? 1 : -16) };
}
