/** What is wrong at first sight, before the server has said all of it. Pure. */
import type { EditorDocument } from './document.ts';
import { fieldsOf } from './form.ts';
import type { NodeTypes } from './ports.ts';

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
    for (const { key, required } of fieldsOf(known.config)) {
      const value = config[key];
      if (required && (value === undefined || value === null || value === '')) {
        found.push({ nodeId: id, key, kind: 'missing' });
      }
    }
  }
  return found;
}
