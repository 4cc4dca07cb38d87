import { and, asc, desc, eq } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { CodedError } from './errors.ts';
import type { Credentials, EmbedKeys, Sealed } from './secret-store.ts';
import { credentials, embedKeys } from './secret-tables.ts';

export function createCredentials(db: LibSQLDatabase): Credentials {
  const { organizationId: _, ...columns } = {
    organizationId: credentials.organizationId,
    name: credentials.name,
    kind: credentials.kind,
    sealed: credentials.sealed,
    createdAt: credentials.createdAt,
    updatedAt: credentials.updatedAt,
  };
  const named = (organizationId: string, name: string) =>
    and(eq(credentials.organizationId, organizationId), eq(credentials.name, name));

  return {
    async list(organizationId) {
      const all = db.select(columns).from(credentials).where(eq(credentials.organizationId, organizationId));
      return all.orderBy(asc(credentials.name));
    },
    async get(organizationId, name) {
      const [found] = await db.select(columns).from(credentials).where(named(organizationId, name));
      return found ?? null;
    },
    async add(organizationId, credential) {
      const row = { organizationId, ...credential };
      const { rowsAffected } = await db.insert(credentials).values(row).onConflictDoNothing();
      if (rowsAffected > 0) return;
      throw new CodedError(
        'conflict',
        `There is a credential "${credential.name}" already: change it, or take another name.`,
      );
    },
    async change(organizationId, name, kind, sealed, now) {
      const set = { kind, sealed, updatedAt: now };
      return (await db.update(credentials).set(set).where(named(organizationId, name))).rowsAffected > 0;
    },
    async remove(organizationId, name) {
      return (await db.delete(credentials).where(named(organizationId, name))).rowsAffected > 0;
    },
  };
}

export function createEmbedKeys(db: LibSQLDatabase): EmbedKeys {
  return {
    async list(organizationId) {
      const rows = await db
        .select()
        .from(embedKeys)
        .where(eq(embedKeys.organizationId, organizationId))
        .orderBy(desc(embedKeys.createdAt), desc(embedKeys.kid));
      return rows.map(({ organizationId: _, ...key }) => key);
    },
    async add(organizationId, key) {
      await db.insert(embedKeys).values({ organizationId, ...key });
    },
    async find(kid) {
      const [found] = await db.select().from(embedKeys).where(eq(embedKeys.kid, kid));
      return found ?? null;
    },
    async remove(organizationId, kid) {
      const own = and(eq(embedKeys.organizationId, organizationId), eq(embedKeys.kid, kid));
      return (await db.delete(embedKeys).where(own)).rowsAffected > 0;
    },
  };
}

export function createSealed(db: LibSQLDatabase): Sealed {
  return {
    async replace(reseal) {
      const [ofCredentials, ofKeys] = await Promise.all([db.select().from(credentials), db.select().from(embedKeys)]);
      // a text that somebody changes meanwhile stays as they left it: they sealed it under the new key
      const changes = [
        ...ofCredentials.flatMap(({ organizationId, name, sealed }) => {
          const anew = reseal(sealed, { purpose: 'credentials', organizationId, name });
          const own = and(eq(credentials.organizationId, organizationId), eq(credentials.name, name));
          if (anew === sealed) return [];
          return db
            .update(credentials)
            .set({ sealed: anew })
            .where(and(own, eq(credentials.sealed, sealed)));
        }),
        ...ofKeys.flatMap(({ organizationId, kid, sealed }) => {
          const anew = reseal(sealed, { purpose: 'embed', organizationId, name: kid });
          if (anew === sealed) return [];
          return db
            .update(embedKeys)
            .set({ sealed: anew })
            .where(and(eq(embedKeys.kid, kid), eq(embedKeys.sealed, sealed)));
        }),
      ];
      const [first, ...rest] = changes;
      if (first) await db.batch([first, ...rest]);
      return changes.length;
    },
  };
}
