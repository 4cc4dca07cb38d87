/** The field in which one value is changed, by its column's type. */
import { createSignal, For, Match, onMount, Show, Switch } from 'solid-js';
import type { Json } from '../../db/model.ts';
import { t } from '../i18n.ts';
import type { Column } from './databases-api.ts';
import { RelationPicker } from './relation-picker.tsx';
import { fieldText, parsed } from './values.ts';

export type Leave = 'stay' | 'down' | 'right' | 'left';

export function CellEditor(props: {
  column: Column;
  value: Json | undefined;
  /** what was typed to begin with */
  typed: string | null;
  label: string;
  onValue(value: Json, leave: Leave): void;
  onCancel(): void;
}) {
  const [problem, setProblem] = createSignal<string | null>(null);
  let done = false;
  let field: HTMLInputElement | HTMLSelectElement | undefined;
  const start = () => props.typed ?? fieldText(props.value, props.column);
  onMount(() => {
    field?.focus();
    if (field instanceof HTMLInputElement && props.typed === null && field.type === 'text') field.select();
  });

  function finish(text: string, leave: Leave): void {
    if (done) return;
    const result = parsed(text, props.column);
    if ('problem' in result) {
      setProblem(t(`cell.${result.problem}`));
      return;
    }
    done = true;
    props.onValue(result.value, leave);
  }
  function cancel(): void {
    done = true;
    props.onCancel();
  }
  function press(event: KeyboardEvent & { currentTarget: HTMLInputElement | HTMLSelectElement }): void {
    event.stopPropagation();
    const leave = event.key === 'Enter' ? 'down' : event.key === 'Tab' ? (event.shiftKey ? 'left' : 'right') : null;
    if (event.key === 'Escape') cancel();
    if (leave === null) return;
    event.preventDefault();
    finish(event.currentTarget.value, leave);
  }

  return (
    <div class="cell-editor">
      <Switch
        fallback={
          <input
            ref={(element) => {
              field = element;
            }}
            class="cell-field"
            type={props.column.type === 'date' ? (props.column.time ? 'datetime-local' : 'date') : 'text'}
            inputMode={props.column.type === 'number' ? 'decimal' : undefined}
            aria-label={props.label}
            aria-invalid={problem() ? 'true' : undefined}
            value={start()}
            onKeyDown={press}
            onBlur={(event) => finish(event.currentTarget.value, 'stay')}
          />
        }
      >
        <Match when={props.column.type === 'select'}>
          <select
            ref={(element) => {
              field = element;
            }}
            class="cell-field"
            aria-label={props.label}
            onKeyDown={press}
            onChange={(event) => finish(event.currentTarget.value, 'stay')}
            onBlur={(event) => finish(event.currentTarget.value, 'stay')}
          >
            <option value="" />
            <For each={props.column.options ?? []}>
              {(option) => (
                <option value={option} selected={option === props.value}>
                  {option}
                </option>
              )}
            </For>
          </select>
        </Match>
        <Match when={props.column.type === 'relation' && props.column.database}>
          {(database) => (
            <RelationPicker
              databaseId={database()}
              label={props.label}
              typed={props.typed ?? ''}
              onPick={(id, leave) => finish(id === null ? '' : String(id), leave)}
              onCancel={cancel}
            />
          )}
        </Match>
      </Switch>
      <Show when={problem()}>
        <p class="cell-problem" role="alert">
          {problem()}
        </p>
      </Show>
    </div>
  );
}
