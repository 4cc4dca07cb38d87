/**
 * The grid of a database: rows are drawn as they are scrolled to, one cell is the active one, keys lead from cell to cell.
 * The grid keeps the focus and names the active cell, so that drawing rows anew never loses it.
 */
import { createVirtualizer } from '@tanstack/solid-virtual';
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js';
import type { Json } from '../../db/model.ts';
import { copyText } from '../components/copy-button.tsx';
import { dateLocale, t } from '../i18n.ts';
import { CellEditor, type Leave } from './cell-editor.tsx';
import type { Column, RecordRow, Sort } from './databases-api.ts';
import { GridHead } from './grid-head.tsx';
import { beginsTyping, type Spot, spotAfter } from './grid-keys.ts';
import { cellId, type TableState } from './table-state.ts';
import { cellText, fieldText, isRight, isTypedInPlace } from './values.ts';

const ROW = 34;
const DEFAULT_WIDTH = 180;
const ID_WIDTH = 64;

export type GridProps = {
  columns: readonly Column[];
  state: TableState;
  sort: readonly Sort[];
  /** whether values may be changed */
  writable: boolean;
  widths: Readonly<Record<string, number>>;
  names: (column: Column, value: Json) => string | undefined;
  onSort(key: string, add: boolean): void;
  onWidth(key: string, width: number): void;
  onColumn(key: string): void;
  onOpen(record: RecordRow): void;
  chosen: ReadonlySet<number>;
  onChoose(ids: ReadonlySet<number>): void;
};

