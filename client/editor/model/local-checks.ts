/** What is wrong at first sight, before the server has said all of it. Pure. */
import type { EditorDocument } from './document.ts';
import { fieldsOf } from './form.ts';
import type { NodeTypeInfo, NodeTypes } from './ports.ts';

export type LocalProblem = {
  readonly nodeId: string | null;
  readonly key: string | null;
  readonly kind: 'missing' | 'unknownType' | 'noName';
};

export function localProblems(document: EditorDocument, types: NodeTypes): LocalProblem[] {
  const found: LocalProblem[] = [];
  if (document.name.trim() === '') found.push({ nodeId: null, key: 'name', kind: 'noName' });
  for (const { id, type, config } of document.nodes) {
    const known = types.get(type);
    if (!known) {
      found.push({ nodeId: id, key: 'type', kind: 'unknownType' });
      continue;
    }
    for (const key of neededOf(known)) {
      const value = config[key];
      if (value === undefined || value === null || value === '') found.push({ nodeId: id, key, kind: 'missing' });
    }
  }
  return found;
}

const needed = new WeakMap<NodeTypeInfo, readonly string[]>();

/** The keys that a type's config must have: read from its schema once. */
function neededOf(type: NodeTypeInfo): readonly string[] {
  const known = needed.get(type);
  if (known) return known;
  const keys = fieldsOf(type.config).flatMap(({ key, required }) => (required ? [key] : []));
  needed.set(type, keys);
  return keys;
}
