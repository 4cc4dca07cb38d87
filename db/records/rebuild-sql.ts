/** Many new records at once: the indexes and the words are made of all of them together, and not record by record. */
import type { Database } from '../database-model.ts';
import type { Backend, Step, Value } from './backend.ts';
import { createTriggers, partsOf, tablesOf, triggerNames, uniqueName, wordsSql } from './layout.ts';

const run = (sql: string, ...args: Value[]): Step => ({ kind: 'run', sql, args });

/** So many new records at least, and so many of those that are there, are worth making their indexes anew. */
const REBUILT_FROM = 10_000;
const REBUILT_SHARE = 0.5;

/** What keeps the records found while they are written: put aside, and made anew of all of them at once, it takes half the time. */
export type Rebuild = { readonly before: readonly Step[]; readonly after: readonly Step[] };
const AS_THEY_ARE: Rebuild = { before: [], after: [] };

/** Steps around an INSERT of so many new records. */
export async function rebuildFor(backend: Backend, database: Database, inserted: number): Promise<Rebuild> {
  const t = tablesOf(backend.prefix);
  const [row] = await backend.all(
    `SELECT (SELECT value FROM "${t.meta}" WHERE name = 'records'), (SELECT seq FROM sqlite_sequence WHERE name = ?)`,
    [t.records],
  );
  const last = Number(row?.[1] ?? 0);
  if (inserted < REBUILT_FROM || inserted < Number(row?.[0] ?? 0) * REBUILT_SHARE) return AS_THEY_ARE;
  const found = await backend.all("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", [
    t.records,
  ]);
  const indexes = found
    .map(([name, sql]) => ({ name: String(name), sql: String(sql) }))
    .filter(
      ({ name }) => partsOf(t, name) !== null || database.columns.some(({ slot }) => name === uniqueName(t, slot)),
    );
  const [trigger] = createTriggers(t, database.columns);
  const words = `INSERT INTO "${t.fts}" (rowid, words) SELECT id, ${wordsSql(database.columns, '')} FROM "${t.records}" WHERE id > ?`;
  const isLast = `coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0) = ?`;
  return {
    before: [
      { kind: 'guard', name: 'versions', sql: isLast, args: [t.records, last] },
      ...indexes.map(({ name }) => run(`DROP INDEX "${name}"`)),
      ...(trigger ? [run(`DROP TRIGGER "${triggerNames(t)[0]}"`)] : []),
    ],
    after: [...indexes.map(({ sql }) => run(sql)), ...(trigger ? [run(words, last), run(trigger)] : [])],
  };
}