export function Grid(props: GridProps) {
  const rows = () => props.state.rows() ?? [];
  const [spot, setSpot] = createSignal<Spot>({ row: 0, column: 0 });
  const [editing, setEditing] = createSignal<{ typed: string | null } | null>(null);
  let grid: HTMLDivElement | undefined;

  const virtual = createVirtualizer({
    get count() {
      return rows().length;
    },
    getScrollElement: () => grid ?? null,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const shown = createMemo(() => virtual.getVirtualItems());
  createEffect(
    on(shown, (items) => {
      const last = items.at(-1);
      if (last && last.index > rows().length - 40) void props.state.more();
    }),
  );
  const width = (key: string) => props.widths[key] ?? DEFAULT_WIDTH;
  const template = () => `${ID_WIDTH}px ${props.columns.map(({ key }) => `${width(key)}px`).join(' ')} 44px`;
  const columnAt = () => props.columns[spot().column];
  const recordAt = () => rows()[spot().row];
  const canEdit = (column: Column | undefined) =>
    props.writable && column !== undefined && column.formula === undefined;

  function go(next: Spot): void {
    setSpot(next);
    virtual.scrollToIndex(next.row, { align: 'auto' });
    const left = ID_WIDTH + props.columns.slice(0, next.column).reduce((sum, { key }) => sum + width(key), 0);
    const right = left + width(props.columns[next.column]?.key ?? '');
    if (!grid) return;
    if (left - ID_WIDTH < grid.scrollLeft) grid.scrollLeft = left - ID_WIDTH;
    else if (right > grid.scrollLeft + grid.clientWidth) grid.scrollLeft = right - grid.clientWidth + 8;
  }

  function begin(typed: string | null): void {
    const [column, record] = [columnAt(), recordAt()];
    if (!column || !record || !canEdit(column)) return;
    if (column.type === 'boolean')
      void props.state.change(record, { [column.key]: record.values[column.key] !== true });
    else if (isTypedInPlace(column.type)) setEditing({ typed: column.type === 'select' ? null : typed });
    else props.onOpen(record);
  }

  function finish(value: Json, leave: Leave): void {
    const [column, record] = [columnAt(), recordAt()];
    setEditing(null);
    grid?.focus({ preventScroll: true });
    if (column && record && JSON.stringify(record.values[column.key] ?? null) !== JSON.stringify(value)) {
      void props.state.change(record, { [column.key]: value });
    }
    const key = { down: 'ArrowDown', right: 'ArrowRight', left: 'ArrowLeft', stay: '' }[leave];
    const next = spotAfter(spot(), { key, ctrlKey: false, metaKey: false, shiftKey: false }, size());
    if (next) go(next);
  }

  const size = () => ({
    rows: rows().length,
    columns: props.columns.length,
    page: Math.max(1, Math.floor((grid?.clientHeight ?? ROW) / ROW) - 2),
  });

  function press(event: KeyboardEvent): void {
    if (editing() || event.target !== grid) return;
    const [column, record] = [columnAt(), recordAt()];
    if (!column || !record) return;
    const next = spotAfter(spot(), event, size());
    if (next) go(next);
    else if (event.key === 'Enter' && event.shiftKey) props.onOpen(record);
    else if (event.key === 'Enter' || event.key === 'F2') begin(null);
    else if ((event.key === 'Delete' || event.key === 'Backspace') && canEdit(column) && !column.required) {
      void props.state.change(record, { [column.key]: null });
    } else if (event.key === ' ' && event.shiftKey) choose(record.id, !props.chosen.has(record.id));
    else if ((event.ctrlKey || event.metaKey) && event.key === 'c') {
      void copyText(fieldText(record.values[column.key], column));
      return;
    } else if (beginsTyping(event)) begin(event.key === ' ' ? null : event.key);
    else return;
    event.preventDefault();
  }

  function choose(id: number, on: boolean): void {
    const after = new Set(props.chosen);
    if (on) after.add(id);
    else after.delete(id);
    props.onChoose(after);
  }

  const activeId = () => (recordAt() && columnAt() ? `cell-${cellId(recordAt()!.id, columnAt()!.key)}` : undefined);

  return (
    // biome-ignore lint/a11y/useSemanticElements: only the rows in sight are there, which a table cannot say
    <div
      ref={grid}
      class="grid"
      role="grid"
      tabIndex={0}
      aria-label={t('grid.records')}
      aria-rowcount={(props.state.total() ?? rows().length) + 1}
      aria-colcount={props.columns.length + 1}
      aria-activedescendant={activeId()}
      onKeyDown={press}
    >
      <GridHead
        columns={props.columns}
        template={template()}
        sort={props.sort}
        width={width}
        onSort={props.onSort}
        onWidth={props.onWidth}
        onColumn={props.onColumn}
        writable={props.writable}
      />
      <div class="grid-rows" role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
        <For each={shown().map(({ index }) => index)}>
          {(index) => (
            <Show when={rows()[index]}>
              {(record) => (
                <Row
                  {...props}
                  index={index}
                  record={record()}
                  template={template()}
                  active={spot().row === index ? spot().column : null}
                  editing={spot().row === index ? editing() : null}
                  isChosen={props.chosen.has(record().id)}
                  onSpot={(column, again) => {
                    setSpot({ row: index, column });
                    if (again) begin(null);
                  }}
                  onChosen={(on) => choose(record().id, on)}
                  onValue={finish}
                  onCancel={() => {
                    setEditing(null);
                    grid?.focus({ preventScroll: true });
                  }}
                />
              )}
            </Show>
          )}
        </For>
      </div>
      <Show when={props.state.hasMore()}>
        <p class="grid-more muted">{t('grid.more')}</p>
      </Show>
    </div>
  );
}

function Row(
  props: GridProps & {
    index: number;
    record: RecordRow;
    template: string;
    active: number | null;
    editing: { typed: string | null } | null;
    isChosen: boolean;
    onSpot(column: number, again: boolean): void;
    onChosen(on: boolean): void;
    onValue(value: Json, leave: Leave): void;
    onCancel(): void;
  },
) {
  const text = (column: Column) => {
    const value = props.record.values[column.key];
    return (value != null && props.names(column, value)) || cellText(value, column, dateLocale());
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the grid
    <div
      class="grid-row"
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isChosen}
      style={{ 'grid-template-columns': props.template, top: `${props.index * ROW}px` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the grid */}
      <div class="grid-id" role="rowheader">
        <input
          type="checkbox"
          tabindex="-1"
          aria-label={t('grid.choose', { id: props.record.id })}
          checked={props.isChosen}
          onChange={(event) => props.onChosen(event.currentTarget.checked)}
        />
        <span class="num muted">{props.record.id}</span>
      </div>
      <For each={props.columns}>
        {(column, place) => {
          const isActive = () => props.active === place();
          const refusal = () => props.state.told().get(cellId(props.record.id, column.key));
          return (
            // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the grid has the focus and takes the keys
            <div
              id={`cell-${cellId(props.record.id, column.key)}`}
              class="grid-cell"
              role="gridcell"
              data-active={isActive() ? '' : undefined}
              data-right={isRight(column.type) ? '' : undefined}
              data-bad={refusal() ? '' : undefined}
              data-type={column.type}
              aria-colindex={place() + 2}
              aria-readonly={column.formula !== undefined || !props.writable}
              title={refusal()}
              onClick={() => props.onSpot(place(), isActive() && column.type === 'boolean')}
              onDblClick={() => props.onSpot(place(), column.type !== 'boolean')}
            >
              <Show when={isActive() && props.editing} fallback={<span class="cut">{text(column)}</span>}>
                {(editing) => (
                  <CellEditor
                    column={column}
                    value={props.record.values[column.key]}
                    typed={editing().typed}
                    label={column.name}
                    onValue={props.onValue}
                    onCancel={props.onCancel}
                  />
                )}
              </Show>
            </div>
          );
        }}
      </For>
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the grid */}
      <div class="grid-last" role="gridcell">
        <button
          type="button"
          class="button small plain grid-open"
          tabindex="-1"
          aria-label={t('grid.open', { id: props.record.id })}
          onClick={() => props.onOpen(props.record)}
        >
          ⋯
        </button>
      </div>
    </div>
  );
}
