/**
 * Takes finished executions away that are too old or too many, and gives their space back to the file system, in small
 * steps: after each, whatever else is to be done gets its turn.
 *
 * 1. What is not finished stays, and so does what somebody still needs: a parent of a running child, what is being retried.
 * 2. A step is one transaction. However it is cut off, what is left is whole, and the next time goes on with it.
 * 3. An execution goes with all that belongs to it; only the rows of a very long one go before it.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { LocalFile } from './connect.ts';
import { text } from './execution-rows.ts';
import { finishedStatuses } from './execution-state.ts';
import { PARTS } from './log-pages.ts';
import { hoursMarked } from './roll-up.ts';
import type { Reader, Statement, Sweeper, Value } from './sql.ts';
import type { StepPace } from './step-pace.ts';
import type { Retention } from './store.ts';

const DAY_MS = 86_400_000;
const CANDIDATES = 200;

const nextWorkflowSql = `SELECT min(workflowId) FROM workflow_executions INDEXED BY executions_ended_by_workflow
  WHERE completedAt IS NOT NULL AND workflowId > ?`;
/** Finished ones below a place in the order of their creation, the newest first, but for so many. */
const belowSql = `SELECT createdAt, id FROM workflow_executions INDEXED BY executions_by_workflow
  WHERE workflowId = ? AND completedAt IS NOT NULL AND (createdAt, id) < (?, ?)
  ORDER BY createdAt DESC, id DESC LIMIT 1 OFFSET ?`;
/** executions that are passed over at once */
const HOP = 1_000;
const TOP: Place = { createdAt: '9999', id: '' };
/**
 * A parent stays while one of its children runs, since the child will tell it of its end; so does what is being retried,
 * since its log is read for that.
 */
const candidatesSql = `SELECT id, lastSeq FROM workflow_executions AS e INDEXED BY executions_ended_by_workflow
  WHERE workflowId = ? AND status = ? AND completedAt IS NOT NULL AND (createdAt, id) <= (?, ?) AND completedAt < ?
    AND NOT EXISTS (SELECT 1 FROM workflow_executions AS c WHERE c.parentId = e.id AND c.completedAt IS NULL)
    AND NOT EXISTS (SELECT 1 FROM workflow_executions AS r WHERE r.retryOf = e.id AND r.completedAt IS NULL)
  ORDER BY createdAt LIMIT ${CANDIDATES}`;
const deleteRowsSql = [
  `DELETE FROM execution_log_payloads WHERE executionId = ? AND number < ${PARTS} * ?`,
  'DELETE FROM execution_log_pages WHERE executionId = ? AND lastSeq <= ?',
];
const listed = 'IN (SELECT value FROM json_each(?))';
/** Explicit, since a server decides by itself whether foreign keys cascade. */
const deleteDetailsSql = [
  'execution_log_payloads',
  'execution_log_pages',
  'execution_signals',
  'execution_tokens',
  'execution_inputs',
].map((table) => `DELETE FROM ${table} WHERE executionId ${listed}`);
const deleteSql = `DELETE FROM workflow_executions WHERE id ${listed}`;
const forgottenSql = `DELETE FROM workflows WHERE removedAt IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM workflow_executions WHERE workflowId = workflows.id) RETURNING id`;

/** Where an execution stands in the order of their creation. */
type Place = { readonly createdAt: string; readonly id: string };
type Retained = { readonly id: string; readonly lastSeq: number };

export type RetainDeps = {
  readonly reader: Reader;
  readonly sweeper: Sweeper;
  readonly file: LocalFile | null;
  readonly pace: StepPace;
  readonly shouldStop: () => boolean;
};

