import { createEffect, createResource, createSignal, For, on, onMount, Show } from 'solid-js';
import { settled } from '../components/settled.ts';
import { dateLocale, t } from '../i18n.ts';
import type { Leave } from './cell-editor.tsx';
import { askRecords, type Column, getDatabase, type RecordRow } from './databases-api.ts';
import { cellText } from './values.ts';

const SHOWN = 8;
const PAUSE_MS = 150;

/** What a record is called: the values of its first columns that say something. */
export function recordName(record: Pick<RecordRow, 'id' | 'values'>, columns: readonly Column[]): string {
  const words = columns
    .filter(({ type }) => ['text', 'select', 'url', 'number', 'date'].includes(type))
    .map((column) => cellText(record.values[column.key], column, dateLocale()))
    .filter((text) => text !== '')
    .slice(0, 2);
  return words.length > 0 ? words.join(' · ') : `#${record.id}`;
}

/** Finds a record of another database by its words. */
export function RelationPicker(props: {
  databaseId: string;
  label: string;
  typed: string;
  onPick(id: number | null, leave: Leave): void;
  onCancel(): void;
}) {
  const [search, setSearch] = createSignal(props.typed);
  const [asked, setAsked] = createSignal(props.typed);
  const [at, setAt] = createSignal(0);
  let field: HTMLInputElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onMount(() => field?.focus());
  const [database] = createResource(() => props.databaseId, getDatabase);
  const [found] = createResource(asked, (words) => askRecords(props.databaseId, { search: words }, SHOWN));
  const records = () => settled(found)?.records ?? [];
  createEffect(
    on(search, (words) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        setAsked(words);
        setAt(0);
      }, PAUSE_MS);
    }),
  );

  function press(event: KeyboardEvent): void {
    event.stopPropagation();
    const count = records().length;
    if (event.key === 'ArrowDown') setAt((place) => Math.min(count - 1, place + 1));
    else if (event.key === 'ArrowUp') setAt((place) => Math.max(0, place - 1));
    else if (event.key === 'Escape') props.onCancel();
    else if (event.key === 'Enter' || event.key === 'Tab') {
      const picked = search() === '' ? null : records()[at()];
      if (picked === undefined) return;
      props.onPick(picked?.id ?? null, event.key === 'Enter' ? 'down' : 'right');
    } else return;
    event.preventDefault();
  }

  return (
    <div class="relation-picker">
      <input
        ref={field}
        class="cell-field"
        role="combobox"
        aria-expanded="true"
        aria-controls="relation-options"
        aria-activedescendant={records()[at()] ? `relation-${records()[at()]!.id}` : undefined}
        aria-label={props.label}
        placeholder={t('relation.find')}
        value={search()}
        onInput={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={() => props.onCancel()}
      />
      <div id="relation-options" class="relation-options card" role="listbox" aria-label={props.label}>
        <For each={records()}>
          {(record, place) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active one
            <div
              id={`relation-${record.id}`}
              class="relation-option cut"
              role="option"
              aria-selected={place() === at()}
              // before the field loses the focus
              onPointerDown={(event) => {
                event.preventDefault();
                props.onPick(record.id, 'stay');
              }}
            >
              {recordName(record, settled(database)?.columns ?? [])} <span class="muted num">#{record.id}</span>
            </div>
          )}
        </For>
        <Show when={records().length === 0 && !found.loading}>
          <p class="muted relation-option">{t('relation.none')}</p>
        </Show>
      </div>
    </div>
  );
}
