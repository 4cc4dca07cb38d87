/** A table as CSV (RFC 4180), safe to open in a spreadsheet. */
import type { Table } from '../../db/dashboard.ts';

/** A spreadsheet would take such a text for a formula and run it. */
const FORMULA = /^[=+\-@\t\r]/;

export function csvOf({ columns, rows, labels = {} }: Table): string {
  const read = (value: unknown, place: number): unknown =>
    columns[place]?.labels?.[String(value)] ?? (typeof value === 'string' ? (labels[value] ?? value) : value);
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => row.map(read))].map((row) =>
    row.map(cell).join(','),
  );
  return `${lines.join('\r\n')}\r\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
