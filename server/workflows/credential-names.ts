/** Credentials that a document names, held against those there are. */
import type { Problem } from '../../db/errors.ts';
import type { WorkflowDocument } from '../../db/model.ts';
import type { Credentials } from '../../db/secret-store.ts';
import type { NodeTypes } from '../engine/node.ts';
import { shapeOf } from '../nodes/aliased.ts';

/**
 * One warning for each node that names a credential which is not there. Not a problem: a document may be saved before
 * its secrets are, and in another place than where they are.
 */
export async function missingCredentials(
  { nodes }: WorkflowDocument,
  types: NodeTypes,
  list: () => ReturnType<Credentials['list']>,
): Promise<Problem[]> {
  const named = nodes.flatMap(({ id, type, label, config }) => {
    const name = typeof config.credential === 'string' ? config.credential.trim() : '';
    const node = types.get(type);
    return name !== '' && node && 'credential' in shapeOf(node.config).shape ? [{ id, label, name }] : [];
  });
  if (named.length === 0) return [];
  const there = new Set((await list()).map(({ name }) => name));
  return named.flatMap(({ id, label, name }) => {
    if (there.has(name)) return [];
    const message = `Node "${label}" names the credential "${name}", and there is none of that name: it will fail until there is.`;
    return { path: `nodes.${id}.config.credential`, message, nodeId: id, key: 'credential' };
  });
}