/** Answers how many executions were removed. */
export async function retain(
  deps: RetainDeps,
  { maxAgeDays, maxPerWorkflow }: Retention,
  now: string,
): Promise<number> {
  const { reader, sweeper, file, shouldStop } = deps;
  const ago = (days: number): string => new Date(Date.parse(now) - days * DAY_MS).toISOString();
  let removed = 0;
  const remove = async (workflowId: string, last: Place, endedBefore: string): Promise<void> => {
    for (const status of finishedStatuses) {
      for (;;) {
        if (shouldStop()) return;
        const rows = await reader.all(candidatesSql, [workflowId, status, last.createdAt, last.id, endedBefore]);
        if (rows.length === 0) break;
        const executions = rows.map(([id, seq]) => ({ id: text(id), lastSeq: Number(seq) }));
        const count = await removeAll(deps, executions);
        if (count === 0) break;
        removed += count;
      }
    }
  };
  let workflowId: Value | undefined = '';
  while (!shouldStop()) {
    [workflowId] = (await reader.all(nextWorkflowSql, [workflowId]))[0] ?? [];
    if (workflowId == null) break;
    await remove(text(workflowId), { createdAt: ago(maxAgeDays), id: '' }, ago(maxAgeDays));
    const surplus = await findSurplus(deps, text(workflowId), maxPerWorkflow);
    if (surplus) await remove(text(workflowId), surplus, ago(1));
  }
  if (!shouldStop()) await sweeper.all(forgottenSql);
  if (file) await giveBack(deps, file);
  return removed;
}

/** The newest finished execution of a workflow that is one too many; it may be a long way to it. */
async function findSurplus(
  { reader, shouldStop }: RetainDeps,
  workflowId: string,
  kept: number,
): Promise<Place | null> {
  let place = TOP;
  for (let left = kept; ; left -= HOP) {
    const offset = Math.min(left, HOP - 1);
    const [row] = await reader.all(belowSql, [workflowId, place.createdAt, place.id, offset]);
    if (!row) return null;
    place = { createdAt: text(row[0]), id: text(row[1]) };
    if (offset === left) return place;
    await turn();
    if (shouldStop()) return null;
  }
}

/** In portions of about as many log rows as one step may delete; the rows of a longer execution go first. */
async function removeAll({ sweeper, pace, shouldStop }: RetainDeps, executions: readonly Retained[]): Promise<number> {
  let removed = 0;
  let portion: string[] = [];
  let rows = 0;
  const step = async (statements: readonly Statement[]): Promise<number> => {
    const { changes, ms } = await sweeper.step(statements);
    await pace.rest(ms);
    return changes;
  };
  const flush = async (): Promise<void> => {
    const args = [JSON.stringify(portion)];
    portion = [];
    rows = 0;
    removed += await step([hoursMarked, ...deleteDetailsSql, deleteSql].map((sql) => ({ sql, args })));
  };
  for (const { id, lastSeq } of executions) {
    if (shouldStop()) return removed;
    let gone = 0;
    for (; lastSeq - gone > pace.size() && !shouldStop(); ) {
      gone += pace.size();
      await step(deleteRowsSql.map((sql) => ({ sql, args: [id, gone] })));
    }
    portion.push(id);
    rows += lastSeq - gone + 1;
    if (rows >= pace.size()) await flush();
  }
  if (portion.length > 0) await flush();
  return removed;
}

async function giveBack({ sweeper, reader, pace, shouldStop }: RetainDeps, file: LocalFile): Promise<void> {
  const freePages = async (): Promise<number> => Number((await reader.all('PRAGMA freelist_count'))[0]?.[0] ?? 0);
  let free = await freePages();
  // a file that was not made here, such as one put together from a dump, may have no way to shrink
  for (let before = Number.POSITIVE_INFINITY; free > 0 && free < before && !shouldStop(); ) {
    before = free;
    const { ms } = await sweeper.step([{ sql: `PRAGMA incremental_vacuum(${pace.size()})` }]);
    await pace.rest(ms);
    free = await freePages();
  }
  // the file itself shrinks when the log is written back to it
  await file.writeBack();
}
