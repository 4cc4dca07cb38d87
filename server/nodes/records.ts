/** Reading and changing JSON records without touching the ones that others see. */
import type { Json, JsonRecord } from '../../db/model.ts';

export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path (`a.b.0.c`); own fields only; undefined when there is none. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  if (path === '') return value;
  let at: Json | undefined = value;
  for (const part of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as JsonRecord)[part];
  }
  return at;
}

/** A copy of the record with one field set, whatever the field is called. */
export function withField(record: JsonRecord, field: string, value: Json): JsonRecord {
  return { ...record, [field]: value };
}

/** What a template gave, as text: nothing for null, JSON for lists and records. */
export function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The rows of a value: a list as it is, anything else as a list of one. */
export function rowsOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [value];
}
