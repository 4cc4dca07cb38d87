/** What related records are called, asked for in crowds and remembered. */
import { type Accessor, createEffect, createSignal } from 'solid-js';
import type { Json } from '../../db/model.ts';
import { askRecords, type Column, type Database, getDatabase, type RecordRow } from './databases-api.ts';
import { recordName } from './relation-picker.tsx';

const MOST_AT_ONCE = 500;

/** Answers the name of the record that a value of a relation means; undefined while it is not known. */
export function createRelationNames(columns: Accessor<readonly Column[]>, rows: Accessor<readonly RecordRow[] | null>) {
  const [names, setNames] = createSignal<ReadonlyMap<string, string>>(new Map());
  const asked = new Set<string>();
  const databases = new Map<string, Promise<Database>>();

  async function ask(databaseId: string, ids: readonly number[]): Promise<void> {
    const found = databases.get(databaseId) ?? getDatabase(databaseId);
    databases.set(databaseId, found);
    try {
      const [database, page] = await Promise.all([
        found,
        askRecords(databaseId, { filter: { column: 'id', op: 'in', value: [...ids] } }, ids.length),
      ]);
      setNames((before) => {
        const after = new Map(before);
        for (const record of page.records)
          after.set(`${databaseId} ${record.id}`, recordName(record, database.columns));
        return after;
      });
    } catch {
      // Its number is shown instead; it is asked for again with the next page.
      for (const id of ids) asked.delete(`${databaseId} ${id}`);
    }
  }

  createEffect(() => {
    for (const { key, database } of columns().filter(({ type }) => type === 'relation')) {
      if (database === undefined) continue;
      const missing = new Set<number>();
      for (const { values } of rows() ?? []) {
        const id = values[key];
        if (typeof id === 'number' && !asked.has(`${database} ${id}`) && missing.size < MOST_AT_ONCE) missing.add(id);
      }
      for (const id of missing) asked.add(`${database} ${id}`);
      if (missing.size > 0) void ask(database, [...missing]);
    }
  });

  return (column: Column, value: Json): string | undefined =>
    column.type === 'relation' ? names().get(`${column.database} ${value}`) : undefined;
}
