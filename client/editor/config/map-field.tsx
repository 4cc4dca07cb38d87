/** Names and values, one pair a line. A name that is empty, or there twice, is not in the document yet. */
import { createEffect, createSignal, Index, on } from 'solid-js';
import { same } from '../model/same.ts';
import { w } from '../words.ts';
import type { FieldProps } from './field.tsx';
import { TemplateField } from './template-field.tsx';

type Row = { readonly name: string; readonly value: unknown };

function rowsOf(value: unknown): Row[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([name, each]) => ({ name, value: each }));
}

function recordOf(rows: readonly Row[]): Record<string, unknown> {
  return Object.fromEntries(rows.filter(({ name }) => name !== '').map(({ name, value }) => [name, value]));
}

export function MapField(props: FieldProps) {
  const [rows, setRows] = createSignal<readonly Row[]>(rowsOf(props.value));
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (!same(value ?? {}, recordOf(rows()))) setRows(rowsOf(value));
      },
      { defer: true },
    ),
  );
  const set = (next: readonly Row[]) => {
    setRows(next);
    const record = recordOf(next);
    props.onChange(Object.keys(record).length === 0 ? undefined : record);
  };
  const change = (index: number, part: Partial<Row>) =>
    set(rows().map((row, at) => (at === index ? { ...row, ...part } : row)));
  let list!: HTMLUListElement;
  const add = () => {
    setRows([...rows(), { name: '', value: '' }]);
    queueMicrotask(() => list.querySelector<HTMLInputElement>('li:last-of-type input')?.focus());
  };
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return (
    <div class="map-field">
      <ul ref={list}>
        <Index each={rows()}>
          {(row, index) => (
            <li>
              <input
                class="field mono"
                aria-label={w('map.name', { number: index + 1 })}
                placeholder={w('map.name.short')}
                value={row().name}
                onInput={(event) => change(index, { name: event.currentTarget.value })}
              />
              <TemplateField
                id={`${props.id}-${index}`}
                nodeId={props.nodeId}
                value={text(row().value)}
                long={false}
                label={w('map.value', { number: index + 1 })}
                placeholder={w('map.value.short')}
                invalid={props.invalid}
                onChange={(value) => change(index, { value })}
              />
              <button
                type="button"
                class="button small plain icon"
                aria-label={w('list.remove', { number: index + 1 })}
                onClick={() => set(rows().filter((_, at) => at !== index))}
              >
                ×
              </button>
            </li>
          )}
        </Index>
      </ul>
      <button type="button" class="button small" onClick={add}>
        {w('list.add')}
      </button>
    </div>
  );
}
