/**
 * Brings the tables of a database to its definition: columns, indexes, the words for search. One transaction, which also
 * writes down the revision that the tables have now; whoever writes or reads by another revision finds out there.
 */
import type { Database, StoredColumn } from '../database-model.ts';
import type { Backend, Step } from './backend.ts';
import {
  addColumn,
  createFts,
  createIndex,
  createStatements,
  createTriggers,
  createUnique,
  type indexName,
  isIndexed,
  ownIndex,
  partsOf,
  searched,
  slotName,
  type Tables,
  tablesOf,
  triggerNames,
  uniqueName,
  wordsSql,
} from './layout.ts';

/** The revision that the tables are made from; null: there are none. */
export async function tablesRevision(backend: Backend): Promise<number | null> {
  const { meta } = tablesOf(backend.prefix);
  const found = await backend.all("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [meta]);
  if (found.length === 0) return null;
  const [row] = await backend.all(`SELECT value FROM "${meta}" WHERE name = 'revision'`);
  return Number(row?.[0] ?? 0);
}

/** Does nothing when the tables have this revision already. */
export async function syncTables(backend: Backend, database: Database): Promise<void> {
  const t = tablesOf(backend.prefix);
  const revision = await tablesRevision(backend);
  if (revision === database.revision) return;
  if (revision === null) await backend.write(createStatements(t).map(run));
  const there = await readTables(backend, t);
  const steps = stepsOf(t, database, there);
  const set = `UPDATE "${t.meta}" SET value = ? WHERE name = 'revision'`;
  const unlock = `DELETE FROM "${t.meta}" WHERE name = 'locked'`;
  await backend.write([...steps.map(run), { kind: 'run', sql: set, args: [database.revision] }, run(unlock)]);
}

const run = (sql: string): Step => ({ kind: 'run', sql, args: [] });

type There = {
  readonly slots: ReadonlySet<number>;
  readonly indexes: readonly string[];
  /** name → text of the triggers that keep the words */
  readonly triggers: ReadonlyMap<string, string>;
};

async function readTables(backend: Backend, t: Tables): Promise<There> {
  const columns = await backend.all('SELECT name FROM pragma_table_info(?)', [t.records]);
  const slots = columns.flatMap(([name]) => {
    const slot = /^c(\d+)$/.exec(String(name))?.[1];
    return slot === undefined ? [] : [Number(slot)];
  });
  const parts = await backend.all(
    "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('index', 'trigger')",
    [t.records],
  );
  const triggers = parts
    .filter(([type]) => type === 'trigger')
    .map(([, name, sql]) => [String(name), String(sql)] as const);
  const indexes = parts.filter(([type]) => type === 'index').map(([, name]) => String(name));
  return { slots: new Set(slots), indexes, triggers: new Map(triggers) };
}

function stepsOf(t: Tables, { columns }: Database, there: There): string[] {
  const wanted = new Map(columns.map((column) => [column.slot, column]));
  const gone = [...there.slots].filter((slot) => !wanted.has(slot));
  const added = columns.filter(({ slot }) => !there.slots.has(slot));
  const triggers = createTriggers(t, columns);
  const newWords =
    triggers.length !== there.triggers.size || triggers.some((sql) => ![...there.triggers.values()].includes(sql));
  return [
    ...(newWords ? triggerNames(t).map((name) => `DROP TRIGGER IF EXISTS "${name}"`) : []),
    ...there.indexes.filter((name) => !keeps(t, name, wanted)).map((name) => `DROP INDEX "${name}"`),
    ...added.map((column) => addColumn(t, column)),
    ...gone.map((slot) => `ALTER TABLE "${t.records}" DROP COLUMN ${slotName(slot)}`),
    ...columns.filter(({ unique }) => unique === true).map(({ slot }) => createUnique(t, slot)),
    ...columns.filter(isIndexed).map((column) => createIndex(t, ownIndex(column))),
    ...(newWords ? wordSteps(t, columns, there, new Set(added.map(({ slot }) => slot))) : []),
    ...(newWords ? triggers : []),
  ];
}

/** An index that was made unasked stays as long as its columns do. */
function keeps(t: Tables, name: string, wanted: ReadonlyMap<number, StoredColumn>): boolean {
  if (name.startsWith(`${t.prefix}u_`)) {
    return [...wanted.values()].some(({ slot, unique }) => unique === true && uniqueName(t, slot) === name);
  }
  return partsOf(t, name)?.every(({ slot }) => wanted.has(slot)) ?? true;
}

/** Words are taken from the records anew, unless what is new has no values yet. */
function wordSteps(t: Tables, columns: readonly StoredColumn[], there: There, added: ReadonlySet<number>): string[] {
  const before = slotsIn([...there.triggers.values()].join(' '));
  const now = searched(columns).map(({ slot }) => slot);
  const same =
    [...before].every((slot) => now.includes(slot)) && now.every((slot) => before.has(slot) || added.has(slot));
  if (now.length === 0) return before.size === 0 ? [] : [`DROP TABLE IF EXISTS "${t.fts}"`];
  if (same && before.size > 0) return [];
  return [
    createFts(t),
    `INSERT INTO "${t.fts}" ("${t.fts}") VALUES ('delete-all')`,
    `INSERT INTO "${t.fts}" (rowid, words) SELECT id, ${wordsSql(columns, '')} FROM "${t.records}"`,
  ];
}

function slotsIn(text: string): Set<number> {
  return new Set([...text.matchAll(/new\.c(\d+)/g)].map(([, slot]) => Number(slot)));
}

/** Makes an index beside those of the definition; one that is there stays. */
export async function addIndex(backend: Backend, parts: Parameters<typeof indexName>[1]): Promise<void> {
  const t = tablesOf(backend.prefix);
  await backend.write([run(createIndex(t, parts)), ...(backend.analyses ? [run(`ANALYZE "${t.records}"`)] : [])]);
}
