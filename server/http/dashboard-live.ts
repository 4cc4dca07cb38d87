/** Tells who looks at a dashboard which of its widgets may show something else by now. */

import type { Source } from '../../db/dashboard.ts';
import { concerns, type Happened } from '../../db/dashboard-changes.ts';
import type { Feed } from '../events/feed.ts';
import { changedFrame, type Frame } from '../events/frames.ts';
import type { Sink } from '../events/sink.ts';

export type WatchedWidget = { readonly id: string; readonly source: Source };

/** What happens in crowds is told so often at most (ms). */
const EVERY_MS = 1_000;

/** The first change is told at once, what comes after it together. Answers the way to stop. */
export function watchWidgets(
  feed: Pick<Feed, 'listen'>,
  organizationId: string,
  widgets: readonly WatchedWidget[],
  tell: (frame: Frame) => void,
): () => void {
  let changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  function flush(): void {
    timer = null;
    if (changed.size === 0) return;
    const told = [...changed];
    changed = new Set();
    timer = setTimeout(flush, EVERY_MS);
    tell(changedFrame(told));
  }
  const stop = feed.listen(organizationId, (happened: readonly Happened[]) => {
    for (const { id, source } of widgets) if (concerns(source, happened)) changed.add(id);
    if (timer === null) flush();
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}

/** A stream of its own for who looks at a dashboard. */
export function showChanges(
  feed: Pick<Feed, 'listen'>,
  organizationId: string,
  widgets: readonly WatchedWidget[],
): (sink: Sink) => void {
  return (sink) => sink.onClose(watchWidgets(feed, organizationId, widgets, ({ bytes }) => sink.write(bytes)));
}
