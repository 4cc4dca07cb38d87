/**
 * The port to storage: nouns with a few verbs, types only. Implementations hold the only SQL of the program.
 *
 * Every read on behalf of somebody takes the `organizationId` first: another organization's id is answered like one
 * that does not exist (null). What the engine does takes no organization: it is fenced by a lease instead.
 * A store never throws an HTTP status; it throws `CodedError` for what a caller may be told (`conflict`,
 * `revision_mismatch`, `storage_unavailable`) and anything else for what is broken.
 */
import type { Accounts, ApiTokens, Audit, Invitations, Sessions } from './account-store.ts';
import type { Dashboards, Statistics } from './dashboard-store.ts';
import type { Databases } from './database-store.ts';
import type { NodeCounts } from './execution-state.ts';
import type {
  Execution,
  ExecutionHead,
  ExecutionStatus,
  JsonText,
  Progress,
  StoredLogRow,
  TokenChunk,
  TriggerType,
  Workflow,
  WorkflowDocument,
  WorkflowSummary,
} from './model.ts';
import type { Overview } from './overview-store.ts';
import type { Credentials, EmbedKeys, Sealed } from './secret-store.ts';

export type Store = {
  readonly workflows: Workflows;
  readonly executions: Executions;
  readonly leases: Leases;
  readonly queue: Queue;
  readonly duties: Duties;
  readonly logs: Logs;
  readonly signals: Signals;
  readonly tokens: Tokens;
  readonly schedules: Schedules;
  readonly webhooks: Webhooks;
  readonly accounts: Accounts;
  readonly invitations: Invitations;
  readonly sessions: Sessions;
  readonly apiTokens: ApiTokens;
  readonly audit: Audit;
  readonly credentials: Credentials;
  readonly embedKeys: EmbedKeys;
  readonly sealed: Sealed;
  readonly dashboards: Dashboards;
  readonly statistics: Statistics;
  readonly databases: Databases;
  readonly changes: Changes;
  readonly upkeep: Upkeep;
  readonly overview: Overview;
  /** bytes that one row may hold, all its texts together: little on a server */
  readonly rowMax: number;
  close(): Promise<void>;
};

/** A page of a list: `next` is the cursor of the following page, null at the end. A bad cursor is `bad_request`. */
export type Page<T> = { readonly items: T[]; readonly next: string | null };
export type PageRequest = { readonly limit: number; readonly before?: string };

// ── workflows ───────────────────────────────────────────────────────────────────────────────────────────────────────

export type WorkflowDraft = {
  readonly name: string;
  readonly tags: readonly string[];
  readonly document: WorkflowDocument;
};
export type Revision = { readonly revision: number; readonly createdAt: string; readonly name: string };
/** The newest execution of a workflow, as its list shows it. */
export type LastExecution = {
  readonly executionId: string;
  readonly status: ExecutionStatus;
  readonly createdAt: string;
};

/** A workflow as its list shows it. */
export type ListedWorkflow = WorkflowSummary & {
  readonly lastExecution: LastExecution | null;
  /** its last executions, newest first, as many as were asked for */
  readonly recent: readonly Omit<LastExecution, 'createdAt'>[];
  /** when its next schedule is due; null: none is */
  readonly nextRunAt: string | null;
};
export type WorkflowFilter = PageRequest & {
  /** what the name or a tag contains */
  readonly search?: string;
  /** a tag that it has */
  readonly tag?: string;
  /** how many of its last executions are wanted, none by default */
  readonly recent?: number;
};

