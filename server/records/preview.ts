/** What an uploaded file looks like: its first rows, its columns, and which types they are of. */
import type { ColumnType } from '../../db/database-model.ts';
import type { Backend } from '../../db/records/backend.ts';
import { type Dialect, readRows } from './csv.ts';
import { detectType, type Format } from './csv-types.ts';
import { chunksOf, dialectOfFile, uploadedFile } from './import-rows.ts';

export type PreviewColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly time?: boolean;
  readonly format: Format;
  /** values of the first rows */
  readonly samples: readonly string[];
};
export type Preview = {
  readonly name: string;
  readonly size: number;
  readonly dialect: Dialect;
  readonly header: boolean;
  readonly columns: readonly PreviewColumn[];
  readonly rows: readonly (readonly string[])[];
};

/** Rows that types are found out from, and rows and samples that are shown. */
const LOOKED = 2_000;
const SHOWN = 20;
const SAMPLES = 5;
const FIELD_MAX = 200;

export async function previewImport(backend: Backend, importId: number): Promise<Preview> {
  const { name, size } = await uploadedFile(backend, importId);
  const { dialect } = await dialectOfFile(backend, importId);
  const rows: (readonly string[])[] = [];
  for await (const piece of readRows(chunksOf(backend, importId), dialect)) {
    rows.push(...piece.rows.slice(0, LOOKED - rows.length));
    if (rows.length >= LOOKED) break;
  }
  const [first = [], ...rest] = rows;
  const header = looksLikeHeader(first, rest);
  const data = header ? rest : rows;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Array.from({ length: width }, (_, at): PreviewColumn => {
    const texts = data.map((row) => row[at] ?? '');
    const named = header ? (first[at] ?? '').trim().slice(0, FIELD_MAX) : '';
    const samples = texts.filter((text) => text.trim() !== '').slice(0, SAMPLES);
    return { name: named || `Column ${at + 1}`, ...detectType(texts), samples: samples.map(cut) };
  });
  return { name, size, dialect, header, columns, rows: data.slice(0, SHOWN).map((row) => row.map(cut)) };
}

const cut = (text: string) => (text.length <= FIELD_MAX ? text : `${text.slice(0, FIELD_MAX)}…`);

/** Names are texts, each there once; where the first row is of the same types as the others, it is one of them. */
function looksLikeHeader(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  const names = first.map((text) => text.trim());
  if (names.every((text) => text === '') || new Set(names).size < names.length) return false;
  if (names.some((text) => detectType([text]).type !== 'text')) return false;
  return rest.length > 0 || names.length > 0;
}
