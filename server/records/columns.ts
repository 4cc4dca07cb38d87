/**
 * Changes of columns. What would be lost is found out first and told; what is done is done in this order, so that a crash
 * anywhere leaves tables that are behind the definition, and never ahead of it:
 *
 * 1. a column whose values become others gets a new place, and every record its new value there
 * 2. the definition says so
 * 3. the tables follow: indexes, the words for search, and what no column uses any more goes
 */
import type { Database, GivenColumn, StoredColumn } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import type { Store } from '../../db/store.ts';
import type { Asker } from './ask.ts';
import { checkColumns, defineColumns, readersOf } from './definition.ts';
import { createFormulas } from './formula.ts';
import type { By, ColumnPatch, DatabaseVerbs } from './service.ts';
import type { Threads } from './threads.ts';

export type ColumnDeps = {
  readonly databases: Store['databases'];
  readonly threads: Pick<Threads, 'ask'>;
  readonly asker: Asker;
  readonly now: () => string;
  readonly onChange: (database: Database) => void;
};

export function createColumnVerbs(
  deps: ColumnDeps,
): Pick<DatabaseVerbs, 'addColumn' | 'changeColumn' | 'removeColumn'> {
  const { databases, asker } = deps;
  const formulas = createFormulas();

  async function changing(
    organizationId: string,
    id: string,
    { ifRevision }: By,
    work: (database: Database) => Promise<Database>,
  ): Promise<Database> {
    await asker.find(organizationId, id);
    const changed = await asker.alone(id, async () => {
      const database = await asker.find(organizationId, id);
      refuseOther(database, ifRevision);
      return work(database);
    });
    deps.onChange(changed);
    return changed;
  }

  /** The slot that a column gets whose values become others. */
  const newSlot = (database: Database) => databases.takeSlots(database, 1);

  return {
    addColumn: (organizationId, id, given, by) =>
      changing(organizationId, id, by, async (database) => {
        const [column] = defineColumns([given], database.columns);
        await checkAll(deps, database.organizationId, [...database.columns, column!]);
        const added: StoredColumn = { ...column!, slot: await newSlot(database) };
        const after = [...database.columns, added];
        if (added.required && added.default === undefined) await refuseEmpty(deps, database, added);
        const fills = added.default !== undefined || added.formula !== undefined;
        return apply(deps, database, after, fills ? [added.key] : [], by);
      }),

    changeColumn: (organizationId, id, key, patch, by) =>
      changing(organizationId, id, by, async (database) => {
        const before = columnOf(database, key);
        const changed = patched(before, patch);
        const columns = database.columns.map((column) => (column === before ? changed : column));
        await checkAll(deps, database.organizationId, columns);
        const other = valuesBecomeOthers(before, changed);
        const after = other ? { ...changed, slot: await newSlot(database) } : changed;
        const moved = placed(columns, changed, after, patch.position);
        const keys = other ? [key, ...readersOf(moved, [key], formulas).map((column) => column.key)] : [];
        if (changed.unique && !before.unique) await refuseRepeated(deps, database, before);
        if (changed.required && !before.required) await refuseEmpty(deps, database, before);
        return apply(deps, database, moved, keys, by);
      }),

    removeColumn: (organizationId, id, key, by) =>
      changing(organizationId, id, by, async (database) => {
        const column = columnOf(database, key);
        const readers = readersOf(database.columns, [key], formulas).filter((each) => each.key !== key);
        if (readers.length > 0) {
          const names = readers.map(({ name }) => `"${name}"`).join(', ');
          throw new CodedError('conflict', `The formula of ${names} reads "${column.name}": change it first.`);
        }
        const { filled } = await deps.threads.ask('read', 'look', database, { key });
        if (filled > 0 && column.formula === undefined && !by.confirm)
          throw new CodedError(
            'conflict',
            `The values of "${column.name}" in ${filled} records would be lost. Send "confirm": true to remove it.`,
          );
        return apply(
          deps,
          database,
          database.columns.filter((each) => each !== column),
          [],
          by,
        );
      }),
  };
}

/** Throws `invalid`, also for a relation to a database that the organization does not have. */
export async function checkAll(
  { databases }: Pick<ColumnDeps, 'databases'>,
  organizationId: string,
  columns: readonly (GivenColumn & { key: string })[],
): Promise<void> {
  checkColumns(columns, createFormulas());
  for (const { name, database } of columns) {
    if (database === undefined || (await databases.get(organizationId, database, { removed: true }))) continue;
    const message = `Expected "${name}" to lead to a database of this organization, got "${database}".`;
    throw new CodedError('invalid', message, { details: [{ path: 'columns', message }] });
  }
}

