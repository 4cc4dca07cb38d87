/**
 * Rows of an import on their way: they are put into a table of their own in small steps, and from there into the records
 * in one, so that a file is imported whole or not at all, and nobody waits for its reading.
 */
import type { Database, StoredColumn } from '../database-model.ts';
import type { Json } from '../model.ts';
import type { Backend, Step, Value } from './backend.ts';
import { slotName, type Tables, tablesOf } from './layout.ts';
import { rebuildFor } from './rebuild-sql.ts';
import { definitionGuard } from './write-sql.ts';

export type StagedRow = {
  /** of the file, from 1 */
  readonly row: number;
  /** the record that it changes; null: it is new */
  readonly id: number | null;
  readonly version: number | null;
  /** JSON of what it changes; null: nothing, or it is new */
  readonly changes: string | null;
  readonly values: readonly Value[];
};

const nameOf = (t: Tables, importId: number) => `${t.prefix}staging_${Math.trunc(importId)}`;
const run = (sql: string, ...args: Value[]): Step => ({ kind: 'run', sql, args });

export async function createStaging(backend: Backend, database: Database, importId: number): Promise<void> {
  const name = nameOf(tablesOf(backend.prefix), importId);
  const columns = database.columns.map(({ slot }) => slotName(slot)).join(', ');
  const own = 'row INTEGER PRIMARY KEY, id INTEGER, version INTEGER, changes TEXT';
  const create = run(`CREATE TABLE "${name}" (${own}${columns && `, ${columns}`})`);
  await backend.write([run(`DROP TABLE IF EXISTS "${name}"`), create], PASSING);
}

/** After a crash an import begins anew. */
const PASSING = { passing: true };

export async function stage(
  backend: Backend,
  database: Database,
  importId: number,
  rows: readonly StagedRow[],
): Promise<void> {
  const columns = ['row', 'id', 'version', 'changes', ...database.columns.map(({ slot }) => slotName(slot))];
  const values = rows.map(({ row, id, version, changes, values: own }) => [row, id, version, changes, ...own]);
  const table = nameOf(tablesOf(backend.prefix), importId);
  await backend.write([{ kind: 'insert', table, columns, rows: values }], PASSING);
}

export async function dropStaging(backend: Backend, importId: number): Promise<void> {
  await backend.write([run(`DROP TABLE IF EXISTS "${nameOf(tablesOf(backend.prefix), importId)}"`)], PASSING);
}

