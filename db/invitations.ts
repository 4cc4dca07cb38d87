import { and, asc, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { Invitations } from './account-store.ts';
import { invitations, organizations } from './account-tables.ts';
import { CodedError } from './errors.ts';
import { DEFAULT_ORGANIZATION } from './model.ts';

export function createInvitations(db: LibSQLDatabase): Invitations {
  const columns = {
    organizationId: invitations.organizationId,
    organizationName: sql<string>`coalesce(${organizations.name}, 'Default')`,
    email: invitations.email,
    role: invitations.role,
    expiresAt: invitations.expiresAt,
  };
  const open = () =>
    db.select(columns).from(invitations).leftJoin(organizations, eq(organizations.id, invitations.organizationId));
  const of = (organizationId: string, email: string) =>
    and(eq(invitations.organizationId, organizationId), sql`lower(${invitations.email}) = ${email.toLowerCase()}`);

  return {
    async add(invitation) {
      const { organizationId, email } = invitation;
      const same = email === null ? isNull(invitations.email) : of(organizationId, email);
      await db.batch([db.delete(invitations).where(same), db.insert(invitations).values(invitation)]);
    },

    async find(digest, now) {
      const [found] = await open().where(and(eq(invitations.digest, digest), gt(invitations.expiresAt, now)));
      return found ?? null;
    },

    async list(organizationId, now) {
      const rows = await open()
        .where(
          and(
            eq(invitations.organizationId, organizationId),
            isNotNull(invitations.email),
            gt(invitations.expiresAt, now),
          ),
        )
        .orderBy(asc(invitations.expiresAt));
      return rows.map((row) => ({ ...row, email: row.email ?? '' }));
    },

    async withdraw(organizationId, email) {
      const { rowsAffected } = await db.delete(invitations).where(of(organizationId, email));
      return rowsAffected > 0;
    },

    async accept(digest, user, now) {
      const isOpen = sql`FROM invitations WHERE digest = ${digest} AND expiresAt > ${now}`;
      const addUser =
        'passwordHash' in user
          ? sql`INSERT INTO users (id, email, name, passwordHash, createdAt)
              SELECT ${user.id}, ${user.email}, ${user.name}, ${user.passwordHash}, ${now} ${isOpen}`
          : sql`SELECT 1`;
      try {
        const [, , joined] = await db.batch([
          db.run(addUser),
          db.run(sql`INSERT INTO organizations (id, name, createdAt)
            SELECT organizationId, 'Default', ${now} ${isOpen} AND organizationId = ${DEFAULT_ORGANIZATION}
            ON CONFLICT DO NOTHING`),
          db.run(sql`INSERT INTO members (organizationId, userId, role, createdAt)
            SELECT organizationId, ${user.id}, role, ${now} ${isOpen}
            ON CONFLICT (organizationId, userId) DO UPDATE SET role = excluded.role`),
          db.delete(invitations).where(or(eq(invitations.digest, digest), lte(invitations.expiresAt, now))),
        ]);
        return joined.rowsAffected > 0;
      } catch (error) {
        if (!isTaken(error)) throw error;
        throw new CodedError('conflict', 'There is an account with this email already: sign in with its password.');
      }
    },
  };
}

/** Whether a unique column, which is the email, had this value. A server tells it by the message alone. */
function isTaken(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ((at as { extendedCode?: unknown }).extendedCode === 'SQLITE_CONSTRAINT_UNIQUE') return true;
    if (/UNIQUE constraint failed/.test(at.message)) return true;
  }
  return false;
}
