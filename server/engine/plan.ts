/** A plan is a workflow revision made ready to walk: nodes and edges by index, configs parsed once. Pure. */

import type { WorkflowDocument, WorkflowSettings } from '../../db/model.ts';
import { safeParse } from '../../db/safe-parse.ts';
import type { NodeType, NodeTypes } from './node.ts';
import { type NodePolicy, policyOf, policySchema } from './policy.ts';

export type PlanEdge = {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly fromPort: string | null;
  readonly toPort: string | null;
};

export type PlanNode = {
  readonly index: number;
  readonly id: string;
  readonly typeName: string;
  readonly label: string;
  /** edges in the order of the document's connections */
  readonly incoming: PlanEdge[];
  readonly outgoing: PlanEdge[];
} & (
  | { readonly type: NodeType; readonly config: unknown; readonly policy: NodePolicy; readonly problem: null }
  /** it cannot run, and says why: an unknown type or a config that no longer fits, in an old revision */
  | { readonly type: null; readonly problem: string }
);

export type Plan = {
  /** comments are left out: they are no part of the walk */
  readonly nodes: readonly PlanNode[];
  readonly edges: readonly PlanEdge[];
  readonly byId: ReadonlyMap<string, PlanNode>;
  readonly settings: WorkflowSettings;
  /** ids of every node, comments too */
  readonly ids: ReadonlySet<string>;
  /** why nothing of it can run; null in any document that was checked at save */
  readonly problem: string | null;
};

/** Never throws: what is wrong stands in the `problem` of the node or the plan. Dangling connections are dropped. */
export function compilePlan(document: WorkflowDocument, types: NodeTypes): Plan {
  const nodes: PlanNode[] = [];
  const byId = new Map<string, PlanNode>();
  for (const node of document.nodes) {
    const type = types.get(node.type);
    if (type?.category === 'note') continue;
    const base = {
      index: nodes.length,
      id: node.id,
      typeName: node.type,
      label: displayName(node),
      incoming: [],
      outgoing: [],
    };
    const planned = { ...base, ...prepare(node.type, type, node.config, document.settings) };
    nodes.push(planned);
    byId.set(node.id, planned);
  }
  const edges = connect(document, byId);
  const ids = new Set(document.nodes.map((node) => node.id));
  const cycle = findCycle(nodes).map((id) => `"${id}"`);
  const problem = cycle.length > 0 ? `The nodes ${cycle.join(' → ')} form a cycle.` : null;
  return { nodes, edges, byId, settings: document.settings, ids, problem };
}

/** A plan of nothing, for an execution whose definition cannot be had. */
export function emptyPlan(problem: string): Plan {
  return { nodes: [], edges: [], byId: new Map(), settings: {}, ids: new Set(), problem };
}

/** What people call a node: `config.customName`, else its label, else its type. */
export function displayName(node: { type: string; label: string; config: Record<string, unknown> }): string {
  const custom = node.config.customName;
  return (typeof custom === 'string' && custom.trim()) || node.label || node.type;
}

function prepare(typeName: string, type: NodeType | undefined, raw: unknown, settings: WorkflowSettings) {
  if (!type) return { type: null, problem: `Expected a known node type, got "${typeName}".` } as const;
  const config = safeParse(type.config, raw);
  const policy = safeParse(policySchema, raw);
  const issue = config.error?.issues[0] ?? policy.error?.issues[0];
  if (!config.success || !policy.success) {
    const where = issue?.path.join('.') || 'config';
    return {
      type: null,
      problem: `The config of this ${typeName} node is not valid at "${where}": ${issue?.message}.`,
    } as const;
  }
  const defaultOnError = settings.onError ?? 'stop';
  return {
    type,
    config: config.data,
    policy: policyOf(type, config.data, policy.data, defaultOnError),
    problem: null,
  } as const;
}

function connect(document: WorkflowDocument, byId: ReadonlyMap<string, PlanNode>): PlanEdge[] {
  const edges: PlanEdge[] = [];
  for (const connection of document.connections) {
    const from = byId.get(connection.fromNodeId);
    const to = byId.get(connection.toNodeId);
    if (!from || !to) continue;
    const edge: PlanEdge = {
      index: edges.length,
      from: from.index,
      to: to.index,
      fromPort: connection.fromPort ?? null,
      toPort: connection.toPort ?? null,
    };
    edges.push(edge);
    from.outgoing.push(edge);
    to.incoming.push(edge);
  }
  return edges;
}

/** The ids of one cycle in the order of its edges, or nothing. Kahn's algorithm, then a walk back among what is left. */
export function findCycle(nodes: readonly PlanNode[]): string[] {
  const open = nodes.map((node) => node.incoming.length);
  const queue = nodes.filter((node) => node.incoming.length === 0).map((node) => node.index);
  for (let head = 0; head < queue.length; head += 1) {
    for (const edge of nodes[queue[head]!]!.outgoing) {
      open[edge.to]! -= 1;
      if (open[edge.to] === 0) queue.push(edge.to);
    }
  }
  if (queue.length === nodes.length) return [];
  const seen = new Map<number, number>();
  const path: number[] = [];
  let at = open.findIndex((count) => count > 0);
  while (!seen.has(at)) {
    seen.set(at, path.length);
    path.push(at);
    at = nodes[at]!.incoming.find((edge) => open[edge.from]! > 0)!.from;
  }
  return path
    .slice(seen.get(at))
    .reverse()
    .map((index) => nodes[index]!.id);
}
