/**
 * Takes finished executions away that are too old or too many, and gives their space back to the file system. Every
 * statement is small, and between two of them whatever else is to be done gets its turn.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { LocalFile } from './connect.ts';
import { text } from './execution-rows.ts';
import { finishedStatuses } from './execution-state.ts';
import type { Reader, Value } from './sql.ts';
import type { Retention } from './store.ts';

const DAY_MS = 86_400_000;
const CANDIDATES = 200;
/** log rows that one statement deletes */
const STEP_ROWS = 500;
const STEP_PAGES = 500;

const nextWorkflowSql = `SELECT min(workflowId) FROM workflow_executions INDEXED BY executions_ended_by_workflow
  WHERE completedAt IS NOT NULL AND workflowId > ?`;
/** The newest finished execution that is one too many. */
const surplusSql = `SELECT createdAt, id FROM workflow_executions INDEXED BY executions_by_workflow
  WHERE workflowId = ? AND completedAt IS NOT NULL ORDER BY createdAt DESC, id DESC LIMIT 1 OFFSET ?`;
/**
 * A parent stays while one of its children runs, since the child will tell it of its end; so does what is being retried,
 * since its log is read for that.
 */
const candidatesSql = `SELECT id, lastSeq FROM workflow_executions AS e INDEXED BY executions_ended_by_workflow
  WHERE workflowId = ? AND status = ? AND completedAt IS NOT NULL AND (createdAt, id) <= (?, ?) AND completedAt < ?
    AND NOT EXISTS (SELECT 1 FROM workflow_executions AS c WHERE c.parentId = e.id AND c.completedAt IS NULL)
    AND NOT EXISTS (SELECT 1 FROM workflow_executions AS r WHERE r.retryOf = e.id AND r.completedAt IS NULL)
  ORDER BY createdAt LIMIT ${CANDIDATES}`;
const deleteRowsSql = 'DELETE FROM execution_logs WHERE executionId = ? AND seq <= ?';
const listed = 'IN (SELECT value FROM json_each(?))';
/** Explicit, since a server decides by itself whether foreign keys cascade. */
const deleteDetailsSql = ['execution_logs', 'execution_signals', 'execution_tokens', 'execution_inputs'].map(
  (table) => `DELETE FROM ${table} WHERE executionId ${listed}`,
);
const deleteSql = `DELETE FROM workflow_executions WHERE id ${listed} RETURNING id`;
const forgottenSql = `DELETE FROM workflows WHERE removedAt IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM workflow_executions WHERE workflowId = workflows.id) RETURNING id`;

/** Where an execution stands in the order of their creation. */
type Place = { readonly createdAt: string; readonly id: string };
type Retained = { readonly id: string; readonly lastSeq: number };

export async function retain(
  sweeper: Reader,
  file: LocalFile | null,
  { maxAgeDays, maxPerWorkflow }: Retention,
  now: string,
  shouldStop: () => boolean,
): Promise<number> {
  const ago = (days: number): string => new Date(Date.parse(now) - days * DAY_MS).toISOString();
  let removed = 0;
  const remove = async (workflowId: string, last: Place, endedBefore: string): Promise<void> => {
    for (const status of finishedStatuses) {
      for (;;) {
        if (shouldStop()) return;
        const rows = await sweeper.all(candidatesSql, [workflowId, status, last.createdAt, last.id, endedBefore]);
        if (rows.length === 0) break;
        removed += await removeAll(
          sweeper,
          rows.map(([id, seq]) => ({ id: text(id), lastSeq: Number(seq) })),
        );
      }
    }
  };
  let workflowId: Value | undefined = '';
  while (!shouldStop()) {
    [workflowId] = (await sweeper.all(nextWorkflowSql, [workflowId]))[0] ?? [];
    if (workflowId == null) break;
    await remove(text(workflowId), { createdAt: ago(maxAgeDays), id: '' }, ago(maxAgeDays));
    const [surplus] = await sweeper.all(surplusSql, [workflowId, maxPerWorkflow]);
    if (surplus) await remove(text(workflowId), { createdAt: text(surplus[0]), id: text(surplus[1]) }, ago(1));
  }
  if (!shouldStop()) await sweeper.all(forgottenSql);
  if (file) await giveBack(file, shouldStop);
  return removed;
}

/** In portions of about as many log rows as one statement may delete; the rows of a longer execution go first. */
async function removeAll(sweeper: Reader, executions: readonly Retained[]): Promise<number> {
  let removed = 0;
  let portion: string[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    const ids = JSON.stringify(portion);
    for (const sql of deleteDetailsSql) await sweeper.all(sql, [ids]);
    removed += (await sweeper.all(deleteSql, [ids])).length;
    portion = [];
    rows = 0;
    await turn();
  };
  for (const { id, lastSeq } of executions) {
    for (let seq = STEP_ROWS; seq < lastSeq; seq += STEP_ROWS) {
      await sweeper.all(deleteRowsSql, [id, seq]);
      await turn();
    }
    portion.push(id);
    rows += Math.min(lastSeq, STEP_ROWS) + 1;
    if (rows >= STEP_ROWS) await flush();
  }
  if (portion.length > 0) await flush();
  return removed;
}

async function giveBack(file: LocalFile, shouldStop: () => boolean): Promise<void> {
  let free = Number(await file.pragma('freelist_count'));
  // a file that was not made here, such as one put together from a dump, may have no way to shrink
  for (let before = Number.POSITIVE_INFINITY; free > 0 && free < before && !shouldStop(); ) {
    before = free;
    await file.pragma(`incremental_vacuum(${STEP_PAGES})`);
    await turn();
    free = Number(await file.pragma('freelist_count'));
  }
  // the file itself shrinks when the log is written back to it
  await file.pragma('wal_checkpoint(TRUNCATE)');
}
