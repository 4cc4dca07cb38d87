/** A page of executions that stays true: statuses by the stream, new ones by asking again. */
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { type ExecutionQuery, type ExecutionRow, listExecutions, type PageOf } from '../api.ts';
import { createStatusFeed, type ListedStatus } from '../feed/status-feed.ts';
import { type Asked, createAsked } from './asked.ts';

/** New executions may come in crowds: the list is asked for at most so often. */
const ASK_MS = 400;
const PAGE = 30;

export type LiveExecutions = Asked<PageOf<ExecutionRow>> & { older(): Promise<void>; loadingOlder: Accessor<boolean> };

export function createLiveExecutions(query: Accessor<ExecutionQuery>): LiveExecutions {
  const asked = createAsked(
    () => `executions ${JSON.stringify(query())}`,
    () => listExecutions({ ...query(), limit: PAGE }),
  );
  const [loadingOlder, setLoadingOlder] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  createStatusFeed((changes) => {
    const page = asked.data();
    if (!page) return;
    const known = new Set(page.items.map((row) => row.executionId));
    const stale = [...changes.values()].some((now) => concerns(query(), now, known.has(now.executionId)));
    if (!stale) return;
    asked.change(() => ({ ...page, items: page.items.map((row) => withStatus(row, changes.get(row.executionId))) }));
    timer ??= setTimeout(() => {
      timer = undefined;
      // A list that was lengthened stays: only its statuses move on.
      if ((asked.data()?.items.length ?? 0) <= PAGE) void asked.refresh();
    }, ASK_MS);
  });

  async function older(): Promise<void> {
    const page = asked.data();
    if (!page?.next || loadingOlder()) return;
    setLoadingOlder(true);
    try {
      const more = await listExecutions({ ...query(), before: page.next, limit: PAGE });
      asked.change(() => ({ items: [...page.items, ...more.items], next: more.next }));
    } finally {
      setLoadingOlder(false);
    }
  }

  return { ...asked, older, loadingOlder };
}

function concerns({ workflowId }: ExecutionQuery, now: ListedStatus, listed: boolean): boolean {
  return listed || workflowId === undefined || workflowId === now.workflowId;
}

function withStatus(row: ExecutionRow, now: ListedStatus | undefined): ExecutionRow {
  if (!now || row.done || now.lastSeq < row.lastSeq) return row;
  const { status, progress, currentNodeId, lastSeq } = now;
  return { ...row, status, progress, currentNodeId, lastSeq } as ExecutionRow;
}
