import { CodedError } from '../../db/errors.ts';
import type { ExecutionDeps, ExecutionService } from './service.ts';

/** Runs one node of the newest revision by itself, for testing it: nothing is kept. */
export function createRunNode({ store, rules }: ExecutionDeps): ExecutionService['runNode'] {
  return async ({ organizationId, workflowId, nodeId, type, config, input, inputs, signal }) => {
    const workflow = await store.workflows.get(organizationId, workflowId);
    if (!workflow) throw new CodedError('not_found', `There is no workflow "${workflowId}".`);
    const result = rules.tryNode(workflow, { nodeId, type, config, input, inputs: inputs ?? {}, signal });
    if (!result) throw new CodedError('not_found', `The workflow "${workflow.name}" has no node "${nodeId}".`);
    return result;
  };
}
