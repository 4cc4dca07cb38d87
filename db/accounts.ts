import { and, asc, eq, exists, ne, or, sql } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { Accounts, Role } from './account-store.ts';
import { members, organizations, sessions, users } from './account-tables.ts';
import { CodedError } from './errors.ts';

const account = { id: users.id, email: users.email, name: users.name, passwordHash: users.passwordHash };

export function createAccounts(db: LibSQLDatabase): Accounts {
  const membership = (organizationId: string, userId: string) =>
    and(eq(members.organizationId, organizationId), eq(members.userId, userId));

  /** Somebody else owns the organization, or this member does not: asked within the statement that changes them. */
  function ownedWithout(organizationId: string, userId: string) {
    const others = db
      .select({ one: sql`1` })
      .from(sql`members AS other`)
      .where(sql`other.organizationId = ${organizationId} AND other.role = 'owner' AND other.userId <> ${userId}`);
    return or(ne(members.role, 'owner'), exists(others));
  }

  async function roleOf(organizationId: string, userId: string): Promise<Role | null> {
    const [row] = await db.select({ role: members.role }).from(members).where(membership(organizationId, userId));
    return row?.role ?? null;
  }

  /** What a change that touched no row means: no such member, or the last owner. */
  async function untouched(organizationId: string, userId: string): Promise<false> {
    if ((await roleOf(organizationId, userId)) === null) return false;
    throw new CodedError(
      'conflict',
      'Expected somebody to be left who owns this organization: make another member its owner first.',
    );
  }

  return {
    async any() {
      return (await db.select({ id: users.id }).from(users).limit(1)).length > 0;
    },

    async byEmail(email) {
      const [found] = await db.select(account).from(users).where(sql`lower(${users.email}) = ${email.toLowerCase()}`);
      return found ?? null;
    },

    async byId(userId) {
      const [found] = await db.select(account).from(users).where(eq(users.id, userId));
      return found ?? null;
    },

    async setPassword(userId, passwordHash) {
      await db.update(users).set({ passwordHash }).where(eq(users.id, userId));
    },

    async organizations(userId) {
      return db
        .select({ id: organizations.id, name: organizations.name, role: members.role })
        .from(members)
        .innerJoin(organizations, eq(organizations.id, members.organizationId))
        .where(eq(members.userId, userId))
        .orderBy(asc(organizations.name), asc(organizations.id));
    },

    async createOrganization(organization, ownerId, now) {
      await db.batch([
        db.insert(organizations).values({ ...organization, createdAt: now }),
        db.insert(members).values({ organizationId: organization.id, userId: ownerId, role: 'owner', createdAt: now }),
      ]);
    },

    async members(organizationId) {
      return db
        .select({ id: users.id, email: users.email, name: users.name, role: members.role, since: members.createdAt })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(eq(members.organizationId, organizationId))
        .orderBy(sql`${members.role} <> 'owner'`, asc(users.email));
    },

    async setRole(organizationId, userId, role) {
      const mayLose = role === 'owner' ? undefined : ownedWithout(organizationId, userId);
      const { rowsAffected } = await db
        .update(members)
        .set({ role })
        .where(and(membership(organizationId, userId), mayLose));
      return rowsAffected > 0 || untouched(organizationId, userId);
    },

    async removeMember(organizationId, userId) {
      const gone = sql`NOT EXISTS (SELECT 1 FROM members WHERE organizationId = ${organizationId} AND userId = ${userId})`;
      const [removed] = await db.batch([
        db.delete(members).where(and(membership(organizationId, userId), ownedWithout(organizationId, userId))),
        db.delete(sessions).where(and(eq(sessions.userId, userId), eq(sessions.organizationId, organizationId), gone)),
      ]);
      return removed.rowsAffected > 0 || untouched(organizationId, userId);
    },
  };
}
