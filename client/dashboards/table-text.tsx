import { For, Show } from 'solid-js';
import { dateLocale, t } from '../i18n.ts';
import type { Face, Table } from './dashboards-api.ts';
import { columnName, namesOf } from './names.ts';
import { valueText } from './values.ts';

const ROWS_SHOWN = 200;

/** A table as a table. */
export function TableText(props: { widget: Face; table: Table }) {
  const name = () => namesOf(props.table);
  const text = (value: unknown, place: number) => {
    const { type = 'text', role = 'measure', labels } = props.table.columns[place] ?? {};
    const label = labels?.[String(value)];
    if (label !== undefined) return label;
    const known = role !== 'measure' && type === 'text' && typeof value === 'string' ? name()(value, role) : value;
    return valueText(known, type, props.widget.options, dateLocale());
  };
  return (
    <table class="data-table">
      <thead>
        <tr>
          <For each={props.table.columns}>
            {(column) => (
              <th scope="col" data-number={column.role === 'measure' ? '' : undefined}>
                {columnName(column.name)}
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={props.table.rows.slice(0, ROWS_SHOWN)}>
          {(row) => (
            <tr>
              <For each={row}>
                {(value, place) => (
                  <td data-number={props.table.columns[place()]?.role === 'measure' ? '' : undefined}>
                    {text(value, place())}
                  </td>
                )}
              </For>
            </tr>
          )}
        </For>
      </tbody>
      <Show when={props.table.rows.length > ROWS_SHOWN || props.table.cut}>
        <tfoot>
          <tr>
            <td colSpan={props.table.columns.length}>
              {t('widget.cut', { count: Math.min(ROWS_SHOWN, props.table.rows.length) })}
            </td>
          </tr>
        </tfoot>
      </Show>
    </table>
  );
}
