/** What executions need to know of workflows, answered by the engine. */
import { CodedError } from '../db/errors.ts';
import type { Workflow, WorkflowDocument } from '../db/model.ts';
import type { AttemptDeps } from './engine/attempt.ts';
import { inputProblems } from './engine/inputs.ts';
import type { NodeTypes } from './engine/node.ts';
import { pastInput } from './engine/past-input.ts';
import { compilePlan, type Plan } from './engine/plan.ts';
import { tryNode } from './engine/run-node.ts';
import { isScheduled } from './engine/starts.ts';
import type { Rules } from './executions/service.ts';

/** `newId` names the trials of single nodes. */
export function createRules(types: NodeTypes, deps: AttemptDeps, newId: () => string): Rules {
  // A revision never changes and the store answers the same object for it, so its plan lives as long as that.
  const plans = new WeakMap<WorkflowDocument, Plan>();

  function planOf({ document }: Pick<Workflow, 'document'>): Plan {
    const known = plans.get(document);
    if (known) return known;
    const plan = compilePlan(document, types);
    plans.set(document, plan);
    return plan;
  }

  function startNode(workflow: Workflow, triggerType: string): string | null {
    const { nodes } = planOf(workflow);
    if (triggerType === 'schedule') return nodes.find(isScheduled)?.id ?? null;
    if (triggerType === 'webhook') return nodes.find((node) => node.typeName === 'webhook')?.id ?? null;
    return null;
  }

  return {
    nodeCount: (workflow) => planOf(workflow).nodes.length,
    inputProblems: (workflow, inputs) => inputProblems(planOf(workflow), inputs),
    startNode,
    tryNode(workflow, { nodeId, type, config, input, inputs, signal }) {
      const stored = workflow.document.nodes.find((node) => node.id === nodeId);
      if (!stored && type === undefined) return null;
      const tried = { label: '', ...stored, id: nodeId, type: type ?? stored?.type ?? '' };
      const document = {
        ...workflow.document,
        nodes: [{ ...tried, config: config ?? stored?.config ?? {} }],
        connections: [],
      };
      const node = compilePlan(document, types).byId.get(nodeId);
      if (!node) throw new CodedError('invalid', `Node "${nodeId}" is a comment: there is nothing to run.`);
      if (node.type === null) throw new CodedError('invalid', node.problem);
      const { organizationId, id: workflowId } = workflow;
      return tryNode(deps, { organizationId, workflowId, trialId: newId(), node, input, inputs, signal });
    },
    pastInput(workflow, { triggerType, inputs, rows, nodeId }) {
      const beginning = { triggerType, triggerNodeId: startNode(workflow, triggerType), inputs };
      return pastInput(planOf(workflow), beginning, rows, nodeId);
    },
  };
}
