/** Every operation of the API, for `/openapi.json` and `/docs`: what it takes and all that it answers. */
import type * as z from 'zod';
import { executionStatuses } from '../../db/execution-state.ts';
import { triggerTypeSchema } from '../../db/model.ts';
import * as answers from './answers.ts';
import * as schemas from './schemas.ts';

export type Parameter = {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly description: string;
  readonly schema: object;
};
export type Answer = {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** the media type, JSON when there is a schema */
  readonly type?: string;
  readonly headers?: Record<string, string>;
};
export type Operation = {
  readonly tag: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly body?: { readonly schema: z.ZodType; readonly optional?: true; readonly description?: string };
  readonly answers: Readonly<Record<number, Answer>>;
  /** further statuses, each with the shape of an error; 500 and, where storage is read, 503 go without saying */
  readonly errors?: readonly number[];
};

const query = (name: string, description: string, schema: object = { type: 'string' }): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
});
const header = (name: string, description: string): Parameter => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string' },
});
const whole = (minimum: number, rest: object = {}) => ({ type: 'integer', minimum, ...rest });

const limit = (byDefault: number, most: number) =>
  query('limit', `How many at most. More than ${most} is cut to that.`, whole(1, { default: byDefault }));
const before = query('before', 'The `next` of the page before.');
const after = query('after', 'Only rows with a higher `seq`.', whole(0));
const wait = query('wait', 'Milliseconds to wait for the end, at most 60000.', whole(0, { maximum: 60_000 }));
const idempotency = header('Idempotency-Key', 'The same key begins one execution, and gets the first answer again.');
const lastEventId = header('Last-Event-ID', 'The cursor, in place of `after`. A malformed one counts as absent.');
const replayed = { 'Idempotent-Replay': '`true` when this key was used before.' };
const stream: Answer = {
  description: 'Server-Sent Events: `log`, `status`, `token`, `heartbeat`, `end`.',
  type: 'text/event-stream',
};
const ended = (description: string): Answer => ({ description, schema: answers.endedAnswer });

const run = 'Run';
const watch = 'Watch';
const manage = 'Workflows';
const system = 'System';