export type Workflows = {
  /** Revision 1, published. */
  create(organizationId: string, id: string, draft: WorkflowDraft, now: string): Promise<Workflow>;
  /**
   * A new revision (the same one when nothing changed); null when there is no such workflow. With `ifRevision`, throws `revision_mismatch` unless
   * that is the newest.
   */
  update(
    organizationId: string,
    id: string,
    draft: WorkflowDraft,
    now: string,
    ifRevision?: number,
  ): Promise<Workflow | null>;
  /** The newest revision, the published one, or revision n. A removed workflow is found by revision n only. */
  get(organizationId: string, id: string, revision?: number | 'published'): Promise<Workflow | null>;
  /** The published revision of the workflow that has the webhook token of this digest; null when the two do not fit. */
  ofWebhook(id: string, tokenDigest: string): Promise<Workflow | null>;
  /** Most recently updated first. */
  list(organizationId: string, filter: WorkflowFilter): Promise<Page<ListedWorkflow>>;
  /** Takes it out of lists, schedules and webhooks; its executions and their revisions stay until retention ends them. False: no such workflow. */
  remove(organizationId: string, id: string, now: string): Promise<boolean>;
  /** Newest first; null when there is no such workflow. */
  revisions(organizationId: string, id: string): Promise<Revision[] | null>;
  /** Makes a revision the one that schedules and webhooks run; null when workflow or revision do not exist. */
  publish(organizationId: string, id: string, revision: number, now: string): Promise<Workflow | null>;
};

// ── executions ──────────────────────────────────────────────────────────────────────────────────────────────────────

export type NewExecution = {
  readonly id: string;
  readonly organizationId: string;
  readonly workflowId: string;
  readonly workflowRevision: number;
  readonly triggerType: TriggerType;
  /** the node a webhook or schedule begins at; null: as the plan decides */
  readonly triggerNodeId: string | null;
  readonly inputs: JsonText;
  readonly createdAt: string;
  /** higher goes first; what a person started is above what a schedule started */
  readonly priority: number;
  /** nodes of the definition, comments left out */
  readonly nodeCount: number;
  readonly idempotencyKey: string | null;
  /** a digest of what was asked, so that the same key with another body is found out */
  readonly idempotencyDigest: string | null;
  readonly retryOf: string | null;
  readonly parentId: string | null;
  readonly parentNodeId: string | null;
  readonly depth: number;
  /** who asked for it: `<type>:<name>` */
  readonly startedBy?: string | null;
};

/** `created` false: one with this id or idempotency key was there, and is answered instead. */
export type Created = {
  readonly created: boolean;
  readonly execution: ExecutionHead;
  readonly idempotencyDigest: string | null;
};

export type ExecutionFilter = PageRequest & {
  readonly workflowId?: string;
  readonly status?: readonly ExecutionStatus[];
  readonly trigger?: TriggerType;
  /** created at or after, ISO */
  readonly from?: string;
  /** created before, ISO */
  readonly to?: string;
};

export type Executions = {
  /** Resolves when it is committed, `pending`. One that begins at once is created by its first `LeaseCommit` instead. */
  create(execution: NewExecution): Promise<Created>;
  get(organizationId: string, id: string): Promise<Execution | null>;
  /** Without payload columns: cheap whatever the size of the execution. */
  head(organizationId: string, id: string): Promise<ExecutionHead | null>;
  /** Newest first, no payloads. */
  list(organizationId: string, filter: ExecutionFilter): Promise<Page<ExecutionHead>>;
  /** The retry of an execution that is unfinished, else the newest; null when there is none. */
  lastRetry(organizationId: string, retryOf: string): Promise<ExecutionHead | null>;
  /** Unfinished executions of a workflow that a trigger began (for overlap rules). */
  countUnfinished(workflowId: string, trigger: TriggerType): Promise<number>;
  /** Unfinished direct children (sub-workflows) of an execution. */
  unfinishedChildren(parentId: string): Promise<string[]>;
};

// ── leases: the only way to advance an execution ────────────────────────────────────────────────────────────────────

/** What may be claimed now; `concurrency` is how many of its workflow may run at once, null: any number. */
export type Due = {
  readonly executionId: string;
  readonly workflowId: string;
  readonly priority: number;
  readonly concurrency: number | null;
};

export type Lease = { readonly executionId: string; readonly owner: string; readonly epoch: number };

