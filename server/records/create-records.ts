/** Composes the service of databases over the store of definitions and the threads that keep the records. */
import type { Database, RecordsChange } from '../../db/database-model.ts';
import { CodedError, isCoded } from '../../db/errors.ts';
import type { Store } from '../../db/store.ts';
import { createAsker, noDatabase } from './ask.ts';
import { checkAll, createColumnVerbs, refuseOther } from './columns.ts';
import { defineColumns } from './definition.ts';
import { createExport } from './export.ts';
import { createFiles } from './files.ts';
import { createHints } from './hints.ts';
import { createImports } from './imports.ts';
import type { Place } from './messages.ts';
import type { RecordService, SaveAsk } from './service.ts';
import { createThreads } from './threads.ts';

export type RecordDeps = {
  readonly store: Pick<Store, 'databases'>;
  readonly place: Place;
  readonly newId: () => string;
  readonly clock: { now(): number; after(ms: number, callback: () => void): () => void };
  /** tells what was written, after it was */
  readonly onChange: (change: RecordsChange) => void;
  readonly warn: (error: unknown, message: string) => void;
};

/** Ids that are told with a change; of more, that there was one. */
const IDS_TOLD = 200;
/** How many records a database has is written down for lists at most so often (ms). */
const COUNT_EVERY_MS = 1_000;
/** What was asked with a key, and what was uploaded, is remembered for so long (ms). */
const OPERATIONS_MS = 7 * 24 * 3_600_000;
/** A database in the trash goes for good after so long (ms). */
const TRASH_MS = 30 * 24 * 3_600_000;

/** `close` ends the threads; `sweep` removes for good what was in the trash long enough. */
export type Records = RecordService & { sweep(nowMs: number): Promise<number>; close(): Promise<void> };

export function createRecords({ store, place, newId, clock, onChange, warn }: RecordDeps): Records {
  const { databases } = store;
  const threads = createThreads(place);
  const now = () => new Date(clock.now()).toISOString();
  const asker = createAsker({ databases, threads, after: clock.after });
  const tellDefinition = ({ organizationId, id, records }: Database) =>
    onChange({ organizationId, databaseId: id, records, changes: -1, ids: [] });
  const columns = createColumnVerbs({ databases, threads, asker, now, onChange: tellDefinition });
  const counts = createCounter();
  const written: [organizationId: string, id: string][] = [];
  const hints = createHints({ asker, threads, warn });
  const imports = createImports({ asker, columns, now, tell });

  function tell(
    { organizationId, id }: Database,
    { records, changes }: { records: number; changes: number },
    ids: readonly number[],
  ): void {
    counts.keep(id, records);
    if (!written.some(([, known]) => known === id)) written.push([organizationId, id]);
    onChange({ organizationId, databaseId: id, records, changes, ids: ids.length <= IDS_TOLD ? ids : [] });
  }

  /** Writes the last count of a while down, not each of them. */
  function createCounter() {
    const waiting = new Map<string, number>();
    const write = async () => {
      const all = [...waiting];
      waiting.clear();
      for (const [id, records] of all) {
        await databases
          .setRecords(id, records)
          .catch((error) => warn(error, 'The number of records was not written down.'));
      }
    };
    return {
      keep(id: string, records: number): void {
        if (waiting.size === 0) clock.after(COUNT_EVERY_MS, () => void write());
        waiting.set(id, records);
      },
      write,
    };
  }

  return {
    ...columns,
    imports,
    files: createFiles({ asker, now }),
    exportText: createExport(asker),
    list: databases.list,
    get: asker.find,

    async create(organizationId, given) {
      const defined = defineColumns(given.columns);
      await checkAll({ databases }, organizationId, defined);
      const id = newId();
      const stored = defined.map((column, index) => ({ ...column, slot: index + 1 }));
      const { name, description = '' } = given;
      const draft = { id, name, description, columns: stored, nextSlot: stored.length + 1 };
      const database = await databases.create(organizationId, draft, now());
      await threads.ask('write', 'sync', database);
      tellDefinition(database);
      return database;
    },

    async change(organizationId, id, change, ifRevision) {
      const changed = await asker.alone(id, async () => {
        const database = await asker.find(organizationId, id);
        refuseOther(database, ifRevision);
        const next = await databases.change(database, change, now());
        if (!next) throw new CodedError('conflict', `Somebody else has changed "${database.name}": try again.`);
        await threads.ask('write', 'sync', next);
        return next;
      });
      tellDefinition(changed);
      return changed;
    },

    async remove(organizationId, id) {
      const database = await asker.find(organizationId, id);
      if (!(await databases.setRemoved(organizationId, id, now()))) throw noDatabase(id);
      tellDefinition(database);
    },

    async restore(organizationId, id) {
      if (!(await databases.setRemoved(organizationId, id, null))) throw noDatabase(id);
      const database = await asker.find(organizationId, id);
      tellDefinition(database);
      return database;
    },

    async page(organizationId, id, query) {
      const { answer, database } = await asker.ask('read', 'page', organizationId, id, query);
      hints.look(database, query);
      return answer;
    },
    async aggregate(organizationId, id, query) {
      const { answer, database } = await asker.ask('read', 'aggregate', organizationId, id, query);
      hints.look(database, query);
      return answer;
    },
    record: async (organizationId, id, recordId) =>
      (await asker.ask('read', 'record', organizationId, id, recordId)).answer,
    history: async (organizationId, id, request) =>
      (await asker.ask('read', 'history', organizationId, id, request)).answer,

    async save(organizationId, id, request: SaveAsk) {
      const asked = { ...request, now: now() };
      const { database, answer } = await asker.ask('write', 'save', organizationId, id, asked);
      const { counts: counted, ...saved } = answer;
      if (!saved.replay && saved.inserted + saved.updated > 0) tell(database, counted, saved.ids);
      return saved;
    },

    async trash(organizationId, id, request) {
      const { database, answer } = await asker.ask('write', 'trash', organizationId, id, { ...request, now: now() });
      if (answer.ids.length > 0) tell(database, answer.counts, answer.ids);
      return answer.ids;
    },

    async sweep(nowMs) {
      const old = await databases.removedBefore(new Date(nowMs - TRASH_MS).toISOString());
      for (const database of old) {
        await threads.ask('write', 'remove', database);
        await databases.purge(database.id);
      }
      // only what was written to since the last time has anything to tidy
      const before = new Date(nowMs - OPERATIONS_MS).toISOString();
      for (const [organizationId, id] of written.splice(0)) {
        await asker.ask('write', 'tidy', organizationId, id, { before }).catch((error) => {
          if (!isCoded(error, 'not_found')) warn(error, 'A database could not be tidied.');
        });
      }
      return old.length;
    },

    async close() {
      await counts.write();
      await threads.close();
    },
  };
}
