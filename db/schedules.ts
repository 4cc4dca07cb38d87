import { and, asc, eq, gt, isNull, lte, min, notInArray, or, sql } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { Schedules } from './store.ts';
import { schedules, workflows } from './tables.ts';

export function createSchedules(db: LibSQLDatabase): Schedules {
  return {
    async replace(workflowId, revision, wanted) {
      const published = sql`EXISTS (SELECT 1 FROM workflows
        WHERE id = ${workflowId} AND published = ${revision} AND removedAt IS NULL)`;
      const nodeIds = wanted.map((schedule) => schedule.nodeId);
      const others = and(eq(schedules.workflowId, workflowId), notInArray(schedules.nodeId, nodeIds));
      await db.batch([
        db.delete(schedules).where(and(others, published)),
        ...wanted.map(({ nodeId, organizationId, spec, nextAt, plannedAt }) =>
          db.run(sql`INSERT INTO schedules (workflowId, nodeId, organizationId, spec, nextAt, plannedAt)
            SELECT ${workflowId}, ${nodeId}, ${organizationId}, ${spec}, ${nextAt}, ${plannedAt} WHERE ${published}
            ON CONFLICT (workflowId, nodeId) DO UPDATE SET organizationId = excluded.organizationId,
              spec = excluded.spec, nextAt = excluded.nextAt, plannedAt = excluded.plannedAt
              WHERE schedules.spec <> excluded.spec`),
        ),
        db
          .update(workflows)
          .set({ scheduled: revision })
          .where(and(eq(workflows.id, workflowId), published)),
      ]);
    },
    async stale(limit) {
      const { id, organizationId, published, scheduled, removedAt } = workflows;
      return db
        .select({ workflowId: id, organizationId })
        .from(workflows)
        .where(and(isNull(removedAt), sql`${published} IS NOT ${scheduled}`))
        .limit(limit);
    },
    due(now, limit) {
      return db.select().from(schedules).where(lte(schedules.nextAt, now)).orderBy(asc(schedules.nextAt)).limit(limit);
    },
    async advance({ workflowId, nodeId, spec, nextAt }, next, plannedAt) {
      const own = and(eq(schedules.workflowId, workflowId), eq(schedules.nodeId, nodeId));
      const untouched = and(eq(schedules.spec, spec), eq(schedules.nextAt, nextAt));
      await db.update(schedules).set({ nextAt: next, plannedAt }).where(and(own, untouched));
    },
    unplanned(now, after, limit) {
      const { workflowId, nodeId, plannedAt } = schedules;
      const unknown = or(isNull(plannedAt), gt(plannedAt, now));
      const further = after && sql`(${workflowId}, ${nodeId}) > (${after.workflowId}, ${after.nodeId})`;
      return db
        .select()
        .from(schedules)
        .where(and(unknown, further ?? undefined))
        .orderBy(asc(workflowId), asc(nodeId))
        .limit(limit);
    },
    async nextAt() {
      const [row] = await db.select({ at: min(schedules.nextAt) }).from(schedules);
      return row?.at ?? null;
    },
    list(organizationId) {
      return db
        .select()
        .from(schedules)
        .where(eq(schedules.organizationId, organizationId))
        .orderBy(asc(schedules.nextAt));
    },
  };
}
