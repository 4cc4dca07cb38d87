/** What differs between two revisions of a workflow, in the words of people. Pure. */
import type { Connection, Node } from '../../db/model.ts';
import type { WorkflowDetail } from '../api.ts';

/** A value on either side as text; null where there is none. */
export type Field = { readonly key: string; readonly before: string | null; readonly after: string | null };
export type NodeChange = {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly fields: readonly Field[];
};
export type DocumentDiff = {
  /** of the workflow itself: its name and settings */
  readonly fields: readonly Field[];
  readonly nodes: readonly NodeChange[];
  readonly connections: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** nodes that only lie elsewhere */
  readonly moved: number;
};

type Revision = Pick<WorkflowDetail, 'name' | 'nodes' | 'connections' | 'settings'>;

export function diffDocuments(before: Revision, after: Revision): DocumentDiff {
  const [old, now] = [byId(before.nodes), byId(after.nodes)];
  const removed = before.nodes.filter(({ id }) => !now.has(id)).map((node) => change('removed', node, undefined));
  const added = after.nodes.filter(({ id }) => !old.has(id)).map((node) => change('added', undefined, node));
  const kept = after.nodes.filter(({ id }) => old.has(id));
  const changed = kept
    .map((node) => change('changed', old.get(node.id), node))
    .filter(({ fields }) => fields.length > 0);
  const [from, to] = [connectionsOf(before), connectionsOf(after)];
  return {
    fields: fieldsOf({ name: before.name, ...before.settings }, { name: after.name, ...after.settings }),
    nodes: [...changed, ...added, ...removed],
    connections: { added: textsOf(to, from), removed: textsOf(from, to) },
    moved: kept.filter((node) => isMoved(old.get(node.id), node)).length,
  };
}

export function isSame({ fields, nodes, connections, moved }: DocumentDiff): boolean {
  return fields.length + nodes.length + connections.added.length + connections.removed.length + moved === 0;
}

const byId = (nodes: readonly Node[]) => new Map(nodes.map((node) => [node.id, node]));
const nameOf = ({ config, label, type }: Node) => String(config.customName ?? '') || label || type;

function isMoved(before: Node | undefined, after: Node): boolean {
  return before !== undefined && (before.x !== after.x || before.y !== after.y);
}

function change(kind: NodeChange['kind'], before: Node | undefined, after: Node | undefined): NodeChange {
  const node = (after ?? before) as Node;
  return {
    kind,
    id: node.id,
    name: nameOf(node),
    type: node.type,
    fields: fieldsOf(valuesOf(before), valuesOf(after)),
  };
}

function valuesOf(node: Node | undefined): Record<string, unknown> {
  return node ? { type: node.type, label: node.label || undefined, ...node.config } : {};
}

function fieldsOf(before: Record<string, unknown>, after: Record<string, unknown>): Field[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .map((key) => ({ key, before: textOf(before[key]), after: textOf(after[key]) }))
    .filter((field) => field.before !== field.after);
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** What connects which ports of which nodes, with its text: a node that is called otherwise is connected as before. */
function connectionsOf({ nodes, connections }: Revision): Map<string, string> {
  const names = byId(nodes);
  const end = (id: string, port: string | undefined) => {
    const node = names.get(id);
    return `${node ? nameOf(node) : id}${port === undefined ? '' : ` [${port}]`}`;
  };
  return new Map(
    connections.map(({ fromNodeId, fromPort, toNodeId, toPort }: Connection) => [
      JSON.stringify([fromNodeId, fromPort, toNodeId, toPort]),
      `${end(fromNodeId, fromPort)} → ${end(toNodeId, toPort)}`,
    ]),
  );
}

function textsOf(these: ReadonlyMap<string, string>, without: ReadonlyMap<string, string>): string[] {
  return [...these].flatMap(([key, text]) => (without.has(key) ? [] : [text]));
}
