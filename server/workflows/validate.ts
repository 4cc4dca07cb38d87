/** Everything that is wrong with a document, at once, so that nobody has to save ten times to find ten problems. */
import type * as z from 'zod';
import type { Problem } from '../../db/errors.ts';
import type { Node, WorkflowDocument } from '../../db/model.ts';
import type { NodeType, NodeTypes } from '../engine/node.ts';
import { compilePlan, displayName, findCycle, type Plan } from '../engine/plan.ts';
import { policySchema } from '../engine/policy.ts';
import { findStarts, isScheduled } from '../engine/starts.ts';
import type { Templates } from '../engine/template.ts';
import type { trigger } from '../nodes/trigger.ts';
import { scheduleProblem } from './schedule-times.ts';

export type Verdict = { readonly problems: Problem[]; readonly warnings: Problem[] };
export type ValidateDeps = { readonly types: NodeTypes; readonly templates: Templates; readonly nodesMax: number };

/** Problems keep a document from being saved; warnings do not. */
export function validate(document: WorkflowDocument, { types, templates, nodesMax }: ValidateDeps): Verdict {
  const { nodes, connections } = document;
  if (nodes.length > nodesMax) {
    const message = `Expected at most ${nodesMax} nodes, got ${nodes.length}. Move a part into a workflow of its own.`;
    return { problems: [{ path: 'nodes', message }], warnings: [] };
  }
  const plan = compilePlan(document, types);
  const problems = [
    ...duplicates(nodes),
    ...dangling(document),
    ...nodes.flatMap((node, index) => nodeProblems(node, index, types, templates)),
    ...cycleProblems(plan),
    ...triggerProblems(plan),
    ...checkProblems(plan),
    ...references(document, plan, templates),
  ];
  return {
    problems,
    warnings: problems.length > 0 ? [] : [...unreachable(plan), ...branches(plan), ...deadPorts(plan, connections)],
  };
}

function at(node: { id: string }, path: string, message: string, key?: string): Problem {
  return { path, message, nodeId: node.id, ...(key !== undefined && { key }) };
}

function duplicates(nodes: readonly Node[]): Problem[] {
  const first = new Map<string, number>();
  return nodes.flatMap((node, index) => {
    const before = first.get(node.id);
    if (before === undefined) first.set(node.id, index);
    return before === undefined
      ? []
      : [
          at(
            node,
            `nodes[${index}].id`,
            `Expected every node to have an id of its own, got "${node.id}" twice (nodes[${before}] and nodes[${index}]).`,
            'id',
          ),
        ];
  });
}

function dangling({ nodes, connections }: WorkflowDocument): Problem[] {
  const ids = new Set(nodes.map((node) => node.id));
  return connections.flatMap((connection, index) =>
    (['fromNodeId', 'toNodeId'] as const).flatMap((end) => {
      const path = `connections[${index}].${end}`;
      return ids.has(connection[end])
        ? []
        : [{ path, message: `Expected the id of a node at ${path}, got "${connection[end]}", which does not exist.` }];
    }),
  );
}

function nodeProblems(node: Node, index: number, types: NodeTypes, templates: Templates): Problem[] {
  const path = `nodes[${index}]`;
  const type = types.get(node.type);
  if (!type) {
    const known = [...types.keys()].join(', ');
    return [
      at(
        node,
        `${path}.type`,
        `Node "${displayName(node)}": expected a known type (${known}), got "${node.type}".`,
        'type',
      ),
    ];
  }
  const parsed = type.config.safeParse(node.config);
  const policy = policySchema.safeParse(node.config);
  const issues = [...(parsed.error?.issues ?? []), ...(policy.error?.issues ?? [])];
  const problems = issues.map((issue) => configProblem(node, path, issue.path.join('.') || 'config', issue.message));
  const syntax = templates.problem(node.config);
  if (syntax !== null) problems.push(at(node, `${path}.config`, `Node "${displayName(node)}": ${syntax}`, 'config'));
  const schedule =
    node.type === 'trigger' && parsed.success ? scheduleProblem(parsed.data as z.output<typeof trigger.config>) : null;
  if (schedule) problems.push(configProblem(node, path, schedule.key, schedule.message));
  return problems;
}

function configProblem(node: Node, path: string, key: string, message: string): Problem {
  return at(node, `${path}.config.${key}`, `Node "${displayName(node)}", "${key}": ${message}.`, key);
}

function cycleProblems(plan: Plan): Problem[] {
  const ids = findCycle(plan.nodes);
  if (ids.length === 0) return [];
  const names = [...ids, ids[0]!].map((id) => `"${id}"`).join(' → ');
  return [
    {
      path: 'connections',
      message: `Expected no cycle, got ${names}. Take one of these connections out.`,
      nodeId: ids[0],
    },
  ];
}

