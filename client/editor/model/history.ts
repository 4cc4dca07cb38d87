/**
 * What was done, so that it can be undone. Pure.
 *
 * 1. `undo` after `commit` gives what was before; `redo` after `undo` gives what was undone.
 * 2. A commit takes away what could have been redone.
 * 3. Commits of one group, each soon after the other, are one step: typing a word is undone at once.
 */
export type Step<T> = {
  readonly document: T;
  /** what was done to get away from `document` */
  readonly label: string;
  readonly group: string | null;
  /** ms since 1970 */
  readonly at: number;
};
export type History<T> = {
  readonly present: T;
  readonly past: readonly Step<T>[];
  readonly future: readonly Step<T>[];
};

export const STEPS_MAX = 300;
/** Further apart than this, commits of one group are two steps (ms). */
export const GROUP_MS = 1_500;

export function begin<T>(present: T): History<T> {
  return { present, past: [], future: [] };
}

export type Deed = { readonly label: string; readonly group?: string | null; readonly at: number };

export function commit<T>(history: History<T>, next: T, { label, group = null, at }: Deed): History<T> {
  if (Object.is(next, history.present)) return history;
  const last = history.past.at(-1);
  const goesOn =
    last && group !== null && last.group === group && at - last.at <= GROUP_MS && history.future.length === 0;
  const past = goesOn
    ? [...history.past.slice(0, -1), { ...last, at }]
    : [...history.past, { document: history.present, label, group, at }].slice(-STEPS_MAX);
  return { present: next, past, future: [] };
}

export function undo<T>(history: History<T>): History<T> {
  const last = history.past.at(-1);
  if (!last) return history;
  const undone = { ...last, document: history.present };
  return { present: last.document, past: history.past.slice(0, -1), future: [...history.future, undone] };
}

export function redo<T>(history: History<T>): History<T> {
  const next = history.future.at(-1);
  if (!next) return history;
  // A step that was taken back and forth is whole: what follows does not go on with it.
  const step = { ...next, document: history.present, group: null };
  return { present: next.document, past: [...history.past, step], future: history.future.slice(0, -1) };
}

/** Puts another document in the place of the present one, as if it had always been so: what saving made of it. */
export function amend<T>(history: History<T>, present: T): History<T> {
  return { ...history, present };
}