/** A claimed execution: what the engine needs to go on. */
export type Claimed = Lease & {
  readonly organizationId: string;
  readonly workflowId: string;
  readonly workflowRevision: number;
  readonly triggerType: TriggerType;
  readonly triggerNodeId: string | null;
  readonly inputs: JsonText;
  readonly createdAt: string;
  readonly startedAt: string;
  readonly lastSeq: number;
  /** milliseconds it was active before this lease; waiting does not count */
  readonly activeMs: number;
  readonly retryOf: string | null;
  readonly parentId: string | null;
  readonly parentNodeId: string | null;
  readonly depth: number;
  /** signals sent to it so far */
  readonly signalCount: number;
};

export type End =
  | {
      readonly kind: 'finished';
      readonly status: 'completed' | 'failed' | 'cancelled';
      readonly completedAt: string;
      readonly error: string | null;
      readonly nodeResults: JsonText;
      readonly finalOutput: JsonText | null;
    }
  /** gives the lease up until `wakeAt` or a signal beyond the `signalsSeen` ones */
  | { readonly kind: 'waiting'; readonly wakeAt: string | null; readonly signalsSeen: number }
  /** gives the lease up as it is; anyone may claim it at once */
  | { readonly kind: 'released' };

export type Creation = {
  readonly execution: NewExecution;
  /** when its lease ends unless it is renewed, ISO */
  readonly leaseUntil: string;
  readonly startedAt: string;
};

/** One unit of a group commit: all of it is written, or, when the lease is lost, none of it. */
export type LeaseCommit = Lease & {
  /**
   * The execution itself, in its first commit when it is created under its first lease (epoch 1). False is answered when
   * one with its id or idempotency key was there; while the storage fails it is refused, as all that is new.
   */
  readonly creation?: Creation;
  readonly organizationId: string;
  readonly workflowId: string;
  readonly now: string;
  readonly rows: readonly StoredLogRow[];
  readonly lastSeq: number;
  readonly currentNodeId: string | null;
  readonly nodeCount: number;
  readonly counts: NodeCounts;
  readonly activeMs: number;
  readonly end?: End;
  /** sent in the same commit: to the parent of a finished child, to the children of a cancelled parent */
  readonly signals?: readonly NewSignal[];
  readonly tokens?: readonly TokenChunk[];
  /** nodes whose terminal row is among `rows`: their kept tokens go */
  readonly tokensEnded?: readonly string[];
  /** it was sent before and its answer was lost: when it is written already, it is held */
  readonly again?: boolean;
};

/** What there is to know of an execution before its lease is claimed, whosever it is. */
export type Holding = {
  readonly executionId: string;
  readonly organizationId: string;
  readonly workflowId: string;
  readonly parentId: string | null;
  readonly parentNodeId: string | null;
  readonly depth: number;
  readonly status: ExecutionStatus;
  readonly epoch: number;
  /** null: nobody holds the lease */
  readonly owner: string | null;
  readonly until: string | null;
};

export type Leases = {
  /**
   * Takes the lease of an execution that is pending, waiting, or running with no or an expired lease: status
   * `running`, epoch + 1. Null: it is finished, or somebody else's. Resolves when it is committed.
   */
  claim(executionId: string, owner: string, now: string, until: string): Promise<Claimed | null>;
  /** Puts the end of leases off; answers the executions whose lease was lost. */
  renew(leases: readonly Lease[], until: string): Promise<string[]>;
  /**
   * False: the lease is lost and nothing was written. Commits are grouped; resolves when it is on the disk. While the
   * storage fails it waits, and goes on by itself; all other writes are answered `storage_unavailable` meanwhile.
   * Rejects only what can never be written, such as a row over the limit of a server (5 MB): `too_large`.
   */
  commit(unit: LeaseCommit): Promise<boolean>;
  /**
   * What may be claimed, first what has the highest priority, then the oldest; workflows in `except` left out. Of one
   * workflow's waiting executions, those that woke first are offered when they are more than `limit`.
   * Costs no more with 100,000 pending executions of one workflow in `except`.
   */
  due(now: string, limit: number, except?: readonly string[]): Promise<Due[]>;
  /** When, after a time, the next waiting execution wants to wake or lease runs out, ISO; null: none does. */
  nextDue(after: string): Promise<string | null>;
  /** Frees every lease of earlier processes. Only for who holds the database file alone. Answers how many. */
  abandon(): Promise<number>;
  /** No lease of what the queue of other machines was given ends before `until`: it could not be renewed meanwhile. */
  spare(until: string): Promise<void>;
  /** Null: there is no such execution. */
  holding(executionId: string): Promise<Holding | null>;
};