export function refuseOther({ revision, name }: Database, ifRevision: number | undefined): void {
  if (ifRevision === undefined || ifRevision === revision) return;
  const sentence = `The database "${name}" has revision ${revision} by now, and this was made from another one.`;
  throw new CodedError('revision_mismatch', sentence);
}

/** `filled`: keys of the columns whose values are worked out anew. */
async function apply(
  deps: ColumnDeps,
  before: Database,
  columns: readonly StoredColumn[],
  filled: readonly string[],
  { actor, confirm = false }: By,
): Promise<Database> {
  const after: Database = { ...before, columns, revision: before.revision + 1 };
  if (filled.length > 0) {
    const request = { after, keys: filled, actor };
    if (!confirm) {
      const { lost, samples } = await deps.threads.ask('write', 'refill', before, { ...request, commit: false });
      if (lost > 0) throw loss(lost, samples);
    }
    await deps.threads.ask('write', 'refill', before, { ...request, commit: true });
  }
  const changed = await deps.databases.change(before, { columns }, deps.now());
  if (!changed)
    throw new CodedError('conflict', `Somebody else has changed the columns of "${before.name}": try again.`);
  await deps.threads.ask('write', 'sync', changed);
  return changed;
}

type Sample = { readonly id: number; readonly column: string; readonly value: unknown; readonly message: string };

function loss(lost: number, samples: readonly Sample[]): CodedError {
  const details = samples.map(({ id, column, value, message }) => ({
    path: `records.${id}.${column}`,
    message: `${JSON.stringify(value)?.slice(0, 200)} would be lost: ${message}`,
    key: column,
  }));
  const what = lost === 1 ? '1 value fits' : `${lost} values fit`;
  const sentence = `${what} no more, and would be lost (their history keeps them). Send "confirm": true to go on.`;
  return new CodedError('conflict', sentence, { details });
}

function columnOf({ columns, name }: Database, key: string): StoredColumn {
  const column = columns.find((each) => each.key === key);
  if (column) return column;
  throw new CodedError('not_found', `The database "${name}" has no column "${key}".`);
}

/** `null` takes a property away; what a type does not have goes with the type. */
function patched(before: StoredColumn, { position: _, ...patch }: ColumnPatch): StoredColumn {
  const merged: Record<string, unknown> = { ...before, ...patch };
  for (const [property, value] of Object.entries(merged)) if (value === null) delete merged[property];
  if (patch.type === undefined || patch.type === before.type) return merged as StoredColumn;
  const own = { options: 'select', database: 'relation', time: 'date' } as const;
  for (const [property, type] of Object.entries(own)) if (type !== patch.type) delete merged[property];
  if (patch.default === undefined) delete merged.default;
  if (patch.type === 'json' || patch.type === 'file')
    for (const property of ['unique', 'index']) delete merged[property];
  return merged as StoredColumn;
}

function valuesBecomeOthers(before: StoredColumn, after: StoredColumn): boolean {
  const optionGone =
    after.type === 'select' && (before.options ?? []).some((option) => !after.options?.includes(option));
  return (
    before.type !== after.type ||
    before.formula !== after.formula ||
    before.time !== after.time ||
    before.database !== after.database ||
    optionGone
  );
}

function placed(
  columns: readonly StoredColumn[],
  changed: StoredColumn,
  after: StoredColumn,
  position: number | undefined,
): StoredColumn[] {
  const list = columns.map((column) => (column === changed ? after : column));
  if (position === undefined) return list;
  const others = list.filter((column) => column !== after);
  return [...others.slice(0, position), after, ...others.slice(position)];
}

async function refuseEmpty({ threads }: ColumnDeps, database: Database, column: StoredColumn): Promise<void> {
  const isNew = !database.columns.some(({ key }) => key === column.key);
  const empty = isNew
    ? (await threads.ask('read', 'counts', database)).records
    : (await threads.ask('read', 'look', database, { key: column.key })).empty;
  if (empty === 0) return;
  const sentence = `${empty} records have no value for "${column.name}": give them one first, or do not require it.`;
  throw new CodedError('conflict', sentence);
}

async function refuseRepeated({ threads }: ColumnDeps, database: Database, column: StoredColumn): Promise<void> {
  const { repeated } = await threads.ask('read', 'look', database, { key: column.key });
  if (repeated.length === 0) return;
  const details = repeated.map(({ value, count }) => ({
    path: `columns.${column.key}`,
    message: `${JSON.stringify(value)} is there ${count} times.`,
  }));
  throw new CodedError('conflict', `Values of "${column.name}" are there more than once: change them first.`, {
    details,
  });
}
