/**
 * The words of the dashboard, in the reader's language. What every page needs is loaded at once; the words of a part are
 * loaded with it, and with a new language when the part is open.
 */
import { resolveTemplate, translator } from '@solid-primitives/i18n';
import { createSignal } from 'solid-js';
import { en } from './locales/en.ts';
import type { enAccount } from './locales/en-account.ts';
import type { enDashboards } from './locales/en-dashboards.ts';
import type { enKeys } from './locales/en-keys.ts';

export const locales = ['en', 'es'] as const;
export type Locale = (typeof locales)[number];
type AllWords = typeof en & typeof enAccount & typeof enDashboards & typeof enKeys;
export type Words = Record<keyof AllWords, string>;

type Load = () => Promise<Partial<Words>>;
/** Parts that are loaded later, each with words of its own. */
const partWords = {
  account: {
    en: async () => (await import('./locales/en-account.ts')).enAccount,
    es: async () => (await import('./locales/es-account.ts')).esAccount,
  },
  dashboards: {
    en: async () => (await import('./locales/en-dashboards.ts')).enDashboards,
    es: async () => (await import('./locales/es-dashboards.ts')).esDashboards,
  },
  keys: {
    en: async () => (await import('./locales/en-keys.ts')).enKeys,
    es: async () => (await import('./locales/es-keys.ts')).esKeys,
  },
} satisfies Record<string, Record<Locale, Load>>;
export type Part = keyof typeof partWords;

const KEY = 'cortado.locale';
const openParts = new Set<Part>();
let wanted: Locale = 'en';
// Nobody asks for a word of a part that is not open.
const [words, setWords] = createSignal(en as unknown as Words);
const [locale, setLocaleSignal] = createSignal<Locale>('en');

export { locale };

/** The text of a key with its `{{places}}` filled. */
export const t = translator(words, resolveTemplate) as (
  key: keyof Words,
  values?: Record<string, string | number>,
) => string;

/** Switches the language. The latest call counts, however long its words take. */
export async function setLocale(next: Locale): Promise<void> {
  wanted = next;
  const base = next === 'es' ? (await import('./locales/es.ts')).es : en;
  const more = await Promise.all([...openParts].map((part) => partWords[part][next]()));
  if (wanted !== next) return;
  setWords(Object.assign({}, base, ...more));
  setLocaleSignal(next);
  document.documentElement.lang = next;
}

/** Answers `page` once the words of its parts are there. */
export async function withWords<Page>(parts: readonly Part[], page: Promise<Page>): Promise<Page> {
  for (const part of parts) openParts.add(part);
  for (;;) {
    const asked = wanted;
    const more = await Promise.all(parts.map((part) => partWords[part][asked]()));
    if (asked !== wanted) continue;
    setWords((before) => Object.assign({}, before, ...more));
    return page;
  }
}

export function rememberLocale(next: Locale): Promise<void> {
  keep(KEY, next);
  return setLocale(next);
}

/** What was chosen before, else what the browser speaks. */
export function preferredLocale(): Locale {
  const asked = kept(KEY) ?? navigator.language.slice(0, 2);
  return locales.find((known) => known === asked) ?? 'en';
}

/** The reader's own way to write dates, in the language of the page. */
export function dateLocale(): string {
  return navigator.languages.find((known) => known.startsWith(locale()) && isLanguageTag(known)) ?? locale();
}

/** Some browsers name a language that none of their own functions takes, such as "en-US@posix". */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** Storage may be closed to us (a strict browser, a frame): nothing is remembered then. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See above.
  }
}
