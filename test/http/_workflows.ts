/** Small workflows that need no network. */
import type { JsonRecord } from '../../db/model.ts';

type Node = { id: string; type: string; label?: string; config?: JsonRecord };

const edge = (fromNodeId: string, toNodeId: string) => ({ fromNodeId, toNodeId });

/** Nodes in a line, one after the other. */
export function line(...nodes: Node[]) {
  const connections = nodes.slice(1).map((node, index) => edge(nodes[index]!.id, node.id));
  return { name: `A line of ${nodes.length}`, nodes: nodes.map((node) => ({ label: node.id, ...node })), connections };
}

export const start: Node = { id: 'start', type: 'trigger' };
export const add = (id: string, name: string, value: JsonRecord[string]): Node => ({
  id,
  type: 'addField',
  config: { fieldName: name, fieldValue: value },
});
export const out: Node = { id: 'out', type: 'output' };

/** trigger → addField → output. */
export const simple = line(start, add('add', 'greeting', 'hello'), out);
/** Fails at its second node. */
export const failing = line(start, add('bad', 'value', '{{ nowhere.to.be.found }}'), out);
/** Waits for somebody. */
export const asking = line(start, { id: 'ask', type: 'humanApproval' }, out);
/** Is begun by a webhook. */
export const hooked = line({ id: 'hook', type: 'webhook' }, add('add', 'seen', true), out);
