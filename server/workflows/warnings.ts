/** What is odd about a document, but allowed. */
import type { Problem } from '../../db/errors.ts';
import type { Plan, PlanNode } from '../engine/plan.ts';
import { findStarts } from '../engine/starts.ts';

export function warningsOf(plan: Plan): Problem[] {
  return [...unreachable(plan), ...branches(plan), ...plan.edges.flatMap((edge) => ports(plan, edge))];
}

function at(node: PlanNode, key: string, message: string): Problem {
  return { path: key === '' ? `nodes.${node.id}` : `nodes.${node.id}.config.${key}`, message, nodeId: node.id };
}

/** Nodes that no way of beginning leads to. */
function unreachable(plan: Plan): Problem[] {
  const reached = new Uint8Array(plan.nodes.length);
  const begins = plan.nodes.filter((node) => node.typeName === 'webhook' || node.typeName === 'trigger');
  for (const triggerNodeId of [null, ...begins.map((node) => node.id)]) {
    const { reachable } = findStarts(plan, { triggerType: 'api', triggerNodeId, inputs: {} });
    for (let index = 0; index < reached.length; index += 1) reached[index]! |= reachable[index]!;
  }
  return plan.nodes
    .filter((node) => !reached[node.index])
    .map((node) => at(node, '', `Node "${node.label}" is never reached and will be skipped.`));
}

function branches(plan: Plan): Problem[] {
  return plan.nodes.flatMap((node) => {
    if (node.type === null || node.policy.onError !== 'branch') return [];
    if (node.outgoing.some((edge) => edge.fromPort === 'error')) return [];
    const message = `Node "${node.label}" has "onError": "branch" and no connection from its port "error": an error will stop the execution.`;
    return [at(node, 'onError', message)];
  });
}

/** An edge by a port that its node does not have: it is never taken, or enters like any other. */
function ports(plan: Plan, { from, to, fromPort, toPort }: Plan['edges'][number]): Problem[] {
  const [source, target] = [plan.nodes[from]!, plan.nodes[to]!];
  const problems: Problem[] = [];
  const outputs = source.type?.outputs ?? [];
  if (fromPort !== null && fromPort !== 'error' && outputs.length > 0 && !outputs.includes(fromPort)) {
    const known = quoted(outputs);
    const message = `Expected one of the ports ${known} of node "${source.label}", got "${fromPort}": its connection to "${target.label}" is never taken.`;
    problems.push(at(source, '', message));
  }
  const inputs = target.type?.inputs ?? [];
  if (toPort !== null && inputs.length > 0 && !inputs.includes(toPort)) {
    const known = quoted(inputs);
    const message = `Expected one of the ports ${known} of node "${target.label}", got "${toPort}": the connection from "${source.label}" enters as if it named none.`;
    problems.push(at(target, '', message));
  }
  return problems;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
