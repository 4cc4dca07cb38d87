/**
 * What workers on other machines ask, under `/internal`. It is no part of the API for programs: `server/remote/wire.ts` is the
 * contract, and worker and server hold each other to its version. A worker's token opens this and nothing else.
 */
import { Hono } from 'hono';
import { callsBody, childBody, claimBody, commitBody, renewBody, textBody } from '../../remote/wire.ts';
import { jsonBody } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import type { ErrorBody } from '../errors.ts';
import { numberParam } from '../query.ts';
import { BODY_FACTOR, reachOf } from '../reach.ts';

const ROWS_MAX = 1_000;
/** What is sent has text where payloads are, so its own nesting is that of the schema. */
const NESTING = Number.POSITIVE_INFINITY;

export function internalRoutes({ remoteHosts, executions, config }: HttpDeps) {
  const large = { bodyMax: Math.max(config.bodyMax, config.payloadMax * BODY_FACTOR), nestingMax: NESTING };
  const small = { bodyMax: config.bodyMax, nestingMax: NESTING };

  return new Hono()
    .get('/internal/config', (c) => c.json(remoteHosts.config(reachOf(c)), 200))
    .post('/internal/executions/:executionId/claim', jsonBody(claimBody, small), async (c) => {
      const { owner, leaseMs } = c.req.valid('json');
      const { executionId } = c.req.param();
      const answer = await remoteHosts.claim(reachOf(c), executionId, owner, leaseMs);
      if ('claimed' in answer) return c.json(answer, 200);
      const sentence = `Execution "${executionId}" is ${answer.status}: there is nothing to claim.`;
      return c.json({ error: sentence, code: 'conflict', ...answer } satisfies ErrorBody & object, 409);
    })
    .post('/internal/leases', jsonBody(renewBody, small), async (c) => {
      const { owner, leaseMs, leases } = c.req.valid('json');
      return c.json(await remoteHosts.renew(owner, leaseMs, leases), 200);
    })
    .post('/internal/commits', jsonBody(commitBody, large), async (c) => {
      const { owner, units } = c.req.valid('json');
      return c.json({ results: await remoteHosts.commit(reachOf(c), owner, units) }, 200);
    })
    .post('/internal/text', jsonBody(textBody, small), async (c) => {
      await remoteHosts.text(reachOf(c), c.req.valid('json').texts);
      return c.body(null, 204);
    })
    .post('/internal/calls', jsonBody(callsBody, small), async (c) => {
      const { owner, seen, waitMs } = c.req.valid('json');
      return c.json({ calls: await remoteHosts.calls(owner, seen, waitMs, c.req.raw.signal) }, 200);
    })
    .post('/internal/executions/:executionId/children', jsonBody(childBody, large), async (c) => {
      return c.json(await remoteHosts.createChild(reachOf(c), c.req.param('executionId'), c.req.valid('json')), 200);
    })
    .post('/internal/executions/:executionId/cancel', async (c) => {
      const { executionId } = c.req.param();
      const organizationId = await remoteHosts.organizationOf(reachOf(c), executionId);
      return c.json(await executions.cancel(organizationId, executionId), 200);
    })
    .get('/internal/organizations/:organizationId/executions/:executionId', async (c) => {
      const { organizationId, executionId } = c.req.param();
      return c.json({ execution: await remoteHosts.execution(reachOf(c), organizationId, executionId) }, 200);
    })
    .get('/internal/executions/:executionId/logs', async (c) => {
      const after = numberParam(c, 'after', { min: 0, max: Number.MAX_SAFE_INTEGER }) ?? 0;
      const limit = numberParam(c, 'limit', { min: 1, max: ROWS_MAX }) ?? ROWS_MAX;
      return c.json(await remoteHosts.logs(reachOf(c), c.req.param('executionId'), after, limit), 200);
    })
    .get('/internal/executions/:executionId/logs/:seq', async (c) => {
      const { executionId, seq } = c.req.param();
      return c.json({ row: await remoteHosts.logRow(reachOf(c), executionId, Number(seq)) }, 200);
    })
    .get('/internal/executions/:executionId/signals', async (c) => {
      return c.json({ signals: await remoteHosts.signals(reachOf(c), c.req.param('executionId')) }, 200);
    })
    .get('/internal/organizations/:organizationId/workflows/:workflowId', async (c) => {
      const { organizationId, workflowId } = c.req.param();
      const published = c.req.query('revision') === 'published';
      const revision = published
        ? ('published' as const)
        : numberParam(c, 'revision', { min: 1, max: Number.MAX_SAFE_INTEGER });
      return c.json({ workflow: await remoteHosts.workflow(reachOf(c), organizationId, workflowId, revision) }, 200);
    });
}
