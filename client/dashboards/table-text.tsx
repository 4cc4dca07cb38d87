import { For, Index, Show } from 'solid-js';
import { dateLocale, t } from '../i18n.ts';
import type { Face, Table } from './dashboards-api.ts';
import { columnName, namesOf } from './names.ts';
import { valueText } from './values.ts';

const ROWS_SHOWN = 200;

/** A table as a table. Rows stay where they are when other values come: what somebody reads or marks does not jump. */
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
        <Index each={props.table.rows.slice(0, ROWS_SHOWN)}>
          {(row) => (
            <tr>
              <Index each={row()}>
                {(value, place) => (
                  <td data-number={props.table.columns[place]?.role === 'measure' ? '' : undefined}>
                    {text(value(), place)}
                  </td>
                )}
              </Index>
            </tr>
          )}
        </Index>
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
