/**
 * What a caller must be allowed for each route: the one table of it. A route that is not here answers nobody, and a test
 * holds the table against the routes and the OpenAPI document.
 */
import type { Scope } from '../../db/account-store.ts';

/** `public`: anybody. `person`: somebody who signed in. `embed`: an embed token, which the route proves. Else a scope. */
export type Access = 'public' | 'person' | 'embed' | Scope;

export const access = {
  'GET /health': 'public',
  'GET /ready': 'public',
  'GET /metrics': 'read',
  'GET /openapi.json': 'public',
  'GET /docs': 'public',

  'GET /api/me': 'public',
  'POST /api/setup': 'public',
  'POST /api/join': 'public',
  'POST /api/login': 'public',
  'POST /api/logout': 'public',
  'GET /api/invitation': 'public',
  'POST /api/me/password': 'person',
  'POST /api/me/organization': 'person',
  'POST /api/organizations': 'person',
  'GET /api/members': 'read',
  'POST /api/members': 'admin',
  'PUT /api/members/:userId': 'admin',
  'DELETE /api/members/:userId': 'admin',
  'DELETE /api/invitations/:email': 'admin',
  'GET /api/tokens': 'write',
  'POST /api/tokens': 'write',
  'DELETE /api/tokens/:tokenId': 'write',
  'GET /api/audit': 'admin',
  'GET /api/credentials': 'read',
  'POST /api/credentials': 'admin',
  'PUT /api/credentials/:name': 'admin',
  'DELETE /api/credentials/:name': 'admin',

  'POST /api/embed-tokens': 'run',
  'GET /api/embed-keys': 'admin',
  'POST /api/embed-keys': 'admin',
  'DELETE /api/embed-keys/:kid': 'admin',
  'GET /api/embed': 'embed',
  'GET /api/embed/executions': 'embed',
  'POST /api/embed/execute': 'embed',
  'GET /api/embed/executions/:executionId': 'embed',
  'GET /api/embed/executions/:executionId/stream': 'embed',
  'POST /api/embed/executions/:executionId/cancel': 'embed',
  'POST /api/executions/stream': 'embed',

  'POST /api/workflow/:id/execute': 'run',
  'POST /api/workflows/execute': 'run',
  'POST /api/workflow/:id/execute-node': 'write',
  'POST /api/webhook/:workflowId/:token': 'public',
  'POST /api/workflow/execution/:executionId/cancel': 'run',
  'POST /api/workflow/execution/:executionId/retry': 'run',
  'POST /api/workflow/execution/:executionId/resume': 'run',

  'GET /api/workflow/execution/:executionId': 'read',
  'GET /api/workflow/execution/:executionId/logs': 'read',
  'GET /api/workflow/execution/:executionId/logs/:seq': 'read',
  'GET /api/workflow/execution/:executionId/stream': 'read',
  'GET /api/executions': 'read',
  'GET /api/executions/stream': 'read',
  'GET /api/executions/counts': 'read',
  'GET /api/workflow/:id/executions': 'read',

  'GET /api/workflows': 'read',
  'POST /api/workflows': 'write',
  'POST /api/workflows/validate': 'read',
  'GET /api/workflows/:id': 'read',
  'PUT /api/workflows/:id': 'write',
  'DELETE /api/workflows/:id': 'write',
  'GET /api/workflows/:id/revisions': 'read',
  'GET /api/workflows/:id/revisions/:revision': 'read',
  'POST /api/workflows/:id/publish': 'write',
  'POST /api/workflows/:id/webhook-token': 'write',
  'GET /api/workflows/:id/webhook': 'read',

  'GET /api/dashboards': 'read',
  'POST /api/dashboards': 'write',
  'POST /api/dashboards/preview': 'read',
  'GET /api/dashboards/:id': 'read',
  'PUT /api/dashboards/:id': 'write',
  'DELETE /api/dashboards/:id': 'write',
  'POST /api/dashboards/:id/share': 'write',
  'DELETE /api/dashboards/:id/share': 'write',
  'GET /api/dashboards/:id/widgets/:widgetId/data': 'read',
  'GET /api/shared/dashboard': 'public',
  'GET /api/shared/dashboard/widgets/:widgetId/data': 'public',

  'GET /api/databases': 'read',
  'POST /api/databases': 'write',
  'GET /api/databases/:databaseId': 'read',
  'PATCH /api/databases/:databaseId': 'write',
  'DELETE /api/databases/:databaseId': 'write',
  'POST /api/databases/:databaseId/restore': 'write',
  'POST /api/databases/:databaseId/columns': 'write',
  'PATCH /api/databases/:databaseId/columns/:key': 'write',
  'DELETE /api/databases/:databaseId/columns/:key': 'write',
  'GET /api/databases/:databaseId/records': 'read',
  'POST /api/databases/:databaseId/query': 'read',
  'POST /api/databases/:databaseId/aggregate': 'read',
  'POST /api/databases/:databaseId/records': 'write',
  'POST /api/databases/:databaseId/records/bulk': 'write',
  'POST /api/databases/:databaseId/records/trash': 'write',
  'GET /api/databases/:databaseId/records/:recordId': 'read',
  'PATCH /api/databases/:databaseId/records/:recordId': 'write',
  'DELETE /api/databases/:databaseId/records/:recordId': 'write',
  'POST /api/databases/:databaseId/records/:recordId/restore': 'write',
  'GET /api/databases/:databaseId/records/:recordId/history': 'read',

  'GET /api/node-types': 'read',
  'GET /api/prefect/health': 'read',
  'GET /api/schedules': 'read',
  'GET /api/server': 'read',
} as const satisfies Record<string, Access>;

/** Null: nobody has decided who may, so nobody may. */
export function accessOf(route: string): Access | null {
  return (access as Record<string, Access>)[route] ?? null;
}
