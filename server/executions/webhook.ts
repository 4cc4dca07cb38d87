import { CodedError } from '../../db/errors.ts';
import { isFinished } from '../../db/execution-state.ts';
import type { Json, JsonRecord, Node, StoredLogRow, WorkflowDocument } from '../../db/model.ts';
import type { Change } from '../../db/store.ts';
import { sha256 } from './digest.ts';
import type { ExecutionDeps, ExecutionService, Submitted, WebhookAnswer, WebhookRequest } from './service.ts';
import type { Submit } from './submit.ts';
import { ends, type Listening, type Wait, type Watch } from './watch.ts';

/** How long a caller is kept waiting at most when it does not say itself (ms). */
const WAIT_UNASKED = 30_000;

/** Begins an execution of the published revision at its webhook node, and answers as that node is set to. */
export function createWebhook(
  { store }: ExecutionDeps,
  { submit, wait, watch }: { submit: Submit; wait: Wait; watch: Watch },
): ExecutionService['webhook'] {
  /** The reply of the first `webhookResponse` node that ran, `ended` when none will, undefined while that is open. */
  async function reply(
    organizationId: string,
    submitted: Submitted,
    change: Change | undefined,
  ): Promise<Reply | 'ended' | undefined> {
    const told = change?.rows.find(isReply);
    if (told) return replyOf(told);
    const head = await store.executions.head(organizationId, submitted.executionId);
    if (!head) return 'ended';
    for (let after = 0; after < head.lastSeq; ) {
      const rows = await store.logs.read(submitted.executionId, after, 500);
      const row = rows.find(isReply);
      if (row) return replyOf(row);
      const last = rows.at(-1);
      if (!last) break;
      after = last.seq;
    }
    return isFinished(head.status) ? 'ended' : undefined;
  }

  async function answer(
    organizationId: string,
    submitted: Submitted,
    { kind, ms }: Mode,
    since: Listening | undefined,
  ): Promise<WebhookAnswer> {
    if (kind === 'responseNode') {
      const listening = since ?? watch.listen(submitted.executionId, tells);
      const look = (change: Change | undefined) => reply(organizationId, submitted, change);
      const found = await listening.until(ms, look, since !== undefined).finally(listening.stop);
      if (found !== undefined && found !== 'ended') return { kind: 'response', submitted, ...found };
      if (found === undefined) return { kind: 'accepted', submitted };
    }
    const isWaiting = kind === 'wait';
    const head = await wait(organizationId, submitted.executionId, isWaiting ? ms : 0, isWaiting ? since : undefined);
    if (!head || !isFinished(head.status)) return { kind: 'accepted', submitted };
    return { kind: 'ended', submitted, organizationId, head };
  }

  return async (request) => {
    const workflow = await store.workflows.ofWebhook(request.workflowId, sha256(request.token));
    const node = workflow?.document.nodes.find((each) => each.type === 'webhook');
    if (!workflow || !node) throw noWebhook(request);
    const { organizationId } = workflow;
    const { method, headers, query, body } = request;
    const asked = {
      organizationId,
      workflowId: workflow.id,
      triggerType: 'webhook',
      triggerNodeId: node.id,
      inputs: { _webhookData: { method, headers, query, body } },
      idempotencyKey: request.idempotencyKey,
      // Tracing and the like make the headers of a second try differ from the first.
      asked: body,
      traceparent: headers.traceparent,
    } as const;
    const mode = modeOf(node, workflow.document, request.waitMs);
    if (mode.kind === 'immediate' || mode.ms === 0) {
      return { kind: 'accepted', submitted: await submit(asked, { found: workflow }) };
    }
    let since: Listening | undefined;
    const before = (executionId: string) => {
      since = watch.listen(executionId, mode.kind === 'wait' ? ends : tells);
    };
    try {
      const submitted = await submit(asked, { found: workflow, before });
      return await answer(organizationId, submitted, mode, submitted.replay ? undefined : since);
    } finally {
      since?.stop();
    }
  };
}

type Mode = { readonly kind: 'immediate' | 'wait' | 'responseNode'; readonly ms: number };
type Reply = { readonly statusCode: number; readonly headers: Record<string, string>; readonly body: Json };

/** As the node says; where it says nothing: by the response node there is, else as the caller asked. */
function modeOf(node: Node, document: WorkflowDocument, waitMs: number | undefined): Mode {
  const said = node.config.responseMode;
  const ms = waitMs ?? WAIT_UNASKED;
  if (said === 'wait' || said === 'responseNode') return { kind: said, ms };
  if (said !== 'immediate' && canReachReply(node.id, document)) return { kind: 'responseNode', ms };
  return { kind: waitMs === undefined ? 'immediate' : 'wait', ms };
}

/** Whether a `webhookResponse` node comes somewhere after `from`. */
function canReachReply(from: string, { nodes, connections }: WorkflowDocument): boolean {
  const replies = new Set(nodes.filter((node) => node.type === 'webhookResponse').map((node) => node.id));
  if (replies.size === 0) return false;
  const after = Map.groupBy(connections, (connection) => connection.fromNodeId);
  const seen = new Set([from]);
  for (const id of seen) {
    if (replies.has(id)) return true;
    for (const { toNodeId } of after.get(id) ?? []) seen.add(toNodeId);
  }
  return false;
}

const tells = (change: Change): boolean => ends(change) || change.rows.some(isReply);

function isReply(row: StoredLogRow): boolean {
  return row.nodeType === 'webhookResponse' && row.status === 'completed';
}

function replyOf(row: StoredLogRow): Reply {
  const result = JSON.parse(row.result ?? '{}') as JsonRecord;
  const response = (result.response ?? {}) as JsonRecord;
  return {
    statusCode: typeof response.statusCode === 'number' ? response.statusCode : 200,
    headers: (response.headers ?? {}) as Record<string, string>,
    body: 'body' in response ? (response.body ?? null) : JSON.parse(row.outputData ?? 'null'),
  };
}

function noWebhook({ workflowId }: WebhookRequest): CodedError {
  return new CodedError(
    'not_found',
    `There is no webhook at this address: workflow "${workflowId}" does not exist, its published revision has no webhook node, or the token is not its own.`,
  );
}
