/** Packages of other systems: databases, their records, and a workflow over them. */
import { Hono } from 'hono';
import { actorOf } from '../../auth/identity.ts';
import { unpack, withNewIds } from '../../records/package.ts';
import { jsonBody } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import { type PackageAnswer, packageBody } from '../package-schemas.ts';

export function packageRoutes({ records, workflows, config }: HttpDeps) {
  return new Hono().post('/api/databases/package', jsonBody(packageBody, config), async (c) => {
    const { workflow, ...given } = c.req.valid('json');
    const organizationId = organizationOf(c);
    const made = await unpack(records, organizationId, given, actorOf(c.get('identity')));
    const databases = [...made.databases].map(([entityId, id]) => ({ entityId, id }));
    if (!workflow) return c.json({ databases, records: made.records, workflowId: null } satisfies PackageAnswer, 201);
    const { nodes, connections, name = given.name } = workflow;
    const graph = { nodes: withNewIds(nodes, made.databases), connections: connections ?? [], settings: {} };
    try {
      const saved = await workflows.create(organizationId, { name, tags: undefined, graph });
      const answer = { databases, records: made.records, workflowId: saved.workflow.id };
      return c.json(answer satisfies PackageAnswer, 201);
    } catch (error) {
      for (const { id } of databases) await records.remove(organizationId, id).catch(() => {});
      throw error;
    }
  });
}
