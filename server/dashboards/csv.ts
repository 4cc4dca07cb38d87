/** The table of a widget as CSV. */
import type { Table } from '../../db/dashboard.ts';
import { csvLine } from '../records/csv-cell.ts';

export function csvOf({ columns, rows, labels = {} }: Table): string {
  const read = (value: unknown, place: number): unknown =>
    columns[place]?.labels?.[String(value)] ?? (typeof value === 'string' ? (labels[value] ?? value) : value);
  return [columns.map(({ name }) => name), ...rows.map((row) => row.map(read))].map(csvLine).join('');
}
