import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { CalledWorkflows } from './called-workflows.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { createDocuments } from './documents.ts';
import { CodedError } from './errors.ts';
import { text } from './execution-rows.ts';
import type { ExecutionStatus, Workflow, WorkflowDocument, WorkflowSummary } from './model.ts';
import type { Reader, Row } from './sql.ts';
import type { LastExecution, ListedWorkflow, WorkflowDraft, Workflows } from './store.ts';
import { schedules, webhookTokens, workflowRevisions, workflows } from './tables.ts';

type Database = LibSQLDatabase;

const summaryColumns =
  'id, organizationId, name, tags, revision, published, nodeCount, createdAt, updatedAt, removedAt';
const summarySql = `SELECT ${summaryColumns} FROM workflows WHERE id = ? AND organizationId = ?`;
/** The token goes when its workflow is removed, so a token that is there is in force. */
const ofWebhookSql = `SELECT ${summaryColumns} FROM workflows
  WHERE id = ?1 AND EXISTS (SELECT 1 FROM webhook_tokens WHERE workflowId = ?1 AND digest = ?2)`;

const inUse = (organizationId: string, id: string) =>
  and(eq(workflows.id, id), eq(workflows.organizationId, organizationId), isNull(workflows.removedAt));

const nodeCountOf = (document: WorkflowDocument): number =>
  document.nodes.filter((node) => node.type !== 'comment').length;

/** The columns that follow from a draft. */
function columnsOf(draft: WorkflowDraft, now: string) {
  return {
    name: draft.name,
    tags: [...draft.tags],
    nodeCount: nodeCountOf(draft.document),
    concurrency: draft.document.settings.concurrency ?? null,
    updatedAt: now,
  };
}

function toSummary(row: Row): WorkflowSummary {
  return {
    id: text(row[0]),
    organizationId: text(row[1]),
    name: text(row[2]),
    tags: JSON.parse(text(row[3])),
    revision: Number(row[4]),
    published: row[5] == null ? null : Number(row[5]),
    nodeCount: Number(row[6]),
    createdAt: text(row[7]),
    updatedAt: text(row[8]),
  };
}

