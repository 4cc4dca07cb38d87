/** Child executions (sub-workflows): begun once per parent and node, whatever crashes in between. */
import { createHash } from 'node:crypto';
import { type Json, type JsonRecord, type JsonText, referenceIn, type WorkflowDocument } from '../../db/model.ts';
import type { Claimed } from '../../db/store.ts';
import type { EngineDeps } from './deps.ts';
import { isoTime } from './ledger.ts';
import { type ChildState, NodeFailure } from './node.ts';
import { isRecord } from './walk.ts';

export const MAX_DEPTH = 10;

/** The id of a child follows from its parent and the node, so that a second try finds the first child. */
export function childId(parentId: string, nodeId: string): string {
  return createHash('sha256').update(`${parentId}\n${nodeId}`).digest('hex').slice(0, 26);
}

/**
 * `startChild` for one node. Throws `NodeFailure` when there is no such workflow or the nesting is too deep, and once the
 * run of the parent `isOver`: whoever ended it has told the children that are there, and no other may come after that.
 */
export function childStarter(
  deps: EngineDeps,
  parent: Claimed,
  { nodeId, isOver }: { nodeId: string; isOver: () => boolean },
) {
  return async ({ workflowId, input }: { workflowId: string; input: Json }): Promise<ChildState> => {
    if (parent.depth + 1 > MAX_DEPTH) {
      throw new NodeFailure(
        'too_deep',
        `Expected at most ${MAX_DEPTH} executions inside each other. Does a workflow run itself?`,
      );
    }
    const id = childId(parent.executionId, nodeId);
    const there = await deps.store.executions.get(parent.organizationId, id);
    if (there) return stateOf(deps, there);
    const workflow = await deps.store.workflows.get(parent.organizationId, workflowId);
    if (!workflow) {
      throw new NodeFailure('not_found', `Expected the id of a workflow, got "${workflowId}", which does not exist.`);
    }
    if (isOver()) throw new NodeFailure('aborted', 'The execution ended before its sub-workflow began.');
    const { execution } = await deps.store.executions.create({
      id,
      organizationId: parent.organizationId,
      workflowId,
      workflowRevision: workflow.revision,
      triggerType: 'subworkflow',
      triggerNodeId: null,
      inputs: JSON.stringify(inputsOf(workflow.document, isRecord(input) ? input : { input })),
      createdAt: isoTime(deps.clock.now()),
      priority: 5,
      nodeCount: workflow.document.nodes.filter((node) => deps.types.get(node.type)?.category !== 'note').length,
      idempotencyKey: null,
      idempotencyDigest: null,
      retryOf: null,
      parentId: parent.executionId,
      parentNodeId: nodeId,
      depth: parent.depth + 1,
    });
    return { executionId: execution.id, status: 'unfinished', finalOutput: null, error: null };
  };
}

/**
 * The record as the inputs of a child: its trigger is given all of it, whatever the keys are called, and a node whose id
 * is among the keys is given that value too.
 */
function inputsOf({ nodes }: WorkflowDocument, record: JsonRecord): JsonRecord {
  const triggers = nodes.filter((node) => node.type === 'trigger');
  const start =
    triggers.find((node) => node.config.triggerType !== 'scheduled') ??
    nodes.find((node) => node.type === 'webhook') ??
    triggers[0];
  if (!start) return record;
  const ids = new Set(nodes.map((node) => node.id));
  const named = Object.entries(record).filter(([key]) => ids.has(key));
  return Object.fromEntries([...named, [start.id, record]]);
}

type Stored = { id: string; status: string; finalOutput: JsonText | null; error: string | null };

async function stateOf(deps: EngineDeps, child: Stored): Promise<ChildState> {
  const { id: executionId, status, error } = child;
  if (status !== 'completed' && status !== 'failed' && status !== 'cancelled') {
    return { executionId, status: 'unfinished', finalOutput: null, error: null };
  }
  const output = child.finalOutput === null ? null : (JSON.parse(child.finalOutput) as Json);
  return { executionId, status, finalOutput: await resolve(deps, executionId, output), error };
}

/** Puts large outputs back in the place of their `{"$log": seq}`: at the top, or one level down where several are keyed. */
async function resolve(deps: EngineDeps, executionId: string, output: Json): Promise<Json> {
  if (!isRecord(output)) return output;
  const seq = referenceIn(output);
  if (seq !== null) {
    const row = await deps.store.logs.one(executionId, seq);
    return row?.outputData ? JSON.parse(row.outputData) : null;
  }
  for (const [key, value] of Object.entries(output)) {
    if (referenceIn(value) !== null) output[key] = await resolve(deps, executionId, value);
  }
  return output;
}