// ── more machines ───────────────────────────────────────────────────────────────────────────────────────────────────

/** One that the queue has; `queuedAt` says which time it was given. */
export type Queued = { readonly executionId: string; readonly queuedAt: string };
export type Gave =
  | { readonly kind: 'given'; readonly epoch: number }
  /** as many of its workflow as may run at once are queued or running */
  | { readonly kind: 'full' }
  /** it is in the queue already */
  | { readonly kind: 'queued' }
  /** it cannot be claimed: finished, waiting, or somebody advances it */
  | { readonly kind: 'gone' };
export type QueuedState = {
  readonly executionId: string;
  readonly status: ExecutionStatus;
  readonly error: string | null;
  /** whether somebody holds its lease */
  readonly held: boolean;
  readonly queuedAt: string | null;
};

/**
 * What was given to the queue of other machines: whoever claims it there advances it, and `due` offers it to nobody. It
 * is out of the queue when it ends or waits.
 */
export type Queue = {
  /** Gives what may be claimed now. One of many that ask at once is answered `given`. */
  give(executionId: string, now: string): Promise<Gave>;
  /**
   * Takes these out of the queue unless somebody holds their lease, or they were given anew since; answers which. With
   * `lost`, their epoch goes up, so that giving them again is something new.
   */
  takeBack(queued: readonly Queued[], now: string, lost: boolean): Promise<string[]>;
  /** Those given before a time that nobody advances, the longest queued first, after a place in that order. */
  unattended(before: string, now: string, limit: number, after?: Queued): Promise<Queued[]>;
  /** Of those that are there, in any order. */
  states(executionIds: readonly string[], now: string): Promise<QueuedState[]>;
  /** In the queue, and those of them that somebody advances. */
  counts(now: string): Promise<{ readonly queued: number; readonly held: number }>;
};

/** What exactly one of several servers on a database does. */
export type Duties = {
  /** Takes a duty that is free or over, or keeps one's own, until a time. False: it is another's. */
  hold(name: string, owner: string, now: string, until: string): Promise<boolean>;
  /** Frees one's own, so that another need not wait for its end. */
  release(name: string, owner: string): Promise<void>;
};

// ── logs ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A stored row whose payloads over the cap are null, beside the first 2 KB of their text and their size in bytes. */
export type CappedLogRow = StoredLogRow & {
  readonly inputPreview?: string;
  readonly inputSize?: number;
  readonly outputPreview?: string;
  readonly outputSize?: number;
};

export type Logs = {
  /** Rows with `seq > after`, oldest first, payloads whole. */
  read(executionId: string, after: number, limit: number): Promise<StoredLogRow[]>;
  /** The same with payloads over 16 KB left out at the source. */
  readCapped(executionId: string, after: number, limit: number): Promise<CappedLogRow[]>;
  /** The newest rows, oldest first: at most `limit`, and no more than `maxBytes` of payload. */
  tail(executionId: string, limit: number, maxBytes: number): Promise<CappedLogRow[]>;
  one(executionId: string, seq: number): Promise<StoredLogRow | null>;
};

// ── signals, tokens ─────────────────────────────────────────────────────────────────────────────────────────────────

export type SignalKind = 'cancel' | 'resume' | 'child';
export type NewSignal = {
  readonly executionId: string;
  readonly kind: SignalKind;
  /** '' where the kind speaks of the whole execution */
  readonly nodeId: string;
  readonly payload: JsonText | null;
  readonly createdAt: string;
};
export type Signal = NewSignal;

export type Signals = {
  /**
   * One per (execution, kind, node). `new`: it is written and a waiting execution may be claimed at once; `same` or
   * `different`: one was there, with this or with another payload. A finished execution takes none: `finished`.
   */
  send(signal: NewSignal): Promise<'new' | 'same' | 'different' | 'finished'>;
  list(executionId: string): Promise<Signal[]>;
  /** Of the executions that `owner` holds, how many signals each was sent; those without any are left out. */
  counts(owner: string): Promise<ReadonlyMap<string, number>>;
};

