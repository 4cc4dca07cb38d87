/** The words of an import: how a file is read, how far it is, and what came of it. */
import type { Json } from '../../db/model.ts';
import type { Dialect } from './csv.ts';
import type { Format } from './csv-types.ts';

export type ImportOptions = {
  readonly dialect: Dialect;
  /** whether the first row has the names */
  readonly header: boolean;
  /** where the values of a column are in a row, and how they are written */
  readonly columns: readonly { readonly at: number; readonly key: string; readonly format: Format }[];
  readonly mode: 'insert' | 'upsert';
  readonly key?: string;
  readonly badRows: 'fail' | 'skip';
};
export type ImportProgress = { readonly rows: number; readonly bytes: number; readonly size: number };
export type BadRow = {
  readonly row: number;
  readonly column: string | null;
  readonly value: Json;
  readonly message: string;
};
export type Staged = { readonly rows: number; readonly bad: number; readonly problems: readonly BadRow[] };
export type ImportReport = {
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly bad: number;
  readonly problems: readonly BadRow[];
  readonly error: string | null;
};
