/** Databases: an organization's own tables, and their columns. */
import { type Context, Hono } from 'hono';
import type { Database, DatabaseSummary } from '../../../db/database-model.ts';
import { actorOf } from '../../auth/identity.ts';
import { jsonBody } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import { flagParam, ifMatch, limitParam } from '../query.ts';
import {
  columnPatchBody,
  type DatabaseAnswer,
  type DatabasesAnswer,
  databaseBody,
  databasePatchBody,
  newColumnBody,
} from '../record-schemas.ts';

export function databaseRoutes({ records, config }: HttpDeps) {
  const by = (c: Context, confirm?: boolean) => ({
    actor: actorOf(c.get('identity')),
    confirm,
    ifRevision: ifMatch(c),
  });

  return new Hono()
    .get('/api/databases', async (c) => {
      const removed = flagParam(c, 'removed');
      const request = {
        limit: limitParam(c, 50, 200),
        before: c.req.query('before'),
        search: c.req.query('search'),
        removed,
      };
      const { items, next } = await records.list(organizationOf(c), request);
      const databases = items.map(({ columnCount, ...each }) => ({ ...summaryOf(each), columnCount }));
      return c.json({ databases, next } satisfies DatabasesAnswer, 200);
    })
    .post('/api/databases', jsonBody(databaseBody, config), async (c) => {
      const database = await records.create(organizationOf(c), c.req.valid('json'));
      c.header('Location', `/api/databases/${database.id}`);
      return c.json(told(c, database), 201);
    })
    .get('/api/databases/:databaseId', async (c) => {
      return c.json(told(c, await records.get(organizationOf(c), c.req.param('databaseId'))), 200);
    })
    .patch('/api/databases/:databaseId', jsonBody(databasePatchBody, config), async (c) => {
      const { databaseId } = c.req.param();
      return c.json(told(c, await records.change(organizationOf(c), databaseId, c.req.valid('json'), ifMatch(c))), 200);
    })
    .delete('/api/databases/:databaseId', async (c) => {
      await records.remove(organizationOf(c), c.req.param('databaseId'));
      return c.body(null, 204);
    })
    .post('/api/databases/:databaseId/restore', async (c) => {
      return c.json(told(c, await records.restore(organizationOf(c), c.req.param('databaseId'))), 200);
    })
    .post('/api/databases/:databaseId/columns', jsonBody(newColumnBody, config), async (c) => {
      const { databaseId } = c.req.param();
      return c.json(told(c, await records.addColumn(organizationOf(c), databaseId, c.req.valid('json'), by(c))), 201);
    })
    .patch('/api/databases/:databaseId/columns/:key', jsonBody(columnPatchBody, config), async (c) => {
      const { databaseId, key } = c.req.param();
      const { confirm, ...patch } = c.req.valid('json');
      const changed = await records.changeColumn(organizationOf(c), databaseId, key, patch, by(c, confirm));
      return c.json(told(c, changed), 200);
    })
    .delete('/api/databases/:databaseId/columns/:key', async (c) => {
      const { databaseId, key } = c.req.param();
      const confirm = flagParam(c, 'confirm');
      return c.json(told(c, await records.removeColumn(organizationOf(c), databaseId, key, by(c, confirm))), 200);
    });
}

function told(c: Context, database: Database): DatabaseAnswer {
  c.header('ETag', `"${database.revision}"`);
  return { ...summaryOf(database), columns: database.columns.map(({ slot: _, ...column }) => column) };
}

function summaryOf(database: DatabaseSummary) {
  const { id, name, description, revision, records, createdAt, updatedAt, removedAt } = database;
  return { id, name, description, revision, records, createdAt, updatedAt, removedAt };
}
