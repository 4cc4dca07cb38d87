/** Workflows and what they are made of. */
import * as answers from '../answers.ts';
import * as schemas from '../schemas.ts';
import { before, header, limit, type Operations, query, whole } from './operation.ts';

const TAG = 'Workflows';

export const workflowsOperations: Operations = {
  'get /api/workflows': {
    tag: TAG,
    summary: 'Workflows, most recently saved first.',
    parameters: [
      query('search', 'Only those with this in their name or tags.'),
      query('tag', 'Only those with this tag.'),
      query('recent', 'How many of the last executions of each are told, at most 20.', whole(0, { default: 0 })),
      before,
      limit(50, 200),
    ],
    answers: { 200: { description: 'A page.', schema: answers.workflowsAnswer } },
    errors: [400],
  },
  'post /api/workflows': {
    tag: TAG,
    summary: 'Makes a workflow. Its first revision is published.',
    body: { schema: schemas.workflowBody },
    answers: {
      201: {
        description: 'It is saved.',
        schema: answers.savedAnswer,
        headers: { Location: 'Its address.', ETag: 'Its revision.' },
      },
    },
    errors: [400, 413, 415, 422],
  },
  'post /api/workflows/validate': {
    tag: TAG,
    summary: 'Says everything that is wrong or odd about a workflow, without saving it.',
    body: { schema: schemas.workflowBody },
    answers: { 200: { description: 'What was found, also when it is not valid.', schema: answers.checkedAnswer } },
    errors: [400, 413, 415, 422],
  },
  'get /api/workflows/{id}': {
    tag: TAG,
    summary: 'A workflow, newest revision.',
    answers: {
      200: {
        description: 'The workflow.',
        schema: answers.workflowAnswer,
        headers: { ETag: 'Its revision, for If-Match.' },
      },
    },
    errors: [404],
  },
  'put /api/workflows/{id}': {
    tag: TAG,
    summary: 'Saves a workflow as a new revision. What is left out stays as it is.',
    parameters: [header('If-Match', 'The revision this was made from; 412 when there is a newer one.')],
    body: { schema: schemas.workflowBody },
    answers: { 200: { description: 'It is saved.', schema: answers.savedAnswer, headers: { ETag: 'Its revision.' } } },
    errors: [400, 404, 412, 413, 415, 422],
  },
  'delete /api/workflows/{id}': {
    tag: TAG,
    summary: 'Removes a workflow. Its executions stay until they are too old.',
    answers: { 204: { description: 'It is removed.' } },
    errors: [404],
  },
  'get /api/workflows/{id}/revisions': {
    tag: TAG,
    summary: 'The revisions of a workflow, newest first.',
    answers: { 200: { description: 'All of them.', schema: answers.revisionsAnswer } },
    errors: [404],
  },
  'get /api/workflows/{id}/revisions/{revision}': {
    tag: TAG,
    summary: 'One revision of a workflow.',
    answers: { 200: { description: 'The workflow as it was.', schema: answers.workflowAnswer } },
    errors: [400, 404],
  },
  'post /api/workflows/{id}/publish': {
    tag: TAG,
    summary: 'Makes a revision the one that schedules and webhooks run.',
    body: { schema: schemas.publishBody, optional: true },
    answers: { 200: { description: 'It is published.', schema: answers.workflowAnswer } },
    errors: [400, 404, 413, 415, 422],
  },
  'post /api/workflows/{id}/webhook-token': {
    tag: TAG,
    summary: 'Makes a new token for the webhook of a workflow; the one before stops working. It is shown only here.',
    answers: { 201: { description: 'The token, and the address to call.', schema: answers.webhookTokenAnswer } },
    errors: [404],
  },
  'get /api/node-types': {
    tag: TAG,
    summary: 'The node types, with their config as JSON Schema.',
    answers: { 200: { description: 'All of them.', schema: answers.nodeTypesAnswer } },
  },
};
