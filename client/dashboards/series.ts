/** A table as the series of a chart. PURE. */
import type { Table } from './dashboards-api.ts';

export type Series = { readonly name: string; readonly values: readonly (number | null)[] };
export type Chart = {
  /** values of the first dimension, in order */
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  readonly valueType: Table['columns'][number]['type'];
};

/** One series for each measure, or, where a second dimension splits the one measure, for each of its values. */
export function chartOf(table: Table): Chart {
  const { columns, rows } = table;
  const dimension = columns.findIndex(({ role }) => role === 'dimension');
  const split = columns.findIndex(({ role }) => role === 'series');
  const measures = columns.flatMap(({ role }, place) => (role === 'measure' ? [place] : []));
  const valueType = columns[measures[0] ?? -1]?.type ?? 'number';
  const categoryOf = (row: readonly unknown[], index: number) =>
    dimension < 0 ? String(index + 1) : nameOf(row[dimension]);
  const categories = [...new Set(rows.map(categoryOf))];
  const at = new Map(categories.map((category, index) => [category, index]));
  const series = new Map<string, (number | null)[]>();
  const put = (name: string, category: string, value: unknown) => {
    const values = series.get(name) ?? Array<number | null>(categories.length).fill(null);
    values[at.get(category) ?? 0] = typeof value === 'number' ? value : null;
    series.set(name, values);
  };
  rows.forEach((row, index) => {
    for (const measure of measures) {
      const name = split >= 0 ? nameOf(row[split]) : (columns[measure]?.name ?? '');
      put(name, categoryOf(row, index), row[measure]);
    }
  });
  return { categories, series: [...series].map(([name, values]) => ({ name, values })), valueType };
}

/** A value that things are told apart by, as text; a node may give anything. */
function nameOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–');
}

/** Whether there is anything to draw. */
export function isEmpty(table: Table): boolean {
  const measures = table.columns.flatMap(({ role }, place) => (role === 'measure' ? [place] : []));
  return !table.rows.some((row) => measures.some((place) => typeof row[place] === 'number' && row[place] !== 0));
}
