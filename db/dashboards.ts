import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { Dashboard, DashboardDraft } from './dashboard.ts';
import type { Dashboards } from './dashboard-store.ts';
import { dashboards } from './dashboard-tables.ts';
import { CodedError } from './errors.ts';

const summaryColumns = {
  id: dashboards.id,
  name: dashboards.name,
  revision: dashboards.revision,
  widgetCount: dashboards.widgetCount,
  shared: sql<number>`${dashboards.shareDigest} IS NOT NULL`.mapWith(Boolean),
  createdAt: dashboards.createdAt,
  updatedAt: dashboards.updatedAt,
};

const one = (organizationId: string, id: string) =>
  and(eq(dashboards.organizationId, organizationId), eq(dashboards.id, id));

const columnsOf = ({ name, range, widgets }: DashboardDraft, now: string) => ({
  name,
  widgetCount: widgets.length,
  updatedAt: now,
  definition: JSON.stringify({ range, widgets }),
});

export function createDashboards(db: LibSQLDatabase): Dashboards {
  async function get(organizationId: string, id: string): Promise<Dashboard | null> {
    const [found] = await db
      .select({ ...summaryColumns, definition: dashboards.definition })
      .from(dashboards)
      .where(one(organizationId, id));
    if (!found) return null;
    const { definition, widgetCount: _, ...own } = found;
    return { ...own, ...JSON.parse(definition) };
  }

  return {
    get,

    async list(organizationId) {
      return db
        .select(summaryColumns)
        .from(dashboards)
        .where(eq(dashboards.organizationId, organizationId))
        .orderBy(desc(dashboards.updatedAt), desc(dashboards.id));
    },

    async create(organizationId, id, draft, now) {
      const row = { organizationId, id, ...columnsOf(draft, now), revision: 1, createdAt: now };
      const { rowsAffected } = await db.insert(dashboards).values(row).onConflictDoNothing();
      if (rowsAffected === 0)
        throw new CodedError('conflict', `There is a dashboard "${id}" already: change that one.`);
      return (await get(organizationId, id)) as Dashboard;
    },

    async update(organizationId, id, draft, now, ifRevision) {
      const ifSame = ifRevision === undefined ? undefined : eq(dashboards.revision, ifRevision);
      const { rowsAffected } = await db
        .update(dashboards)
        .set({ ...columnsOf(draft, now), revision: sql`${dashboards.revision} + 1` })
        .where(and(one(organizationId, id), ifSame));
      const found = await get(organizationId, id);
      if (rowsAffected > 0 || found === null) return found;
      throw new CodedError(
        'revision_mismatch',
        `Expected revision ${ifRevision} of the dashboard "${id}" to be the newest, but that is ${found.revision}: load it and apply your change again.`,
      );
    },

    async remove(organizationId, id) {
      return (await db.delete(dashboards).where(one(organizationId, id))).rowsAffected > 0;
    },

    async share(organizationId, id, digest) {
      const set = { shareDigest: digest };
      return (await db.update(dashboards).set(set).where(one(organizationId, id))).rowsAffected > 0;
    },

    async shared(digest) {
      const { organizationId, id, shareDigest } = dashboards;
      const open = and(isNotNull(shareDigest), eq(shareDigest, digest));
      const [found] = await db.select({ organizationId, id }).from(dashboards).where(open);
      return found ?? null;
    },
  };
}
