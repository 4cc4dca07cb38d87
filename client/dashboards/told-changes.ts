/** For who looks with a token or a link: the server says which widgets may have changed, not why. */
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { Face } from './dashboards-api.ts';
import { followChanges } from './follow-changes.ts';
import { createPace, createTicks } from './widget-data.ts';

/** What changes in crowds is looked at so often at most, and a range that ends now moves on so often (ms). */
const PACE_MS = 2_000;
const TICK_MS = 60_000;

/** For each widget, a count of changes that may matter to it. */
export function createToldChanges(open: Parameters<typeof followChanges>[0]): (widget: Face) => Accessor<number> {
  const ticks = createTicks(TICK_MS);
  const [counts, setCounts] = createSignal<ReadonlyMap<string, number>>(new Map());
  const [all, setAll] = createSignal(0);
  let gathered = new Set<string>();
  const tell = createPace(PACE_MS, () => {
    const told = gathered;
    gathered = new Set();
    setCounts((before) => new Map([...before, ...[...told].map((id) => [id, (before.get(id) ?? 0) + 1] as const)]));
  });
  onCleanup(
    followChanges(open, (widgets) => {
      if (widgets === null) return setAll((count) => count + 1);
      for (const id of widgets) gathered.add(id);
      tell();
    }),
  );
  return ({ id }) =>
    () =>
      ticks() + all() + (counts().get(id) ?? 0);
}