export function createWorkflows(db: Database, reader: Reader, called: CalledWorkflows): Workflows {
  const documents = createDocuments(reader);

  /** Prepared and cached, since every execution asks. A removed workflow is found only when `removed` is set. */
  async function summary(organizationId: string, id: string, removed = false): Promise<WorkflowSummary | null> {
    const [row] = await reader.all(summarySql, [id, organizationId]);
    return !row || (row[9] !== null && !removed) ? null : toSummary(row);
  }

  async function whole(found: WorkflowSummary | null, revision: number | null | undefined): Promise<Workflow | null> {
    if (!found || revision == null) return null;
    const document = await documents.get(found.id, revision);
    return document && { ...found, document };
  }

  async function get(organizationId: string, id: string, revision?: number | 'published'): Promise<Workflow | null> {
    const found = await summary(organizationId, id, typeof revision === 'number');
    return whole(found, revision === 'published' ? found?.published : (revision ?? found?.revision));
  }

  return {
    get,
    ofWebhook: (id, tokenDigest) =>
      called.find(id, tokenDigest, async () => {
        const [row] = await reader.all(ofWebhookSql, [id, tokenDigest]);
        if (!row || row[9] !== null) return null;
        const found = toSummary(row);
        return whole(found, found.published);
      }),

    async create(organizationId, id, draft, now) {
      const revision = { workflowId: id, revision: 1, name: draft.name, createdAt: now };
      const columns = { id, organizationId, ...columnsOf(draft, now), revision: 1, published: 1, createdAt: now };
      await db.batch([
        db.insert(workflows).values(columns),
        db.insert(workflowRevisions).values({ ...revision, definition: JSON.stringify(draft.document) }),
      ]);
      documents.forget(id, 1);
      called.forget(id);
      return (await whole(await summary(organizationId, id), 1)) as Workflow;
    },

    async update(organizationId, id, draft, now, ifRevision) {
      for (;;) {
        const found = await get(organizationId, id);
        if (!found) return null;
        if (ifRevision !== undefined && ifRevision !== found.revision)
          throw new CodedError(
            'revision_mismatch',
            `Expected revision ${ifRevision} of workflow "${id}" to be the newest, but that is ${found.revision}: load it and apply your change again.`,
          );
        if (isSame(found, draft)) return found;
        const revision = found.revision + 1;
        const definition = JSON.stringify(draft.document);
        const [, updated] = await db.batch([
          db.run(sql`INSERT INTO workflow_revisions (workflowId, revision, name, createdAt, definition)
            SELECT ${id}, ${revision}, ${draft.name}, ${now}, ${definition} FROM workflows
            WHERE id = ${id} AND revision = ${found.revision} AND removedAt IS NULL`),
          db
            .update(workflows)
            .set({ ...columnsOf(draft, now), revision })
            .where(and(inUse(organizationId, id), eq(workflows.revision, found.revision))),
        ]);
        called.forget(id);
        // else another save came between: look again
        if (updated.rowsAffected > 0) return whole(await summary(organizationId, id), revision);
      }
    },

    async list(organizationId, { limit, before, search, tag, recent = 0 }) {
      const from = before === undefined ? null : decodeCursor(before);
      const { id, updatedAt } = workflows;
      const rows = await db
        .select({
          workflow: workflows,
          last: sql<string | null>`(SELECT json_array(e.id, e.status, e.createdAt) FROM workflow_executions AS e
            WHERE e.workflowId = "workflows"."id" ORDER BY e.createdAt DESC, e.id DESC LIMIT 1)`,
          recent: recent > 0 ? recentOf(recent) : sql<string>`'[]'`,
          nextRunAt: sql<
            string | null
          >`(SELECT min(s.nextAt) FROM schedules AS s WHERE s.workflowId = "workflows"."id")`,
        })
        .from(workflows)
        .where(
          and(
            eq(workflows.organizationId, organizationId),
            isNull(workflows.removedAt),
            search ? containing(search) : undefined,
            tag === undefined
              ? undefined
              : sql`EXISTS (SELECT 1 FROM json_each(${workflows.tags}) WHERE value = ${tag})`,
            from ? or(lt(updatedAt, from.time), and(eq(updatedAt, from.time), lt(id, from.id))) : undefined,
          ),
        )
        .orderBy(desc(updatedAt), desc(id))
        .limit(limit + 1);
      const items = rows
        .slice(0, limit)
        .map(({ workflow: { concurrency: _c, removedAt: _r, scheduled: _s, ...own }, last, recent, nextRunAt }) => ({
          ...own,
          lastExecution: last === null ? null : toLast(last),
          recent: toRecent(recent),
          nextRunAt,
        }));
      const end = rows.length > limit ? items.at(-1) : undefined;
      return { items, next: end ? encodeCursor({ time: end.updatedAt, id: end.id }) : null };
    },

    async remove(organizationId, id, now) {
      const gone = sql`EXISTS (SELECT 1 FROM workflows WHERE id = ${id} AND removedAt IS NOT NULL)`;
      const [removed] = await db.batch([
        db.update(workflows).set({ removedAt: now, updatedAt: now }).where(inUse(organizationId, id)),
        db.delete(schedules).where(and(eq(schedules.workflowId, id), gone)),
        db.delete(webhookTokens).where(and(eq(webhookTokens.workflowId, id), gone)),
      ]);
      called.forget(id);
      return removed.rowsAffected > 0;
    },

    async revisions(organizationId, id) {
      if (!(await summary(organizationId, id))) return null;
      const { revision, createdAt, name } = workflowRevisions;
      return db
        .select({ revision, createdAt, name })
        .from(workflowRevisions)
        .where(eq(workflowRevisions.workflowId, id))
        .orderBy(desc(revision));
    },

    async publish(organizationId, id, revision, now) {
      const there = sql`EXISTS (SELECT 1 FROM workflow_revisions WHERE workflowId = ${id} AND revision = ${revision})`;
      const { rowsAffected } = await db
        .update(workflows)
        .set({ published: revision, updatedAt: now })
        .where(and(inUse(organizationId, id), there));
      called.forget(id);
      return rowsAffected > 0 ? whole(await summary(organizationId, id), revision) : null;
    },
  };
}

function isSame(found: Workflow, draft: WorkflowDraft): boolean {
  const { name, tags, document } = draft;
  return JSON.stringify([found.name, found.tags, found.document]) === JSON.stringify([name, tags, document]);
}

/** The marks of its last executions: few rows of one index, nothing of their payloads. */
function recentOf(count: number) {
  return sql<string>`(SELECT json_group_array(json_array(latest.id, latest.status)) FROM (
    SELECT e.id, e.status FROM workflow_executions AS e WHERE e.workflowId = "workflows"."id"
    ORDER BY e.createdAt DESC, e.id DESC LIMIT ${count}) AS latest)`;
}

function containing(search: string) {
  const pattern = `%${search.replaceAll(/[%_\\]/g, '\\$&')}%`;
  return sql`(${workflows.name} LIKE ${pattern} ESCAPE '\\' OR EXISTS (
    SELECT 1 FROM json_each(${workflows.tags}) WHERE value LIKE ${pattern} ESCAPE '\\'))`;
}

function toRecent(json: string): ListedWorkflow['recent'] {
  const rows = JSON.parse(json) as [string, ExecutionStatus][];
  return rows.map(([executionId, status]) => ({ executionId, status }));
}

function toLast(json: string): LastExecution {
  const [executionId, status, createdAt] = JSON.parse(json) as [string, ExecutionStatus, string];
  return { executionId, status, createdAt };
}
