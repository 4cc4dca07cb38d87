/**
 * What must hold on a database once all is quiet, whatever happened before:
 *
 * 1. accepted = finished + recoverable: every execution whose id a client was given is there once, and has ended.
 * 2. No finished node runs again: one terminal row a node, its last; no call after it; no more calls than begun attempts.
 * 3. Nothing is stuck: no lease, no queue entry, no wake-up, no kept text is left.
 * 4. Logs are whole: `seq` from 1 without holes up to `lastSeq`, times that never go back, counts that are those of the rows.
 * 5. What a viewer was shown is there, unchanged and in order.
 * 6. The file itself is sound.
 */
import { createClient } from '@libsql/client';
import Database from 'libsql';
import { isTerminal } from '../../db/execution-state.ts';
import type { ExecutionStatus, LogStatus } from '../../db/model.ts';
import type { Row as SeenRow } from '../crash/_clients.ts';

export type Expected = {
  /** executions that clients were told of */
  readonly accepted: readonly string[];
  /** times of calls by path, `/<executionId>/<nodeId>`; left out where calls say nothing */
  readonly hits?: ReadonlyMap<string, readonly number[]>;
  /** rows that viewers were shown, by execution; `whole`: up to its end */
  readonly seen?: readonly {
    readonly executionId: string;
    readonly rows: readonly SeenRow[];
    readonly whole: boolean;
  }[];
  /** whether there may be executions that nobody was told of: asked for at a moment at which the asker could not be answered */
  readonly untold?: boolean;
  /** workflows whose executions are to fail, as what they call is broken */
  readonly failing?: ReadonlySet<string>;
  /** executions that somebody has cancelled */
  readonly cancelled?: ReadonlySet<string>;
  /** whether the stub's clock is the server's */
  readonly oneClock?: boolean;
  /** no attempt took longer than this, and no execution was active for longer */
  readonly longestMs?: number;
};
export type Found = {
  readonly executions: number;
  readonly rows: number;
  /** attempts that were cut off and begun again */
  readonly interrupted: number;
  /** executions that were given up after five cuts of one node */
  readonly givenUp: number;
};

type Execution = {
  readonly id: string;
  readonly workflowId: string;
  readonly workflowRevision: number;
  readonly status: ExecutionStatus;
  readonly triggerType: string;
  readonly parentId: string | null;
  readonly lastSeq: number;
  readonly leaseOwner: string | null;
  readonly leaseUntil: string | null;
  readonly queuedAt: string | null;
  readonly wakeAt: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly activeMs: number;
  readonly completedNodes: number;
  readonly failedNodes: number;
  readonly skippedNodes: number;
  readonly nodeResults: string | null;
};
type LogRow = {
  readonly executionId: string;
  readonly seq: number;
  readonly nodeId: string;
  readonly nodeType: string;
  readonly status: LogStatus;
  readonly attempt: number;
  readonly duration: number | null;
  readonly timestamp: string;
  readonly result: string | null;
};

/** Opens the file and holds it to all of the above; every breach is told, with the story of its execution. */
export function checkDatabase({ path, ...expected }: Expected & { readonly path: string }, violation: Tell): Found {
  const database = new Database(path);
  try {
    return check((sql) => database.prepare(sql).all([]) as never, expected, violation);
  } finally {
    database.close();
  }
}

const PAGE = 1_000;

/** The same for a database on a server, whose own soundness is the server's affair. */
export async function checkServer(url: string, expected: Expected, violation: Tell): Promise<Found> {
  const client = createClient({ url });
  const answers = new Map<string, unknown[]>();
  for (const sql of Object.values(queries)) {
    const all: unknown[] = [];
    // a server answers with so many bytes at most
    for (let more = !sql.startsWith('PRAGMA'); more; ) {
      const { rows } = await client.execute(`${sql} LIMIT ${PAGE} OFFSET ${all.length}`);
      for (const row of rows) all.push({ ...row });
      more = rows.length === PAGE;
    }
    answers.set(sql, all);
  }
  client.close();
  return check((sql) => answers.get(sql) as never, expected, violation);
}