function triggerProblems(plan: Plan): Problem[] {
  const kinds = new Map<string, string[]>();
  for (const node of plan.nodes) {
    if (node.typeName !== 'trigger' && node.typeName !== 'webhook') continue;
    const kind = node.typeName === 'webhook' ? 'webhook' : isScheduled(node) ? 'scheduled trigger' : 'manual trigger';
    kinds.set(kind, [...(kinds.get(kind) ?? []), node.id]);
  }
  return [...kinds].flatMap(([kind, ids]) => {
    const names = ids.map((id) => `"${id}"`).join(', ');
    return ids.length === 1
      ? []
      : [{ path: 'nodes', message: `Expected at most one ${kind}, got ${ids.length}: ${names}.`, nodeId: ids[1] }];
  });
}

function checkProblems(plan: Plan): Problem[] {
  return plan.nodes.flatMap((node) => {
    const check = node.type?.check as NodeType['check'];
    if (!check || node.type === null) return [];
    const around = {
      incomingPorts: node.incoming.map((edge) => edge.toPort),
      outgoingPorts: node.outgoing.map((edge) => edge.fromPort),
    };
    return check(node.config, around).map(({ key, message }) =>
      at(node, `nodes.${node.id}.config.${key}`, `Node "${node.label}": ${message}.`, key),
    );
  });
}

/** `nodes.<id>` may only name what has ended for certain when the node begins: an ancestor. */
function references({ nodes }: WorkflowDocument, plan: Plan, templates: Templates): Problem[] {
  return nodes.flatMap((node, index) => {
    const planned = plan.byId.get(node.id);
    if (!planned || templates.problem(node.config) !== null) return [];
    const used = templates.references(node.config);
    if (used.length === 0) return [];
    const before = ancestors(plan, planned.index);
    return used
      .filter((id) => !before.has(id))
      .map((id) =>
        at(
          node,
          `nodes[${index}].config`,
          `Node "${planned.label}": expected "nodes.${id}" to be a node before it, got ${plan.ids.has(id) ? 'one that no path leads from' : 'one that does not exist'}.`,
          'config',
        ),
      );
  });
}

function ancestors(plan: Plan, index: number): Set<string> {
  const seen = new Set<number>();
  const stack = [index];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const edge of plan.nodes[next]!.incoming) {
      if (seen.has(edge.from)) continue;
      seen.add(edge.from);
      stack.push(edge.from);
    }
  }
  return new Set([...seen].map((each) => plan.nodes[each]!.id));
}

/** Nodes that no way of beginning leads to. */
function unreachable(plan: Plan): Problem[] {
  const reached = new Uint8Array(plan.nodes.length);
  const begins = plan.nodes.filter((node) => node.typeName === 'webhook' || node.typeName === 'trigger');
  for (const triggerNodeId of [null, ...begins.map((node) => node.id)]) {
    const { reachable } = findStarts(plan, { triggerType: 'api', triggerNodeId, inputs: {} });
    reachable.forEach((yes, index) => {
      reached[index]! |= yes;
    });
  }
  return plan.nodes
    .filter((node) => !reached[node.index])
    .map((node) => at(node, `nodes.${node.id}`, `Node "${node.label}" is never reached and will be skipped.`));
}

function branches(plan: Plan): Problem[] {
  return plan.nodes
    .filter(
      (node) =>
        node.type !== null &&
        node.policy.onError === 'branch' &&
        !node.outgoing.some((edge) => edge.fromPort === 'error'),
    )
    .map((node) =>
      at(
        node,
        `nodes.${node.id}.config.onError`,
        `Node "${node.label}" has "onError": "branch" and no connection from its port "error": an error will stop the execution.`,
        'onError',
      ),
    );
}

/** Edges from a port that a node of this type never takes. */
function deadPorts(plan: Plan, connections: WorkflowDocument['connections']): Problem[] {
  return connections.flatMap(({ fromNodeId, fromPort }, index) => {
    const outputs = plan.byId.get(fromNodeId)?.type?.outputs;
    if (
      fromPort === undefined ||
      fromPort === 'error' ||
      !outputs ||
      outputs.length === 0 ||
      outputs.includes(fromPort)
    )
      return [];
    const names = outputs.map((port) => `"${port}"`).join(', ');
    return [
      {
        path: `connections[${index}].fromPort`,
        message: `Expected one of the ports ${names} of node "${fromNodeId}", got "${fromPort}": this connection is never taken.`,
      },
    ];
  });
}
