/** Which types the texts of a CSV file are of, and how they are written: decimal commas, days before months. */
import type { ColumnType } from '../../db/database-model.ts';
import type { Json } from '../../db/model.ts';
import { isDay, isInstant, isUrl } from '../../db/records/stored-values.ts';

/** How the values of a column are written. */
export type Format = {
  readonly decimal?: '.' | ',';
  readonly order?: 'ymd' | 'dmy' | 'mdy';
};
export type Detected = { readonly type: ColumnType; readonly time?: boolean; readonly format: Format };

const YES = new Set(['true', 'yes', 'y', 'sí', 'si', 'verdadero', 'wahr', 'ja', 'x']);
const NO = new Set(['false', 'no', 'n', 'falso', 'falsch', 'nein']);

/** From the values that are there; text where there is doubt. */
export function detectType(texts: readonly string[]): Detected {
  const values = texts.map((text) => text.trim()).filter((text) => text !== '');
  if (values.length === 0) return { type: 'text', format: {} };
  const all = (test: (text: string) => boolean) => values.every(test);
  if (all((text) => YES.has(text.toLowerCase()) || NO.has(text.toLowerCase()))) return { type: 'boolean', format: {} };
  // codes and telephone numbers begin with 0, and are no amounts
  if (!values.some((text) => /^[+-]?0\d/.test(text))) {
    const decimals = (['.', ','] as const).filter((decimal) => all((text) => readNumber(text, decimal) !== null));
    const [decimal] = decimals;
    if (decimal !== undefined) return { type: 'number', format: decimals.length === 1 ? { decimal } : {} };
  }
  const orders = (['ymd', 'dmy', 'mdy'] as const).filter((order) => all((text) => readDay(text, order) !== null));
  const [order] = orders;
  if (order !== undefined) {
    const time = values.some((text) => /\d[T ]\d{1,2}:\d\d/.test(text));
    return { type: 'date', ...(time && { time }), format: { order } };
  }
  if (all((text) => !/\s/.test(text) && isUrl(text))) return { type: 'url', format: {} };
  return { type: 'text', format: {} };
}

/** Makes from a text of a file what the API would be given; what cannot be read is left as it is, and refused by its column. */
export function createReader(type: ColumnType, { decimal = '.', order = 'ymd' }: Format): (text: string) => Json {
  const trimmed = (read: (plain: string) => Json) => (text: string) => {
    const plain = text.trim();
    return plain === '' ? null : read(plain);
  };
  switch (type) {
    case 'number':
      return trimmed((plain) => readNumber(plain, decimal) ?? plain);
    case 'boolean':
      return trimmed((plain) => {
        const word = plain.toLowerCase();
        return YES.has(word) ? true : NO.has(word) ? false : plain;
      });
    case 'date':
      return trimmed((plain) => readDay(plain, order) ?? plain);
    case 'json':
      return trimmed((plain) => {
        try {
          return JSON.parse(plain) as Json;
        } catch {
          return plain;
        }
      });
    case 'text':
      return (text) => (text.trim() === '' ? null : text);
    default:
      return trimmed((plain) => plain);
  }
}

/** Plain digits are most numbers there are. */
const PLAIN = /^-?\d{1,11}(?:\.\d{1,4})?$/;
const numbers = { '.': numberSyntax('.', ','), ',': numberSyntax(',', '.') };

function numberSyntax(decimal: string, group: string) {
  const whole = `\\d{1,3}(?:[${group} ']\\d{3})+|\\d+`;
  return {
    pattern: new RegExp(`^[+-]?(?:${whole})?(?:\\${decimal}\\d+)?(?:[eE][+-]?\\d+)?$`),
    groups: new RegExp(`[${group} ']`, 'g'),
  };
}

/** With thousands in groups, a currency or a unit beside it. */
function readNumber(text: string, decimal: '.' | ','): number | null {
  if (decimal === '.' && PLAIN.test(text)) return Number(text);
  // what stands beside it is cut off first: a pattern for both looks for the end after each of many blanks
  const bare = text
    .replace(/^[€$£¥]/, '')
    .replace(/(?:[€$£¥]|EUR|USD|GBP)$/, '')
    .trim()
    .replace(/[\u00a0\u202f]/g, ' ');
  const { pattern, groups } = numbers[decimal];
  if (!pattern.test(bare) || !/\d/.test(bare)) return null;
  const digits = bare.replace(groups, '').replace(decimal, '.');
  // more digits than a number holds are a code
  if (digits.replace(/\D/g, '').length > 15) return null;
  const number = Number(digits);
  return Number.isFinite(number) ? number : null;
}

const DAY =
  /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** As ISO; a time without a zone is UTC. */
function readDay(text: string, order: 'ymd' | 'dmy' | 'mdy'): string | null {
  if (order === 'ymd' && isInstant(text)) return text;
  const found = DAY.exec(text);
  if (!found) return null;
  const [, first = '', , second = '', third = '', hour, minute, seconds = '00', fraction = '0', zone = 'Z'] = found;
  const [year, month, day] =
    order === 'ymd' ? [first, second, third] : order === 'dmy' ? [third, second, first] : [third, first, second];
  if (year.length !== 4 || day.length > 2 || month.length > 2) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(date)) return null;
  if (hour === undefined) return date;
  const instant = new Date(
    `${date}T${hour.padStart(2, '0')}:${minute}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${zone.toUpperCase()}`,
  );
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
