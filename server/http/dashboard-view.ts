/** What routes of dashboards have in common: which widget, for which time, in which form. */
import type { Context } from 'hono';
import { type Dashboard, type Range, rangeSchema, type Table, type Widget } from '../../db/dashboard.ts';
import { CodedError } from '../../db/errors.ts';
import { isTimezone } from '../../db/time-zone.ts';
import { csvOf } from '../dashboards/csv.ts';
import type { View } from '../dashboards/service.ts';
import type { DashboardTableAnswer } from './dashboard-schemas.ts';
import { timeParam } from './query.ts';

/** Widgets as who only looks gets them: not where their data comes from. */
export function facesOf(widgets: readonly Widget[]): Omit<Widget, 'source'>[] {
  return widgets.map(({ source: _, ...face }) => face);
}

type Asking = Widget & { source: NonNullable<Widget['source']> };

export function widgetOf({ id, widgets }: Dashboard, widgetId: string): Asking {
  const found = widgets.find((widget) => widget.id === widgetId);
  if (found?.source) return found as Asking;
  throw new CodedError('not_found', `The dashboard "${id}" has no widget "${widgetId}" with data.`);
}

const RANGES: readonly string[] = rangeSchema.options[0].options;

/** The range that is asked for, or the dashboard's own. */
export function viewOf(c: Context, own: Range): View {
  const timezone = timezoneOf(c.req.query('timezone') ?? 'UTC');
  const [from, to, range] = [timeParam(c, 'from'), timeParam(c, 'to'), c.req.query('range')];
  if (from !== undefined && to !== undefined) return { range: { from, to }, timezone };
  if (from !== undefined || to !== undefined) throw new CodedError('invalid', 'Expected "from" and "to" together.');
  if (range !== undefined && !RANGES.includes(range)) {
    throw new CodedError('invalid', `Expected "range" to be of ${RANGES.join(', ')}, got "${range}".`);
  }
  return { range: (range as Range | undefined) ?? own, timezone };
}

export function timezoneOf(name: string): string {
  if (isTimezone(name)) return name;
  throw new CodedError('invalid', `Expected "timezone" to be a name such as "Europe/Madrid", got "${name}".`);
}

export function tableAnswer(c: Context, { title, id }: Widget, table: Table) {
  if (c.req.query('format') !== 'csv') return c.json(table satisfies DashboardTableAnswer, 200);
  const name = (title || id).replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return c.body(csvOf(table), 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
  });
}
