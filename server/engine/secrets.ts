/**
 * The secrets that one attempt has learnt, and what it says without them. Services echo what they are sent: in bodies,
 * headers and errors, as it is or encoded. Pure.
 *
 * 1. A secret is looked for as it is, in base64 wherever it begins, and encoded for URLs, JSON and HTML.
 * 2. One that is shorter than `SECRET_MIN` is not: it would be found in much that has nothing to do with it.
 * 3. Of text that flows, nothing is let go that may yet become a secret.
 */
import { Buffer } from 'node:buffer';

export const REDACTED = '[redacted]';
/** characters */
export const SECRET_MIN = 6;
/** Characters of base64 that belong to the secret alone; fewer are found by chance. */
const BASE64_MIN = 7;

export type Secrets = {
  add(secret: string): void;
  /** The text without them. */
  text(text: string): string;
  /** The same of a text that was cut off somewhere: the beginning of a secret at its end goes too. */
  cut(text: string): string;
  /** A JSON value without them, in keys too; the same value where there are none. */
  value<T>(value: T): T;
  /** Takes text that comes in pieces; answers what may be shown of it by now. */
  flow(text: string): string;
  /** What `flow` still held back at the end. */
  rest(): string;
};

export function createSecrets(): Secrets {
  let forms: string[] = [];
  let found = /(?!)/g;
  let held = '';

  function text(whole: string): string {
    return whole.replace(found, REDACTED);
  }

  /** Where the beginning of a secret stands at the end of a text; its length where none does. */
  function safeEnd(whole: string, shortest: number): number {
    for (let at = Math.max(0, whole.length - (forms[0]?.length ?? 0) + 1); at <= whole.length - shortest; at += 1) {
      const tail = whole.slice(at);
      if (forms.some((form) => form.startsWith(tail))) return at;
    }
    return whole.length;
  }

  function value(whole: unknown): unknown {
    if (typeof whole === 'string') return text(whole);
    if (typeof whole !== 'object' || whole === null) return whole;
    if (Array.isArray(whole)) {
      const items = whole.map(value);
      return items.some((item, index) => item !== whole[index]) ? items : whole;
    }
    let changed = false;
    const entries = Object.entries(whole).map(([key, inner]): [string, unknown] => {
      const [cleanKey, clean] = [text(key), value(inner)];
      if (cleanKey !== key || clean !== inner) changed = true;
      return [cleanKey, clean];
    });
    return changed ? Object.fromEntries(entries) : whole;
  }

  return {
    add(secret) {
      if (secret.length < SECRET_MIN) return;
      // the longest first: of two that begin alike, the whole is to go
      forms = [...new Set([...forms, ...formsOf(secret)])].sort((a, b) => b.length - a.length);
      found = new RegExp(forms.map(literal).join('|'), 'g');
    },
    text,
    cut(whole) {
      const clean = text(whole);
      const end = safeEnd(clean, SECRET_MIN);
      return end === clean.length ? clean : `${clean.slice(0, end)}${REDACTED}`;
    },
    value: <T>(whole: T) => value(whole) as T,
    flow(piece) {
      const clean = text(held + piece);
      const end = safeEnd(clean, 1);
      held = clean.slice(end);
      return clean.slice(0, end);
    },
    rest() {
      const last = held.length >= SECRET_MIN ? REDACTED : held;
      held = '';
      return last;
    },
  };
}

function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret.toWellFormed());
  const strict = encoded.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const urls = [encoded, strict, new URLSearchParams({ s: secret }).toString().slice(2)];
  const lower = urls.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  const html = secret.replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);
  return [secret, ...urls, ...lower, JSON.stringify(secret).slice(1, -1), html, ...base64Of(secret)];
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Whole, and the middle that stays the same whatever stands before and after it. */
function base64Of(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const whole = bytes.toString('base64');
  const middles = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const plain = [whole, whole.replace(/=+$/, ''), ...middles.filter((text) => text.length >= BASE64_MIN)];
  return [...plain, ...plain.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
