import * as z from 'zod';
import { defineNode, NodeFailure } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { textOf } from './records.ts';

const config = aliased(
  z.object({
    workflowId: z.string().min(1).max(200).describe('Id of the workflow to run'),
    input: z.json().optional().describe('What it is given, with templates; what comes in when left out'),
  }),
  { workflowId: ['subWorkflowId', 'targetWorkflowId'], input: ['workflowInput'] },
);

export const executeWorkflow = defineNode({
  type: 'executeWorkflow',
  title: 'Execute workflow',
  description: 'Runs another workflow, waits for its end without holding anything, and passes its result on.',
  category: 'action',
  config,
  effect: 'effectful',
  startsChildren: true,
  run: async ({ config: { workflowId, input: given }, render, startChild }, input) => {
    const child = await startChild({
      workflowId: textOf(render(workflowId)),
      input: given === undefined ? input : render(given),
    });
    const extras = { childId: child.executionId };
    switch (child.status) {
      case 'unfinished':
        return { wait: 'child', message: `Waits for execution ${child.executionId}`, until: null, state: extras };
      case 'completed':
        return {
          success: true,
          message: `Execution ${child.executionId} completed`,
          outputData: child.finalOutput,
          ...extras,
        };
      case 'failed':
      case 'cancelled': {
        const why = child.error === null ? '' : `: ${child.error}`;
        throw new NodeFailure(`child_${child.status}`, `The execution ${child.executionId} was ${child.status}${why}`, {
          extras,
        });
      }
      default:
        return child.status satisfies never;
    }
  },
});
