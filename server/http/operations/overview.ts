/** How things stand. */
import * as answers from '../overview-answers.ts';
import { limit, type Operations, query } from './operation.ts';

const TAG = 'Overview';

export const overviewOperations: Operations = {
  'get /api/executions/counts': {
    tag: TAG,
    summary: 'What runs and waits now, and how many failed lately. Nothing is counted beyond 1000.',
    parameters: [query('since', 'Failures of executions created since this time; a day ago by default.')],
    answers: { 200: { description: 'The counts.', schema: answers.executionCountsAnswer } },
    errors: [422],
  },
  'get /api/schedules': {
    tag: TAG,
    summary: 'Schedules, next due first, with the execution that the last tick of each began.',
    parameters: [query('workflowId', 'Only those of this workflow.'), limit(1_000, 1_000)],
    answers: { 200: { description: 'The schedules.', schema: answers.schedulesAnswer } },
    errors: [400],
  },
  'get /api/workflows/{id}/webhook': {
    tag: TAG,
    summary: 'Where the webhook of a workflow is called, and whether it has a token.',
    answers: { 200: { description: 'The address without its token.', schema: answers.webhookAnswer } },
    errors: [404],
  },
  'get /api/server': {
    tag: TAG,
    summary: 'The server: its version, what its environment says, and what it keeps.',
    answers: { 200: { description: 'How it stands.', schema: answers.serverAnswer } },
  },
};
