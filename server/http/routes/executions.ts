/** Looking at executions (the poll, their logs, lists of them) and telling them what to do. */
import { type Context, Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import { isFinished } from '../../../db/execution-state.ts';
import type { ExecutionHead, Json } from '../../../db/model.ts';
import type { ExecutionFilter } from '../../../db/store.ts';
import { capRow, rowJson } from '../../events/row-json.ts';
import { noWorkflow } from '../../workflows/service.ts';
import type {
  CancelAnswer,
  ExecutionAnswer,
  ExecutionsAnswer,
  LogRowAnswer,
  ResumeAnswer,
  RetryAnswer,
} from '../answers.ts';
import { jsonBody } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { jsonAnswer } from '../json-answer.ts';
import { organizationOf } from '../organization.ts';
import { limitParam, numberParam, statusParam, timeParam, triggerParam, wholeNumber } from '../query.ts';
import { resumeBody } from '../schemas.ts';
import { snapshot, type Wanted } from '../snapshot.ts';

const LIST_DEFAULT = 20;
const LIST_MAX = 200;
const LOGS_DEFAULT = 500;
const LOGS_MAX = 10_000;
/** Counts up when the shape of the poll's answer changes, so that no client keeps an old one. */
const SHAPE = 1;

const execution = jsonAnswer<ExecutionAnswer>();
const logRows = jsonAnswer<LogRowAnswer[]>();

export function executionRoutes({ store, executions, config }: HttpDeps) {
  async function headOf(c: Context, executionId: string): Promise<ExecutionHead> {
    const head = await store.executions.head(organizationOf(c), executionId);
    if (!head) throw noExecution(executionId);
    return head;
  }

  async function list(c: Context, filter: ExecutionFilter): Promise<ExecutionsAnswer> {
    const { items, next } = await store.executions.list(organizationOf(c), filter);
    return { executions: items.map(listed), next };
  }

  return new Hono()
    .get('/api/workflow/execution/:executionId', async (c) => {
      const executionId = c.req.param('executionId');
      const wanted = wantedOf(c);
      const head = await headOf(c, executionId);
      const tag = etag(head, wanted);
      if (c.req.header('if-none-match')?.includes(tag)) {
        return c.body(null, 304, { ETag: `W/${tag}`, 'Cache-Control': 'private, no-cache' });
      }
      const found = await snapshot(store, organizationOf(c), executionId, wanted);
      if (!found) throw noExecution(executionId);
      const headers = { ETag: `W/${etag(found.execution, wanted)}`, 'Cache-Control': 'private, no-cache' };
      return execution(c, found.text, 200, headers);
    })
    .get('/api/workflow/execution/:executionId/logs', async (c) => {
      const executionId = c.req.param('executionId');
      const after = numberParam(c, 'after', { min: 0, max: Number.MAX_SAFE_INTEGER }) ?? 0;
      const limit = limitParam(c, LOGS_DEFAULT, LOGS_MAX);
      await headOf(c, executionId);
      const rows = await store.logs.readCapped(executionId, after, limit);
      return logRows(c, `[${rows.map((row) => rowJson(capRow(row))).join(',')}]`, 200);
    })
    .get('/api/workflow/execution/:executionId/logs/:seq', async (c) => {
      const { executionId, seq } = c.req.param();
      const number = wholeNumber(seq);
      if (number === null) throw new CodedError('bad_request', `Expected the number of a log row, got "${seq}".`);
      const row = await executions.wholeRow(organizationOf(c), executionId, number);
      if (row) return c.json(row as LogRowAnswer, 200);
      await headOf(c, executionId);
      throw new CodedError('not_found', `The execution "${executionId}" has no log row ${seq}.`);
    })
    .post('/api/workflow/execution/:executionId/cancel', async (c) => {
      const executionId = c.req.param('executionId');
      const { status } = await executions.cancel(organizationOf(c), executionId);
      return c.json({ success: true, executionId, status } satisfies CancelAnswer, 200);
    })
    .post('/api/workflow/execution/:executionId/retry', async (c) => {
      const retryOf = c.req.param('executionId');
      const { executionId, usingPrefect, replay } = await executions.retry(organizationOf(c), retryOf);
      const message = replay ? 'A retry of this execution runs already.' : 'The retry runs in the background.';
      const answer: RetryAnswer = {
        success: true,
        executionId,
        retryOf,
        status: 'pending',
        message,
        backgroundExecution: true,
        usingPrefect,
      };
      return c.json(answer, 202);
    })
    .post('/api/workflow/execution/:executionId/resume', jsonBody(resumeBody, config), async (c) => {
      const executionId = c.req.param('executionId');
      const { data, ...answer } = c.req.valid('json');
      const { nodeId } = await executions.resume(organizationOf(c), executionId, { ...answer, data: data as Json });
      return c.json({ success: true, executionId, nodeId } satisfies ResumeAnswer, 200);
    })
    .get('/api/executions', async (c) => {
      const filter = {
        limit: limitParam(c, LIST_DEFAULT, LIST_MAX),
        before: c.req.query('before'),
        status: statusParam(c),
        workflowId: c.req.query('workflowId'),
        trigger: triggerParam(c),
        from: timeParam(c, 'from'),
        to: timeParam(c, 'to'),
      };
      return c.json(await list(c, filter), 200);
    })
    .get('/api/workflow/:id/executions', async (c) => {
      const workflowId = c.req.param('id');
      const before = c.req.query('before');
      const answer = await list(c, { workflowId, before, limit: limitParam(c, LIST_DEFAULT, LIST_MAX) });
      // Executions outlive their workflow, so only an empty list asks whether there is one.
      if (answer.executions.length === 0 && !(await store.workflows.get(organizationOf(c), workflowId))) {
        throw noWorkflow(workflowId);
      }
      return c.json(answer, 200);
    });
}

export function noExecution(executionId: string): CodedError {
  return new CodedError(
    'not_found',
    `There is no execution "${executionId}". GET /api/executions lists those there are.`,
  );
}

function listed(head: ExecutionHead) {
  return { ...head, executionId: head.id, done: isFinished(head.status) };
}

export function wantedOf(c: Context): Wanted {
  const after = numberParam(c, 'after', { min: 0, max: Number.MAX_SAFE_INTEGER });
  const results = !saysNone(c, 'results');
  if (saysNone(c, 'logs')) return { logs: 'none', results };
  return { logs: after === undefined ? 'newest' : { after }, results };
}

function saysNone(c: Context, name: string): boolean {
  const given = c.req.query(name);
  if (given === undefined || given === 'none') return given === 'none';
  throw new CodedError('bad_request', `Expected "${name}" to be "none" or absent, got "${given}".`);
}

/** Without its `W/`, which a comparison of weak tags leaves out of account. */
function etag({ version }: ExecutionHead, { logs, results }: Wanted): string {
  return `"${SHAPE}.${version}.${typeof logs === 'string' ? logs : logs.after}${results ? '' : '.bare'}"`;
}
