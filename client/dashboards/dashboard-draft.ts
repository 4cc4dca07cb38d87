/** A dashboard while it is edited. Saving is safe against somebody else who saves meanwhile. */
import { createSignal } from 'solid-js';
import { ApiError } from '../api.ts';
import { createAction } from '../components/action.ts';
import { type Dashboard, type Draft, saveDashboard, type Widget } from './dashboards-api.ts';
import { roomFor, settle } from './grid.ts';

const sizes: Record<Widget['type'], { w: number; h: number }> = {
  stat: { w: 3, h: 2 },
  gauge: { w: 3, h: 3 },
  text: { w: 6, h: 1 },
  table: { w: 6, h: 4 },
  bar: { w: 6, h: 4 },
  line: { w: 6, h: 4 },
  area: { w: 6, h: 4 },
  pie: { w: 4, h: 4 },
};

export type DraftState = ReturnType<typeof createDraft>;

export function createDraft(onSaved: (saved: Dashboard) => void) {
  const [draft, setDraft] = createSignal<Draft | null>(null);
  const [based, setBased] = createSignal<Dashboard | null>(null);
  const [conflict, setConflict] = createSignal(false);
  const { busy, problem, act } = createAction();
  const change = (next: (before: Draft) => Draft) => setDraft((before) => before && next(before));

  async function save(whatever = false): Promise<boolean> {
    const [whole, from] = [draft(), based()];
    if (!whole || !from) return true;
    setConflict(false);
    return act(async () => {
      try {
        onSaved(await saveDashboard(from.id, whole, whatever ? null : from.revision));
        setDraft(null);
      } catch (error) {
        const isStale = error instanceof ApiError && error.code === 'revision_mismatch';
        if (!isStale) throw error;
        setConflict(true);
      }
    });
  }

  return {
    draft,
    busy,
    problem,
    conflict,
    save,
    begin(dashboard: Dashboard) {
      const { name, range, widgets } = structuredClone(dashboard);
      setBased(dashboard);
      setConflict(false);
      setDraft({ name, range, widgets });
    },
    drop: () => setDraft(null),
    isChanged() {
      const [whole, from] = [draft(), based()];
      if (!whole || !from) return false;
      const { name, range, widgets } = from;
      return JSON.stringify(whole) !== JSON.stringify({ name, range, widgets });
    },
    rename: (name: string) => change((before) => ({ ...before, name })),
    setRange: (range: Draft['range']) => change((before) => ({ ...before, range })),
    arrange: (widgets: Widget[]) => change((before) => ({ ...before, widgets })),
    remove: (id: string) =>
      change((before) => ({ ...before, widgets: settle(before.widgets.filter((widget) => widget.id !== id)) })),
    /** Puts a widget in place of the one of its id, or where there is room. */
    put(widget: Widget) {
      change((before) => {
        if (before.widgets.some(({ id }) => id === widget.id)) {
          const widgets = before.widgets.map((each) => (each.id === widget.id ? widget : each));
          return { ...before, widgets };
        }
        const size = widget.w > 1 ? widget : sizes[widget.type];
        const room = { w: size.w, h: size.h, ...roomFor(before.widgets, size.w, size.h) };
        return { ...before, widgets: settle([...before.widgets, { ...widget, ...room }]) };
      });
    },
  };
}

/** An id that no widget of the page has. */
export function newId(widgets: readonly Widget[]): string {
  for (let n = widgets.length + 1; ; n += 1) if (!widgets.some(({ id }) => id === `w${n}`)) return `w${n}`;
}