export const operations: Readonly<Record<string, Operation>> = {
  'post /api/workflow/{id}/execute': {
    tag: run,
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
    tag: run,
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
    tag: run,
    summary: 'Runs one node on a given input, for trying it out. Nothing is kept.',
    body: { schema: schemas.executeNodeBody },
    answers: { 200: { description: 'What the node returned, also when it failed.', schema: answers.nodeResultAnswer } },
    errors: [400, 404, 413, 415, 422],
  },
  'post /api/webhook/{workflowId}/{token}': {
    tag: run,
    summary:
      'Starts an execution of the published revision at its webhook node. A `webhookResponse` node may decide the answer, of any status.',
    parameters: [wait, idempotency],
    answers: {
      200: ended('It has ended within `wait`, or a `webhookResponse` node answered.'),
      202: { description: 'It runs in the background.', schema: answers.startedAnswer, headers: replayed },
    },
    errors: [400, 404, 413, 415, 422],
  },
  'post /api/workflow/execution/{executionId}/cancel': {
    tag: run,
    summary: 'Cancels an execution.',
    answers: {
      200: { description: 'It is cancelled, or will be as soon as what runs has ended.', schema: answers.cancelAnswer },
    },
    errors: [404, 409],
  },
  'post /api/workflow/execution/{executionId}/retry': {
    tag: run,
    summary: 'Runs again what failed, in a new execution that keeps what completed.',
    answers: {
      202: { description: 'The new execution, or the retry that runs already.', schema: answers.retryAnswer },
    },
    errors: [404, 409],
  },
  'post /api/workflow/execution/{executionId}/resume': {
    tag: run,
    summary: 'Answers a node that waits for approval.',
    body: { schema: schemas.resumeBody },
    answers: {
      200: { description: 'The node goes on. The same answer twice is the same.', schema: answers.resumeAnswer },
    },
    errors: [400, 404, 409, 413, 415, 422],
  },
  'get /api/workflow/execution/{executionId}': {
    tag: watch,
    summary: 'An execution as it is now: for polling, every few seconds.',
    parameters: [
      query('logs', '`none` leaves the rows out.', { type: 'string', enum: ['none'] }),
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
    tag: watch,
    summary: 'The log of an execution, oldest first. Payloads over 16 KB are left out.',
    parameters: [after, limit(500, 10_000)],
    answers: { 200: { description: 'The rows.', schema: answers.logsAnswer } },
    errors: [400, 404],
  },
  'get /api/workflow/execution/{executionId}/logs/{seq}': {
    tag: watch,
    summary: 'One log row with whole payloads.',
    answers: { 200: { description: 'The row.', schema: answers.logRowAnswer } },
    errors: [400, 404],
  },
  'get /api/workflow/execution/{executionId}/stream': {
    tag: watch,
    summary: 'An execution live: the rows after a cursor, then each as it is committed, LLM text as it comes.',
    parameters: [after, lastEventId],
    answers: { 200: stream, 204: { description: 'It has ended, and the cursor is at its end.' } },
    errors: [400, 404],
  },
  'get /api/executions/stream': {
    tag: watch,
    summary: 'Several executions on one stream, or, without `ids`, every change of status in the organization.',
    parameters: [
      query('ids', 'At most 50 ids with commas.'),
      query('after', 'A cursor for each of `ids`, with commas.'),
      lastEventId,
    ],
    answers: { 200: stream, 204: { description: 'All have ended, and the cursors are at their ends.' } },
    errors: [400, 404],
  },
  'get /api/executions': {
    tag: watch,
    summary: 'Executions of all workflows, newest first.',
    parameters: [
      query('status', 'One or several with commas.', { type: 'string', examples: executionStatuses }),
      query('workflowId', 'Only those of this workflow.'),
      query('trigger', 'Only those that this began.', { type: 'string', enum: triggerTypeSchema.options }),
      query('from', 'Only those created at this time or later.', { type: 'string', format: 'date-time' }),
      before,
      limit(20, 200),
    ],
    answers: { 200: { description: 'A page.', schema: answers.executionsAnswer } },
    errors: [400, 422],
  },
  'get /api/workflow/{id}/executions': {
    tag: watch,
    summary: 'Executions of a workflow, newest first.',
    parameters: [before, limit(20, 200)],
    answers: { 200: { description: 'A page.', schema: answers.executionsAnswer } },
    errors: [400, 404],
  },
  'get /api/workflows': {
    tag: manage,
    summary: 'Workflows, most recently saved first.',
    parameters: [query('search', 'Only those with this in their name or tags.'), before, limit(50, 200)],
    answers: { 200: { description: 'A page.', schema: answers.workflowsAnswer } },
    errors: [400],
  },
  'post /api/workflows': {
    tag: manage,
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
  'get /api/workflows/{id}': {
    tag: manage,
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
    tag: manage,
    summary: 'Saves a workflow as a new revision. What is left out stays as it is.',
    parameters: [header('If-Match', 'The revision this was made from; 412 when there is a newer one.')],
    body: { schema: schemas.workflowBody },
    answers: { 200: { description: 'It is saved.', schema: answers.savedAnswer, headers: { ETag: 'Its revision.' } } },
    errors: [400, 404, 412, 413, 415, 422],
  },
  'delete /api/workflows/{id}': {
    tag: manage,
    summary: 'Removes a workflow. Its executions stay until they are too old.',
    answers: { 204: { description: 'It is removed.' } },
    errors: [404],
  },
  'get /api/workflows/{id}/revisions': {
    tag: manage,
    summary: 'The revisions of a workflow, newest first.',
    answers: { 200: { description: 'All of them.', schema: answers.revisionsAnswer } },
    errors: [404],
  },
  'get /api/workflows/{id}/revisions/{revision}': {
    tag: manage,
    summary: 'One revision of a workflow.',
    answers: { 200: { description: 'The workflow as it was.', schema: answers.workflowAnswer } },
    errors: [400, 404],
  },
  'post /api/workflows/{id}/publish': {
    tag: manage,
    summary: 'Makes a revision the one that schedules and webhooks run.',
    body: { schema: schemas.publishBody, optional: true },
    answers: { 200: { description: 'It is published.', schema: answers.workflowAnswer } },
    errors: [400, 404, 413, 415, 422],
  },
  'post /api/workflows/{id}/webhook-token': {
    tag: manage,
    summary: 'Makes a new token for the webhook of a workflow; the one before stops working. It is shown only here.',
    answers: { 201: { description: 'The token, and the address to call.', schema: answers.webhookTokenAnswer } },
    errors: [404],
  },
  'get /api/node-types': {
    tag: manage,
    summary: 'The node types, with their config as JSON Schema.',
    answers: { 200: { description: 'All of them.', schema: answers.nodeTypesAnswer } },
  },
  'get /api/prefect/health': {
    tag: system,
    summary: 'Whether executions are handed to a Prefect server.',
    answers: { 200: { description: 'How things stand.', schema: answers.prefectHealthAnswer } },
  },
  'get /health': {
    tag: system,
    summary: 'Whether the process lives.',
    answers: { 200: { description: 'It does.', schema: answers.healthAnswer } },
  },
  'get /ready': {
    tag: system,
    summary: 'Whether the server takes work: the database can be written, and it is not on its way down.',
    answers: { 200: { description: 'It does.', schema: answers.readyAnswer } },
    errors: [503],
  },
  'get /metrics': {
    tag: system,
    summary: 'Figures for Prometheus.',
    answers: { 200: { description: 'The text format.', type: 'text/plain' } },
  },
  'get /openapi.json': {
    tag: system,
    summary: 'This description.',
    answers: { 200: { description: 'An OpenAPI 3.1 document.', type: 'application/json' } },
  },
  'get /docs': {
    tag: system,
    summary: 'This description, to be read.',
    answers: { 200: { description: 'A page.', type: 'text/html' } },
  },
};
