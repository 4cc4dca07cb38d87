import { and, asc, eq, isNotNull, isNull, like, lt, sql } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database-model.ts';
import type { Databases } from './database-store.ts';
import { databases } from './database-tables.ts';
import { CodedError } from './errors.ts';

type Row = typeof databases.$inferSelect;

export function createDatabases(db: LibSQLDatabase): Databases {
  const { columns: _, nextSlot: __, ...summary } = columnsOf();
  const own = (organizationId: string, id: string) =>
    and(eq(databases.organizationId, organizationId), eq(databases.id, id));

  return {
    async create(organizationId, database, now) {
      const times = { createdAt: now, updatedAt: now, removedAt: null };
      const columnCount = database.columns.length;
      const row: Row = { ...database, ...times, organizationId, columnCount, revision: 1, records: 0, changes: 0 };
      await db.insert(databases).values(row).catch(sayTaken(database.name));
      return toDatabase(row);
    },

    async get(organizationId, id, { removed = false } = {}) {
      const where = removed ? own(organizationId, id) : and(own(organizationId, id), isNull(databases.removedAt));
      const [row] = await db.select().from(databases).where(where);
      return row ? toDatabase(row) : null;
    },

    async list(organizationId, { limit, before, search, removed = false }) {
      const from = before === undefined ? null : decodeCursor(before);
      const name = sql`${databases.name} COLLATE NOCASE`;
      const rows = await db
        .select(summary)
        .from(databases)
        .where(
          and(
            eq(databases.organizationId, organizationId),
            removed ? isNotNull(databases.removedAt) : isNull(databases.removedAt),
            search ? like(databases.name, `%${search.replace(/[%_]/g, '')}%`) : undefined,
            from ? sql`(${name}, ${databases.id}) > (${from.time} COLLATE NOCASE, ${from.id})` : undefined,
          ),
        )
        .orderBy(asc(name), asc(databases.id))
        .limit(limit + 1);
      const items = rows.slice(0, limit);
      const end = rows.length > limit ? items.at(-1) : undefined;
      return { items, next: end ? encodeCursor({ time: end.name, id: end.id }) : null };
    },

    async change(database, change, now) {
      const set = {
        ...change,
        ...(change.columns && { columnCount: change.columns.length }),
        revision: database.revision + 1,
        updatedAt: now,
      };
      const [row] = await db
        .update(databases)
        .set(set)
        .where(and(own(database.organizationId, database.id), eq(databases.revision, database.revision)))
        .returning()
        .catch(sayTaken(change.name ?? database.name));
      return row ? toDatabase(row) : null;
    },

    async takeSlots(database, count) {
      const [row] = await db
        .update(databases)
        .set({ nextSlot: sql`${databases.nextSlot} + ${count}` })
        .where(own(database.organizationId, database.id))
        .returning({ nextSlot: databases.nextSlot });
      if (!row) throw new CodedError('not_found', `There is no database "${database.id}" any more.`);
      return row.nextSlot - count;
    },

    async setRemoved(organizationId, id, removedAt) {
      const { rowsAffected } = await db
        .update(databases)
        .set({ removedAt })
        .where(
          and(
            own(organizationId, id),
            removedAt === null ? isNotNull(databases.removedAt) : isNull(databases.removedAt),
          ),
        )
        .catch(sayTaken(null));
      return rowsAffected > 0;
    },

    async setRecords(id, records) {
      await db.update(databases).set({ records }).where(eq(databases.id, id));
    },

    async marks(organizationId) {
      const { id, revision, changes, records } = databases;
      return db
        .select({ id, revision, changes, records })
        .from(databases)
        .where(and(eq(databases.organizationId, organizationId), isNull(databases.removedAt)));
    },

    async removedBefore(time) {
      const rows = await db
        .select()
        .from(databases)
        .where(and(isNotNull(databases.removedAt), lt(databases.removedAt, time)));
      return rows.map(toDatabase);
    },

    async purge(id) {
      await db.delete(databases).where(eq(databases.id, id));
    },
  };
}

function columnsOf() {
  const { id, organizationId, name, description, revision, columnCount, nextSlot, records } = databases;
  const { createdAt, updatedAt, removedAt, columns } = databases;
  const counts = { revision, columnCount, nextSlot, records };
  return { id, organizationId, name, description, ...counts, createdAt, updatedAt, removedAt, columns };
}

function toDatabase({ columnCount: _, changes: __, ...row }: Row): Database {
  return row;
}

/** Two databases of one name could not be told apart in a list. */
function sayTaken(name: string | null) {
  return (error: unknown): never => {
    const text = String(
      error instanceof Error ? `${error.message} ${(error.cause as Error | undefined)?.message}` : error,
    );
    if (!/UNIQUE/i.test(text)) throw error;
    const what = name === null ? 'of its name' : `"${name}"`;
    throw new CodedError('conflict', `There is a database ${what} already: take another name.`, { cause: error });
  };
}
