/** What lists and pages ask the server for: what is remembered is shown at once, then made fresh. */
import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import { ApiError } from '../answer.ts';

const remembered = new Map<string, unknown>();
const REMEMBERED_MAX = 50;
/** What nobody can answer now is asked for again so often. */
const AGAIN_MS = 5_000;

export type Asked<T> = {
  data(): T | undefined;
  problem(): ApiError | null;
  refresh(): Promise<void>;
  /** Changes what is shown, and remembered. */
  change(next: (before: T | undefined) => T): void;
};

/** Whether an error goes away by itself. */
const isPassing = ({ code }: ApiError) =>
  code === 'offline' || code === 'unavailable' || code === 'storage_unavailable';

/** Asks again whenever `key` changes, when the page is looked at again, and while nobody answers. */
export function createAsked<T>(key: () => string, ask: () => Promise<T>): Asked<T> {
  const [data, setData] = createSignal<T | undefined>(remembered.get(key()) as T | undefined);
  const [problem, setProblem] = createSignal<ApiError | null>(null);
  let latest = 0;
  let again: ReturnType<typeof setTimeout> | undefined;

  function keep(value: T): void {
    remembered.delete(key());
    remembered.set(key(), value);
    if (remembered.size > REMEMBERED_MAX) remembered.delete(remembered.keys().next().value as string);
    setData(() => value);
  }

  async function refresh(): Promise<void> {
    latest += 1;
    const mine = latest;
    clearTimeout(again);
    try {
      const value = await ask();
      if (mine !== latest) return;
      keep(value);
      setProblem(null);
    } catch (error) {
      if (mine !== latest) return;
      const problem = error instanceof ApiError ? error : new ApiError('internal', 0, String(error));
      setProblem(problem);
      if (isPassing(problem)) again = setTimeout(refresh, AGAIN_MS);
    }
  }

  createEffect(
    on(key, (now) => {
      setData(() => remembered.get(now) as T | undefined);
      setProblem(null);
      void refresh();
    }),
  );
  const onShown = () => {
    if (!document.hidden) void refresh();
  };
  document.addEventListener('visibilitychange', onShown);
  window.addEventListener('online', refresh);
  onCleanup(() => {
    latest += 1;
    clearTimeout(again);
    document.removeEventListener('visibilitychange', onShown);
    window.removeEventListener('online', refresh);
  });
  return { data, problem, refresh, change: (next) => keep(next(data())) };
}
