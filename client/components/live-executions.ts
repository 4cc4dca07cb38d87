/** Executions that stay true: statuses by the stream, new ones by asking again for the newest page. */
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { type ExecutionQuery, type ExecutionRow, listExecutions, type PageOf } from '../api.ts';
import { createStatusFeed, type ListedStatus } from '../feed/status-feed.ts';
import { type Asked, createAsked } from './asked.ts';
import { mergedPage, withStatus } from './execution-page.ts';

/** New executions may come in crowds: the list is asked for at most so often. */
const ASK_MS = 400;
const PAGE = 50;

export type LiveExecutions = Asked<PageOf<ExecutionRow>> & {
  older(): Promise<void>;
  readonly loadingOlder: Accessor<boolean>;
};

/** `onNews` is called when something changed that concerns the list or not. */
export function createLiveExecutions(query: Accessor<ExecutionQuery>, onNews = () => {}): LiveExecutions {
  const asked: Asked<PageOf<ExecutionRow>> = createAsked(
    () => `executions ${JSON.stringify(query())}`,
    async () => {
      const wanted = query();
      return mergedPage(await listExecutions({ ...wanted, limit: PAGE }), asked.data(), wanted);
    },
  );
  const [loadingOlder, setLoadingOlder] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  createStatusFeed((changes) => {
    const page = asked.data();
    if (!page) return;
    onNews();
    const known = new Set(page.items.map((row) => row.executionId));
    const isStale = [...changes.values()].some((now) => concerns(query(), now, known.has(now.executionId)));
    if (!isStale) return;
    asked.change(() => ({ ...page, items: page.items.map((row) => withStatus(row, changes.get(row.executionId))) }));
    timer ??= setTimeout(() => {
      timer = undefined;
      void asked.refresh();
    }, ASK_MS);
  });

  async function older(): Promise<void> {
    const page = asked.data();
    if (!page?.next || loadingOlder()) return;
    const asking = query();
    setLoadingOlder(true);
    try {
      const more = await listExecutions({ ...asking, before: page.next, limit: PAGE });
      if (asking !== query() && JSON.stringify(asking) !== JSON.stringify(query())) return;
      asked.change((now) => ({ items: [...(now ?? page).items, ...more.items], next: more.next }));
    } catch {
      // The list says itself that nobody answers, as soon as it is asked again.
      await asked.refresh();
    } finally {
      setLoadingOlder(false);
    }
  }

  return { ...asked, older, loadingOlder };
}

function concerns({ workflowId }: ExecutionQuery, now: ListedStatus, isListed: boolean): boolean {
  return isListed || workflowId === undefined || workflowId === now.workflowId;
}
