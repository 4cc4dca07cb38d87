/** What a widget shows: asked for when it comes into view, and again when what it is about has changed. */
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import type { ApiError } from '../answer.ts';
import { createAsked } from '../components/asked.ts';
import type { DataPort, Face, Range, Table } from './dashboards-api.ts';

export type WidgetData = {
  table(): Table | undefined;
  problem(): ApiError | null;
};

/** `changed` counts up with each change that may matter; `key` tells apart what is remembered. */
export function createWidgetData(
  widget: Accessor<Face>,
  range: Accessor<Range>,
  data: Accessor<DataPort>,
  key: Accessor<string>,
  changed: Accessor<number>,
): WidgetData {
  const asked = createAsked<Table>(
    () => JSON.stringify([key(), widget().id, widget().source ?? null, range()]),
    () => data().table(widget().id, range()),
  );
  createEffect(on(changed, () => void asked.refresh(), { defer: true }));
  // what is the same is not drawn again
  const table = createMemo(asked.data, undefined, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  return { table, problem: asked.problem };
}

/** Lets at most one of many calls through in so many milliseconds, the last one never lost. */
export function createPace(ms: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  onCleanup(() => clearTimeout(timer));
  const rest = () => {
    timer = undefined;
    if (!again) return;
    again = false;
    go();
  };
  function go(): void {
    if (timer !== undefined) {
      again = true;
      return;
    }
    act();
    timer = setTimeout(rest, ms);
  }
  return go;
}

/** Counts up every `ms` milliseconds while somebody looks: a range that ends now moves on by itself. */
export function createTicks(ms: number): Accessor<number> {
  const [ticks, setTicks] = createSignal(0);
  const timer = setInterval(() => !document.hidden && setTicks((count) => count + 1), ms);
  onCleanup(() => clearInterval(timer));
  return ticks;
}