function check(all: All, expected: Expected, violation: Tell): Found {
  for (const line of soundness(all)) violation(line);
  const executions = all<Execution>(queries.executions);
  const logs = Map.groupBy(all<LogRow>(queries.logs), ({ executionId }) => executionId);
  const definitions = new Map(
    all<{ workflowId: string; revision: number; definition: string }>(queries.revisions).map((each) => [
      `${each.workflowId}@${each.revision}`,
      nodesOf(each.definition),
    ]),
  );
  for (const line of accounted(executions, logs, expected)) violation(line);
  let interrupted = 0;
  let givenUp = 0;
  let rows = 0;
  for (const execution of executions) {
    const own = logs.get(execution.id) ?? [];
    const nodes = definitions.get(`${execution.workflowId}@${execution.workflowRevision}`) ?? [];
    const story = `${execution.id} (${execution.status}): ${own.map(sayRow).join(', ')}`;
    const problems = [...ofExecution(execution, own, expected), ...ofNodes(own, nodes, expected)];
    for (const problem of problems) violation(`${problem} — ${story}`);
    if (wasGivenUp(own)) givenUp += 1;
    interrupted += own.filter(({ status, attempt }) => status === 'running' && attempt > 1).length;
    rows += own.length;
  }
  return { executions: executions.length, rows, interrupted, givenUp };
}

const queries = {
  integrity: 'PRAGMA integrity_check',
  orphans: 'PRAGMA foreign_key_check',
  tokens: 'SELECT executionId FROM execution_tokens',
  executions: 'SELECT * FROM workflow_executions',
  logs: 'SELECT * FROM execution_logs ORDER BY executionId, seq',
  revisions: 'SELECT * FROM workflow_revisions',
} as const;

type Tell = (text: string) => void;
type All = <T>(sql: string) => T[];

function soundness(all: All): string[] {
  const wrong = all<{ integrity_check: string }>(queries.integrity).map((row) => row.integrity_check);
  const orphans = all<{ table: string }>(queries.orphans).map(({ table }) => table);
  const texts = all<{ executionId: string }>(queries.tokens).map(({ executionId }) => executionId);
  return [
    ...wrong.filter((line) => line !== 'ok').map((line) => `PRAGMA integrity_check says: ${line}`),
    ...orphans.map((table) => `A row of ${table} belongs to nothing.`),
    ...texts.map((executionId) => `A kept text of ${executionId} was left.`),
  ];
}

/** Who was accepted is there, who is there was accepted, parents have one child each, and viewers were told the truth. */
function* accounted(
  executions: readonly Execution[],
  logs: ReadonlyMap<string, readonly LogRow[]>,
  { accepted, seen = [], untold = false }: Expected,
): Iterable<string> {
  const ids = new Set(executions.map(({ id }) => id));
  const asked = new Set(accepted);
  if (asked.size < accepted.length) yield `${accepted.length - asked.size} executions were accepted under one id.`;
  for (const id of asked) if (!ids.has(id)) yield `Execution ${id} was accepted and is lost.`;
  const children = Map.groupBy(
    executions.filter(({ parentId }) => parentId !== null),
    ({ parentId }) => parentId!,
  );
  for (const [parent, own] of children) if (own.length > 1) yield `${parent} has ${own.length} children.`;
  for (const { id, parentId, triggerType } of executions) {
    const known = asked.has(id) || parentId !== null || triggerType === 'schedule';
    if (!known && !untold) yield `Execution ${id} is there, and nobody was told of it.`;
  }
  for (const { executionId, rows, whole } of seen) {
    const stored = (logs.get(executionId) ?? []).map(sayRow);
    const shown = rows.map(sayRow);
    const truth = whole ? stored : stored.slice(0, shown.length);
    if (shown.join() !== truth.join()) yield `A viewer of ${executionId} was shown ${shown}, and stored is ${stored}.`;
  }
}

