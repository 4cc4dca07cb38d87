/**
 * Fills columns of all records anew: one that is new, one whose type changes, a formula. Without `commit` it only finds
 * out what would be lost.
 */
import type { Database, StoredColumn } from '../../db/database-model.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import type { Value } from '../../db/records/backend.ts';
import type { RecordStore } from '../../db/records/record-store.ts';
import { addPlaces, type Loss, lockUntil, type Refilled, recordsAfter, refill } from '../../db/records/refill-sql.ts';
import type { StoredRecord } from '../../db/records/stored-record.ts';
import { fromStored, toStored, ValueProblem } from '../../db/records/stored-values.ts';
import { inOrder } from './check-rows.ts';
import type { Formulas } from './formula.ts';

export type RefillRequest = {
  /** the definition as it is to be */
  readonly after: Database;
  /** keys of the columns that are filled */
  readonly keys: readonly string[];
  readonly commit: boolean;
  readonly actor: string;
};
export type RefillReport = {
  /** values that fit no more */
  readonly lost: number;
  /** some of them */
  readonly samples: readonly {
    readonly id: number;
    readonly column: string;
    readonly value: Json;
    readonly message: string;
  }[];
};

const BATCH = 2_000;
const SAMPLES = 20;
/** Others write again when the tables have been brought to the new definition, or so long after this broke off (ms). */
const LOCK_MS = 30_000;

type Deps = { readonly store: RecordStore; readonly formulas: Formulas; readonly now: () => number };
type Filled = { readonly to: StoredColumn; readonly from: number };

export async function refillColumns(deps: Deps, before: Database, request: RefillRequest): Promise<RefillReport> {
  const { store, formulas, now } = deps;
  const { after, keys, commit, actor } = request;
  const backend = store.backend(before);
  const iso = (ms: number) => new Date(ms).toISOString();
  const filled = after.columns
    .filter(({ key }) => keys.includes(key))
    .map((to): Filled => ({ to, from: before.columns.findIndex(({ key }) => key === to.key) }));
  const work = createWork(before, after, filled, formulas);
  const by = commit ? await store.actor(before, actor) : 0;
  if (commit) await addPlaces(backend, after.columns);
  let lost = 0;
  const samples: RefillReport['samples'][number][] = [];
  for (let afterId = 0; ; ) {
    if (commit) await lockUntil(backend, iso(now() + LOCK_MS));
    const records = await recordsAfter(backend, before, afterId, BATCH);
    if (records.length === 0) break;
    afterId = records.at(-1)!.id;
    const rows: Refilled[] = [];
    const losses: Loss[] = [];
    for (const record of records) {
      const { values, problems } = work(record);
      rows.push({ id: record.id, values });
      if (problems.length === 0) continue;
      lost += problems.length;
      for (const problem of problems) if (samples.length < SAMPLES) samples.push({ id: record.id, ...problem });
      const changes = Object.fromEntries(problems.map(({ column, value }) => [column, [value, null]]));
      losses.push({ id: record.id, version: record.version, changes: JSON.stringify(changes) });
    }
    if (commit)
      await refill(
        backend,
        filled.map(({ to }) => to),
        rows,
        losses,
        iso(now()),
        by,
      );
  }
  return { lost, samples };
}

type Problem = { readonly column: string; readonly value: Json; readonly message: string };
type Worked = { readonly values: Value[]; readonly problems: Problem[] };

/** What the filled columns of a record get. */
function createWork(before: Database, after: Database, filled: readonly Filled[], formulas: Formulas) {
  const computed = inOrder(after.columns, formulas);
  const plain = filled.filter(({ to }) => to.formula === undefined);

  return (record: StoredRecord): Worked => {
    const problems: Problem[] = [];
    const named: JsonRecord = {};
    for (const [index, { key, type }] of before.columns.entries())
      named[key] = fromStored(type, record.values[index] ?? null);
    const stored = new Map<string, Value>();
    for (const { to, from } of plain) {
      const old = from < 0 ? null : (named[to.key] ?? null);
      const { value, message } = converted(to, from < 0 ? (to.default ?? null) : old);
      if (message !== null) problems.push({ column: to.key, value: old, message });
      stored.set(to.key, value);
      named[to.key] = fromStored(to.type, value);
    }
    for (const column of computed) {
      const value = formulas.evaluate(column, named);
      stored.set(column.key, value);
      named[column.key] = fromStored(column.type, value);
    }
    for (const { to, from } of filled) {
      // what people wrote in a column goes when it gets a formula
      const old =
        from < 0 || to.formula === undefined || before.columns[from]?.formula !== undefined
          ? null
          : record.values[from];
      if (old === null || old === undefined || old === stored.get(to.key)) continue;
      const value = fromStored(before.columns[from]!.type, old);
      problems.push({ column: to.key, value, message: 'The formula gives something else.' });
    }
    return { values: filled.map(({ to }) => stored.get(to.key) ?? null), problems };
  };
}

/** A value in a column of another type: what says the same, else what is nearest to it without guessing, else nothing. */
function converted(to: StoredColumn, value: Json): { value: Value; message: string | null } {
  try {
    const asText = to.type === 'text' && typeof value === 'object' && value !== null;
    return { value: toStored(to, asText ? JSON.stringify(value) : value), message: null };
  } catch (error) {
    if (error instanceof ValueProblem) return { value: null, message: error.message };
    throw error;
  }
}
