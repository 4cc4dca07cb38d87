/**
 * One unit of a group commit: what an execution has come to, written only while its lease is held. The fence is the
 * one UPDATE of the execution, or its INSERT where it is created under its first lease; its log pages, kept tokens and
 * signals follow when that changed a row.
 */
import type { ChangeFeed } from './changes.ts';
import { toChange } from './execution-rows.ts';
import { progressOf } from './execution-state.ts';
import { packRows } from './log-pages.ts';
import type { ExecutionStatus } from './model.ts';
import { inputSteps, newArgs, newColumns } from './new-execution.ts';
import { insertArgs, signalTexts, wakeStep } from './signal-steps.ts';
import { guardWhere, insertOnce, marks, type Step, type Unit, type Value } from './sql.ts';
import type { Change, Creation, End, LeaseCommit } from './store.ts';

const head = `UPDATE workflow_executions SET lastSeq = ?, version = version + 1, currentNodeId = ?, nodeCount = ?,
  completedNodes = ?, failedNodes = ?, skippedNodes = ?, activeMs = ?`;
/** A commit that was overtaken on its way by a later one of the same host is none: `lastSeq` never goes back. */
const fence = "WHERE id = ? AND epoch = ? AND leaseOwner = ? AND status = 'running' AND lastSeq <= ?";
const free = 'leaseOwner = NULL, leaseUntil = NULL';
/** What ended or waits is in no queue; what a worker gives back stays in it. */
const out = 'queuedAt = NULL';
const fences = {
  going: `${head} ${fence}`,
  finished: `${head}, ${free}, ${out}, wakeAt = NULL, status = ?, completedAt = ?, error = ?, nodeResults = ?, finalOutput = ? ${fence}`,
  waiting: `${head}, ${free}, ${out}, status = 'waiting', wakeAt = CASE
    WHEN (SELECT count(*) FROM execution_signals WHERE executionId = workflow_executions.id) > ? THEN ? ELSE ? END ${fence}`,
  released: `${head}, ${free} ${fence}`,
} as const;

const creationColumns = [
  ...newColumns,
  ...(['lastSeq', 'currentNodeId', 'completedNodes', 'failedNodes', 'skippedNodes', 'activeMs'] as const),
  ...(['startedAt', 'status', 'leaseOwner', 'leaseUntil', 'wakeAt'] as const),
  ...(['completedAt', 'error', 'nodeResults', 'finalOutput'] as const),
] as const;
const creationSql = `INSERT INTO workflow_executions (${creationColumns.join(', ')}, epoch, version)
  VALUES (${marks(creationColumns.length)}, 1, 1) ON CONFLICT DO NOTHING`;

/** In a batch that cannot branch, what follows the fence asks whether it held by what the fence has written. */
const held = 'EXISTS (SELECT 1 FROM workflow_executions WHERE id = ? AND epoch = ? AND lastSeq = ?)';
const appliedSql = 'SELECT 1 FROM workflow_executions WHERE id = ? AND epoch = ? AND lastSeq = ? AND status = ?';

const creationInputs = inputSteps(held);
const insertPage = insertOnce(
  'execution_log_pages',
  ['executionId', 'firstSeq', 'lastSeq', 'time', 'rows', 'texts', 'lengths'],
  held,
);
const insertPayload = insertOnce(
  'execution_log_payloads',
  ['executionId', 'number', 'size', 'preview', 'payload'],
  held,
);
const insertToken = insertOnce('execution_tokens', ['executionId', 'nodeId', 'attempt', 'offset', 'text'], held);
const deleteTokens = guardWhere('DELETE FROM execution_tokens WHERE executionId = ? AND nodeId = ?', held);
const signals = signalTexts(held);

type Settle = {
  readonly resolve: (held: boolean) => void;
  readonly reject: (error: unknown) => void;
  readonly changes: ChangeFeed;
};

