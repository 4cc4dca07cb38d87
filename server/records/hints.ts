/** Makes the indexes that questions would have needed, in the background, for the next time they are asked. */
import type { AggregateQuery, Database, RecordQuery } from '../../db/database-model.ts';
import type { Asker } from './ask.ts';
import type { Threads } from './threads.ts';

export type Hints = { look(database: Database, query: RecordQuery | AggregateQuery): void };

/** Small databases are not looked at: their count is a hint itself. */
const LOOK_FROM = 40_000;
/** Questions of one shape are looked at once in a while. */
const SHAPES_MAX = 1_000;

type Deps = {
  readonly asker: Asker;
  readonly threads: Pick<Threads, 'ask'>;
  readonly warn: (error: unknown, message: string) => void;
};

export function createHints({ asker, threads, warn }: Deps): Hints {
  const looked = new Set<string>();

  async function make(database: Database, query: RecordQuery | AggregateQuery): Promise<void> {
    const parts = await threads.ask('read', 'hint', database, query);
    if (parts) await asker.ask('write', 'index', database.organizationId, database.id, { parts });
  }

  return {
    look(database, query) {
      if (database.records < LOOK_FROM) return;
      const shape = `${database.id} ${database.revision} ${shapeOf(query)}`;
      if (looked.has(shape)) return;
      if (looked.size >= SHAPES_MAX) looked.clear();
      looked.add(shape);
      make(database, query).catch((error: unknown) => warn(error, 'An index for a question could not be made.'));
    },
  };
}

/** What is asked, without the values that it is asked with. */
function shapeOf(query: RecordQuery | AggregateQuery): string {
  const asked = 'groupBy' in query ? [query.groupBy, query.measures, query.timezone] : [query.sort ?? []];
  return JSON.stringify([query.filter, ...asked], (key, value) => (key === 'value' ? undefined : value));
}
