/** Dashboards, what their widgets show, and links to them. */
import { type Context, Hono } from 'hono';
import type { Dashboard } from '../../../db/dashboard.ts';
import { CodedError } from '../../../db/errors.ts';
import { digest, newSecret } from '../../auth/secret.ts';
import { createThrottle } from '../../auth/throttle.ts';
import type { Opened } from '../../dashboards/service.ts';
import { jsonBody } from '../body.ts';
import { addressOf, proofsOf } from '../caller.ts';
import { showChanges } from '../dashboard-live.ts';
import {
  type DashboardAnswer,
  type DashboardsAnswer,
  type DashboardTableAnswer,
  dashboardBody,
  dashboardPreviewBody,
  type SharedDashboardAnswer,
} from '../dashboard-schemas.ts';
import { facesOf, tableAnswer, timezoneOf, viewOf, widgetOf } from '../dashboard-view.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import { ifMatch } from '../query.ts';
import type { Streams } from '../sse.ts';
import type { Right, StreamRights } from '../stream-rights.ts';

/** Of one address, in a minute: a page of sixty widgets that looks again now and then. */
const REQUESTS = { points: 1_200, seconds: 60 };
const WRONG = { points: 60, seconds: 60 };

export function dashboardRoutes({ dashboards, config }: HttpDeps) {
  return new Hono()
    .get('/api/dashboards', async (c) => {
      const list = await dashboards.list(organizationOf(c));
      return c.json({ dashboards: list, next: null } satisfies DashboardsAnswer, 200);
    })
    .post('/api/dashboards', jsonBody(dashboardBody, config), async (c) => {
      const made = await dashboards.create(organizationOf(c), c.req.valid('json'));
      c.header('Location', `/api/dashboards/${made.id}`);
      return whole(c, made, 201);
    })
    .post('/api/dashboards/preview', jsonBody(dashboardPreviewBody, config), async (c) => {
      const { source, range, timezone } = c.req.valid('json');
      const view = { range, timezone: timezoneOf(timezone) };
      return c.json((await dashboards.ask(organizationOf(c), source, view)) satisfies DashboardTableAnswer, 200);
    })
    .get('/api/dashboards/:id', async (c) => whole(c, await dashboards.get(organizationOf(c), c.req.param('id')), 200))
    .put('/api/dashboards/:id', jsonBody(dashboardBody, config), async (c) => {
      const draft = c.req.valid('json');
      return whole(c, await dashboards.update(organizationOf(c), c.req.param('id'), draft, ifMatch(c)), 200);
    })
    .delete('/api/dashboards/:id', async (c) => {
      await dashboards.remove(organizationOf(c), c.req.param('id'));
      return c.body(null, 204);
    })
    .post('/api/dashboards/:id/share', async (c) => {
      const secret = newSecret('dsh');
      await dashboards.share(organizationOf(c), c.req.param('id'), digest(secret));
      // behind `#`: a browser tells nobody that part of an address
      return c.json({ url: `${config.publicUrl ?? new URL(c.req.url).origin}/shared/dashboard#${secret}` }, 201);
    })
    .delete('/api/dashboards/:id/share', async (c) => {
      await dashboards.share(organizationOf(c), c.req.param('id'), null);
      return c.body(null, 204);
    })
    .get('/api/dashboards/:id/widgets/:widgetId/data', async (c) => {
      const organizationId = organizationOf(c);
      const { id, widgetId } = c.req.param();
      const dashboard = await dashboards.get(organizationId, id);
      const widget = widgetOf(dashboard, widgetId);
      return tableAnswer(c, widget, await dashboards.ask(organizationId, widget.source, viewOf(c, dashboard.range)));
    });
}

/** What somebody with the link of a dashboard may ask, whoever they are: the link is all the proof. */
export function sharedDashboardRoutes({ dashboards, feed, config }: HttpDeps, streams: Streams, rights: StreamRights) {
  const requests = createThrottle(REQUESTS);
  const wrong = createThrottle(WRONG);

  async function opened(c: Context): Promise<Opened> {
    const address = addressOf(c, config.trusts);
    await requests.take(address);
    await wrong.check(address);
    const { bearer } = proofsOf(c);
    const found = bearer === null ? null : await dashboards.openShared(digest(bearer));
    if (found) return found;
    await wrong.take(address);
    throw new CodedError(
      'not_found',
      'This link opens no dashboard: it was closed, or is not whole. Ask for a new one.',
    );
  }

  return new Hono()
    .get('/api/shared/dashboard', async (c) => {
      const { name, range, widgets } = (await opened(c)).dashboard;
      return c.json({ name, range, widgets: facesOf(widgets) } satisfies SharedDashboardAnswer, 200);
    })
    .get('/api/shared/dashboard/stream', async (c) => {
      const { organizationId, dashboard } = await opened(c);
      const link = digest(proofsOf(c).bearer ?? '');
      const right: Right = {
        holder: `link ${link} ${addressOf(c, config.trusts)}`,
        until: null,
        ask: async () => (await dashboards.openShared(link)) !== null,
      };
      const watched = dashboard.widgets.flatMap(({ id, source }) => (source ? [{ id, source }] : []));
      return streams.open(c, rights.admit(right, showChanges(feed, organizationId, watched)));
    })
    .get('/api/shared/dashboard/widgets/:widgetId/data', async (c) => {
      const { organizationId, dashboard } = await opened(c);
      const widget = widgetOf(dashboard, c.req.param('widgetId'));
      return tableAnswer(c, widget, await dashboards.ask(organizationId, widget.source, viewOf(c, dashboard.range)));
    });
}

function whole(c: Context, dashboard: Dashboard, status: 200 | 201) {
  c.header('ETag', `"${dashboard.revision}"`);
  return c.json(dashboard satisfies DashboardAnswer, status);
}
