/** `nodes.<id>` in a template may only name what has been decided when its node begins: an ancestor. */
import type { Plan } from '../engine/plan.ts';

export type Use = { readonly index: number; readonly id: string };

/** The uses that name no ancestor of the node at `index`. The plan has no cycle. */
export function badUses(plan: Plan, uses: readonly Use[]): Use[] {
  if (uses.length === 0) return [];
  const columns = new Map<string, number>();
  for (const { id } of uses) if (!columns.has(id)) columns.set(id, columns.size);
  const before = ancestors(plan, columns);
  return uses.filter(({ index, id }) => !before(index, columns.get(id)!));
}

/**
 * For each node one bit a named id: whether that node is an ancestor. One pass in the order of the edges, so that
 * 10,000 nodes that name each other cost milliseconds.
 */
function ancestors(plan: Plan, columns: ReadonlyMap<string, number>): (index: number, column: number) => boolean {
  const words = Math.ceil(columns.size / 32);
  const bits = new Uint32Array(plan.nodes.length * words);
  const open = plan.nodes.map((node) => node.incoming.length);
  const queue = plan.nodes.filter((node) => node.incoming.length === 0).map((node) => node.index);
  for (let head = 0; head < queue.length; head += 1) {
    const node = plan.nodes[queue[head]!]!;
    const column = columns.get(node.id);
    for (const { to } of node.outgoing) {
      for (let word = 0; word < words; word += 1) bits[to * words + word]! |= bits[node.index * words + word]!;
      if (column !== undefined) bits[to * words + (column >>> 5)]! |= 1 << (column & 31);
      open[to]! -= 1;
      if (open[to] === 0) queue.push(to);
    }
  }
  return (index, column) => ((bits[index * words + (column >>> 5)]! >>> (column & 31)) & 1) === 1;
}
