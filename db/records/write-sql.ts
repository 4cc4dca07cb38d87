/** What one change of records writes, as steps of one transaction. */
import type { Database } from '../database-model.ts';
import type { Json } from '../model.ts';
import type { Step, Value } from './backend.ts';
import { slotName, type Tables } from './layout.ts';

export type Insert = { readonly id: number; readonly values: readonly Value[] };
export type Update = {
  readonly id: number;
  /** the version that is changed */
  readonly version: number;
  readonly deletedAt: string | null;
  readonly values: readonly Value[];
  readonly action: 'changed' | 'deleted' | 'restored' | 'converted';
  /** key → [before, after] */
  readonly changes: Readonly<Record<string, readonly [Json, Json]>>;
};
export type WriteBatch = {
  readonly now: string;
  /** who does it: `<type>:<name>`, or an execution */
  readonly actor: string;
  readonly inserts?: readonly Insert[];
  readonly updates?: readonly Update[];
  /** records in the trash that go for good */
  readonly purges?: readonly number[];
  /** how many records there are more, or fewer, out of the trash */
  readonly grows: number;
  /** what is answered when this is asked again */
  readonly operation?: { readonly key: string; readonly result: Json };
};

/** Changes that are kept of each record; older ones go. */
export const HISTORY_MAX = 100;

/** Nothing of a batch is written when the definition or one of its records is another by now. */
export function writeSteps(t: Tables, database: Database, batch: WriteBatch, actor: number): Step[] {
  const { inserts = [], updates = [], purges = [], now, operation } = batch;
  const steps: Step[] = [definitionGuard(t, database, now)];
  const run = (sql: string, ...args: Value[]) => void steps.push({ kind: 'run', sql, args });
  if (updates.length > 0) steps.push(versionsGuard(t, updates));
  const slots = database.columns.map(({ slot }) => slotName(slot));
  if (inserts.length > 0) {
    const columns = ['id', 'version', 'createdAt', 'updatedAt', 'createdBy', ...slots];
    const rows = inserts.map(({ id, values }) => [id, 1, now, now, actor, ...values]);
    steps.push({ kind: 'insert', table: t.records, columns, rows });
  }
  if (updates.length > 0) steps.push(...updateSteps(t, slots, now, actor, updates));
  if (purges.length > 0) {
    const ids = JSON.stringify(purges);
    run(`DELETE FROM "${t.history}" WHERE recordId IN (SELECT value FROM json_each(?))`, ids);
    run(`DELETE FROM "${t.records}" WHERE deletedAt IS NOT NULL AND id IN (SELECT value FROM json_each(?))`, ids);
  }
  if (operation) {
    const { key, result } = operation;
    run(`INSERT INTO "${t.operations}" (key, at, result) VALUES (?, ?, ?)`, key, now, JSON.stringify(result));
  }
  if (batch.grows !== 0) run(`UPDATE "${t.meta}" SET value = value + ? WHERE name = 'records'`, batch.grows);
  run(`UPDATE "${t.meta}" SET value = value + 1 WHERE name = 'changes'`);
  return steps;
}

function updateSteps(
  t: Tables,
  slots: readonly string[],
  now: string,
  actor: number,
  updates: readonly Update[],
): Step[] {
  const changed: Step = {
    kind: 'update',
    table: t.records,
    columns: ['version', 'updatedAt', 'deletedAt', ...slots],
    rows: updates.map(({ id, version, deletedAt, values }) => [version + 1, now, deletedAt, ...values, id]),
  };
  const told: Step = {
    kind: 'insert',
    table: t.history,
    columns: ['recordId', 'version', 'at', 'actor', 'action', 'changes'],
    rows: updates.map(({ id, version, action, changes }) => [
      id,
      version + 1,
      now,
      actor,
      action,
      JSON.stringify(changes),
    ]),
  };
  const old = updates.flatMap(({ id, version }) => (version > HISTORY_MAX ? [[id, version + 1 - HISTORY_MAX]] : []));
  if (old.length === 0) return [changed, told];
  const sql = `DELETE FROM "${t.history}" WHERE (recordId, version) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`;
  return [changed, told, { kind: 'run', sql, args: [JSON.stringify(old)] }];
}

/** The columns are those that the values are for, and nobody is about to change them. */
export function definitionGuard(t: Tables, { revision }: Database, now: string): Step {
  const same = `(SELECT value FROM "${t.meta}" WHERE name = 'revision') = ?`;
  const open = `coalesce((SELECT value FROM "${t.meta}" WHERE name = 'locked'), '') < ?`;
  return { kind: 'guard', name: 'definition', sql: `(${same} AND ${open})`, args: [revision, now] };
}

function versionsGuard(t: Tables, updates: readonly Update[]): Step {
  const sql = `(SELECT count(*) FROM json_each(?) AS given JOIN "${t.records}" r ON r.id = given.value ->> 0 AND r.version = given.value ->> 1) = ?`;
  const expected = JSON.stringify(updates.map(({ id, version }) => [id, version]));
  return { kind: 'guard', name: 'versions', sql, args: [expected, updates.length] };
}
