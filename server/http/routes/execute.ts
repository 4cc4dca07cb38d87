/** Starting executions: by the API, by webhooks, and one node by itself. The hot path: little stands between. */
import { type Context, Hono } from 'hono';
import { CodedError, isCoded } from '../../../db/errors.ts';
import { isFinished } from '../../../db/execution-state.ts';
import type { Json, JsonRecord } from '../../../db/model.ts';
import { startedBy } from '../../auth/identity.ts';
import { createThrottle } from '../../auth/throttle.ts';
import type { Submitted, WebhookAnswer } from '../../executions/service.ts';
import { noWorkflow } from '../../workflows/service.ts';
import type { EndedAnswer, NodeResultAnswer, StartedAnswer, StartedServiceAnswer } from '../answers.ts';
import { jsonBody } from '../body.ts';
import { addressOf } from '../caller.ts';
import type { HttpDeps } from '../deps.ts';
import { jsonAnswer } from '../json-answer.ts';
import { organizationOf } from '../organization.ts';
import { idempotencyKey, waitParam } from '../query.ts';
import { executeBody, executeNodeBody, executeServiceBody } from '../schemas.ts';
import { everything, snapshot } from '../snapshot.ts';
import { readWebhook } from '../webhook-request.ts';

const ended = jsonAnswer<EndedAnswer>();

/** From one address; a right token is 256 random bits. */
const WRONG_TOKENS = { points: 60, seconds: 60 };

export function executeRoutes(deps: HttpDeps) {
  const { executions, store, config } = deps;

  const submit = (c: Context, workflowId: string, inputs: Record<string, unknown> | null | undefined) =>
    executions.submit({
      organizationId: organizationOf(c),
      workflowId,
      // Browsers say so, and only they do: what comes from one was started by a person.
      triggerType: c.req.header('sec-fetch-site') === undefined ? 'api' : 'manual',
      inputs: (inputs ?? {}) as JsonRecord,
      idempotencyKey: idempotencyKey(c),
      startedBy: startedBy(c.get('identity')),
      traceparent: c.req.header('traceparent'),
    });

  /** The whole execution if it has ended within the time that the caller waits; null otherwise. */
  async function whenEnded(c: Context, submitted: Submitted) {
    const ms = waitParam(c);
    if (ms === undefined) return null;
    const head = await executions.wait(organizationOf(c), submitted.executionId, ms);
    return head && isFinished(head.status) ? endedAnswer(c, submitted.executionId) : null;
  }

  async function endedAnswer(c: Context, executionId: string) {
    const found = await snapshot(store, organizationOf(c), executionId, everything);
    if (!found) return null;
    return ended(c, `{"success":${found.execution.status === 'completed'},${found.text.slice(1)}`, 200);
  }

  async function webhookAnswer(c: Context, answer: WebhookAnswer) {
    if (answer.submitted.replay) c.header('Idempotent-Replay', 'true');
    switch (answer.kind) {
      case 'accepted':
        return c.json(started(answer.submitted), 202);
      case 'ended':
        return (await endedAnswer(c, answer.submitted.executionId)) ?? c.json(started(answer.submitted), 202);
      case 'response':
        return customResponse(answer.statusCode, answer.headers, answer.body);
      default:
        return answer satisfies never;
    }
  }

  const webhookCalls = createThrottle({ points: config.webhookPerMinute, seconds: 60 });
  const wrongTokens = createThrottle(WRONG_TOKENS);

  /** Runs what a webhook's call begins. Who guesses tokens, or calls without end, is told to wait. */
  async function called(c: Context, workflowId: string, begin: () => Promise<WebhookAnswer>): Promise<WebhookAnswer> {
    const address = addressOf(c, config.trusts);
    await webhookCalls.take(`${workflowId} ${address}`);
    await wrongTokens.check(address);
    return begin().catch(async (error: unknown) => {
      if (isCoded(error, 'not_found')) await wrongTokens.take(address);
      throw error;
    });
  }

  return new Hono()
    .post('/api/workflow/:id/execute', jsonBody(executeBody, config, {}), async (c) => {
      waitParam(c);
      const submitted = await submit(c, c.req.param('id'), c.req.valid('json').inputs);
      if (submitted.replay) c.header('Idempotent-Replay', 'true');
      return (await whenEnded(c, submitted)) ?? c.json(started(submitted), 202);
    })
    .post('/api/workflows/execute', jsonBody(executeServiceBody, config), async (c) => {
      waitParam(c);
      const { workflowId, inputs, organizationId } = c.req.valid('json');
      if (organizationId != null && organizationId !== organizationOf(c)) throw noWorkflow(workflowId);
      const submitted = await submit(c, workflowId, inputs);
      if (submitted.replay) c.header('Idempotent-Replay', 'true');
      const { workflowName } = submitted;
      const answer: StartedServiceAnswer = { ...started(submitted), workflowId, workflowName };
      return (await whenEnded(c, submitted)) ?? c.json(answer, 202);
    })
    .post('/api/workflow/:id/execute-node', jsonBody(executeNodeBody, config), async (c) => {
      const { nodeId, type, input, inputs, config: nodeConfig } = c.req.valid('json');
      const began = deps.clock.now();
      const result = await executions.runNode({
        organizationId: organizationOf(c),
        workflowId: c.req.param('id'),
        nodeId,
        type,
        config: nodeConfig as JsonRecord | undefined,
        input: (input ?? null) as Json,
        inputs: (inputs ?? {}) as JsonRecord,
        signal: c.req.raw.signal,
      });
      const answer = { ...result, duration: deps.clock.now() - began } as NodeResultAnswer;
      return c.json(answer, 200);
    })
    .post('/api/webhook/:workflowId/:token', async (c) => {
      const { workflowId, token } = c.req.param();
      const waitMs = waitParam(c);
      const request = await readWebhook(c, config);
      const key = idempotencyKey(c);
      const begin = () => executions.webhook({ workflowId, token, ...request, idempotencyKey: key, waitMs });
      return webhookAnswer(c, await called(c, workflowId, begin));
    });
}

function started({ executionId, usingPrefect }: Submitted): StartedAnswer {
  return {
    success: true,
    executionId,
    status: 'pending',
    message: 'The workflow runs in the background.',
    backgroundExecution: true,
    usingPrefect,
  };
}

const NO_BODY = new Set([204, 205, 304]);
/** These belong to the connection and the dashboard's sessions, not to who wrote the workflow. */
const NOT_THEIRS = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'trailer',
  'set-cookie',
]);

/** What a `webhookResponse` node decided: text as it is, anything else as JSON. */
function customResponse(status: number, given: Record<string, string>, body: Json): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    if (NOT_THEIRS.has(name.toLowerCase())) continue;
    try {
      headers.set(name, value);
    } catch (cause) {
      throw new CodedError('internal', `The webhookResponse node gave a header that is none: "${name}".`, { cause });
    }
  }
  // A page that a workflow makes must not act as the dashboard, whose origin it shares.
  headers.set('content-security-policy', 'sandbox allow-forms allow-popups allow-scripts');
  headers.set('x-content-type-options', 'nosniff');
  if (NO_BODY.has(status) || body === null) return new Response(null, { status, headers });
  const isText = typeof body === 'string';
  if (!headers.has('content-type'))
    headers.set('content-type', isText ? 'text/plain; charset=utf-8' : 'application/json');
  return new Response(isText ? body : JSON.stringify(body), { status, headers });
}
