/** What lists and pages ask the server for: what is remembered is shown at once, then made fresh. */
import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import { ApiError } from '../api.ts';

const remembered = new Map<string, unknown>();
const REMEMBERED_MAX = 50;

export type Asked<T> = {
  data(): T | undefined;
  problem(): ApiError | null;
  refresh(): Promise<void>;
  /** Changes what is shown, and remembered. */
  change(next: (before: T | undefined) => T): void;
};

/** Asks again whenever `key` changes, and when the page is looked at again. */
export function createAsked<T>(key: () => string, ask: () => Promise<T>): Asked<T> {
  const [data, setData] = createSignal<T | undefined>(remembered.get(key()) as T | undefined);
  const [problem, setProblem] = createSignal<ApiError | null>(null);
  let latest = 0;

  function keep(value: T): void {
    remembered.delete(key());
    remembered.set(key(), value);
    if (remembered.size > REMEMBERED_MAX) remembered.delete(remembered.keys().next().value as string);
    setData(() => value);
  }

  async function refresh(): Promise<void> {
    latest += 1;
    const mine = latest;
    try {
      const value = await ask();
      if (mine !== latest) return;
      keep(value);
      setProblem(null);
    } catch (error) {
      if (mine === latest) setProblem(error instanceof ApiError ? error : new ApiError('internal', 0, String(error)));
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
  onCleanup(() => document.removeEventListener('visibilitychange', onShown));
  return { data, problem, refresh, change: (next) => keep(next(data())) };
}