export type Tokens = {
  /** The text so far of nodes without a terminal row, in order. */
  read(executionId: string): Promise<TokenChunk[]>;
};

// ── triggers ────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Schedule = {
  readonly workflowId: string;
  readonly nodeId: string;
  readonly organizationId: string;
  /** a digest of the trigger's schedule: a changed one begins anew */
  readonly spec: string;
  readonly nextAt: string;
  /** `nextAt` is the first time due after this one; null: nobody noted what the clock showed then */
  readonly plannedAt: string | null;
};

export type Schedules = {
  /**
   * Makes these the schedules of a workflow, as its published `revision` has them; one whose `spec` is unchanged keeps
   * its `nextAt` and `plannedAt`. Does nothing when another revision is published by now.
   */
  replace(workflowId: string, revision: number, schedules: readonly Schedule[]): Promise<void>;
  /** Workflows whose published revision is not the one that their schedules were made from. */
  stale(limit: number): Promise<{ readonly organizationId: string; readonly workflowId: string }[]>;
  due(now: string, limit: number): Promise<Schedule[]>;
  /** Moves on from a tick that was dealt with, as planned at a time; does nothing when another moved it on before. */
  advance(schedule: Schedule, nextAt: string, plannedAt: string): Promise<void>;
  nextAt(): Promise<string | null>;
  /** Those not known to have been planned by `now`, by workflow and node, in pages: those behind `after`. */
  unplanned(now: string, after: Pick<Schedule, 'workflowId' | 'nodeId'> | null, limit: number): Promise<Schedule[]>;
  list(organizationId: string): Promise<Schedule[]>;
};

export type Webhooks = {
  /** Keeps the digest of a workflow's token, in place of an earlier one. */
  setToken(organizationId: string, workflowId: string, digest: string, now: string): Promise<void>;
  hasToken(workflowId: string): Promise<boolean>;
};

// ── changes, upkeep ─────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * What a commit changed. A hint, given after the commit, in this process only: the database is the truth. A signal is
 * told as a change of whom it was sent to, without rows, so that whoever holds or may claim it looks at once.
 */
export type Change = {
  readonly executionId: string;
  readonly organizationId: string;
  readonly workflowId: string;
  readonly status: ExecutionStatus;
  readonly currentNodeId: string | null;
  readonly progress: Progress;
  readonly lastSeq: number;
  readonly rows: readonly StoredLogRow[];
  readonly tokens: readonly TokenChunk[];
};

export type Changes = {
  /** Listeners must not throw and must not wait. Answers the way to stop. */
  subscribe(listener: (change: Change) => void): () => void;
};

export type Retention = { readonly maxAgeDays: number; readonly maxPerWorkflow: number };
export type StorageHealth = {
  readonly writable: boolean;
  /** what is wrong and what to do; null while it is writable */
  readonly message: string | null;
  /** units that wait to be written */
  readonly pending: number;
  /** groups and units that were written since the start, and tries that failed */
  readonly groups: number;
  readonly units: number;
  readonly failures: number;
  /** of the database file with its log; null on a server */
  readonly sizeBytes: number | null;
  /** of the file, pages that hold nothing and are used again; null on a server */
  readonly reusableBytes: number | null;
  /** left on the disk of the file; null on a server */
  readonly freeBytes: number | null;
};

export type Upkeep = {
  /** Removes finished executions that are too old or too many (in small steps) and gives the space back. Answers how many. */
  retain(retention: Retention, now: string, shouldStop?: () => boolean): Promise<number>;
  health(): Promise<StorageHealth>;
  /** Unfinished executions by status, for metrics; finished ones are a history that is not counted. */
  counts(): Promise<Partial<Record<ExecutionStatus, number>>>;
  /** A consistent copy of a local database at `path`, while it is in use. */
  backup(path: string): Promise<void>;
};