export function commitUnit(commit: LeaseCommit, { resolve, reject, changes }: Settle): Unit {
  const { executionId, epoch, lastSeq, end, creation } = commit;
  const status: ExecutionStatus =
    end?.kind === 'finished' ? end.status : end?.kind === 'waiting' ? 'waiting' : 'running';
  return {
    fence: creation
      ? { sql: creationSql, args: creationArgs(commit, creation, status), returns: false }
      : { sql: fences[end?.kind ?? 'going'], args: fenceArgs(commit), returns: false },
    rest: restOf(commit),
    guard: [executionId, epoch, lastSeq],
    applied: { sql: appliedSql, args: [executionId, epoch, lastSeq, status] },
    again: commit.again === true,
    patient: creation === undefined,
    committed(outcome) {
      resolve(outcome.held);
      if (!outcome.held) return;
      changes.emit(changeOf(commit, status));
      // what a signal woke is told too, so that whoever holds or claims it looks at once
      for (const [row] of outcome.rest) if (row) changes.emit(toChange(row));
    },
    failed: reject,
  };
}

function fenceArgs(commit: LeaseCommit): Value[] {
  const { counts, end } = commit;
  const args: Value[] = [
    commit.lastSeq,
    commit.currentNodeId,
    commit.nodeCount,
    counts.completed,
    counts.failed,
    counts.skipped,
    commit.activeMs,
  ];
  if (end) args.push(...endArgs(end, commit.now));
  args.push(commit.executionId, commit.epoch, commit.owner, commit.lastSeq);
  return args;
}

function creationArgs(
  commit: LeaseCommit,
  { execution, leaseUntil, startedAt }: Creation,
  status: ExecutionStatus,
): Value[] {
  const { counts, end } = commit;
  const args = newArgs(execution);
  args.push(commit.lastSeq, commit.currentNodeId, counts.completed, counts.failed, counts.skipped, commit.activeMs);
  // who ends, waits or gives it back holds no lease
  args.push(startedAt, status, end ? null : commit.owner, end ? null : leaseUntil);
  args.push(end?.kind === 'waiting' ? end.wakeAt : null);
  if (end?.kind === 'finished') args.push(end.completedAt, end.error, end.nodeResults, end.finalOutput);
  else args.push(null, null, null, null);
  return args;
}

function endArgs(end: End, now: string): Value[] {
  switch (end.kind) {
    case 'finished':
      return [end.status, end.completedAt, end.error, end.nodeResults, end.finalOutput];
    case 'waiting':
      return [end.signalsSeen, now, end.wakeAt];
    case 'released':
      return [];
    default:
      return end satisfies never;
  }
}

function restOf(commit: LeaseCommit): Step[] {
  const steps: Step[] = commit.creation ? creationInputs(commit.creation.execution) : [];
  const { pages, payloads } = packRows(commit.rows);
  for (const { firstSeq, lastSeq, time, rows, texts, lengths } of pages) {
    const args = [commit.executionId, firstSeq, lastSeq, time, rows, texts, lengths];
    steps.push({ sql: insertPage, args, returns: false });
  }
  for (const { number, size, preview, payload } of payloads)
    steps.push({ sql: insertPayload, args: [commit.executionId, number, size, preview, payload], returns: false });
  for (const { nodeId, attempt, offset, text } of commit.tokens ?? [])
    steps.push({ sql: insertToken, args: [commit.executionId, nodeId, attempt, offset, text], returns: false });
  for (const nodeId of commit.tokensEnded ?? [])
    steps.push({ sql: deleteTokens, args: [commit.executionId, nodeId], returns: false });
  for (const signal of commit.signals ?? [])
    steps.push({ sql: signals.insert, args: insertArgs(signal), returns: false }, wakeStep(signals, signal));
  return steps;
}

function changeOf(commit: LeaseCommit, status: ExecutionStatus): Change {
  return {
    executionId: commit.executionId,
    organizationId: commit.organizationId,
    workflowId: commit.workflowId,
    status,
    currentNodeId: commit.currentNodeId,
    progress: progressOf(commit.nodeCount, commit.counts),
    lastSeq: commit.lastSeq,
    rows: commit.rows,
    tokens: commit.tokens ?? [],
  };
}
