import { and, eq, exists, gt, lte, ne, sql } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { Sessions } from './account-store.ts';
import { members, organizations, sessions, users } from './account-tables.ts';

export function createSessions(db: LibSQLDatabase): Sessions {
  return {
    async begin(session) {
      await db.insert(sessions).values(session);
    },

    async find(digest, now) {
      const [found] = await db
        .select({
          user: { id: users.id, email: users.email, name: users.name },
          membership: { id: organizations.id, name: organizations.name, role: members.role },
          expiresAt: sessions.expiresAt,
        })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .innerJoin(
          members,
          and(eq(members.userId, sessions.userId), eq(members.organizationId, sessions.organizationId)),
        )
        .innerJoin(organizations, eq(organizations.id, sessions.organizationId))
        .where(and(eq(sessions.digest, digest), gt(sessions.expiresAt, now)));
      return found ?? null;
    },

    async extend(digest, expiresAt) {
      await db.update(sessions).set({ expiresAt }).where(eq(sessions.digest, digest));
    },

    async enter(digest, organizationId) {
      const member = db
        .select({ one: sql`1` })
        .from(members)
        .where(and(eq(members.organizationId, organizationId), sql`${members.userId} = ${sessions.userId}`));
      const { rowsAffected } = await db
        .update(sessions)
        .set({ organizationId })
        .where(and(eq(sessions.digest, digest), exists(member)));
      return rowsAffected > 0;
    },

    async end(digest) {
      await db.delete(sessions).where(eq(sessions.digest, digest));
    },

    async endOthers(userId, digest) {
      const others = digest === null ? undefined : ne(sessions.digest, digest);
      await db.delete(sessions).where(and(eq(sessions.userId, userId), others));
    },

    async sweep(now) {
      return (await db.delete(sessions).where(lte(sessions.expiresAt, now))).rowsAffected;
    },
  };
}
