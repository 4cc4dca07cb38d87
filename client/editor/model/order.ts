/** In which order nodes are gone through by keyboard, and which lies in a direction. Pure. */
import type { Connection } from '../../../db/model.ts';
import type { PlacedNode } from './document.ts';

/** Along the connections, depth first from the left: each way to its end before the next. */
export function flowOrder(nodes: readonly PlacedNode[], connections: readonly Connection[]): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const next = Map.groupBy(
    connections.filter(({ toNodeId }) => byId.has(toNodeId)),
    ({ fromNodeId }) => fromNodeId,
  );
  const entered = new Set(connections.filter(({ fromNodeId }) => byId.has(fromNodeId)).map(({ toNodeId }) => toNodeId));
  const byPlace = (a: PlacedNode, b: PlacedNode) => a.y - b.y || a.x - b.x;
  const seen = new Set<string>();
  const order: string[] = [];
  const visit = (start: string): void => {
    const open = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      order.push(id);
      const after = (next.get(id) ?? []).map(({ toNodeId }) => byId.get(toNodeId)!).sort(byPlace);
      for (const node of after.reverse()) open.push(node.id);
    }
  };
  const left = (a: PlacedNode, b: PlacedNode) => a.x - b.x || a.y - b.y;
  const leads = nodes.filter(({ id }) => next.has(id) && !entered.has(id)).sort(left);
  for (const { id } of leads) visit(id);
  for (const { id } of [...nodes].sort(left)) visit(id);
  return order;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The nearest node in a direction; what lies aside counts double. */
export function neighbour(nodes: readonly PlacedNode[], fromId: string, direction: Direction): string | null {
  const from = nodes.find(({ id }) => id === fromId);
  if (!from) return null;
  const along = direction === 'left' || direction === 'right' ? 'x' : 'y';
  const sign = direction === 'left' || direction === 'up' ? -1 : 1;
  let best: { id: string; far: number } | null = null;
  for (const { id, x, y } of nodes) {
    const ahead = sign * ({ x, y }[along] - from[along]);
    const aside = Math.abs(along === 'x' ? y - from.y : x - from.x);
    if (id === fromId || ahead <= 0 || aside > ahead * 3) continue;
    const far = ahead + aside * 2;
    if (!best || far < best.far) best = { id, far };
  }
  return best?.id ?? null;
}
