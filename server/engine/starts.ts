/** Where an execution begins, and what its first nodes are given. Pure. */
import type { Json, JsonRecord, TriggerType } from '../../db/model.ts';
import type { Plan, PlanNode } from './plan.ts';

export type Beginning = {
  readonly triggerType: TriggerType;
  /** the webhook or scheduled trigger that began it */
  readonly triggerNodeId: string | null;
  readonly inputs: JsonRecord;
};

export type Starts = {
  readonly nodes: readonly number[];
  /** 1 for every node that can be reached from them */
  readonly reachable: Uint8Array;
};

/** The nodes an execution begins with; empty when the workflow has nowhere to begin. */
export function findStarts(plan: Plan, beginning: Beginning): Starts {
  const starts = firstStarts(plan, beginning);
  const reachable = new Uint8Array(plan.nodes.length);
  for (const start of starts) spread(plan, start, reachable);
  if (starts.length > 0) addFeedingInputs(plan, starts, reachable);
  return { nodes: starts, reachable };
}

function firstStarts(plan: Plan, { triggerType, triggerNodeId }: Beginning): number[] {
  const named = triggerNodeId === null ? undefined : plan.byId.get(triggerNodeId);
  if (named) return [named.index];
  const webhook = plan.nodes.find((node) => node.typeName === 'webhook');
  if (triggerType === 'webhook' && webhook) return [webhook.index];
  const manual = plan.nodes.find((node) => node.typeName === 'trigger' && !isScheduled(node));
  if (manual) return [manual.index];
  if (webhook) return [webhook.index];
  return plan.nodes.filter((node) => node.incoming.length === 0).map((node) => node.index);
}

export function isScheduled(node: PlanNode): boolean {
  return node.type !== null && (node.config as { triggerType?: unknown }).triggerType === 'scheduled';
}

function spread(plan: Plan, from: number, reachable: Uint8Array): void {
  const stack = [from];
  while (stack.length > 0) {
    const index = stack.pop()!;
    if (reachable[index]) continue;
    reachable[index] = 1;
    for (const edge of plan.nodes[index]!.outgoing) stack.push(edge.to);
  }
}

/** A root `manualInput` that feeds a reachable node is a start too; what it opens may bring in further ones. */
function addFeedingInputs(plan: Plan, starts: number[], reachable: Uint8Array): void {
  let open = plan.nodes.filter(
    (node) => node.typeName === 'manualInput' && node.incoming.length === 0 && !reachable[node.index],
  );
  let grew = true;
  while (grew && open.length > 0) {
    const feeding = open.filter((node) => node.outgoing.some((edge) => reachable[edge.to]));
    grew = feeding.length > 0;
    for (const node of feeding) {
      starts.push(node.index);
      spread(plan, node.index, reachable);
    }
    open = open.filter((node) => !reachable[node.index]);
  }
}

/** What a node is given from outside; undefined when nothing is. */
export function givenTo(plan: Plan, node: PlanNode, inputs: JsonRecord): Json | undefined {
  if (Object.hasOwn(inputs, node.id)) return inputs[node.id];
  if (node.typeName === 'webhook' && Object.hasOwn(inputs, '_webhookData')) return inputs._webhookData;
  if (node.typeName === 'trigger' || node.typeName === 'webhook') return looseInputs(plan, inputs);
  return undefined;
}

/** What comes into a node that no edge leads to: what it is given, unless that is the value it adds to what comes in. */
export function inputGivenTo(plan: Plan, node: PlanNode, inputs: JsonRecord): Json | undefined {
  return node.typeName === 'manualInput' ? undefined : givenTo(plan, node, inputs);
}

/** The inputs whose key is no node's id, as one record. */
function looseInputs(plan: Plan, inputs: JsonRecord): JsonRecord {
  const record: JsonRecord = {};
  for (const key of Object.keys(inputs)) {
    if (!key.startsWith('_') && !plan.ids.has(key)) record[key] = inputs[key]!;
  }
  return record;
}