function* ofExecution(
  execution: Execution,
  rows: readonly LogRow[],
  { failing, cancelled, longestMs = Number.POSITIVE_INFINITY }: Expected,
): Iterable<string> {
  const { status, leaseOwner, leaseUntil, queuedAt, wakeAt, createdAt, startedAt, completedAt } = execution;
  const fails = wasGivenUp(rows) || failing?.has(execution.workflowId);
  const wanted = cancelled?.has(execution.id) ? 'cancelled' : fails ? 'failed' : 'completed';
  if (status !== wanted) yield `It is "${status}" instead of "${wanted}"`;
  for (const [name, value] of Object.entries({ leaseOwner, leaseUntil, queuedAt, wakeAt })) {
    if (value !== null) yield `Its ${name} is still "${value}"`;
  }
  if (rows.some(({ seq }, index) => seq !== index + 1)) yield 'Its log has a hole';
  if (execution.lastSeq !== rows.length) yield `Its lastSeq is ${execution.lastSeq}`;
  const times = [startedAt, ...rows.map(({ timestamp }) => timestamp), completedAt];
  if (times.some((time, at) => at > 0 && (time ?? '') < (times[at - 1] ?? ''))) yield 'Its times go back';
  if (!(execution.activeMs >= 0 && execution.activeMs <= longestMs)) yield `It was active for ${execution.activeMs} ms`;
  if (completedAt !== null && completedAt < createdAt) yield `It ended at ${completedAt}, before ${createdAt}`;
  const count = (wantedStatus: LogStatus) => rows.filter((row) => row.status === wantedStatus).length;
  const { completedNodes, failedNodes, skippedNodes } = execution;
  const counts = [completedNodes, failedNodes, skippedNodes].join();
  const counted = [count('completed'), count('error'), count('skipped')].join();
  if (counts !== counted) yield `Its counts are ${counts} instead of ${counted}`;
  for (const [, seq] of (execution.nodeResults ?? '').matchAll(/\{"\$log":(\d+)\}/g)) {
    if (Number(seq) > rows.length) yield `Its results refer to row ${seq}`;
  }
}

function* ofNodes(rows: readonly LogRow[], nodes: readonly string[], expected: Expected): Iterable<string> {
  const byNode = Map.groupBy(rows, ({ nodeId }) => nodeId);
  for (const id of nodes) if (!byNode.has(id)) yield `Node "${id}" has no row`;
  for (const [nodeId, own] of byNode) {
    const ends = own.filter(({ status }) => isTerminal(status));
    if (ends.length !== 1) yield `Node "${nodeId}" ended ${ends.length} times`;
    else if (own.at(-1) !== ends[0]) yield `Node "${nodeId}" went on after its end`;
    const { longestMs = Number.POSITIVE_INFINITY } = expected;
    const backwards = own.find(({ duration }) => duration !== null && !(duration >= 0 && duration <= longestMs));
    if (backwards) yield `Node "${nodeId}" took ${backwards.duration} ms`;
    if (expected.hits && own[0]!.nodeType === 'http') yield* ofCalls(nodeId, own, expected);
  }
}

function* ofCalls(nodeId: string, own: readonly LogRow[], { hits, oneClock = true }: Expected): Iterable<string> {
  const end = own.at(-1)!;
  if (end.status === 'cancelled') return;
  const calls = hits!.get(`/${end.executionId}/${nodeId}`) ?? [];
  const begun = own.filter(({ status }) => status === 'running').length;
  if (calls.length === 0) yield `Node "${nodeId}" ended without a call`;
  if (calls.length > begun) yield `Node "${nodeId}" called ${calls.length} times in ${begun} attempts`;
  if (oneClock && Math.max(...calls) > Date.parse(end.timestamp)) yield `Node "${nodeId}" called after its end`;
}

/** A node that was running at five crashes is not tried again: its execution, and one that waits for that, fail. */
function wasGivenUp(rows: readonly LogRow[]): boolean {
  return rows.some((row) => {
    if (row.status !== 'error') return false;
    const begun = rows.filter((each) => each.nodeId === row.nodeId && each.status === 'running').length;
    return row.result?.includes('"interrupted"') ? begun === 5 : row.result?.includes('"child_failed"');
  });
}

function nodesOf(definition: string): string[] {
  const { nodes } = JSON.parse(definition) as { nodes: { id: string; type: string }[] };
  return nodes.filter(({ type }) => type !== 'comment').map(({ id }) => id);
}

function sayRow({ seq, nodeId, status, attempt }: SeenRow): string {
  return `${seq} ${nodeId} ${status} ${attempt}`;
}
