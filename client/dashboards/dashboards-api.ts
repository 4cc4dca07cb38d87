/** What the dashboard pages ask of the server. */
import { type Answered, answer, api, bodyOf } from '../api.ts';

const one = api.dashboards[':id'];

export type DashboardRow = Answered<typeof api.dashboards.$get>['dashboards'][number];
export type Dashboard = Answered<typeof one.$get>;
export type Widget = Dashboard['widgets'][number];
export type WidgetType = Widget['type'];
export type Source = NonNullable<Widget['source']>;
export type ExecutionsSource = Extract<Source, { kind: 'executions' }>;
export type NodeSource = Extract<Source, { kind: 'node' }>;
export type Range = Dashboard['range'];
export type Table = Answered<(typeof api.dashboards.preview)['$post']>;
export type Draft = { name: string; range: Range; widgets: Widget[] };
/** A widget as somebody with a link gets it: without where its data comes from. */
export type Face = Omit<Widget, 'source'> & { source?: Source | null };
export type SharedDashboard = { name: string; range: Range; widgets: Face[] };

export const namedRanges = ['1h', '6h', '24h', '7d', '30d', '90d'] as const;

const timezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export const listDashboards = async (): Promise<DashboardRow[]> => (await answer(api.dashboards.$get())).dashboards;
export const getDashboard = (id: string): Promise<Dashboard> => answer(one.$get({ param: { id } }));
export const createDashboard = (json: Draft): Promise<Dashboard> => answer(api.dashboards.$post({ json }));
export const removeDashboard = (id: string): Promise<unknown> => answer(one.$delete({ param: { id } }));
/** Answers the link, which nobody can ask for again. */
export const shareDashboard = async (id: string): Promise<string> =>
  (await answer(one.share.$post({ param: { id } }))).url;
export const unshareDashboard = (id: string): Promise<unknown> => answer(one.share.$delete({ param: { id } }));

/** Throws `revision_mismatch` when somebody has saved since `revision`; null: whatever there is. */
export function saveDashboard(id: string, json: Draft, revision: number | null): Promise<Dashboard> {
  const headers: Record<string, string> = revision === null ? {} : { 'If-Match': `"${revision}"` };
  return answer(one.$put({ param: { id }, json }, { headers }));
}

export function previewOf(source: Source, range: Range): Promise<Table> {
  return answer(api.dashboards.preview.$post({ json: { source, range, timezone: timezone() } }));
}

/** Where the data of widgets is asked for: with the rights of who looks, or by a link alone. */
export type DataPort = {
  table(widgetId: string, range: Range): Promise<Table>;
  /** where it is had as CSV; null: not without a header of its own */
  csv(widgetId: string, range: Range): string | null;
};

export function dataOf(id: string): DataPort {
  const address = (widgetId: string, range: Range) =>
    `/api/dashboards/${encodeURIComponent(id)}/widgets/${encodeURIComponent(widgetId)}/data?${viewOf(range)}`;
  return {
    table: async (widgetId, range) => (await answer(fetch(address(widgetId, range)))) as Table,
    csv: (widgetId, range) => `${address(widgetId, range)}&format=csv`,
  };
}

/** What a link opens. */
export async function openShared(secret: string): Promise<{ dashboard: SharedDashboard; data: DataPort }> {
  const headers = { Authorization: `Bearer ${secret}` };
  const dashboard = (await bodyOf(await fetch('/api/shared/dashboard', { headers }))) as SharedDashboard;
  return {
    dashboard,
    data: {
      table: async (widgetId, range) => {
        const path = `/api/shared/dashboard/widgets/${encodeURIComponent(widgetId)}/data?${viewOf(range)}`;
        return (await answer(fetch(path, { headers }))) as Table;
      },
      csv: () => null,
    },
  };
}

function viewOf(range: Range): string {
  const query: Record<string, string> = typeof range === 'string' ? { range } : { from: range.from, to: range.to };
  return String(new URLSearchParams({ ...query, timezone: timezone() }));
}
