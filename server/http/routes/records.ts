/** The records of a database: pages, one, many at once, aggregates, history, the trash. */
import { type Context, Hono } from 'hono';
import { type Filter, filterSchema, type Sort } from '../../../db/database-model.ts';
import { CodedError } from '../../../db/errors.ts';
import type { Json } from '../../../db/model.ts';
import { noRecord } from '../../../db/records/record-errors.ts';
import { actorOf } from '../../auth/identity.ts';
import { check, jsonBody, parseJson } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import { flagParam, idempotencyKey, ifMatch, limitParam, numberParam, wholeNumber } from '../query.ts';
import {
  type AggregateAnswer,
  aggregateBody,
  type BulkAnswer,
  bulkBody,
  type RecordAnswer,
  type RecordHistoryAnswer,
  type RecordsAnswer,
  recordBody,
  recordQueryBody,
  type TrashAnswer,
  trashBody,
} from '../record-schemas.ts';

export function recordRoutes({ records, config }: HttpDeps) {
  return new Hono()
    .get('/api/databases/:databaseId/records', async (c) => {
      const query = { ...selectionParams(c, config.nestingMax), limit: limitParam(c, 100, 1_000) };
      const more = { after: c.req.query('after'), total: flagParam(c, 'total') };
      const page = await records.page(organizationOf(c), c.req.param('databaseId'), { ...query, ...more });
      return c.json({ records: page.items, next: page.next, total: page.total } satisfies RecordsAnswer, 200);
    })
    .post('/api/databases/:databaseId/query', jsonBody(recordQueryBody, config, {}), async (c) => {
      const page = await records.page(organizationOf(c), c.req.param('databaseId'), c.req.valid('json'));
      return c.json({ records: page.items, next: page.next, total: page.total } satisfies RecordsAnswer, 200);
    })
    .post('/api/databases/:databaseId/aggregate', jsonBody(aggregateBody, config, {}), async (c) => {
      const rows = await records.aggregate(organizationOf(c), c.req.param('databaseId'), c.req.valid('json'));
      return c.json({ rows } satisfies AggregateAnswer, 200);
    })
    .post('/api/databases/:databaseId/records', jsonBody(recordBody, config), async (c) => {
      const { databaseId } = c.req.param();
      const rows = [c.req.valid('json')];
      const request = { mode: 'insert' as const, rows, wantsRecords: true, actor: actorOf(c.get('identity')) };
      const { records: made = [] } = await records.save(organizationOf(c), databaseId, request);
      c.header('Location', `/api/databases/${databaseId}/records/${made[0]!.id}`);
      return c.json(told(c, made[0]!), 201);
    })
    .post('/api/databases/:databaseId/records/bulk', jsonBody(bulkBody, config), async (c) => {
      const { mode, key, records: rows } = c.req.valid('json');
      const asked = idempotencyKey(c);
      // nobody who sends a key of their own gets at what a node has written
      const operation = asked === undefined ? undefined : `request:${asked}`;
      const request = { mode, key, rows, operation, actor: actorOf(c.get('identity')) };
      const saved = await records.save(organizationOf(c), c.req.param('databaseId'), request);
      const { inserted, updated, unchanged, ids, replay } = saved;
      return c.json({ inserted, updated, unchanged, ids: [...ids], replay } satisfies BulkAnswer, 200);
    })
    .post('/api/databases/:databaseId/records/trash', jsonBody(trashBody, config), async (c) => {
      const request = { ...c.req.valid('json'), actor: actorOf(c.get('identity')) };
      const ids = await records.trash(organizationOf(c), c.req.param('databaseId'), request);
      return c.json({ ids } satisfies TrashAnswer, 200);
    })
    .get('/api/databases/:databaseId/records/:recordId', async (c) => {
      return c.json(told(c, await records.record(organizationOf(c), c.req.param('databaseId'), idOf(c))), 200);
    })
    .patch('/api/databases/:databaseId/records/:recordId', jsonBody(recordBody, config), async (c) => {
      const rows = [{ ...c.req.valid('json'), id: idOf(c), version: ifMatch(c) }];
      const request = { mode: 'update' as const, rows, wantsRecords: true, actor: actorOf(c.get('identity')) };
      const { records: changed = [] } = await records.save(organizationOf(c), c.req.param('databaseId'), request);
      return c.json(told(c, changed[0]!), 200);
    })
    .delete('/api/databases/:databaseId/records/:recordId', async (c) => {
      const id = idOf(c);
      const action = flagParam(c, 'purge') ? ('purge' as const) : ('delete' as const);
      const request = { action, ids: [id], version: ifMatch(c), actor: actorOf(c.get('identity')) };
      const done = await records.trash(organizationOf(c), c.req.param('databaseId'), request);
      if (done.length === 0) throw noRecord(id);
      return c.body(null, 204);
    })
    .post('/api/databases/:databaseId/records/:recordId/restore', async (c) => {
      const id = idOf(c);
      const { databaseId } = c.req.param();
      const request = { action: 'restore' as const, ids: [id], actor: actorOf(c.get('identity')) };
      const done = await records.trash(organizationOf(c), databaseId, request);
      if (done.length === 0) throw noRecord(id);
      return c.json(told(c, await records.record(organizationOf(c), databaseId, id)), 200);
    })
    .get('/api/databases/:databaseId/records/:recordId/history', async (c) => {
      const id = idOf(c);
      const { databaseId } = c.req.param();
      const limit = limitParam(c, 50, 200);
      const before = numberParam(c, 'before', { min: 1, max: Number.MAX_SAFE_INTEGER });
      await records.record(organizationOf(c), databaseId, id);
      const found = await records.history(organizationOf(c), databaseId, { id, limit: limit + 1, before });
      const history = found.slice(0, limit).map(({ changes, ...entry }) => ({ ...entry, changes: pairs(changes) }));
      const next = found.length > limit ? String(history.at(-1)!.version) : null;
      return c.json({ history, next } satisfies RecordHistoryAnswer, 200);
    });
}

function told(c: Context, record: RecordAnswer): RecordAnswer {
  c.header('ETag', `"${record.version}"`);
  return record;
}

type Pairs = RecordHistoryAnswer['history'][number]['changes'];
function pairs(changes: Readonly<Record<string, readonly [Json, Json]>>): Pairs {
  return Object.fromEntries(Object.entries(changes).map(([key, [before, after]]) => [key, [before, after]])) as Pairs;
}

/** What is no number is no record. */
function idOf(c: Context): number {
  const text = c.req.param('recordId') ?? '';
  const id = wholeNumber(text);
  if (id === null || id === 0) throw noRecord(text);
  return id;
}

/** `filter` as JSON, `sort` as `price,-name`. */
export function selectionParams(c: Context, nestingMax: number) {
  return {
    filter: filterParam(c.req.query('filter'), nestingMax),
    search: c.req.query('search'),
    sort: sortParam(c.req.query('sort')),
    deleted: flagParam(c, 'deleted'),
  };
}

function filterParam(text: string | undefined, nestingMax: number): Filter | undefined {
  if (text === undefined || text === '') return undefined;
  let given: unknown;
  try {
    given = parseJson(text, nestingMax);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'bad_request') throw error;
    throw new CodedError('bad_request', error.message.replace('the body', '"filter"'), { cause: error.cause });
  }
  return check(filterSchema, given);
}

function sortParam(text: string | undefined): Sort[] | undefined {
  if (text === undefined || text === '') return undefined;
  return text.split(',').map((part) => {
    const descending = part.startsWith('-');
    return { column: descending ? part.slice(1) : part, direction: descending ? 'desc' : 'asc' };
  });
}
