/** What questions may name: the columns of a database, and what every record has. */
import type { ColumnType, Database, StoredColumn } from '../database-model.ts';
import { CodedError } from '../errors.ts';
import type { Json } from '../model.ts';
import type { Value } from './backend.ts';
import { slotName, sortedAsText } from './layout.ts';
import { toStored, ValueProblem } from './stored-values.ts';

export type Field = {
  readonly key: string;
  readonly type: ColumnType;
  /** the physical column */
  readonly sql: string;
  /** null: every record has it, in a column of its own */
  readonly column: StoredColumn | null;
  readonly asText: boolean;
  /** Throws `invalid`. */
  store(value: Json | undefined): Value;
};

const system: Record<string, { readonly type: ColumnType; readonly time?: true }> = {
  id: { type: 'relation' },
  version: { type: 'number' },
  createdAt: { type: 'date', time: true },
  updatedAt: { type: 'date', time: true },
  deletedAt: { type: 'date', time: true },
};

/** Throws `invalid` when there is none of this key. */
export function fieldOf(database: Pick<Database, 'name' | 'columns'>, key: string): Field {
  const column = database.columns.find((each) => each.key === key);
  const own = column ?? (Object.hasOwn(system, key) ? { key, name: key, ...system[key]! } : undefined);
  if (!own) {
    const keys = database.columns.map((each) => each.key).join(', ') || 'none yet';
    throw new CodedError('invalid', `Expected a column of "${database.name}" (${keys}), got "${key}".`);
  }
  return {
    key,
    type: own.type,
    sql: column ? slotName(column.slot) : key,
    column: column ?? null,
    asText: sortedAsText(own.type),
    store(value) {
      try {
        return toStored(own, value);
      } catch (error) {
        if (!(error instanceof ValueProblem)) throw error;
        throw new CodedError('invalid', `A value for "${key}" does not fit. ${error.message}`, { cause: error });
      }
    },
  };
}
