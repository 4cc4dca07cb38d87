/** Short words for writing workflows by hand, on a grid. */
import type { Connection, Node, WorkflowDocument } from '../../db/model.ts';

const COLUMN = 264;
const ROW = 112;

/** A node in a column and a row of the canvas; halves are allowed. */
export function node(
  id: string,
  type: string,
  label: string,
  [column, row]: readonly [number, number],
  config: Node['config'] = {},
): Node {
  return { id, type, label, x: column * COLUMN, y: row * ROW, config };
}

/** Connections, one a text: `a > b`, with ports `a.true > b.A`. */
export function links(...texts: string[]): Connection[] {
  return texts.map((text) => {
    const [from = '', to = ''] = text.split(' > ');
    const [fromNodeId = '', fromPort] = from.split('.');
    const [toNodeId = '', toPort] = to.split('.');
    return { fromNodeId, toNodeId, ...(fromPort && { fromPort }), ...(toPort && { toPort }) };
  });
}

export function graph(nodes: Node[], connections: Connection[]): WorkflowDocument {
  return { nodes, connections, settings: {} };
}
