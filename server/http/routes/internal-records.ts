/** What nodes on other machines ask of databases, under `/internal`; `server/remote/record-wire.ts` is the contract. */
import { Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import type { JsonRecord } from '../../../db/model.ts';
import { createRecordAccess } from '../../records/node-access.ts';
import type { Reach } from '../../remote/facts.ts';
import { createRemoteImports } from '../../remote/imports.ts';
import { fetchBody, importBody, saveBody, toFetch, toSave } from '../../remote/record-wire.ts';
import { jsonBody } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { BODY_FACTOR, reachOf } from '../reach.ts';

export function internalRecordRoutes({ records, config }: Pick<HttpDeps, 'records' | 'config'>) {
  const limits = { ...config, bodyMax: Math.max(config.bodyMax, config.payloadMax * BODY_FACTOR) };
  const access = lazily(() => createRecordAccess(records));
  const imports = lazily(() => createRemoteImports(access()));

  return new Hono()
    .post('/internal/records/fetch', jsonBody(fetchBody, limits), async (c) => {
      const request = toFetch(c.req.valid('json'));
      refuseForeign(reachOf(c), request);
      return c.json({ records: await access().fetch(request) }, 200);
    })
    .post('/internal/records/save', jsonBody(saveBody, limits), async (c) => {
      const request = toSave(c.req.valid('json'));
      refuseForeign(reachOf(c), request);
      return c.json(await access().save(request), 200);
    })
    .post('/internal/records/import', jsonBody(importBody, limits), async (c) => {
      const { waitMs, ...request } = c.req.valid('json');
      refuseForeign(reachOf(c), request);
      return c.json(await imports().ask({ ...request, options: request.options as JsonRecord }, waitMs), 200);
    });
}

/** Most servers have no workers. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function refuseForeign(
  reach: Reach,
  { organizationId, databaseId }: { organizationId: string; databaseId: string },
): void {
  if (reach === null || reach === organizationId) return;
  throw new CodedError('not_found', `There is no database "${databaseId}".`);
}
