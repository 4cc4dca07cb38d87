/** What a dashboard inside somebody else's product asks, with an embed token and nothing else. */
import { type Context, Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import { createThrottle } from '../../auth/throttle.ts';
import { addressOf } from '../caller.ts';
import { showChanges } from '../dashboard-live.ts';
import { facesOf, tableAnswer, viewOf, widgetOf } from '../dashboard-view.ts';
import type { HttpDeps } from '../deps.ts';
import type { EmbedDashboardAnswer } from '../embed-answers.ts';
import { askNarrowed, type Shown, shownDashboard, watchedWidgets } from '../embed-dashboard.ts';
import type { EmbedLive } from './embed.ts';

/** Of one address, in a minute: several pages of many widgets that change, and several visitors behind it. */
const QUESTIONS = { points: 3_000, seconds: 60 };

export function embedDashboardRoutes({ dashboards, feed, config }: HttpDeps, { streams, rights, prover }: EmbedLive) {
  const questions = createThrottle(QUESTIONS);
  const shown = async (c: Context): Promise<Shown> => shownDashboard(dashboards, await prover.proofOf(c));

  return new Hono()
    .get('/api/embed/dashboard', async (c) => {
      const { dashboard, proof } = await shown(c);
      const { id, name, revision, widgets } = dashboard;
      const range = proof.range ?? dashboard.range;
      const answer = { id, name, revision, range, fixedRange: proof.range !== null, widgets: facesOf(widgets) };
      return c.json(answer satisfies EmbedDashboardAnswer, 200);
    })
    .get('/api/embed/dashboard/widgets/:widgetId/data', async (c) => {
      await questions.take(addressOf(c, config.trusts));
      const opened = await shownDashboard(dashboards, await prover.proofOf(c, 'counted'));
      const widget = widgetOf(opened.dashboard, c.req.param('widgetId'));
      const view = viewOf(c, opened.proof.range ?? opened.dashboard.range);
      refuseOtherRange(c, opened);
      return tableAnswer(c, widget, await askNarrowed(dashboards, opened, widget.source, view));
    })
    .get('/api/embed/dashboard/stream', async (c) => {
      const opened = await shown(c);
      const show = showChanges(feed, opened.organizationId, watchedWidgets(opened));
      return streams.open(c, rights.admit(prover.rightTo(opened.proof), show));
    });
}

function refuseOtherRange(c: Context, { proof }: Shown): void {
  if (proof.range === null || ['range', 'from', 'to'].every((name) => c.req.query(name) === undefined)) return;
  throw new CodedError('forbidden', 'This token shows one time alone: ask without "range", "from" and "to".');
}
