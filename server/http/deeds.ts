/** What is written down when it went well, by route. What needs more than the route to be told, its route records. */
import type { Context, MiddlewareHandler } from 'hono';
import type { access } from './access.ts';
import type { Recorder } from './recorder.ts';

const deeds: { readonly [route in keyof typeof access]?: string } = {
  'POST /api/workflows': 'workflow.created',
  'PUT /api/workflows/:id': 'workflow.changed',
  'DELETE /api/workflows/:id': 'workflow.removed',
  'POST /api/workflows/:id/publish': 'workflow.published',
  'POST /api/workflows/:id/webhook-token': 'webhook.token',
  'POST /api/dashboards': 'dashboard.created',
  'PUT /api/dashboards/:id': 'dashboard.changed',
  'DELETE /api/dashboards/:id': 'dashboard.removed',
  'POST /api/dashboards/:id/share': 'dashboard.shared',
  'DELETE /api/dashboards/:id/share': 'dashboard.unshared',
  'POST /api/databases': 'database.created',
  'POST /api/databases/package': 'database.created',
  'PATCH /api/databases/:databaseId': 'database.changed',
  'DELETE /api/databases/:databaseId': 'database.removed',
  'POST /api/databases/:databaseId/restore': 'database.restored',
  'POST /api/databases/:databaseId/columns': 'database.changed',
  'PATCH /api/databases/:databaseId/columns/:key': 'database.changed',
  'DELETE /api/databases/:databaseId/columns/:key': 'database.changed',
  'GET /api/databases/:databaseId/export': 'records.exported',
  'POST /api/databases/:databaseId/imports/:importId/start': 'records.imported',
  'POST /api/databases/:databaseId/records/trash': 'records.trash',
  'POST /api/workflow/:id/execute': 'execution.started',
  'POST /api/workflows/execute': 'execution.started',
  'POST /api/workflow/execution/:executionId/cancel': 'execution.cancelled',
  'POST /api/workflow/execution/:executionId/retry': 'execution.retried',
  'POST /api/workflow/execution/:executionId/resume': 'execution.resumed',
};

/** Programs start executions by the thousand: those carry who began them in `startedBy`, and are not written down twice. */
const BY_PEOPLE_ONLY = 'execution.started';

export function createDeeds(record: Recorder): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const route = c.get('route') ?? '';
    const action = (deeds as Record<string, string>)[route];
    if (action === undefined || (action === BY_PEOPLE_ONLY && c.get('identity').session === null)) return;
    if (c.res.status >= 400) return;
    await record(c, { action, target: targetOf(c, route) });
  };
}

/** The id in the address, or of what was made. */
function targetOf(c: Context, route: string): string | undefined {
  const at = route
    .slice(route.indexOf(' ') + 1)
    .split('/')
    .findIndex((part) => part.startsWith(':'));
  if (at >= 0) return decodeURIComponent(c.req.path.split('/')[at]!);
  return c.res.headers.get('location')?.split('/').at(-1);
}
