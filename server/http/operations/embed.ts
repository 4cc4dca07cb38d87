/** Embedding: tokens for pages inside other products, and what such a page asks. */
import * as answers from '../embed-answers.ts';
import * as schemas from '../embed-schemas.ts';
import { table, view } from './dashboards.ts';
import { after, before, lastEventId, limit, type Operations } from './operation.ts';

const WRITES = [400, 413, 415, 422];
const TAG = 'Embedding';
const stream = { description: 'Server-Sent Events.', type: 'text/event-stream' };

export const embedOperations: Operations = {
  'post /api/embed-tokens': {
    tag: TAG,
    summary:
      'Makes a token of at most ten minutes for one execution, workflow or dashboard, and the address of its page.',
    body: { schema: schemas.embedTokenBody },
    answers: { 201: { description: 'Give the `url` to the frame.', schema: answers.embedTokenAnswer } },
    errors: [404, ...WRITES],
  },
  'get /api/embed-keys': {
    tag: TAG,
    summary: 'The secrets that are shared with back ends, without them.',
    answers: { 200: { description: 'Newest first.', schema: answers.embedKeysAnswer } },
  },
  'post /api/embed-keys': {
    tag: TAG,
    summary: 'Makes a secret for a back end that signs embed tokens itself. It is shown once.',
    body: { schema: schemas.embedKeyBody },
    answers: { 201: { description: 'Name the `kid` in the header of each token.', schema: answers.newEmbedKeyAnswer } },
    errors: [409, ...WRITES],
  },
  'delete /api/embed-keys/{kid}': {
    tag: TAG,
    summary: 'Removes a shared secret: what it signed is void.',
    answers: { 204: { description: 'It is gone.' } },
    errors: [404],
  },
  'get /api/embed': {
    tag: TAG,
    summary: 'What the token is for: the graph, and the form of a workflow that it may run.',
    answers: { 200: { description: 'As far as the token goes.', schema: answers.embedAnswer } },
    errors: [429],
  },
  'get /api/embed/executions': {
    tag: TAG,
    summary: 'Executions of the workflow that the token lets watch.',
    parameters: [limit(20, 100), before],
    answers: { 200: { description: 'Newest first.', schema: answers.embedExecutionsAnswer } },
    errors: [400, 429],
  },
  'post /api/embed/execute': {
    tag: TAG,
    summary: 'Starts an execution of the workflow that the token lets run.',
    body: { schema: schemas.embedExecuteBody, optional: true },
    answers: { 202: { description: 'It runs.', schema: answers.embedStartedAnswer } },
    errors: [404, 429, ...WRITES],
  },
  'get /api/embed/executions/{executionId}': {
    tag: TAG,
    summary: 'An execution as the token lets it be seen: final outputs and states, payloads if it says so.',
    parameters: [after],
    answers: {
      200: { description: 'The execution.', schema: answers.embedExecutionAnswer },
      304: { description: 'Nothing has changed.' },
    },
    errors: [400, 404, 429],
  },
  'get /api/embed/executions/{executionId}/stream': {
    tag: TAG,
    summary: 'The same, live. It ends with the token.',
    parameters: [after, lastEventId],
    answers: { 200: stream, 204: { description: 'It has ended, and the cursor is at its end.' } },
    errors: [400, 404, 429],
  },
  'post /api/embed/executions/{executionId}/cancel': {
    tag: TAG,
    summary: 'Cancels an execution that the same viewer began.',
    answers: { 200: { description: 'It is cancelled, or will be.', schema: answers.embedCancelAnswer } },
    errors: [404, 409, 429],
  },
  'get /api/embed/executions/{executionId}/logs/{seq}': {
    tag: TAG,
    summary: 'One log row with whole payloads, for a token with `payloads`.',
    answers: { 200: { description: 'The row.', schema: answers.embedLogRowAnswer } },
    errors: [400, 404, 429],
  },
  'get /api/embed/dashboard': {
    tag: TAG,
    summary: 'The dashboard that the token is for.',
    answers: { 200: { description: 'As far as it shows.', schema: answers.embedDashboardAnswer } },
    errors: [403, 404, 429],
  },
  'get /api/embed/dashboard/widgets/{widgetId}/data': {
    tag: TAG,
    summary: 'What a widget of it shows, computed now, within the filters of the token.',
    parameters: view,
    answers: { 200: table },
    errors: [400, 403, 404, 422, 429],
  },
  'get /api/embed/dashboard/stream': {
    tag: TAG,
    summary: 'Tells which of its widgets may show something else by now. It ends with the token.',
    answers: { 200: { ...stream, description: 'Server-Sent Events: `changed`, with `{widgets}`.' } },
    errors: [403, 404, 429],
  },
  'post /api/executions/stream': {
    tag: TAG,
    summary: 'One stream for many embeds: each token opens a part, which ends with it.',
    body: { schema: schemas.embedStreamBody },
    answers: {
      200: {
        ...stream,
        description:
          'Server-Sent Events. `open` names the stream; before each other frame a line `part:` says which token it is for, in their order. `closed` ends a part whose token opens nothing, or no more.',
      },
      204: { description: 'All have ended, and the cursors are at their ends.' },
    },
    errors: [404, 429, ...WRITES],
  },
  'post /api/executions/stream/{stream}': {
    tag: TAG,
    summary: 'Changes a stream for many while it is open: adds parts, goes on with other tokens, drops parts.',
    body: { schema: schemas.embedStreamChange },
    answers: { 200: { description: 'What became of it.', schema: answers.embedStreamChangeAnswer } },
    errors: [404, 429, ...WRITES],
  },
};
