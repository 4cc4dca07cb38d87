/** Looking at executions. */
import { executionStatuses } from '../../../db/execution-state.ts';
import { triggerTypeSchema } from '../../../db/model.ts';
import * as answers from '../answers.ts';
import { type Answer, after, before, header, lastEventId, limit, type Operations, query, whole } from './operation.ts';

const TAG = 'Watch';
const stream: Answer = {
  description: 'Server-Sent Events: `log`, `status`, `token`, `heartbeat`, `end`.',
  type: 'text/event-stream',
};

export const watchOperations: Operations = {
  'get /api/workflow/execution/{executionId}': {
    tag: TAG,
    summary: 'An execution as it is now: for polling, every few seconds.',
    parameters: [
      query('logs', '`none` leaves the rows out.', { type: 'string', enum: ['none'] }),
      query('results', '`none` leaves `nodeResults` and `finalOutput` out.', { type: 'string', enum: ['none'] }),
      query('after', 'Rows after this `seq`, oldest first, in place of the newest.', whole(0)),
      header('If-None-Match', 'The ETag of the answer before.'),
    ],
    answers: {
      200: {
        description: 'The execution and its newest rows.',
        schema: answers.executionAnswer,
        headers: { ETag: 'For If-None-Match.' },
      },
      304: { description: 'Nothing has changed.' },
    },
    errors: [400, 404],
  },
  'get /api/workflow/execution/{executionId}/logs': {
    tag: TAG,
    summary: 'The log of an execution, oldest first. Payloads over 16 KB are left out.',
    parameters: [after, limit(500, 10_000)],
    answers: { 200: { description: 'The rows.', schema: answers.logsAnswer } },
    errors: [400, 404],
  },
  'get /api/workflow/execution/{executionId}/logs/{seq}': {
    tag: TAG,
    summary: 'One log row with whole payloads.',
    answers: { 200: { description: 'The row.', schema: answers.logRowAnswer } },
    errors: [400, 404],
  },
  'get /api/workflow/execution/{executionId}/stream': {
    tag: TAG,
    summary: 'An execution live: the rows after a cursor, then each as it is committed, LLM text as it comes.',
    parameters: [after, lastEventId],
    answers: { 200: stream, 204: { description: 'It has ended, and the cursor is at its end.' } },
    errors: [400, 404, 429],
  },
  'get /api/executions/stream': {
    tag: TAG,
    summary: 'Several executions on one stream, or, without `ids`, every change of status in the organization.',
    parameters: [
      query('ids', 'At most 50 ids with commas.'),
      query('after', 'A cursor for each of `ids`, with commas.'),
      lastEventId,
    ],
    answers: { 200: stream, 204: { description: 'All have ended, and the cursors are at their ends.' } },
    errors: [400, 404, 429],
  },
  'get /api/executions': {
    tag: TAG,
    summary: 'Executions of all workflows, newest first.',
    parameters: [
      query('status', 'One or several with commas.', { type: 'string', examples: executionStatuses }),
      query('workflowId', 'Only those of this workflow.'),
      query('trigger', 'Only those that this began.', { type: 'string', enum: triggerTypeSchema.options }),
      query('from', 'Only those created at this time or later.', { type: 'string', format: 'date-time' }),
      query('to', 'Only those created before this time.', { type: 'string', format: 'date-time' }),
      before,
      limit(20, 200),
    ],
    answers: { 200: { description: 'A page.', schema: answers.executionsAnswer } },
    errors: [400, 422],
  },
  'get /api/workflow/{id}/executions': {
    tag: TAG,
    summary: 'Executions of a workflow, newest first.',
    parameters: [before, limit(20, 200)],
    answers: { 200: { description: 'A page.', schema: answers.executionsAnswer } },
    errors: [400, 404],
  },
};
