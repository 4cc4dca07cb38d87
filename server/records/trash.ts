/** The trash: records go there and come back, and from there they go for good. */
import type { Database } from '../../db/database-model.ts';
import { CodedError, type Problem } from '../../db/errors.ts';
import type { Counts, RecordStore } from '../../db/records/record-store.ts';
import type { StoredRecord } from '../../db/records/stored-record.ts';
import type { Update } from '../../db/records/write-sql.ts';
import { checkUnique } from './check-others.ts';
import { PROBLEMS_TOLD, ROWS_MAX, type WriteDeps } from './save.ts';
import { untilDone } from './until-done.ts';

export type TrashRequest = {
  readonly action: 'delete' | 'restore' | 'purge';
  readonly ids: readonly number[];
  /** of the one record */
  readonly version?: number;
  readonly actor: string;
  readonly now: string;
};
export type TrashReport = { readonly ids: number[]; readonly counts: Counts };

/** Those that are not there, or are where they are to go already, are left out of the answer. */
export async function moveToTrash(
  { store }: WriteDeps,
  database: Database,
  request: TrashRequest,
): Promise<TrashReport> {
  const { action, version, now, actor } = request;
  if (request.ids.length > ROWS_MAX)
    throw new CodedError('too_large', `Expected at most ${ROWS_MAX} records at once, got ${request.ids.length}.`);
  return untilDone(async () => {
    const found = await store.byIds(database, [...new Set(request.ids)]);
    const records = found.filter(({ deletedAt }) => (action === 'delete') === (deletedAt === null));
    const [first] = records;
    if (version !== undefined && first && first.version !== version) {
      const sentence = `The record "${first.id}" has version ${first.version} by now, and this was made from ${version}.`;
      throw new CodedError('revision_mismatch', sentence);
    }
    const ids = records.map(({ id }) => id);
    if (ids.length === 0) return { ids, counts: await store.counts(database) };
    if (action === 'purge') return { ids, counts: await store.write(database, { now, actor, purges: ids, grows: 0 }) };
    if (action === 'restore') await refuseTaken(store, database, records);
    const deletedAt = action === 'delete' ? now : null;
    const told = action === 'delete' ? 'deleted' : 'restored';
    const updates = records.map(
      ({ id, version: from, values }): Update => ({ id, version: from, values, deletedAt, action: told, changes: {} }),
    );
    const grows = action === 'delete' ? -ids.length : ids.length;
    return { ids, counts: await store.write(database, { now, actor, updates, grows }) };
  });
}

/** Meanwhile another record may have got the unique value of one in the trash. */
async function refuseTaken(store: RecordStore, database: Database, records: readonly StoredRecord[]): Promise<void> {
  const problems: Problem[] = [];
  const written = records.map(({ id, values }, row) => ({ id, values, row }));
  for (const [index, column] of database.columns.entries()) {
    if (column.unique !== true) continue;
    await checkUnique(store, database, column, index, written, (row, key, message) => {
      problems.push({ path: `records.${records[row]!.id}.${key}`, message });
    });
  }
  if (problems.length > 0)
    throw new CodedError('conflict', problems[0]!.message, { details: problems.slice(0, PROBLEMS_TOLD) });
}
