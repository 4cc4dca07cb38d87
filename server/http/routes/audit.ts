/** What was done by whom. */
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { AuditFilter } from '../../../db/account-store.ts';
import { CodedError } from '../../../db/errors.ts';
import type { AuditAnswer } from '../account-answers.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import { limitParam } from '../query.ts';

const EVENTS_A_PAGE = 1_000;

export function auditRoutes({ store }: HttpDeps) {
  return new Hono().get('/api/audit', async (c) => {
    const organizationId = organizationOf(c);
    const { before, action, actor, target, format } = c.req.query();
    const filter: AuditFilter = { limit: limitParam(c, 100, EVENTS_A_PAGE), before, action, actor, target };
    if (format !== undefined && format !== 'ndjson') {
      throw new CodedError('invalid', `Expected "format" to be ndjson or left out, got "${format}".`);
    }
    if (format === undefined) {
      const { items, next } = await store.audit.list(organizationId, filter);
      return c.json({ events: items.map(shown), next } satisfies AuditAnswer, 200);
    }
    // what is wrong with the request is said before the file begins
    const first = await store.audit.list(organizationId, { ...filter, limit: EVENTS_A_PAGE });
    c.header('Content-Type', 'application/x-ndjson');
    c.header('Content-Disposition', 'attachment; filename="audit.ndjson"');
    return stream(c, async (out) => {
      for (let page = first; ; ) {
        for (const event of page.items) await out.write(`${JSON.stringify(shown(event))}\n`);
        if (page.next === null || out.aborted) return;
        page = await store.audit.list(organizationId, { ...filter, limit: EVENTS_A_PAGE, before: page.next });
      }
    });
  });
}

function shown<T extends { organizationId: string; details: unknown }>({ organizationId: _, ...event }: T) {
  return { ...event, details: event.details === null ? null : { ...(event.details as Record<string, unknown>) } };
}
