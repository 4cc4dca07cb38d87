/** Where nodes stand when a document is opened, laid out, or given another node. */
import type { Connection, Node } from '../../../db/model.ts';
import {
  type Layout,
  layOut,
  type Place,
  NODE_HEIGHT as VIEW_HEIGHT,
  NODE_WIDTH as VIEW_WIDTH,
} from '../../graph/layout.ts';
import type { PlacedNode } from './document.ts';
import { NODE_HEIGHT, NODE_WIDTH } from './ports.ts';

/** Places snap to multiples of this. */
export const GRID = 8;
const GAP_X = 72;
const GAP_Y = 40;
const PAIRS_MAX = 1_500;
const SPREAD_MAX = 2.5;
/** Beyond this, laying out well keeps people waiting: some graphs of a few hundred nodes take it a minute. */
const WELL_MAX = 150;

export const snapped = (value: number): number => Math.round(value / GRID) * GRID;
export const snappedPlace = ({ x, y }: Place): Place => ({ x: snapped(x), y: snapped(y) });

export type Graph = { readonly nodes: readonly Node[]; readonly connections: readonly Connection[] };

/**
 * Every node with a place: the document's own, drawn apart where our nodes would cover each other; laid out where it has
 * none. The same document always gets the same places.
 */
export async function placeAll({ nodes, connections }: Graph, isNote: (node: Node) => boolean): Promise<PlacedNode[]> {
  const placed = nodes.filter(hasPlace);
  if (placed.length === 0 || isHeap(placed)) {
    const places = await arrange({ nodes: nodes.filter((node) => !isNote(node)), connections });
    const notes = nodes.filter(isNote);
    return nodes.map((node) => {
      const place = places.get(node.id) ?? { x: notes.indexOf(node) * 248, y: -160 };
      return { ...node, ...place };
    });
  }
  const factor = spread(placed.filter((node) => !isNote(node)));
  const known = new Map(placed.map(({ id, x, y }) => [id, { x: x * factor, y: y * factor }]));
  const bottom = Math.max(...[...known.values()].map(({ y }) => y)) + NODE_HEIGHT + GAP_Y;
  const left = Math.min(...[...known.values()].map(({ x }) => x));
  let row = 0;
  return nodes.map((node) => {
    const place = known.get(node.id);
    if (place) return { ...node, ...place };
    row += 1;
    return { ...node, x: snapped(left), y: snapped(bottom + (row - 1) * (NODE_HEIGHT + GAP_Y)) };
  });
}

function hasPlace(node: Node): node is PlacedNode {
  return node.x !== undefined && node.y !== undefined;
}

/** Most nodes stand where another one stands: nobody has put them there. */
function isHeap(nodes: readonly PlacedNode[]): boolean {
  const distinct = new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size;
  return nodes.length > 1 && distinct <= nodes.length / 2;
}

function spread(nodes: readonly Place[]): number {
  let factor = 1;
  if (nodes.length > PAIRS_MAX) return factor;
  for (let i = 0; i < nodes.length; i += 1) {
    for (let j = i + 1; j < nodes.length; j += 1) {
      const dx = Math.abs(nodes[i]!.x - nodes[j]!.x);
      const dy = Math.abs(nodes[i]!.y - nodes[j]!.y);
      const needed = Math.min((NODE_WIDTH + 40) / dx, (NODE_HEIGHT + 24) / dy);
      if (needed <= SPREAD_MAX) factor = Math.max(factor, needed);
    }
  }
  return factor;
}

/** The places of a graph laid out anew from its connections, its top left corner at `origin`. */
export async function arrange(graph: Graph, origin: Place = { x: 0, y: 0 }): Promise<Map<string, Place>> {
  const bare = graph.nodes.map(({ x: _x, y: _y, ...node }) => node);
  const ids = new Set(bare.map(({ id }) => id));
  const connections = graph.connections.filter((each) => ids.has(each.fromNodeId) && ids.has(each.toNodeId));
  const laidOut =
    bare.length > WELL_MAX ? await inBands({ nodes: bare, connections }) : await layOut({ nodes: bare, connections });
  const { places } = laidOut;
  // It is made for smaller nodes.
  const [fx, fy] = [(NODE_WIDTH + GAP_X) / (VIEW_WIDTH + 56), (NODE_HEIGHT + GAP_Y) / (VIEW_HEIGHT + 22)];
  return new Map(
    [...places].map(([id, { x, y }]) => [id, snappedPlace({ x: origin.x + x * fx, y: origin.y + y * fy })]),
  );
}

async function inBands(graph: Graph): Promise<Layout> {
  return (await import('../../graph/band-layout.ts')).bandLayout(graph);
}

/** A free place to the right of a node, or below what stands there. */
export function placeAfter(nodes: readonly PlacedNode[], before: PlacedNode | undefined): Place {
  if (!before) {
    const last = nodes.reduce<PlacedNode | undefined>((far, node) => (!far || node.x > far.x ? node : far), undefined);
    return last ? freePlace(nodes, { x: last.x + NODE_WIDTH + GAP_X, y: last.y }) : { x: 0, y: 0 };
  }
  return freePlace(nodes, { x: before.x + NODE_WIDTH + GAP_X, y: before.y });
}

/** The place itself, or the first below it where nothing stands. */
export function freePlace(nodes: readonly Place[], wanted: Place): Place {
  const place = snappedPlace(wanted);
  const isTaken = (y: number) =>
    nodes.some((node) => Math.abs(node.x - place.x) < NODE_WIDTH + 16 && Math.abs(node.y - y) < NODE_HEIGHT + 16);
  let { y } = place;
  while (isTaken(y)) y += GRID * 2;
  return { x: place.x, y };
}
