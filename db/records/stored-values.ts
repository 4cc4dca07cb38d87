/** Values of records: what fits a column, how it is stored, and how it comes back. What has no value is null. */
import type { Column, ColumnType } from '../database-model.ts';
import type { Json } from '../model.ts';
import type { Value } from './backend.ts';

export const TEXT_MAX = 100_000;
export const JSON_MAX = 1_000_000;
const URL_MAX = 4_000;

/** A value that does not fit: a sentence that says what was expected. */
export class ValueProblem extends Error {}

/** A value as it is stored. Takes what says the same without loss, such as "12.5" for a number. Throws `ValueProblem`. */
export function toStored(column: Column, value: Json | undefined): Value {
  if (value === null || value === undefined || value === '') return null;
  const stored = readers[column.type](value, column);
  if (stored !== undefined) return stored;
  throw new ValueProblem(`Expected ${expectations[column.type](column)}, got ${shown(value)}.`);
}

/** A stored value as the API knows it. */
export function fromStored(type: ColumnType, value: Value): Json {
  if (value === null || value instanceof Uint8Array) return null;
  if (type === 'boolean') return value !== 0;
  if (type === 'json' || type === 'file') return JSON.parse(String(value)) as Json;
  return value;
}

type Reader = (value: NonNullable<Json>, column: Column) => Value | undefined;

const readers: Record<ColumnType, Reader> = {
  text: (value) => {
    const text = textOf(value);
    if (text === undefined) return undefined;
    if (text.length <= TEXT_MAX) return text.isWellFormed() ? text : text.toWellFormed();
    throw new ValueProblem(`Expected a text of at most ${TEXT_MAX} characters, got ${text.length}.`);
  },
  number: (value) => {
    const number = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  },
  boolean: (value) => {
    if (value === true || value === 1) return 1;
    if (value === false || value === 0) return 0;
    if (typeof value !== 'string') return undefined;
    const text = value.trim().toLowerCase();
    if (text === 'true' || text === '1') return 1;
    return text === 'false' || text === '0' ? 0 : undefined;
  },
  date: (value, { time }) => (typeof value === 'string' ? readDate(value.trim(), time === true) : undefined),
  select: (value, { options = [] }) => {
    const text = textOf(value)?.trim();
    return options.find((option) => option === text);
  },
  url: (value) => (typeof value === 'string' && isUrl(value.trim()) ? value.trim() : undefined),
  json: (value) => {
    const text = JSON.stringify(value);
    if (text.length <= JSON_MAX) return text;
    throw new ValueProblem(`Expected at most ${JSON_MAX} characters of JSON, got ${text.length}.`);
  },
  relation: (value) => {
    const id = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
    return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined;
  },
  file: (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    const { id, name, type, size } = value as Record<string, Json>;
    const fits = typeof id === 'number' && typeof name === 'string' && typeof type === 'string';
    return fits && typeof size === 'number' ? JSON.stringify({ id, name, type, size }) : undefined;
  },
};

const expectations: Record<ColumnType, (column: Column) => string> = {
  text: () => 'a text',
  number: () => 'a number',
  boolean: () => 'true or false',
  date: ({ time }) => (time ? 'an instant such as "2026-10-05T08:00:00Z"' : 'a date such as "2026-10-05"'),
  select: ({ options = [] }) =>
    `one of ${options
      .slice(0, 20)
      .map((option) => JSON.stringify(option))
      .join(', ')}`,
  url: () => 'an address that begins with http://, https://, mailto: or tel:',
  json: () => 'JSON',
  relation: () => 'the id of a record',
  file: () => 'a file as its upload answered it: {id, name, type, size}',
};

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const STORED_INSTANT = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/i;

function textOf(value: NonNullable<Json>): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a day that there is, as ISO: 2026-02-30 is none, although `Date` makes one of it. */
export function isDay(text: string): boolean {
  if (!DATE.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** Whether a text is an instant just as one is stored. */
export function isInstant(text: string): boolean {
  return STORED_INSTANT.test(text) && isDay(text.slice(0, 10));
}

/** A day is midnight in UTC where an instant is wanted; an instant is its day in UTC where a date is. */
function readDate(text: string, time: boolean): string | undefined {
  if (isInstant(text)) return time ? text : text.slice(0, 10);
  const day = DATE.test(text);
  if ((!day && !INSTANT.test(text)) || !isDay(text.slice(0, 10))) return undefined;
  if (day) return time ? `${text}T00:00:00.000Z` : text;
  const at = new Date(text.replace(' ', 'T'));
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 0 || at.getUTCFullYear() > 9999) return undefined;
  return time ? at.toISOString() : at.toISOString().slice(0, 10);
}

/** Whether a text is an address that a column of addresses takes. */
export function isUrl(text: string): boolean {
  if (text.length > URL_MAX || !/^(?:https?:\/\/|mailto:|tel:)/i.test(text)) return false;
  return URL.canParse(text);
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= 100 ? text : `${text.slice(0, 100).toWellFormed()}…`;
}
