/**
 * Asks the threads by the definition as it is now. The definition is the truth, the tables follow: a question that finds
 * tables of another revision has them brought up to date, or reads the definition again, and is asked once more.
 */
import type { Database } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import { RevisionError } from '../../db/records/record-errors.ts';
import type { Store } from '../../db/store.ts';
import { createGates } from './gates.ts';
import type { How, Lane, Threads } from './threads.ts';
import type { Work } from './work.ts';

export type Asked<Verb extends keyof Work> = {
  readonly database: Database;
  readonly answer: Awaited<ReturnType<Work[Verb]>>;
};
export type Asker = {
  /** Throws `not_found` when the organization has no such database. */
  find(organizationId: string, id: string): Promise<Database>;
  ask<Verb extends keyof Work>(
    lane: Lane,
    verb: Verb,
    organizationId: string,
    id: string,
    request: Parameters<Work[Verb]>[1],
    how?: How,
  ): Promise<Asked<Verb>>;
  /** Runs alone with a database: nothing else is written to it meanwhile, as far as this process writes. */
  alone<T>(id: string, work: () => Promise<T>): Promise<T>;
};

const TRIES = 240;
const TRIES_AHEAD = 20;
const PAUSE_MS = 250;

type Deps = {
  readonly databases: Store['databases'];
  readonly threads: Pick<Threads, 'ask'>;
  readonly after: (ms: number, callback: () => void) => void;
};

export function createAsker({ databases, threads, after }: Deps): Asker {
  const gates = createGates();
  const pause = () => new Promise<void>((resolve) => after(PAUSE_MS, resolve));

  async function find(organizationId: string, id: string): Promise<Database> {
    const database = await databases.get(organizationId, id);
    if (database) return database;
    throw noDatabase(id);
  }

  type Enter = <T>(work: () => Promise<T>) => Promise<T>;

  async function asking<Verb extends keyof Work>(
    enter: Enter,
    [lane, verb, organizationId, id, request]: Parameters<typeof ask<Verb>>,
    how?: How,
  ): Promise<Asked<Verb>> {
    for (let tries = 1; ; tries += 1) {
      const database = await find(organizationId, id);
      try {
        return await enter(async () => ({ database, answer: await threads.ask(lane, verb, database, request, how) }));
      } catch (error) {
        if (!(error instanceof RevisionError) || tries >= TRIES) throw error;
        await mend(database, error.tables, tries);
      }
    }
  }

  const atOnce: Enter = (work) => work();
  // staging has tables of its own: nobody has to wait for it
  const ask: Asker['ask'] = (lane, verb, organizationId, id, request, how) =>
    asking(
      lane === 'write' ? (work) => gates.shared(id, work) : atOnce,
      [lane, verb, organizationId, id, request],
      how,
    );

  /** Tables that are behind are brought up to date; else somebody changes them, and is waited for. */
  async function mend(database: Database, tables: number | null, tries: number): Promise<void> {
    const behind = tables === null || tables < database.revision;
    // the definition may come from a backup that is older than they are
    const older = tables !== null && tables > database.revision && tries === TRIES_AHEAD;
    if (behind || older) await threads.ask('write', 'sync', database);
    else await pause();
  }

  return {
    find,
    ask,
    alone: gates.alone,
  };
}

export function noDatabase(id: string): CodedError {
  return new CodedError('not_found', `There is no database "${id}". GET /api/databases lists those there are.`);
}
