/** The grid of a dashboard: shown, or, while it is edited, with widgets that are moved by pointer and by keys. */
import { type Accessor, createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { t } from '../i18n.ts';
import type { Picked } from './chart.tsx';
import type { DataPort, Face, Range, Table } from './dashboards-api.ts';
import { type Cell, COLUMNS, moved, settle } from './grid.ts';
import { WidgetCard } from './widget-card.tsx';

/** Height of a row and the gap between cells, as the style sheet has them (px). */
const ROW = 72;
const GAP = 12;

export type BoardProps<W extends Face> = {
  widgets: readonly W[];
  range: Range;
  data: DataPort;
  place: string;
  changedOf(widget: W): Accessor<number>;
  onPick?: ((widget: W, picked: Picked, table: Table) => void) | undefined;
  /** set while it is edited */
  edit?: { onArrange(widgets: W[]): void; onOpen(id: string): void } | undefined;
  /** buttons in the head of a widget that is looked at */
  tools?: (widget: W) => JSX.Element;
};

export function Board<W extends Face>(props: BoardProps<W>) {
  let board: HTMLDivElement | undefined;
  const [held, setHeld] = createSignal<{ readonly id: string; readonly cell: Cell } | null>(null);
  /** As they would lie if the held one were let go. */
  const lying = createMemo(() => {
    const now = held();
    if (!now) return props.widgets;
    return settle(
      props.widgets.map((widget) => (widget.id === now.id ? { ...widget, ...now.cell } : widget)),
      now.id,
    );
  });
  const cellOf = (id: string) => lying().find((widget) => widget.id === id);
  const said = () => {
    const cell = held() && cellOf(held()!.id);
    return cell ? t('board.at', { x: cell.x + 1, y: cell.y + 1, w: cell.w, h: cell.h }) : '';
  };

  function change(id: string, by: Parameters<typeof moved>[1]): void {
    const next = props.widgets.map((widget) => (widget.id === id ? moved(widget, by) : widget));
    props.edit?.onArrange(settle(next, id));
  }

  function grab(event: PointerEvent, widget: W, sizing: boolean): void {
    if (event.button !== 0 || !board) return;
    event.preventDefault();
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    const column = (board.clientWidth + GAP) / COLUMNS;
    const start = { x: event.clientX, y: event.clientY + scrollY };
    let cell: Cell = widget;
    const follow = ({ clientX, clientY }: PointerEvent) => {
      const x = Math.round((clientX - start.x) / column);
      const y = Math.round((clientY + scrollY - start.y) / (ROW + GAP));
      cell = moved<Cell>(widget, sizing ? { w: x, h: y } : { x, y });
      setHeld({ id: widget.id, cell });
    };
    const drop = (done: boolean) => {
      handle.removeEventListener('pointermove', follow);
      const next = lying();
      setHeld(null);
      if (done) props.edit?.onArrange([...next]);
    };
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('pointerup', () => drop(true), { once: true });
    handle.addEventListener('pointercancel', () => drop(false), { once: true });
  }

  function press(event: KeyboardEvent, id: string): void {
    const step = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const)[
      event.key as 'ArrowLeft'
    ];
    if (!step) return;
    event.preventDefault();
    change(id, event.shiftKey ? { w: step[0], h: step[1] } : { x: step[0], y: step[1] });
  }

  return (
    <div ref={board} class="board" data-editing={props.edit ? '' : undefined} data-holding={held() ? '' : undefined}>
      <p class="sr" role="status">
        {said()}
      </p>
      <For each={props.widgets.map(({ id }) => id)}>
        {(id) => {
          const widget = () => props.widgets.find((each) => each.id === id) as W;
          const cell = () => cellOf(id) ?? widget();
          return (
            <div
              class="board-cell"
              data-small={cell().w <= 3 ? '' : undefined}
              data-held={held()?.id === id ? '' : undefined}
              style={{
                '--column': `${cell().x + 1} / span ${cell().w}`,
                '--row': `${cell().y + 1} / span ${cell().h}`,
                '--rows': `${cell().h}`,
                '--order': `${cell().y * COLUMNS + cell().x}`,
              }}
            >
              <WidgetCard
                widget={widget()}
                range={props.range}
                data={props.data}
                place={props.place}
                changed={props.changedOf(widget())}
                onPick={
                  props.edit || !props.onPick ? undefined : (picked, table) => props.onPick?.(widget(), picked, table)
                }
                tools={props.edit ? undefined : props.tools?.(widget())}
              />
              <Show when={props.edit}>
                {(edit) => (
                  <>
                    <button
                      type="button"
                      class="board-move"
                      aria-label={t('board.move', { name: nameOf(widget()) })}
                      title={t('board.keys')}
                      onPointerDown={(event) => grab(event, widget(), false)}
                      onKeyDown={(event) => press(event, id)}
                      onDblClick={() => edit().onOpen(id)}
                    />
                    <button type="button" class="button small board-edit" onClick={() => edit().onOpen(id)}>
                      {t('board.edit')}
                      <span class="sr"> {nameOf(widget())}</span>
                    </button>
                    <span
                      class="board-size"
                      aria-hidden="true"
                      onPointerDown={(event) => grab(event, widget(), true)}
                    />
                  </>
                )}
              </Show>
            </div>
          );
        }}
      </For>
    </div>
  );
}

/** What a widget is called where it has no title. */
export function nameOf({ title, type }: Pick<Face, 'title' | 'type'>): string {
  return title || t(`widget.type.${type}`);
}
