/** Records and their history, from rows of the tables to what the API knows. */
import type { Database, DatabaseRecord } from '../database-model.ts';
import type { Json, JsonRecord } from '../model.ts';
import type { Row, Value } from './backend.ts';
import { fromStored } from './stored-values.ts';

/** A record as it is stored: values in the order of the columns. */
export type StoredRecord = {
  readonly id: number;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
  readonly values: readonly Value[];
};
export function toStoredRecord([id, version, createdAt, updatedAt, deletedAt, ...values]: Row): StoredRecord {
  return {
    id: Number(id),
    version: Number(version),
    createdAt: String(createdAt),
    updatedAt: String(updatedAt),
    deletedAt: deletedAt === null || deletedAt === undefined ? null : String(deletedAt),
    values,
  };
}

/** A stored record as the API knows it. */
export function toRecord({ columns }: Pick<Database, 'columns'>, { values, ...record }: StoredRecord): DatabaseRecord {
  const named: JsonRecord = {};
  for (const [index, { key, type }] of columns.entries()) named[key] = fromStored(type, values[index] ?? null);
  return { ...record, values: named };
}

export type HistoryEntry = {
  readonly version: number;
  readonly at: string;
  /** who did it: `<type>:<name>`, or an execution */
  readonly by: string;
  readonly action: 'created' | 'changed' | 'deleted' | 'restored' | 'converted';
  /** key → [before, after] */
  readonly changes: Readonly<Record<string, readonly [Json, Json]>>;
};

export function toEntry([version, at, by, action, changes]: Row): HistoryEntry {
  return {
    version: Number(version),
    at: String(at),
    by: String(by),
    action: action as HistoryEntry['action'],
    changes: JSON.parse(String(changes)) as HistoryEntry['changes'],
  };
}
