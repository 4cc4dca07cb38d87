/** The status changes of all executions, for lists: one stream a page, none while hidden. */
import { onCleanup } from 'solid-js';
import { allExecutionsStream, tellRefused } from '../api.ts';
import type { StatusNow } from './feed-state.ts';

export type ListedStatus = StatusNow & { readonly executionId: string; readonly workflowId: string };

/** What was written to a database. */
export type RecordsChange = { readonly databaseId: string; readonly records: number; readonly ids: readonly number[] };

/** Calls back with the changes of each frame, the latest of each execution; and with what was written to databases. */
export function createStatusFeed(
  onChanges: (changes: ReadonlyMap<string, ListedStatus>) => void,
  onRecords?: (change: RecordsChange) => void,
): void {
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
    if (onRecords) opened.addEventListener('records', ({ data }) => onRecords(JSON.parse(data)));
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
