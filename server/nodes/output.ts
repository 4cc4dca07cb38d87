import * as z from 'zod';
import { defineNode } from '../engine/node.ts';
import { aliased } from './aliased.ts';

export const output = defineNode({
  type: 'output',
  title: 'Output',
  description: 'Marks what comes in as the result of the execution.',
  category: 'flow',
  config: aliased(
    z.object({
      value: z.json().optional().describe('A result of its own, with templates; what comes in when left out'),
    }),
    { value: ['outputValue'] },
  ),
  effect: 'pure',
  run: ({ config: { value }, render }, input) => ({
    success: true,
    message: 'Result',
    outputData: value === undefined || value === '' ? input : render(value),
  }),
});
