/**
 * Embedding: tokens, and the few routes that a page inside somebody else's product asks. Those take nothing but an embed
 * token, which no other route takes: what is not here, such a page cannot do.
 */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import { isFinished } from '../../../db/execution-state.ts';
import type { ExecutionHead, JsonRecord } from '../../../db/model.ts';
import type { EmbedProof } from '../../auth/embed.ts';
import type { LogRowAnswer } from '../answers.ts';
import { jsonBody } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import type { Prover } from '../embed-prover.ts';
import { embedExecuteBody, embedKeyBody, embedTokenBody } from '../embed-schemas.ts';
import { embeddedExecution, embeddedGraph, embeddedHead, formInputs, startedByViewer } from '../embed-view.ts';
import { organizationOf } from '../organization.ts';
import { limitParam, streamCursor, wholeNumber } from '../query.ts';
import type { Recorder } from '../recorder.ts';
import type { Streams } from '../sse.ts';
import type { StreamRights } from '../stream-rights.ts';
import { noExecution, wantedOf } from './executions.ts';

/** What the routes of embedding share. */
export type EmbedLive = { readonly streams: Streams; readonly rights: StreamRights; readonly prover: Prover };

export function embedTokenRoutes({ store, dashboards, embed, embedKeys, config }: HttpDeps, record: Recorder) {
  return new Hono()
    .post('/api/embed-tokens', jsonBody(embedTokenBody, config), async (c) => {
      const organizationId = organizationOf(c);
      const { expiresIn, viewer, ...asked } = c.req.valid('json');
      const { executionId = null, workflowId = null, dashboardId = null, range = null, filters = {}, ...grant } = asked;
      if (executionId !== null && !(await store.executions.head(organizationId, executionId))) {
        throw noExecution(executionId);
      }
      if (workflowId !== null && !(await store.workflows.get(organizationId, workflowId))) {
        throw new CodedError('not_found', `There is no workflow "${workflowId}".`);
      }
      if (dashboardId !== null) await dashboards.get(organizationId, dashboardId);
      const on = { executionId, workflowId, dashboardId, range, filters };
      const whole = { organizationId, ...on, viewer: viewer ?? randomUUID(), ...grant };
      const { token, until } = await embed.sign(whole, expiresIn);
      // behind `#`: a browser tells nobody that part of an address
      const url = `${config.publicUrl ?? new URL(c.req.url).origin}/embed/${pathOf(on)}#${token}`;
      await record(c, {
        action: 'embed.token',
        target: executionId ?? workflowId ?? dashboardId ?? undefined,
        details: { ...grant },
      });
      return c.json({ token, url, viewer: whole.viewer, expiresAt: new Date(until).toISOString() }, 201);
    })
    .get('/api/embed-keys', async (c) => {
      const keys = await store.embedKeys.list(organizationOf(c));
      return c.json({ keys: keys.map(({ sealed: _, ...key }) => key), next: null }, 200);
    })
    .post('/api/embed-keys', jsonBody(embedKeyBody, config), async (c) => {
      const key = await embedKeys.add(organizationOf(c), c.req.valid('json').name);
      await record(c, { action: 'embed.key', target: key.kid, details: { name: key.name } });
      return c.json(key, 201);
    })
    .delete('/api/embed-keys/:kid', async (c) => {
      const { kid } = c.req.param();
      if (!(await store.embedKeys.remove(organizationOf(c), kid))) {
        throw new CodedError('not_found', `There is no embed key "${kid}".`);
      }
      await record(c, { action: 'embed.key-removed', target: kid });
      return c.body(null, 204);
    });
}

