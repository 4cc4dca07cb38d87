/** The tables of people, organizations and what they hold. Secrets stand here as hashes and digests only. */
import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Actor, Role, Scope } from './account-store.ts';

export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text().notNull(),
    createdAt: text().notNull(),
  },
  (t) => [uniqueIndex('users_by_email').on(sql`lower(${t.email})`)],
);

export const organizations = sqliteTable('organizations', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: text().notNull(),
});

export const members = sqliteTable(
  'members',
  {
    organizationId: text()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text().$type<Role>().notNull(),
    createdAt: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.userId] }), index('members_by_user').on(t.userId)],
);

export const invitations = sqliteTable(
  'invitations',
  {
    digest: text().primaryKey(),
    organizationId: text().notNull(),
    email: text(),
    role: text().$type<Role>().notNull(),
    expiresAt: text().notNull(),
  },
  (t) => [index('invitations_by_organization').on(t.organizationId, t.email)],
);

export const sessions = sqliteTable(
  'sessions',
  {
    digest: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    organizationId: text().notNull(),
    createdAt: text().notNull(),
    expiresAt: text().notNull(),
  },
  (t) => [index('sessions_by_user').on(t.userId), index('sessions_by_end').on(t.expiresAt)],
);

export const apiTokens = sqliteTable(
  'api_tokens',
  {
    id: text().primaryKey(),
    organizationId: text().notNull(),
    name: text().notNull(),
    digest: text().notNull(),
    scopes: text({ mode: 'json' }).$type<Scope[]>().notNull(),
    createdBy: text().notNull(),
    createdAt: text().notNull(),
    expiresAt: text(),
    lastUsedAt: text(),
  },
  (t) => [
    uniqueIndex('api_tokens_by_digest').on(t.digest),
    index('api_tokens_by_organization').on(t.organizationId, t.createdAt),
  ],
);

export const auditEvents = sqliteTable(
  'audit_events',
  {
    id: text().primaryKey(),
    organizationId: text().notNull(),
    at: text().notNull(),
    actorType: text().$type<Actor['type']>().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    action: text().notNull(),
    target: text(),
    address: text(),
    details: text({ mode: 'json' }).$type<Record<string, unknown>>(),
  },
  (t) => [index('audit_by_organization').on(t.organizationId, t.at, t.id), index('audit_by_time').on(t.at)],
);
