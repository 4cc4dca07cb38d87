/** What is different between two documents, in a list that people can read. Pure. */
import { displayName } from '../../run/run-context.ts';
import { connectionKey, type EditorDocument, type PlacedNode } from './document.ts';
import { same } from './same.ts';

export type Difference = {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly what: 'node' | 'connection' | 'name' | 'tags' | 'settings';
  /** the names of the node, or of the two that are connected */
  readonly name: string;
  /** the keys that changed */
  readonly keys: readonly string[];
};

export function differences(before: EditorDocument, after: EditorDocument): Difference[] {
  const found: Difference[] = [];
  const add = (kind: Difference['kind'], what: Difference['what'], name: string, keys: readonly string[] = []) =>
    found.push({ kind, what, name, keys });
  if (before.name !== after.name) add('changed', 'name', `${before.name} → ${after.name}`);
  if (!same(before.tags, after.tags)) add('changed', 'tags', after.tags.join(', '));
  const settings = changedKeys(before.settings, after.settings);
  if (settings.length > 0) add('changed', 'settings', '', settings);
  const [was, is] = [byId(before), byId(after)];
  for (const [id, node] of is) {
    const old = was.get(id);
    if (!old) add('added', 'node', displayName(node));
    else {
      const keys = changesOf(old, node);
      if (keys.length > 0) add('changed', 'node', displayName(node), keys);
    }
  }
  for (const [id, node] of was) if (!is.has(id)) add('removed', 'node', displayName(node));
  const nameOf = (id: string) => {
    const node = is.get(id) ?? was.get(id);
    return node ? displayName(node) : id;
  };
  const links = (document: EditorDocument) => new Map(document.connections.map((each) => [connectionKey(each), each]));
  const [oldLinks, newLinks] = [links(before), links(after)];
  for (const [kind, some, others] of [
    ['added', newLinks, oldLinks],
    ['removed', oldLinks, newLinks],
  ] as const) {
    for (const [key, { fromNodeId, fromPort, toNodeId }] of some) {
      if (others.has(key)) continue;
      const port = fromPort === undefined ? '' : ` (${fromPort})`;
      add(kind, 'connection', `${nameOf(fromNodeId)}${port} → ${nameOf(toNodeId)}`);
    }
  }
  return found;
}

function byId({ nodes }: EditorDocument): Map<string, PlacedNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}

function changesOf(before: PlacedNode, after: PlacedNode): string[] {
  const keys = changedKeys(before.config, after.config);
  if (before.type !== after.type) keys.unshift('type');
  if (before.label !== after.label) keys.unshift('label');
  if (before.x !== after.x || before.y !== after.y) keys.push('place');
  return keys;
}

function changedKeys(before: object, after: object): string[] {
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => !same(was[key], is[key]));
}