export function embedRoutes({ store, feed, executions, config }: HttpDeps, live: EmbedLive) {
  const { streams, rights, prover } = live;
  const { proofOf, opened, rightTo } = prover;

  function mayRun({ scopes, workflowId }: EmbedProof): string {
    if (scopes.includes('run') && workflowId !== null) return workflowId;
    throw new CodedError('forbidden', 'Expected a token for a workflow with the scope "run".');
  }

  async function workflowOf({ organizationId, workflowId, executionId }: EmbedProof) {
    const head = executionId === null ? null : await store.executions.head(organizationId, executionId);
    const id = workflowId ?? head?.workflowId;
    const found = id === undefined ? null : await store.workflows.get(organizationId, id, head?.workflowRevision);
    return { workflow: found, revision: head?.workflowRevision };
  }

  return new Hono()
    .get('/api/embed', async (c) => {
      const proof = await proofOf(c);
      const { workflow, revision } = await workflowOf(proof);
      const { executionId, workflowId, dashboardId, scopes, payloads, origins, viewer, until } = proof;
      const inputs = workflow && scopes.includes('run') ? formInputs(workflow) : [];
      const shown = workflow && embeddedGraph(workflow, revision);
      const on = { executionId, workflowId, dashboardId };
      const grant = { ...on, scopes: [...scopes], payloads, origins: [...origins], viewer };
      return c.json({ ...grant, expiresAt: new Date(until).toISOString(), workflow: shown, inputs }, 200);
    })
    .get('/api/embed/executions', async (c) => {
      const { organizationId, workflowId, scopes, payloads } = await proofOf(c);
      if (workflowId === null || !scopes.includes('watch')) {
        throw new CodedError('forbidden', 'Expected a token for a workflow with the scope "watch".');
      }
      const limit = limitParam(c, 20, 100);
      const { items, next } = await store.executions.list(organizationId, {
        workflowId,
        limit,
        before: c.req.query('before'),
      });
      return c.json({ executions: items.map((head) => embeddedHead(head, payloads)), next }, 200);
    })
    .post('/api/embed/execute', jsonBody(embedExecuteBody, config, {}), async (c) => {
      const proof = await proofOf(c);
      const submitted = await executions.submit({
        organizationId: proof.organizationId,
        workflowId: mayRun(proof),
        triggerType: 'manual',
        inputs: (c.req.valid('json').inputs ?? {}) as JsonRecord,
        startedBy: startedByViewer(proof),
        traceparent: c.req.header('traceparent'),
      });
      return c.json({ success: true as const, executionId: submitted.executionId, status: 'pending' as const }, 202);
    })
    .get('/api/embed/executions/:executionId', async (c) => {
      const proof = await proofOf(c);
      const head = await opened(proof, c.req.param('executionId'));
      const wanted = wantedOf(c);
      const tag = `"${head.version}.${JSON.stringify(wanted.logs).replaceAll('"', '')}.${proof.payloads}"`;
      const headers = { ETag: `W/${tag}`, 'Cache-Control': 'private, no-cache' };
      if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304, headers);
      const execution = await embeddedExecution(store, proof, head.id, wanted);
      if (!execution) throw noExecution(head.id);
      return c.json(execution, 200, headers);
    })
    .get('/api/embed/executions/:executionId/logs/:seq', async (c) => {
      const proof = await proofOf(c);
      const { executionId, seq } = c.req.param();
      await opened(proof, executionId);
      if (!proof.payloads) throw new CodedError('forbidden', 'Expected a token with "payloads".');
      const number = wholeNumber(seq);
      if (number === null) throw new CodedError('bad_request', `Expected the number of a log row, got "${seq}".`);
      const row = await executions.wholeRow(proof.organizationId, executionId, number);
      if (!row) throw new CodedError('not_found', `The execution "${executionId}" has no log row ${seq}.`);
      return c.json(row as LogRowAnswer, 200);
    })
    .get('/api/embed/executions/:executionId/stream', async (c) => {
      const proof = await proofOf(c);
      const head = await opened(proof, c.req.param('executionId'));
      const after = streamCursor(c);
      if (isRead(head, after)) return c.body(null, 204);
      return streams.open(
        c,
        rights.admit(rightTo(proof), (sink) => feed.follow(head, after, sink, !proof.payloads)),
      );
    })
    .post('/api/embed/executions/:executionId/cancel', async (c) => {
      const proof = await proofOf(c);
      mayRun(proof);
      const own = { ...proof, scopes: ['run'] as const };
      const head = await opened(own, c.req.param('executionId'));
      const { status } = await executions.cancel(proof.organizationId, head.id);
      return c.json({ success: true as const, executionId: head.id, status }, 200);
    });
}

/** Of the page that a token opens. */
function pathOf({
  executionId,
  workflowId,
  dashboardId,
}: Pick<EmbedProof, 'executionId' | 'workflowId' | 'dashboardId'>) {
  if (executionId !== null) return `execution/${executionId}`;
  return workflowId === null ? `dashboard/${dashboardId}` : `workflow/${workflowId}`;
}

export function isRead(head: ExecutionHead, after: number): boolean {
  return isFinished(head.status) && after >= head.lastSeq;
}
