import { and, desc, eq, like, lt, or } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { Audit, AuditEvent } from './account-store.ts';
import { auditEvents } from './account-tables.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

type Row = typeof auditEvents.$inferSelect;

export function createAudit(db: LibSQLDatabase): Audit {
  return {
    async add({ actor, ...event }) {
      const by = { actorType: actor.type, actorId: actor.id, actorName: actor.name };
      await db.insert(auditEvents).values({ ...event, ...by });
    },

    async list(organizationId, { limit, before, action, actor, target }) {
      const from = before === undefined ? null : decodeCursor(before);
      const { at, id } = auditEvents;
      const rows = await db
        .select()
        .from(auditEvents)
        .where(
          and(
            eq(auditEvents.organizationId, organizationId),
            action === undefined
              ? undefined
              : or(eq(auditEvents.action, action), like(auditEvents.action, `${action.replace(/[%_]/g, '')}.%`)),
            actor === undefined ? undefined : or(eq(auditEvents.actorId, actor), eq(auditEvents.actorName, actor)),
            target === undefined ? undefined : eq(auditEvents.target, target),
            from ? or(lt(at, from.time), and(eq(at, from.time), lt(id, from.id))) : undefined,
          ),
        )
        .orderBy(desc(at), desc(id))
        .limit(limit + 1);
      const items = rows.slice(0, limit).map(toEvent);
      const end = rows.length > limit ? items.at(-1) : undefined;
      return { items, next: end ? encodeCursor({ time: end.at, id: end.id }) : null };
    },

    async sweep(before) {
      return (await db.delete(auditEvents).where(lt(auditEvents.at, before))).rowsAffected;
    },
  };
}

function toEvent({ actorType, actorId, actorName, ...event }: Row): AuditEvent {
  return { ...event, actor: { type: actorType, id: actorId, name: actorName } };
}
