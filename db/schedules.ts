import { and, asc, eq, lte, min, ne, notInArray } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { Schedules } from './store.ts';
import { schedules } from './tables.ts';

export function createSchedules(db: LibSQLDatabase): Schedules {
  return {
    async replace(workflowId, wanted) {
      const nodeIds = wanted.map((schedule) => schedule.nodeId);
      const others = and(eq(schedules.workflowId, workflowId), notInArray(schedules.nodeId, nodeIds));
      await db.batch([
        db.delete(schedules).where(others),
        ...wanted.map(({ nodeId, organizationId, spec, nextAt }) =>
          db
            .insert(schedules)
            .values({ workflowId, nodeId, organizationId, spec, nextAt })
            .onConflictDoUpdate({
              target: [schedules.workflowId, schedules.nodeId],
              set: { organizationId, spec, nextAt },
              setWhere: ne(schedules.spec, spec),
            }),
        ),
      ]);
    },
    due(now, limit) {
      return db.select().from(schedules).where(lte(schedules.nextAt, now)).orderBy(asc(schedules.nextAt)).limit(limit);
    },
    async advance({ workflowId, nodeId, spec, nextAt }, next) {
      const own = and(eq(schedules.workflowId, workflowId), eq(schedules.nodeId, nodeId));
      const untouched = and(eq(schedules.spec, spec), eq(schedules.nextAt, nextAt));
      await db.update(schedules).set({ nextAt: next }).where(and(own, untouched));
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
