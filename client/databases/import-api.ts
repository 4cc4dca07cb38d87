/** What the import of a file asks of the server. */
import { answer } from '../api.ts';
import type { Column, ColumnType } from './databases-api.ts';

export type FileColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly time?: boolean;
  readonly samples: readonly string[];
};
export type Preview = {
  readonly name: string;
  readonly size: number;
  readonly dialect: { readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' };
  readonly header: boolean;
  readonly columns: readonly FileColumn[];
  readonly rows: readonly (readonly string[])[];
};
export type BadRow = {
  readonly line: number;
  readonly row: number;
  readonly column: string | null;
  readonly message: string;
};
export type ImportState = {
  readonly importId: number;
  readonly state: 'uploaded' | 'running' | 'done' | 'failed';
  readonly size: number;
  readonly progress: { readonly rows: number; readonly bytes: number } | null;
  readonly report: {
    readonly rows: number;
    readonly inserted: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly bad: number;
    readonly problems: readonly BadRow[];
    readonly error: string | null;
  } | null;
};
export type Mapping = { readonly from: number; readonly key?: string; readonly create?: Partial<Column> };
export type ImportAsk = {
  readonly columns: readonly Mapping[];
  readonly mode: 'insert' | 'upsert';
  readonly key?: string;
  readonly badRows: 'fail' | 'skip';
};

const imports = (id: string) => `/api/databases/${encodeURIComponent(id)}/imports`;

export const uploadFile = (id: string, file: File): Promise<ImportState> =>
  answer(fetch(`${imports(id)}?${new URLSearchParams({ name: file.name })}`, { method: 'POST', body: file }));
export const previewFile = (id: string, importId: number): Promise<Preview> =>
  answer(fetch(`${imports(id)}/${importId}/preview`));
export const importState = (id: string, importId: number): Promise<ImportState> =>
  answer(fetch(`${imports(id)}/${importId}`));
export const startImport = (id: string, importId: number, ask: ImportAsk): Promise<{ executionId: string }> =>
  answer(
    fetch(`${imports(id)}/${importId}/start`, {
      method: 'POST',
      body: JSON.stringify(ask),
      headers: { 'Content-Type': 'application/json' },
    }),
  );
