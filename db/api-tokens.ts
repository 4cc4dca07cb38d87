import { and, desc, eq, gt, isNull, or } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { ApiTokens } from './account-store.ts';
import { apiTokens } from './account-tables.ts';

const {
  organizationId: organization,
  digest: digestColumn,
  ...columns
} = {
  id: apiTokens.id,
  organizationId: apiTokens.organizationId,
  digest: apiTokens.digest,
  name: apiTokens.name,
  scopes: apiTokens.scopes,
  createdBy: apiTokens.createdBy,
  createdAt: apiTokens.createdAt,
  expiresAt: apiTokens.expiresAt,
  lastUsedAt: apiTokens.lastUsedAt,
};

export function createApiTokens(db: LibSQLDatabase): ApiTokens {
  return {
    async add(organizationId, token) {
      await db.insert(apiTokens).values({ ...token, scopes: [...token.scopes], organizationId, lastUsedAt: null });
    },

    async list(organizationId) {
      return db
        .select(columns)
        .from(apiTokens)
        .where(eq(organization, organizationId))
        .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id));
    },

    async remove(organizationId, id) {
      const [removed] = await db
        .delete(apiTokens)
        .where(and(eq(organization, organizationId), eq(apiTokens.id, id)))
        .returning({ name: apiTokens.name, digest: digestColumn });
      return removed ?? null;
    },

    async find(digest, now) {
      const [found] = await db
        .select({ ...columns, organizationId: organization })
        .from(apiTokens)
        .where(and(eq(digestColumn, digest), or(isNull(apiTokens.expiresAt), gt(apiTokens.expiresAt, now))));
      return found ?? null;
    },

    async used(id, at) {
      await db.update(apiTokens).set({ lastUsedAt: at }).where(eq(apiTokens.id, id));
    },
  };
}
