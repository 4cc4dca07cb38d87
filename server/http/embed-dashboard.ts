/** A dashboard inside somebody else's product: no more of it than the token lets be seen. */
import type { Dashboard, Source, Table } from '../../db/dashboard.ts';
import { CodedError } from '../../db/errors.ts';
import type { EmbedProof } from '../auth/embed.ts';
import { narrowedSource } from '../dashboards/narrow.ts';
import type { DashboardService, View } from '../dashboards/service.ts';
import type { WatchedWidget } from './dashboard-live.ts';

export type Shown = { readonly organizationId: string; readonly dashboard: Dashboard; readonly proof: EmbedProof };

/** Throws `forbidden` for a token that is for something else, `not_found` when there is no such dashboard any more. */
export async function shownDashboard(dashboards: Pick<DashboardService, 'get'>, proof: EmbedProof): Promise<Shown> {
  const { organizationId, dashboardId } = proof;
  if (dashboardId === null) throw new CodedError('forbidden', 'Expected a token for a dashboard.');
  return { organizationId, proof, dashboard: await dashboards.get(organizationId, dashboardId) };
}

/** What of its widgets is asked, and looked after. */
export function watchedWidgets({ dashboard, proof }: Shown): WatchedWidget[] {
  return dashboard.widgets.flatMap(({ id, source }) => {
    const narrowed = source && narrowedSource(source, proof.filters);
    return narrowed ? [{ id, source: narrowed }] : [];
  });
}

/** Empty where the token lets nothing of the source be seen. */
export async function askNarrowed(
  dashboards: Pick<DashboardService, 'ask'>,
  { organizationId, proof }: Shown,
  source: Source,
  view: View,
): Promise<Table> {
  const narrowed = narrowedSource(source, proof.filters);
  return narrowed ? dashboards.ask(organizationId, narrowed, view) : { columns: [], rows: [] };
}
