/** The words of the dashboard, in the reader's language. */
import { resolveTemplate, translator } from '@solid-primitives/i18n';
import { createSignal } from 'solid-js';
import { en } from './locales/en.ts';
import type { enAccount } from './locales/en-account.ts';

export const locales = ['en', 'es'] as const;
export type Locale = (typeof locales)[number];
export type Words = Record<keyof typeof en | keyof typeof enAccount, string>;

const KEY = 'cortado.locale';
/** English as far as it is loaded; other languages come whole. */
let english = en as unknown as Words;
const [words, setWords] = createSignal<Words>(english);
const [locale, setLocaleSignal] = createSignal<Locale>('en');

export { locale };

/** The text of a key with its `{{places}}` filled. */
export const t = translator(words, resolveTemplate) as (
  key: keyof Words,
  values?: Record<string, string | number>,
) => string;

/** Switches the language and remembers it. */
export async function setLocale(next: Locale): Promise<void> {
  setWords(next === 'es' ? (await import('./locales/es.ts')).es : english);
  setLocaleSignal(next);
  document.documentElement.lang = next;
}

/** Answers `page` once the words of the account pages are there. */
export async function withAccountWords<Page>(page: Promise<Page>): Promise<Page> {
  const { enAccount: more } = await import('./locales/en-account.ts');
  english = { ...english, ...more };
  if (locale() === 'en') setWords(english);
  return page;
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
