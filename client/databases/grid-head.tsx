import { For, Show } from 'solid-js';
import { t } from '../i18n.ts';
import type { Column, Sort } from './databases-api.ts';

const NARROWEST = 60;
const WIDEST = 900;
const STEP = 20;

/** Names of the columns: a click sorts, the edge sizes, the rest is behind a button. */
export function GridHead(props: {
  columns: readonly Column[];
  template: string;
  sort: readonly Sort[];
  writable: boolean;
  width(key: string): number;
  onSort(key: string, add: boolean): void;
  onWidth(key: string, width: number): void;
  onColumn(key: string): void;
}) {
  const sorted = (key: string) => props.sort.find(({ column }) => column === key)?.direction;
  const size = (key: string, width: number) =>
    props.onWidth(key, Math.max(NARROWEST, Math.min(WIDEST, Math.round(width))));

  function grab(event: PointerEvent, key: string): void {
    event.preventDefault();
    const edge = event.currentTarget as HTMLElement;
    edge.setPointerCapture(event.pointerId);
    const [start, before] = [event.clientX, props.width(key)];
    const follow = ({ clientX }: PointerEvent) => size(key, before + clientX - start);
    edge.addEventListener('pointermove', follow);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', follow), { once: true });
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: only the rows in sight are there
    <div class="grid-head" role="row" aria-rowindex={1} style={{ 'grid-template-columns': props.template }}>
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above */}
      <div class="grid-id muted" role="columnheader">
        #
      </div>
      <For each={props.columns}>
        {(column, place) => (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above
          <div
            class="grid-name"
            role="columnheader"
            aria-colindex={place() + 2}
            aria-sort={
              sorted(column.key) === 'asc' ? 'ascending' : sorted(column.key) === 'desc' ? 'descending' : 'none'
            }
          >
            <button
              type="button"
              class="grid-sort cut"
              title={column.description ?? t('grid.sort', { name: column.name })}
              onClick={(event) => props.onSort(column.key, event.shiftKey)}
            >
              {column.name}
              <Show when={column.required}>
                <span class="muted"> *</span>
              </Show>
              <Show when={sorted(column.key)}>
                {(direction) => <span aria-hidden="true"> {direction() === 'asc' ? '↑' : '↓'}</span>}
              </Show>
            </button>
            <Show when={props.writable}>
              <button
                type="button"
                class="grid-menu"
                aria-label={t('grid.column', { name: column.name })}
                onClick={() => props.onColumn(column.key)}
              >
                ⋮
              </button>
            </Show>
            {/* biome-ignore lint/a11y/useSemanticElements: a rule that is moved */}
            <span
              class="grid-edge"
              role="separator"
              tabindex="0"
              aria-orientation="vertical"
              aria-label={t('grid.width', { name: column.name })}
              aria-valuenow={props.width(column.key)}
              aria-valuemin={NARROWEST}
              aria-valuemax={WIDEST}
              onPointerDown={(event) => grab(event, column.key)}
              onKeyDown={(event) => {
                const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
                if (by === undefined) return;
                event.preventDefault();
                event.stopPropagation();
                size(column.key, props.width(column.key) + by);
              }}
            />
          </div>
        )}
      </For>
    </div>
  );
}
