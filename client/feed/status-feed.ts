/** The status changes of all executions, for lists: one stream a page, none while hidden. */
import { onCleanup } from 'solid-js';
import { allExecutionsStream, tellRefused } from '../api.ts';
import type { StatusNow } from './feed-state.ts';

export type ListedStatus = StatusNow & { readonly executionId: string; readonly workflowId: string };

/** Calls back with the changes of each frame, the latest of each execution. */
export function createStatusFeed(onChanges: (changes: ReadonlyMap<string, ListedStatus>) => void): void {
  let source: EventSource | null = null;
  let changes = new Map<string, ListedStatus>();
  function take({ data }: MessageEvent<string>): void {
    const now: ListedStatus = JSON.parse(data);
    if (changes.size === 0) requestAnimationFrame(flush);
    changes.set(now.executionId, now);
  }
  function flush(): void {
    const told = changes;
    changes = new Map();
    onChanges(told);
  }
  function follow(): void {
    source?.close();
    source = null;
    if (document.hidden) return;
    const opened = new EventSource(allExecutionsStream);
    opened.addEventListener('status', take);
    // It comes back by itself from all but a refusal, whose reason it does not tell.
    opened.addEventListener('error', () => opened.readyState === EventSource.CLOSED && tellRefused());
    source = opened;
  }
  follow();
  document.addEventListener('visibilitychange', follow);
  onCleanup(() => {
    source?.close();
    document.removeEventListener('visibilitychange', follow);
  });
}