/** Drops what is staged of files that are there no more. */
export async function dropLeftStaging(backend: Backend): Promise<void> {
  const t = tablesOf(backend.prefix);
  const start = `${t.prefix}staging_`;
  const left = await backend.all(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, ?) = ? AND substr(name, ?) NOT IN (SELECT id FROM "${t.files}")`,
    [start.length, start, start.length + 1],
  );
  if (left.length > 0) await backend.write(left.map(([name]) => run(`DROP TABLE IF EXISTS "${name}"`)));
}

/**
 * Takes away the staged rows whose unique value an earlier row has, or a record that they do not change. Answers how many
 * they were, and the first of them with the value.
 */
export async function dropTwins(
  backend: Backend,
  { slot }: StoredColumn,
  importId: number,
  told: number,
): Promise<{ count: number; first: readonly (readonly [row: number, value: Value])[] }> {
  const t = tablesOf(backend.prefix);
  const name = nameOf(t, importId);
  const column = slotName(slot);
  const within = `SELECT row, value FROM (SELECT row, ${column} AS value, row_number() OVER (PARTITION BY ${column} ORDER BY row) AS n FROM "${name}" WHERE ${column} IS NOT NULL) WHERE n > 1`;
  const taken = `SELECT s.row, s.${column} FROM "${name}" s JOIN "${t.records}" r ON r.${column} = s.${column} AND r.deletedAt IS NULL WHERE s.id IS NULL OR s.id <> r.id`;
  const twins = `SELECT row, value FROM (${within} UNION ${taken})`;
  const first = await backend.all(`${twins} ORDER BY row LIMIT ?`, [told]);
  if (first.length === 0) return { count: 0, first: [] };
  const [counted] = first.length < told ? [] : await backend.all(`SELECT count(*) FROM (${twins})`);
  await backend.write([run(`DELETE FROM "${name}" WHERE row IN (SELECT row FROM (${twins}))`)], PASSING);
  const rows = first.map(([row, value]) => [Number(row), value ?? null] as const);
  return { count: Number(counted?.[0] ?? first.length), first: rows };
}

export type StagedCounts = { readonly inserted: number; readonly updated: number; readonly unchanged: number };

export async function stagedCounts(backend: Backend, importId: number): Promise<StagedCounts> {
  const name = nameOf(tablesOf(backend.prefix), importId);
  const [row] = await backend.all(
    `SELECT count(*) FILTER (WHERE id IS NULL), count(changes), count(*) FILTER (WHERE id IS NOT NULL AND changes IS NULL) FROM "${name}"`,
  );
  return { inserted: Number(row?.[0] ?? 0), updated: Number(row?.[1] ?? 0), unchanged: Number(row?.[2] ?? 0) };
}

type Commit = {
  readonly now: string;
  readonly actor: number;
  readonly counts: StagedCounts;
  readonly operation: { readonly key: string; readonly result: Json };
};

/** All that is staged becomes records, in one transaction; it is the last step of an import. */
export async function commitStaging(
  backend: Backend,
  database: Database,
  importId: number,
  { now, actor, counts, operation }: Commit,
): Promise<void> {
  const t = tablesOf(backend.prefix);
  const name = nameOf(t, importId);
  const slots = database.columns.map(({ slot }) => slotName(slot));
  const list = slots.length > 0 ? `, ${slots.join(', ')}` : '';
  const set = slots.map((slot) => `, ${slot} = s.${slot}`).join('');
  const same = `NOT EXISTS (SELECT 1 FROM "${name}" s LEFT JOIN "${t.records}" r ON r.id = s.id WHERE s.id IS NOT NULL AND r.version IS NOT s.version)`;
  const rebuild = await rebuildFor(backend, database, counts.inserted);
  await backend.write([
    definitionGuard(t, database, now),
    { kind: 'guard', name: 'versions', sql: same, args: [] },
    run(
      `INSERT INTO "${t.history}" (recordId, version, at, actor, action, changes) SELECT id, version + 1, ?, ?, 'changed', changes FROM "${name}" WHERE changes IS NOT NULL`,
      now,
      actor,
    ),
    run(
      `UPDATE "${t.records}" SET version = s.version + 1, updatedAt = ?${set} FROM "${name}" s WHERE "${t.records}".id = s.id AND s.changes IS NOT NULL`,
      now,
    ),
    ...rebuild.before,
    run(
      `INSERT INTO "${t.records}" (version, createdAt, updatedAt, createdBy${list}) SELECT 1, ?, ?, ?${list} FROM "${name}" WHERE id IS NULL ORDER BY row`,
      now,
      now,
      actor,
    ),
    ...rebuild.after,
    run(
      `UPDATE "${t.meta}" SET value = value + (SELECT count(*) FROM "${name}" WHERE id IS NULL) WHERE name = 'records'`,
    ),
    run(`UPDATE "${t.meta}" SET value = value + 1 WHERE name = 'changes'`),
    ...backend.mark,
    run(
      `INSERT INTO "${t.operations}" (key, at, result) VALUES (?, ?, ?)`,
      operation.key,
      now,
      JSON.stringify(operation.result),
    ),
    ...(backend.analyses ? [run(`ANALYZE "${t.records}"`)] : []),
    // this changes the schema, so that other threads read it, and what was counted, again
    run(`DROP TABLE "${name}"`),
  ]);
}
