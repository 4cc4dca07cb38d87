/** The workflow as it is edited: values that never change, and the changes that make the next one. Pure. */
import type { Connection, Node, WorkflowSettings } from '../../../db/model.ts';
import type { Place } from '../../graph/layout.ts';

/** A node with its place on the canvas: the top left corner. */
export type PlacedNode = Node & Place;
export type EditorDocument = {
  readonly name: string;
  readonly tags: readonly string[];
  readonly nodes: readonly PlacedNode[];
  readonly connections: readonly Connection[];
  readonly settings: WorkflowSettings;
};
export type Fragment = Pick<EditorDocument, 'nodes' | 'connections'>;

export const emptyDocument: EditorDocument = { name: '', tags: [], nodes: [], connections: [], settings: {} };

const keys = new WeakMap<Connection, string>();

/** What two connections between the same ports have in common. */
export function connectionKey(connection: Connection): string {
  const known = keys.get(connection);
  if (known !== undefined) return known;
  const { fromNodeId, fromPort, toNodeId, toPort } = connection;
  const key = JSON.stringify([fromNodeId, fromPort ?? null, toNodeId, toPort ?? null]);
  keys.set(connection, key);
  return key;
}

/** An id that no node has, which reads well in templates: `http`, `http2`, `http3`. */
export function freshId(taken: ReadonlySet<string>, type: string): string {
  const base = type.replace(/\d+$/, '') || 'node';
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}

export function idsOf({ nodes }: Pick<EditorDocument, 'nodes'>): Set<string> {
  return new Set(nodes.map(({ id }) => id));
}

export function addFragment(document: EditorDocument, { nodes, connections }: Fragment): EditorDocument {
  return {
    ...document,
    nodes: [...document.nodes, ...nodes],
    connections: [...document.connections, ...connections],
  };
}

/** Without nodes, what leads to or from them, and connections of these keys. */
export function removeParts(
  document: EditorDocument,
  nodeIds: ReadonlySet<string>,
  connectionKeys: ReadonlySet<string> = new Set(),
): EditorDocument {
  return {
    ...document,
    nodes: document.nodes.filter(({ id }) => !nodeIds.has(id)),
    connections: document.connections.filter(
      (each) =>
        !nodeIds.has(each.fromNodeId) && !nodeIds.has(each.toNodeId) && !connectionKeys.has(connectionKey(each)),
    ),
  };
}

/** Without nodes, each way through one of them closed: what came before it goes on to what came after. */
export function takeOut(document: EditorDocument, nodeId: string): EditorDocument {
  const into = document.connections.filter(({ toNodeId }) => toNodeId === nodeId);
  const outOf = document.connections.filter(
    ({ fromNodeId, fromPort }) => fromNodeId === nodeId && fromPort !== 'error',
  );
  const closed = into.flatMap(({ fromNodeId, fromPort }) =>
    outOf.map(({ toNodeId, toPort }) => ({ fromNodeId, fromPort, toNodeId, toPort })),
  );
  return closed.reduce(connect, removeParts(document, new Set([nodeId])));
}

export function moveNodes(document: EditorDocument, places: ReadonlyMap<string, Place>): EditorDocument {
  let moved = false;
  const nodes = document.nodes.map((node) => {
    const place = places.get(node.id);
    if (!place || (place.x === node.x && place.y === node.y)) return node;
    moved = true;
    return { ...node, x: place.x, y: place.y };
  });
  return moved ? { ...document, nodes } : document;
}

export function changeNode(
  document: EditorDocument,
  nodeId: string,
  change: (node: PlacedNode) => PlacedNode,
): EditorDocument {
  return { ...document, nodes: document.nodes.map((node) => (node.id === nodeId ? change(node) : node)) };
}

/** `undefined` takes the key out. */
export function setConfig(document: EditorDocument, nodeId: string, key: string, value: unknown): EditorDocument {
  return changeNode(document, nodeId, (node) => ({ ...node, config: withKey(node.config, key, value) }));
}

export function withKey(
  record: Readonly<Record<string, unknown>>,
  key: string,
  value: unknown,
): Record<string, unknown> {
  if (value !== undefined) return { ...record, [key]: value };
  const { [key]: _, ...rest } = record;
  return rest;
}

/** Gives a node another name: where older documents keep it apart, there. */
export function renameNode(document: EditorDocument, nodeId: string, name: string): EditorDocument {
  return changeNode(document, nodeId, (node) =>
    typeof node.config.customName === 'string' && node.config.customName.trim() !== ''
      ? { ...node, config: { ...node.config, customName: name } }
      : { ...node, label: name },
  );
}

/** Why a connection cannot be made; null: it can. */
export function whyNot(document: Fragment, made: Connection): 'self' | 'same' | 'cycle' | null {
  if (made.fromNodeId === made.toNodeId) return 'self';
  const key = connectionKey(made);
  if (document.connections.some((each) => connectionKey(each) === key)) return 'same';
  return leadsTo(document.connections, made.toNodeId, made.fromNodeId) ? 'cycle' : null;
}

/** The same document where it cannot be made. */
export function connect<T extends Fragment>(document: T, made: Connection): T {
  if (whyNot(document, made) !== null) return document;
  const { fromNodeId, toNodeId, fromPort, toPort, id } = made;
  const connection: Connection = { fromNodeId, toNodeId };
  if (id !== undefined) connection.id = id;
  if (fromPort !== undefined) connection.fromPort = fromPort;
  if (toPort !== undefined) connection.toPort = toPort;
  return { ...document, connections: [...document.connections, connection] };
}

/** Whether a way leads from one node to another. */
export function leadsTo(connections: readonly Connection[], from: string, to: string): boolean {
  const next = Map.groupBy(connections, ({ fromNodeId }) => fromNodeId);
  const seen = new Set([from]);
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    for (const { toNodeId } of next.get(at) ?? []) {
      if (seen.has(toNodeId)) continue;
      seen.add(toNodeId);
      open.push(toNodeId);
    }
  }
  return false;
}

/** The nodes from which a way leads to one; it is not among them. */
export function ancestorsOf(connections: readonly Connection[], nodeId: string): Set<string> {
  const before = Map.groupBy(connections, ({ toNodeId }) => toNodeId);
  const found = new Set<string>();
  const open = [nodeId];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { fromNodeId } of before.get(at) ?? []) {
      if (found.has(fromNodeId)) continue;
      found.add(fromNodeId);
      open.push(fromNodeId);
    }
  }
  found.delete(nodeId);
  return found;
}
