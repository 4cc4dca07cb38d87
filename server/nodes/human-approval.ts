import * as z from 'zod';
import { defineNode } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { isRecord, textOf } from './records.ts';

const config = aliased(
  z.object({
    message: z.string().max(10_000).default('Approve?').describe('What the person is asked'),
  }),
  { message: ['approvalMessage', 'prompt', 'question'] },
);

/** The answer `{approved, data?}` decides the edges: ports `true` and `false`. Its data, where given, joins what came in. */
export const humanApproval = defineNode({
  type: 'humanApproval',
  title: 'Human approval',
  description: 'Waits until a person approves or rejects, and goes on by the port "true" or "false".',
  category: 'flow',
  config,
  outputs: ['true', 'false'],
  effect: 'pure',
  run: ({ config: { message }, render, resumed }, input) => {
    if (!resumed) return { wait: 'approval', message: textOf(render(message)), until: null, state: {} };
    const answer = isRecord(resumed.signal) ? resumed.signal : {};
    const approved = answer.approved === true;
    const { data } = answer;
    const merged = isRecord(input) && isRecord(data) ? { ...input, ...data } : (data ?? input);
    return {
      success: true,
      message: approved ? 'Approved' : 'Rejected',
      outputData: merged,
      conditionResult: approved,
      approved,
    };
  },
});
