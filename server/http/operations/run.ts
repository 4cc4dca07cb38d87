/** Starting executions, and telling them what to do. */
import * as answers from '../answers.ts';
import * as schemas from '../schemas.ts';
import { type Answer, idempotency, type Operations, wait } from './operation.ts';

const TAG = 'Run';
const replayed = { 'Idempotent-Replay': '`true` when this key was used before.' };
const ended = (description: string): Answer => ({ description, schema: answers.endedAnswer });

export const runOperations: Operations = {
  'post /api/workflow/{id}/execute': {
    tag: TAG,
    summary: 'Starts an execution in the background.',
    parameters: [wait, idempotency],
    body: { schema: schemas.executeBody, optional: true },
    answers: {
      200: ended('It has ended within `wait`, well or not.'),
      202: { description: 'It runs in the background.', schema: answers.startedAnswer, headers: replayed },
    },
    errors: [400, 404, 413, 415, 422],
  },
  'post /api/workflows/execute': {
    tag: TAG,
    summary: 'Starts an execution in the background, naming the workflow in the body.',
    parameters: [wait, idempotency],
    body: { schema: schemas.executeServiceBody },
    answers: {
      200: ended('It has ended within `wait`, well or not.'),
      202: { description: 'It runs in the background.', schema: answers.startedServiceAnswer, headers: replayed },
    },
    errors: [400, 404, 413, 415, 422],
  },
  'post /api/workflow/{id}/execute-node': {
    tag: TAG,
    summary: 'Runs one node on a given input, for trying it out. Nothing is kept.',
    body: { schema: schemas.executeNodeBody },
    answers: { 200: { description: 'What the node returned, also when it failed.', schema: answers.nodeResultAnswer } },
    errors: [400, 404, 413, 415, 422],
  },
  'post /api/webhook/{workflowId}/{token}': {
    tag: TAG,
    summary:
      'Starts an execution of the published revision at its webhook node. A `webhookResponse` node may decide the answer, of any status.',
    parameters: [wait, idempotency],
    answers: {
      200: ended('It has ended within `wait`, or a `webhookResponse` node answered.'),
      202: { description: 'It runs in the background.', schema: answers.startedAnswer, headers: replayed },
    },
    errors: [400, 404, 413, 415, 422, 429],
  },
  'post /api/workflow/execution/{executionId}/cancel': {
    tag: TAG,
    summary: 'Cancels an execution.',
    answers: {
      200: { description: 'It is cancelled, or will be as soon as what runs has ended.', schema: answers.cancelAnswer },
    },
    errors: [404, 409],
  },
  'post /api/workflow/execution/{executionId}/retry': {
    tag: TAG,
    summary: 'Runs again what failed, in a new execution that keeps what completed.',
    answers: {
      202: { description: 'The new execution, or the retry that runs already.', schema: answers.retryAnswer },
    },
    errors: [404, 409],
  },
  'post /api/workflow/execution/{executionId}/resume': {
    tag: TAG,
    summary: 'Answers a node that waits for approval.',
    body: { schema: schemas.resumeBody },
    answers: {
      200: { description: 'The node goes on. The same answer twice is the same.', schema: answers.resumeAnswer },
    },
    errors: [400, 404, 409, 413, 415, 422],
  },
};
