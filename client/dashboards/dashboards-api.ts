/** What the dashboard pages ask of the server. */
import type {
  Dashboard,
  DashboardSummary,
  DatabaseSource,
  ExecutionsSource,
  NodeSource,
  Range,
  Source,
  Table,
  Widget,
} from '../../db/dashboard.ts';
import { answer, bodyOf } from '../answer.ts';
import { openFrames, tell } from '../feed/event-stream.ts';
import type { StreamListener } from '../feed/feed-state.ts';

export type { Dashboard, DatabaseSource, ExecutionsSource, NodeSource, Range, Source, Table, Widget };
export type DashboardRow = DashboardSummary;
export type WidgetType = Widget['type'];
export type Draft = { name: string; range: Range; widgets: Widget[] };
/** A widget as somebody with a link gets it: without where its data comes from. */
export type Face = Omit<Widget, 'source'> & { source?: Source | null };
export type SharedDashboard = { name: string; range: Range; widgets: Face[] };

export const namedRanges = ['1h', '6h', '24h', '7d', '30d', '90d'] as const;

const timezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

const one = (id: string) => `/api/dashboards/${encodeURIComponent(id)}`;
const asked = <T>(path: string, init?: RequestInit) => answer<T>(fetch(path, init));
const json = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json', ...headers },
});

export const listDashboards = async (): Promise<DashboardRow[]> =>
  (await asked<{ dashboards: DashboardRow[] }>('/api/dashboards')).dashboards;
export const getDashboard = (id: string) => asked<Dashboard>(one(id));
export const createDashboard = (draft: Draft) => asked<Dashboard>('/api/dashboards', json('POST', draft));
export const removeDashboard = (id: string) => asked<null>(one(id), { method: 'DELETE' });
/** Answers the link, which nobody can ask for again. */
export const shareDashboard = async (id: string): Promise<string> =>
  (await asked<{ url: string }>(`${one(id)}/share`, { method: 'POST' })).url;
export const unshareDashboard = (id: string) => asked<null>(`${one(id)}/share`, { method: 'DELETE' });

/** Throws `revision_mismatch` when somebody has saved since `revision`; null: whatever there is. */
export function saveDashboard(id: string, draft: Draft, revision: number | null): Promise<Dashboard> {
  return asked<Dashboard>(one(id), json('PUT', draft, revision === null ? {} : { 'If-Match': `"${revision}"` }));
}

export function previewOf(source: Source, range: Range): Promise<Table> {
  return asked<Table>('/api/dashboards/preview', json('POST', { source, range, timezone: timezone() }));
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

export type SharedBoard = {
  dashboard: SharedDashboard;
  data: DataPort;
  /** tells which widgets may have changed */
  follow(listener: StreamListener): { close(): void };
};

/** What a link opens. */
export async function openShared(secret: string): Promise<SharedBoard> {
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
    follow: (listener) =>
      openFrames(
        (signal) => fetch('/api/shared/dashboard/stream', { headers, signal, cache: 'no-store' }),
        (frames) => {
          for (const frame of frames) tell(listener, frame);
        },
        listener.failed,
      ),
  };
}

/** A range and the reader's time zone as a query. */
export function viewOf(range: Range | null): string {
  if (range === null) return String(new URLSearchParams({ timezone: timezone() }));
  const query: Record<string, string> = typeof range === 'string' ? { range } : { from: range.from, to: range.to };
  return String(new URLSearchParams({ ...query, timezone: timezone() }));
}
