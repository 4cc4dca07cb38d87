/** Everything that is wrong with a document, at once, so that nobody has to save ten times to find ten problems. */

import type * as z from 'zod';
import type { Problem } from '../../db/errors.ts';
import type { Node, WorkflowDocument } from '../../db/model.ts';
import { safeParse } from '../../db/safe-parse.ts';
import type { NodeTypes } from '../engine/node.ts';
import { compilePlan, displayName, findCycle, type Plan, type PlanNode } from '../engine/plan.ts';
import { policySchema } from '../engine/policy.ts';
import { isScheduled } from '../engine/starts.ts';
import type { Templates } from '../engine/template.ts';
import type { trigger } from '../nodes/trigger.ts';
import { badUses, type Use } from './references.ts';
import { scheduleProblem } from './schedule-times.ts';
import { warningsOf } from './warnings.ts';

export type Verdict = { readonly problems: Problem[]; readonly warnings: Problem[] };
export type ValidateDeps = { readonly types: NodeTypes; readonly templates: Templates; readonly nodesMax: number };

/** A node of the document with what the plan made of it; comments are no part of a plan. */
type Checked = { readonly node: Node; readonly path: string; readonly planned: PlanNode | null };

const CYCLE_NAMES = 20;

/** Problems keep a document from being saved; warnings do not. */
export function validate(document: WorkflowDocument, { types, templates, nodesMax }: ValidateDeps): Verdict {
  const { nodes } = document;
  if (nodes.length > nodesMax) {
    const message = `Expected at most ${nodesMax} nodes, got ${nodes.length}. Move a part into a workflow of its own.`;
    return { problems: [{ path: 'nodes', message }], warnings: [] };
  }
  const plan = compilePlan(document, types);
  const checked = pair(nodes, plan, types);
  const cycle = findCycle(plan.nodes);
  const found = { problems: [] as Problem[], uses: [] as (Use & { key: string })[] };
  for (const each of checked) inspect(each, types, templates, found);
  const problems = [
    ...duplicates(nodes),
    ...dangling(document),
    ...found.problems,
    ...cycleProblems(cycle),
    ...triggerProblems(plan),
    ...checked.flatMap(checkProblems),
    ...(cycle.length === 0 ? references(checked, plan, found.uses) : []),
  ];
  return { problems, warnings: problems.length > 0 ? [] : warningsOf(plan) };
}

function pair(nodes: readonly Node[], plan: Plan, types: NodeTypes): Checked[] {
  let next = 0;
  return nodes.map((node, index) => {
    const isComment = types.get(node.type)?.category === 'note';
    return { node, path: `nodes[${index}]`, planned: isComment ? null : plan.nodes[next++]! };
  });
}

function at(node: Node, path: string, message: string, key: string): Problem {
  return { path, message: `Node "${displayName(node)}": ${message}`, nodeId: node.id, key };
}

function atKey({ node, path }: Checked, key: string, message: string): Problem {
  return at(node, `${path}.config.${key}`, `"${key}": ${message.replace(/\.$/, '')}.`, key);
}

function duplicates(nodes: readonly Node[]): Problem[] {
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [index, node] of nodes.entries()) {
    const before = first.get(node.id);
    if (before === undefined) {
      first.set(node.id, index);
      continue;
    }
    const message = `expected an id of its own, got "${node.id}", which nodes[${before}] has too.`;
    problems.push(at(node, `nodes[${index}].id`, message, 'id'));
  }
  return problems;
}

function dangling({ nodes, connections }: WorkflowDocument): Problem[] {
  const ids = new Set(nodes.map((node) => node.id));
  return connections.flatMap((connection, index) =>
    (['fromNodeId', 'toNodeId'] as const).flatMap((end) => {
      const path = `connections[${index}].${end}`;
      if (ids.has(connection[end])) return [];
      return [
        { path, message: `Expected the id of a node at ${path}, got "${connection[end]}", which does not exist.` },
      ];
    }),
  );
}

/** Type, config, policy keys, schedule and templates of one node. */
function inspect(
  each: Checked,
  types: NodeTypes,
  templates: Templates,
  found: { problems: Problem[]; uses: (Use & { key: string })[] },
): void {
  const { node, path, planned } = each;
  const type = types.get(node.type);
  if (!type) {
    const message = `expected a known type (${[...types.keys()].join(', ')}), got "${node.type}".`;
    found.problems.push(at(node, `${path}.type`, message, 'type'));
    return;
  }
  if (planned === null || planned.type === null) {
    const issues = [type.config, policySchema].flatMap((schema) => safeParse(schema, node.config).error?.issues ?? []);
    for (const issue of issues) found.problems.push(atKey(each, issue.path.join('.') || 'config', issue.message));
  } else if (node.type === 'trigger') {
    const schedule = scheduleProblem(planned.config as z.output<typeof trigger.config>);
    if (schedule) found.problems.push(atKey(each, schedule.key, schedule.message));
  }
  if (planned === null) return;
  for (const [key, value] of Object.entries(node.config)) {
    const { problem, references } = templates.inspect(value);
    if (problem !== null) found.problems.push(atKey(each, key, problem));
    for (const id of references) found.uses.push({ index: planned.index, id, key });
  }
}

function cycleProblems(ids: readonly string[]): Problem[] {
  if (ids.length === 0) return [];
  const shown = [...ids, ids[0]!].slice(0, CYCLE_NAMES).map((id) => `"${id}"`);
  const more = ids.length < CYCLE_NAMES ? '' : ` … (${ids.length} nodes)`;
  const message = `Expected no cycle, got ${shown.join(' → ')}${more}. Take one of these connections out.`;
  return [{ path: 'connections', message, nodeId: ids[0] }];
}

function triggerProblems(plan: Plan): Problem[] {
  const kinds = Map.groupBy(
    plan.nodes.filter((node) => node.typeName === 'trigger' || node.typeName === 'webhook'),
    (node) => (node.typeName === 'webhook' ? 'webhook' : isScheduled(node) ? 'scheduled trigger' : 'manual trigger'),
  );
  return [...kinds].flatMap(([kind, nodes]) => {
    if (nodes.length === 1) return [];
    const names = nodes.slice(0, CYCLE_NAMES).map(({ id }) => `"${id}"`);
    const message = `Expected at most one ${kind}, got ${nodes.length}: ${names.join(', ')}.`;
    return [{ path: 'nodes', message, nodeId: nodes[1]!.id }];
  });
}

function checkProblems(each: Checked): Problem[] {
  const { planned } = each;
  if (planned === null || planned.type === null || !planned.type.check) return [];
  const around = {
    incomingPorts: planned.incoming.map((edge) => edge.toPort),
    outgoingPorts: planned.outgoing.map((edge) => edge.fromPort),
  };
  return planned.type.check(planned.config, around).map(({ key, message }) => atKey(each, key, message));
}

function references(checked: readonly Checked[], plan: Plan, uses: readonly (Use & { key: string })[]): Problem[] {
  const bad = new Set<Use>(badUses(plan, uses));
  if (bad.size === 0) return [];
  const byIndex = checked.filter((each) => each.planned !== null);
  return uses.flatMap((use) => {
    if (!bad.has(use)) return [];
    const why = plan.ids.has(use.id) ? 'from which no path leads here' : 'which does not exist';
    return [atKey(byIndex[use.index]!, use.key, `Expected "nodes.${use.id}" to name a node before this one, ${why}`)];
  });
}
