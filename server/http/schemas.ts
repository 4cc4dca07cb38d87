/** What requests carry. The same schemas check them and describe them in `/openapi.json`. */
import * as z from 'zod';

const inputs = z.record(z.string(), z.unknown()).nullish().describe('Keyed by node id, or plain for the trigger.');

export const executeBody = z.object({ inputs });
export const executeServiceBody = z.object({
  workflowId: z.string().min(1),
  inputs,
  organizationId: z.string().nullish(),
});
export const executeNodeBody = z.object({
  nodeId: z.string().min(1),
  input: z.unknown().optional().describe('What the node is given; null by default.'),
  inputs,
  config: z.record(z.string(), z.unknown()).optional().describe('In place of the stored config.'),
  type: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('In place of the stored type; runs a node that is not saved yet.'),
});
export const resumeBody = z.object({
  nodeId: z.string().min(1).optional().describe('Needed when more than one node waits.'),
  approved: z.boolean(),
  data: z.unknown().optional(),
});
export const publishBody = z.object({
  revision: z.int().min(1).optional().describe('The newest by default.'),
});

const graph = {
  nodes: z.array(z.unknown()).optional(),
  connections: z.array(z.unknown()).nullish(),
  settings: z.record(z.string(), z.unknown()).nullish(),
};
export const workflowBody = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  tags: z.array(z.string().trim().min(1).max(50)).max(50).nullish(),
  ...graph,
  data: z.object(graph).nullish().describe('Where old clients keep nodes and connections.'),
});
export type WorkflowBody = z.infer<typeof workflowBody>;
