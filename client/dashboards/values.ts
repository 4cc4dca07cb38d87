/** Values of tables as people read them. PURE but for the reader's own way to write numbers. */
import { count, duration } from '../format.ts';
import type { Table, Widget } from './dashboards-api.ts';

type Column = Table['columns'][number];
type Options = Widget['options'];

export function valueText(value: unknown, type: Column['type'], { unit, decimals }: Options, locale: string): string {
  if (value === null || value === undefined) return '–';
  if (type === 'duration' && typeof value === 'number') return duration(value);
  if (type === 'ratio' && typeof value === 'number') {
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: decimals ?? 1 }).format(value);
  }
  if (type === 'time' && typeof value === 'string') {
    return new Date(value).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' });
  }
  if (typeof value === 'number') {
    const text = new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals ?? 2,
    }).format(value);
    return unit ? `${text} ${unit}` : text;
  }
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** A short form for an axis: 12k, 3.4M. */
export function axisText(value: number, type: Column['type'], locale: string): string {
  if (type === 'duration') return value === 0 ? '0' : duration(value);
  if (type === 'ratio') return new Intl.NumberFormat(locale, { style: 'percent' }).format(value);
  return Math.abs(value) < 10_000
    ? count(value) === String(value)
      ? String(value)
      : new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
    : new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** The start of a step of time, as short as its length allows. */
export function stepText(iso: string, stepMs: number, locale: string): string {
  const time = new Date(iso);
  if (stepMs >= 86_400_000) return time.toLocaleDateString(locale, { day: 'numeric', month: 'short' });
  const clock = time.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  const midnight = time.getHours() === 0 && time.getMinutes() === 0;
  return midnight ? time.toLocaleDateString(locale, { day: 'numeric', month: 'short' }) : clock;
}

/** The one number of a table: its last measure of its first row; null when there is none. */
export function singleValue(table: Table): { value: unknown; type: Column['type'] } | null {
  const place = table.columns.findLastIndex(({ role }) => role === 'measure');
  const at = place >= 0 ? place : table.columns.length - 1;
  const [row] = table.rows;
  const column = table.columns[at];
  return row && column ? { value: row[at] ?? null, type: column.type } : null;
}

export type Tone = 'good' | 'warn' | 'bad' | null;

/** How a value stands to the limits that the widget has; null where it has none. */
export function toneOf(value: unknown, { warnAt, badAt }: Options): Tone {
  if (typeof value !== 'number' || (warnAt === undefined && badAt === undefined)) return null;
  if (badAt !== undefined && value >= badAt) return 'bad';
  return warnAt !== undefined && value >= warnAt ? 'warn' : 'good';
}

/** What became of a value since the time before, as a part of that; null where that says nothing. */
export function changeOf(value: unknown, previous: unknown): number | null {
  if (typeof value !== 'number' || typeof previous !== 'number' || previous === 0) return null;
  return (value - previous) / Math.abs(previous);
}
