/**
 * The words of the dashboard, in the reader's language. What every page needs is loaded at once; the words of a part are
 * loaded with it, and with a new language when the part is open.
 */
import { resolveTemplate, translator } from '@solid-primitives/i18n';
import { createSignal } from 'solid-js';
import { en } from './locales/en.ts';
import type { partWords as allParts, Part } from './part-words.ts';

export const locales = ['en', 'es'] as const;
export type Locale = (typeof locales)[number];
type KeysOf<Words> = Words extends { en: () => Promise<infer English> } ? keyof English : never;
export type Words = Record<keyof typeof en | KeysOf<(typeof allParts)[Part]>, string>;

/** A key that has a twin for one thing. */
type CountedKey = keyof Words extends infer Each ? (Each extends `${infer Base}.one` ? Base : never) : never;

type Load = () => Promise<Partial<Words>>;
/** Words of a part that is loaded later, by language. */
export type PartWords = Record<Locale, Load>;
let partWords: Partial<Record<Part, PartWords>> = {};

/** Says which parts this page may load: whoever embeds one execution carries nothing of the others. */
export function offerParts(parts: Partial<Record<Part, PartWords>>): void {
  partWords = parts;
}

const KEY = 'cortado.locale';
const openParts = new Set<Part>();
let wanted: Locale = 'en';
// Nobody asks for a word of a part that is not open.
const [words, setWords] = createSignal(en as unknown as Words);
const [errorWords, setErrorWords] = createSignal<Partial<Record<string, string>>>({});
const [locale, setLocaleSignal] = createSignal<Locale>('en');

export { locale };

/** The text of a key with its `{{places}}` filled. */
export const t = translator(words, resolveTemplate) as (
  key: keyof Words,
  values?: Record<string, string | number>,
) => string;

/** The same with a number in it: `<key>.one` where one thing is meant in the reader's language. */
export function tCount(key: keyof Words & CountedKey, count: number): string {
  const isOne = new Intl.PluralRules(locale()).select(count) === 'one';
  return t(isOne ? `${key}.one` : key, { count: new Intl.NumberFormat(dateLocale()).format(count) });
}

/** What an error is called in the reader's language; the server's own sentence, in English, where that says more. */
export const errorSentence = (code: string, sentence: string): string => errorWords()[code] ?? sentence;

/** Switches the language. The latest call counts, however long its words take. */
export async function setLocale(next: Locale): Promise<void> {
  wanted = next;
  const base = next === 'es' ? (await import('./locales/es.ts')).es : en;
  const errors = next === 'es' ? (await import('./locales/errors-es.ts')).errorsEs : {};
  const more = await Promise.all([...openParts].map((part) => partWords[part]?.[next]()));
  if (wanted !== next) return;
  setWords(Object.assign({}, base, ...more));
  setErrorWords(errors);
  setLocaleSignal(next);
  document.documentElement.lang = next;
}

/** Answers `page` once the words of its parts are there. */
export async function withWords<Page>(parts: readonly Part[], page: Promise<Page>): Promise<Page> {
  for (const part of parts) openParts.add(part);
  for (;;) {
    const asked = wanted;
    const more = await Promise.all(parts.map((part) => partWords[part]?.[asked]()));
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
