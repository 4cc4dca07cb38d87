/** Values of records: as people read them, and as they type them. PURE. */
import type { Json } from '../../db/model.ts';
import type { Column, ColumnType } from './databases-api.ts';

type Typed = Pick<Column, 'type' | 'unit' | 'time'>;

/** As it stands in a cell. */
export function cellText(value: Json | undefined, { type, unit, time }: Typed, locale: string): string {
  if (value === null || value === undefined) return '';
  switch (type) {
    case 'number': {
      const text =
        typeof value === 'number'
          ? new Intl.NumberFormat(locale, { maximumFractionDigits: 12 }).format(value)
          : plainText(value);
      return unit ? `${text} ${unit}` : text;
    }
    case 'boolean':
      return value === true ? '✓' : '–';
    case 'date':
      return dateText(plainText(value), time === true, locale);
    case 'relation':
      return `#${plainText(value)}`;
    case 'json':
      return JSON.stringify(value);
    case 'file':
      return typeof value === 'object' && !Array.isArray(value) ? plainText(value.name ?? '') : plainText(value);
    default:
      return plainText(value);
  }
}

function plainText(value: NonNullable<Json>): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function dateText(iso: string, time: boolean, locale: string): string {
  if (time) return new Date(iso).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
  // a day is the same day wherever one is
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });
}

/** As it stands in the field in which it is changed. */
export function fieldText(value: Json | undefined, { type, time }: Typed): string {
  if (value === null || value === undefined) return '';
  if (type === 'json' || type === 'file') return JSON.stringify(value, null, 2);
  const text = plainText(value);
  return type === 'date' && time && !Number.isNaN(Date.parse(text)) ? localTime(text) : text;
}

function localTime(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export type Parsed = { readonly value: Json } | { readonly problem: 'number' | 'json' };

/** What was typed as a value; the server says whether it fits. */
export function parsed(text: string, { type, time }: Typed): Parsed {
  if (text.trim() === '') return { value: null };
  switch (type) {
    case 'number': {
      const number = Number(text.trim().replace(/^(-?\d+),(\d+)$/, '$1.$2'));
      return !Number.isFinite(number) ? { problem: 'number' } : { value: number };
    }
    case 'relation': {
      const id = Number(text.trim().replace(/^#/, ''));
      return Number.isInteger(id) ? { value: id } : { problem: 'number' };
    }
    case 'boolean':
      return { value: /^(true|yes|sí|si|1|✓)$/i.test(text.trim()) };
    case 'date':
      return { value: time && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : text };
    case 'json':
    case 'file':
      try {
        return { value: JSON.parse(text) as Json };
      } catch {
        return { problem: 'json' };
      }
    default:
      return { value: text };
  }
}

/** Types that are typed into a cell; the others are changed beside it. */
export function isTypedInPlace(type: ColumnType): boolean {
  return type !== 'json' && type !== 'file';
}

export function isRight(type: ColumnType): boolean {
  return type === 'number';
}
