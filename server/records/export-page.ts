/** Records as text for other programs, one page at a time. */
import type { Database, RecordQuery } from '../../db/database-model.ts';
import type { Json } from '../../db/model.ts';
import type { RecordStore } from '../../db/records/record-store.ts';
import { csvLine } from './csv-cell.ts';

export type ExportRequest = {
  readonly format: 'csv' | 'ndjson';
  readonly query: Omit<RecordQuery, 'limit'>;
  /** keys of the columns, in their order; all when left out */
  readonly columns?: readonly string[];
  readonly limit: number;
};
export type ExportPage = { readonly text: string; readonly next: string | null };

export async function exportPage(store: RecordStore, database: Database, request: ExportRequest): Promise<ExportPage> {
  const { format, query, columns: keys, limit } = request;
  const columns = keys === undefined ? database.columns : database.columns.filter(({ key }) => keys.includes(key));
  const { items, next } = await store.page(database, { ...query, limit });
  if (format === 'ndjson') {
    const lines = items.map(({ values, ...record }) => {
      const named = Object.fromEntries(columns.map(({ key }) => [key, values[key] ?? null]));
      return `${JSON.stringify({ ...record, values: named })}\n`;
    });
    return { text: lines.join(''), next };
  }
  const lines = items.map(({ id, values }) => csvLine([id, ...columns.map(({ key }) => shown(values[key] ?? null))]));
  const head = query.after === undefined ? csvLine(['id', ...columns.map(({ name }) => name)]) : '';
  return { text: head + lines.join(''), next };
}

/** A file is told by its name. */
function shown(value: Json): Json {
  const isFile = typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value.size === 'number';
  return isFile && typeof value.name === 'string' ? value.name : value;
}
