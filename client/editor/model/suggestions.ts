/** What can stand next in a template, from what the last execution has shown. Pure. */
import type { Json, JsonRecord } from '../../../db/model.ts';

export type Suggestion = {
  /** what is put in place of the word that is being typed */
  readonly text: string;
  /** a glance at the value; empty where there is none */
  readonly preview: string;
};
export type Suggested = {
  /** where the word begins */
  readonly from: number;
  readonly options: readonly Suggestion[];
};

export const filters = [
  'default', 'json', 'date', 'upcase', 'downcase', 'capitalize', 'strip', 'replace', 'truncate', 'split', 'join', 'size',
  'first', 'last', 'map', 'where', 'sort', 'uniq', 'plus', 'minus', 'times', 'divided_by', 'round', 'append', 'prepend',
] as const; // biome-ignore format: one long list
const OPTIONS_MAX = 12;
const PATH = /[\w$][\w$\-.[\]"']*$/;

/** `before`: the text up to the caret. Null: the caret is in no expression, or nothing fits. */
export function suggest(scope: JsonRecord, before: string): Suggested | null {
  const open = before.lastIndexOf('{{');
  if (open < 0 || before.indexOf('}}', open) >= 0) return null;
  const expression = before.slice(open + 2);
  const word = PATH.exec(expression)?.[0] ?? '';
  const ahead = expression.slice(0, expression.length - word.length);
  if ((ahead.match(/["']/g) ?? []).length % 2 === 1) return null;
  if (/\|\s*$/.test(ahead)) {
    const fitting = filters.filter((name) => name.startsWith(word));
    return answer(
      before.length - word.length,
      fitting.map((text) => ({ text, preview: '' })),
      word,
    );
  }
  if (ahead.trim() !== '' && !/[|:,]\s*$/.test(ahead)) return null;
  const dot = word.lastIndexOf('.');
  const parent = dot < 0 ? scope : valueAt(scope, word.slice(0, dot));
  const typed = word.slice(dot + 1);
  return answer(before.length - typed.length, entriesOf(parent, typed), typed);
}

function answer(from: number, options: readonly Suggestion[], typed: string): Suggested | null {
  const only = options.length === 1 && options[0]!.text === typed;
  return options.length === 0 || only ? null : { from, options: options.slice(0, OPTIONS_MAX) };
}

function entriesOf(value: Json | undefined, typed: string): Suggestion[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const lower = typed.toLowerCase();
  return Object.entries(value)
    .filter(([key]) => key.toLowerCase().startsWith(lower) && /^[\w$-]+$/.test(key))
    .map(([key, each]) => ({ text: key, preview: glance(each) }));
}

/** The value at a path such as `nodes.http.outputData.items[0]`. */
function valueAt(scope: JsonRecord, path: string): Json | undefined {
  const steps = [...path.matchAll(/[\w$-]+|\[\s*(?:(\d+)|["'](.*?)["'])\s*\]/g)];
  let value: Json | undefined = scope;
  for (const [whole, index, quoted] of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (index !== undefined) value = Array.isArray(value) ? value[Number(index)] : undefined;
    else {
      const key: string = quoted ?? whole;
      value = Array.isArray(value) ? value[Number(key)] : Object.hasOwn(value, key) ? value[key] : undefined;
    }
  }
  return value;
}

function glance(value: Json): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === 'object' && value !== null) return '{…}';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
