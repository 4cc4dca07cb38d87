/** Which rows of a list are selected: each by itself, or all from the last one to this one. */
import { type Accessor, createMemo, createSignal } from 'solid-js';

export type Selection = {
  /** those of the list that are selected, in its order */
  readonly chosen: Accessor<readonly string[]>;
  has(id: string): boolean;
  /** With `through`, everything between the one before and this one becomes as this one. */
  toggle(id: string, through: boolean): void;
  set(ids: readonly string[]): void;
};

export function createSelection(ids: Accessor<readonly string[]>): Selection {
  const [kept, setKept] = createSignal<ReadonlySet<string>>(new Set());
  const chosen = createMemo(() => ids().filter((id) => kept().has(id)));
  const has = (id: string) => kept().has(id);
  let before: string | null = null;
  return {
    chosen,
    has,
    toggle(id, through) {
      const list = ids();
      const [here, there] = [list.indexOf(id), before === null ? -1 : list.indexOf(before)];
      const range = through && there >= 0 ? list.slice(Math.min(here, there), Math.max(here, there) + 1) : [id];
      const next = new Set(kept());
      const add = !next.has(id);
      for (const each of range) add ? next.add(each) : next.delete(each);
      before = id;
      setKept(next);
    },
    set: (list) => setKept(new Set(list)),
  };
}
