import { hash } from 'node:crypto';
import type { Json } from '../../db/model.ts';

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

/** The same for JSON that means the same: the order of an object's keys makes no difference. */
export function digestOf(value: Json): string {
  return sha256(canonical(value));
}

function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.keys(value).sort();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(',')}}`;
}
