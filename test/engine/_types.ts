/** Documents in a line, of nodes whose handlers the test writes. */
import * as z from 'zod';
import type { Json, JsonRecord, Node, WorkflowDocument } from '../../db/model.ts';
import { defineNode, type NodeTypes } from '../../server/engine/node.ts';
import { scriptedTypes } from './_graphs.ts';

/** A document of nodes in a line; each is `[type, config]`. */
export function line(...steps: [type: string, config?: JsonRecord][]): WorkflowDocument {
  const nodes: Node[] = steps.map(([type, config = {}], index) => ({
    id: `n${index}`,
    type,
    label: `N${index}`,
    config,
  }));
  const connections = nodes.slice(1).map((node, index) => ({ fromNodeId: nodes[index]!.id, toNodeId: node.id }));
  return { nodes, connections, settings: {} };
}

/** Types whose handlers the test writes. */
export function typesWith(
  handlers: Record<string, Parameters<typeof defineNode>[0]['run']>,
  more: object = {},
): NodeTypes {
  const types = new Map(scriptedTypes(new Map()));
  for (const [type, run] of Object.entries(handlers)) {
    const config = z.record(z.string(), z.unknown());
    const node = defineNode({
      type,
      title: type,
      description: type,
      category: 'action',
      config,
      effect: 'effectful',
      run,
      ...more,
    });
    types.set(type, node as never);
  }
  return types;
}

/** The envelope of a node that succeeds. */
export const done = (outputData: Json) => ({ success: true, message: 'ok', outputData });
