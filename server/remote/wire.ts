/**
 * What workers on other machines and the server say to each other under `/internal`. Both sides are given these; a
 * change that the other side could not understand raises `PROTOCOL`.
 *
 * Times on the wire are durations, or the server's own: the clock of a worker is its own affair. Schemas are made when the
 * first worker comes.
 */
import * as z from 'zod';
import type { Credential } from '../../db/credential.ts';
import type { ErrorCode } from '../../db/errors.ts';
import { type ExecutionStatus, triggerTypeSchema } from '../../db/model.ts';
import type { Claimed } from '../../db/store.ts';

export const PROTOCOL = 1;

const id = z.string().min(1).max(200);
const owner = z.string().min(1).max(300);
const epoch = z.int().min(0);
const seq = z.int().min(0);
const count = z.int().min(0).max(100_000);
const time = z.iso.datetime();
/** JSON as text: it is stored as it comes, so it has to be what it says */
const jsonText = z.string().refine(isJson, 'expected JSON as text');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// ── claiming and keeping ────────────────────────────────────────────────────────────────────────────────────────────

/** The longest that a lease lasts (ms), whatever is asked for: who is gone must not hold what others could go on with. */
const LEASE_MAX_MS = 120_000;
const leaseMs = z
  .int()
  .min(500)
  .transform((ms) => Math.min(ms, LEASE_MAX_MS));

export const claimBody = z.lazy(() => z.strictObject({ owner, leaseMs }));
/** A credential as a worker gets it: open, or why it could not be opened. */
export type SentCredential =
  | Credential
  | { readonly name: string; readonly problem: { readonly code: ErrorCode; readonly message: string } };
export type ClaimAnswer = { readonly claimed: Claimed; readonly credentials: readonly SentCredential[] };
/** Why there was nothing to claim, beside the 409's sentence. `leftMs`: how long the lease of who holds it still lasts. */
export type Unclaimed = {
  readonly status: ExecutionStatus;
  readonly epoch: number;
  readonly leftMs: number | null;
  /** of a failed execution */
  readonly failure: string | null;
};

const lease = { executionId: id, epoch };
export const renewBody = z.lazy(() =>
  z.strictObject({ owner, leaseMs, leases: z.array(z.strictObject(lease)).max(10_000) }),
);
export type RenewAnswer = { readonly lost: readonly string[]; readonly now: string };

/** How many signals of each execution the worker has seen; those without any are left out. */
export const callsBody = z.lazy(() =>
  z.strictObject({
    owner,
    seen: z.record(z.string().max(200), count),
    waitMs: z.int().min(0).max(30_000),
  }),
);
/** Executions of this owner that were sent signals it has not seen. */
export type CallsAnswer = { readonly calls: readonly { readonly executionId: string; readonly signals: number }[] };

// ── committing ──────────────────────────────────────────────────────────────────────────────────────────────────────

const text = (max: number) => z.string().max(max);
/** A log row without its execution, which is that of the unit. */
const row = z.lazy(() =>
  z.strictObject({
    seq: z.int().min(1),
    nodeId: id,
    nodeType: text(200),
    nodeLabel: text(2_000).nullable(),
    status: z.enum(['running', 'retrying', 'waiting', 'completed', 'error', 'skipped', 'cancelled']),
    attempt: z.int().min(1),
    inputData: jsonText.nullable(),
    outputData: jsonText.nullable(),
    result: jsonText.nullable(),
    error: text(20_000).nullable(),
    duration: z.number().min(0).nullable(),
    timestamp: time,
  }),
);

const end = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('finished'),
      status: z.enum(['completed', 'failed', 'cancelled']),
      completedAt: time,
      error: text(20_000).nullable(),
      nodeResults: jsonText,
      finalOutput: jsonText.nullable(),
    }),
    z.strictObject({ kind: z.literal('waiting'), wakeAt: time.nullable(), signalsSeen: count }),
    z.strictObject({ kind: z.literal('released') }),
  ]),
);

const signal = z.lazy(() =>
  z.strictObject({
    executionId: id,
    /** only to the parent of a child that has ended, and to the children of a parent that was cancelled */
    kind: z.enum(['cancel', 'resume', 'child']),
    nodeId: z.string().max(200),
    payload: jsonText.nullable(),
    createdAt: time,
  }),
);

const chunk = z.lazy(() =>
  z.strictObject({ nodeId: id, attempt: z.int().min(1), offset: z.int().min(0), text: z.string() }),
);

export const unit = z.lazy(() =>
  z.strictObject({
    executionId: id,
    epoch,
    rows: z.array(row).max(20_000),
    lastSeq: seq,
    currentNodeId: id.nullable(),
    nodeCount: count,
    counts: z.strictObject({ completed: count, failed: count, skipped: count }),
    activeMs: z.int().min(0),
    end: end.optional(),
    signals: z.array(signal).max(20_000).optional(),
    tokens: z.array(chunk).max(20_000).optional(),
    tokensEnded: z.array(id).max(20_000).optional(),
    again: z.boolean().optional(),
  }),
);
export type Unit = z.infer<typeof unit>;
/** Each unit is checked by itself: one that is wrong costs the others nothing. */
export const commitBody = z.lazy(() => z.strictObject({ owner, units: z.array(z.unknown()).min(1).max(1_000) }));

/** For each unit, in order: 200 it is written, 409 the lease is lost, else why it can never be written. */
export type UnitResult =
  | { readonly status: 200 | 409 }
  | { readonly status: number; readonly code: ErrorCode; readonly error: string };
export type CommitAnswer = { readonly results: readonly UnitResult[] };

/** Text of language models as it comes, for who watches: a hint, not kept. */
export const textBody = z.lazy(() =>
  z.strictObject({
    texts: z.array(z.strictObject({ executionId: id, chunk })).max(2_000),
  }),
);

// ── children ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A child execution, begun under the lease of its parent. */
export const childBody = z.lazy(() =>
  z.strictObject({
    owner,
    epoch,
    id,
    workflowId: id,
    workflowRevision: z.int().min(1),
    triggerType: triggerTypeSchema.extract(['subworkflow']),
    inputs: jsonText,
    priority: z.int().min(-1_000).max(1_000),
    nodeCount: count,
    parentNodeId: id,
  }),
);
export type Child = z.infer<typeof childBody>;

// ── the beginning ───────────────────────────────────────────────────────────────────────────────────────────────────

/** What a worker is told when it comes. */
export type WorkerConfig = {
  readonly protocol: number;
  readonly version: string;
  /** the server's time, ISO */
  readonly now: string;
  /** whose executions this worker may advance; null: everybody's */
  readonly organizationId: string | null;
  readonly payloadMax: number;
  readonly rowMax: number;
  readonly lease: { readonly ms: number; readonly renewMs: number };
  /** where Prefect is, as the server knows it; null: it uses none */
  readonly prefect: { readonly apiUrl: string; readonly workPool: string } | null;
};
