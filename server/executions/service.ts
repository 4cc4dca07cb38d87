/** What may be asked of executions, in the words of the domain: HTTP, schedules and webhooks all come through here. */

import type { Problem } from '../../db/errors.ts';
import type {
  ExecutionHead,
  ExecutionStatus,
  Json,
  JsonRecord,
  LogRow,
  NodeResult,
  StoredLogRow,
  TriggerType,
  Workflow,
} from '../../db/model.ts';
import type { Store } from '../../db/store.ts';
import type { Dispatcher } from '../queue/dispatcher.ts';

/** What the engine knows about workflows, as this folder needs it. */
export type Rules = {
  /** nodes that are part of the walk: comments left out */
  nodeCount(workflow: Workflow): number;
  /** what is wrong with the inputs of an execution; empty when nothing is */
  inputProblems(workflow: Workflow, inputs: JsonRecord): readonly Problem[];
  /** the node that a webhook or a schedule begins at; null: there is none, or the plan decides */
  startNode(workflow: Workflow, triggerType: TriggerType): string | null;
  /** Runs one node by itself; null when the workflow has none of this id. Throws `invalid` when its config is wrong. */
  tryNode(workflow: Workflow, trial: NodeTrial): Promise<NodeResult> | null;
  /** What a node was given, worked out from the log of its execution; undefined when it never ran. */
  pastInput(workflow: Workflow, past: Past): Json | undefined;
};
export type NodeTrial = {
  readonly nodeId: string;
  /** in place of the stored type; with it the node need not be stored at all */
  readonly type: string | undefined;
  /** in place of the stored config */
  readonly config: JsonRecord | undefined;
  readonly input: Json;
  readonly inputs: JsonRecord;
  readonly signal: AbortSignal | undefined;
};
export type Past = {
  readonly triggerType: TriggerType;
  readonly inputs: JsonRecord;
  readonly rows: readonly StoredLogRow[];
  readonly nodeId: string;
};

export type ExecutionDeps = {
  readonly store: Pick<Store, 'workflows' | 'executions' | 'logs' | 'signals' | 'webhooks' | 'changes'>;
  readonly dispatcher: Pick<Dispatcher, 'create' | 'offer' | 'wake' | 'cancel'>;
  readonly rules: Rules;
  readonly clock: Clock;
  /** An execution is about to begin as part of a trace (W3C Trace Context). */
  readonly trace?: ((executionId: string, traceparent: string) => void) | undefined;
};
/** The part of time that this folder needs: ms since 1970, and a call after so many ms. */
export type Clock = { now(): number; after(ms: number, callback: () => void): () => void };

export type SubmitRequest = {
  readonly organizationId: string;
  readonly workflowId: string;
  /** Left out: the published revision for webhooks and schedules, the newest for everything else. */
  readonly revision?: number;
  readonly triggerType: TriggerType;
  /** the node a webhook or schedule begins at */
  readonly triggerNodeId?: string;
  /** keyed by node id, or plain */
  readonly inputs: JsonRecord;
  readonly idempotencyKey?: string;
  /** what the same key must come with again; left out: the inputs */
  readonly asked?: Json;
  /** higher goes first; left out: what a person started is above what a schedule started */
  readonly priority?: number;
  /** who asks: `<type>:<name>` */
  readonly startedBy?: string | null;
  /** the trace that it is part of, as its header says */
  readonly traceparent?: string | undefined;
};

export type Submitted = {
  readonly executionId: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly status: ExecutionStatus;
  /** true: this had been asked before, and nothing new was begun */
  readonly replay: boolean;
  readonly usingPrefect: boolean;
  readonly retryOf?: string;
};

export type RunNodeRequest = {
  readonly organizationId: string;
  readonly workflowId: string;
  readonly nodeId: string;
  /** in place of the stored type, for trying a node before it is saved */
  readonly type?: string;
  /** in place of the stored config, for trying a change before it is saved */
  readonly config?: JsonRecord;
  readonly input: Json;
  readonly inputs?: JsonRecord;
  readonly signal?: AbortSignal;
};

export type WebhookRequest = {
  readonly workflowId: string;
  readonly token: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly query: JsonRecord;
  readonly body: Json;
  readonly idempotencyKey?: string;
  /** milliseconds; in place of what the webhook node is set to */
  readonly waitMs?: number;
};

export type WebhookAnswer =
  /** the execution goes on in the background */
  | { readonly kind: 'accepted'; readonly submitted: Submitted }
  /** it has ended within the wait */
  | {
      readonly kind: 'ended';
      readonly submitted: Submitted;
      readonly organizationId: string;
      readonly head: ExecutionHead;
    }
  /** a `webhookResponse` node decided the reply */
  | {
      readonly kind: 'response';
      readonly submitted: Submitted;
      readonly statusCode: number;
      readonly headers: Record<string, string>;
      readonly body: Json;
    };

export type ExecutionService = {
  /**
   * Creates a `pending` execution and hands it on. Throws `not_found`, `invalid` (inputs, with every problem),
   * `idempotency_mismatch`, `storage_unavailable`.
   */
  submit(request: SubmitRequest): Promise<Submitted>;
  /** The execution once it has ended, or as it is after `ms` milliseconds; null: there is none. */
  wait(organizationId: string, executionId: string, ms: number): Promise<ExecutionHead | null>;
  /** Throws `not_found` and `already_finished`. `cancelling`: what it runs is still ending. */
  cancel(organizationId: string, executionId: string): Promise<{ status: 'cancelling' | 'cancelled' }>;
  /** Throws `not_found` and `not_retryable`. While a retry of it runs, answers that one, with `replay`. */
  retry(organizationId: string, executionId: string): Promise<Submitted>;
  /** Throws `not_found`, `already_finished`, `not_waiting`, `invalid` (which node is meant?) and `conflict` (answered otherwise before). */
  resume(
    organizationId: string,
    executionId: string,
    answer: { nodeId?: string; approved: boolean; data?: Json },
  ): Promise<{ nodeId: string }>;
  /** Runs one node by itself, keeping nothing. Throws `not_found` and `invalid`. */
  runNode(request: RunNodeRequest): Promise<NodeResult>;
  /** Throws `not_found` (workflow and token do not fit), and what `submit` throws. */
  webhook(request: WebhookRequest): Promise<WebhookAnswer>;
  /** One row with whole payloads, the input of pure nodes filled in; null: there is none. */
  wholeRow(organizationId: string, executionId: string, seq: number): Promise<LogRow | null>;
};
