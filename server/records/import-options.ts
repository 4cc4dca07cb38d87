/** Which column of a file goes where: chosen by those who import, or by the names. */
import type { Database, GivenColumn } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import type { Format } from './csv-types.ts';
import type { ImportOptions } from './import-model.ts';
import type { Preview } from './preview.ts';

export type ImportMapping = {
  /** place of the column in the file, from 0 */
  readonly from: number;
  /** the column that gets it; left out: one is made from `create` */
  readonly key?: string;
  readonly create?: GivenColumn;
  readonly format?: Format;
};

/** What is wrong with the choice for one column of the file. */
export function wrong(index: number, message: string): CodedError {
  return new CodedError('invalid', message, { details: [{ path: `columns.${index}`, message }] });
}

/** Columns of the file that are called like one of the database, by name or key, whatever the case. */
export function sameNames({ columns, name }: Database, preview: Preview): ImportMapping[] {
  const mapping = preview.columns.flatMap((column, from): ImportMapping[] => {
    const called = column.name.trim().toLowerCase();
    const same = columns.find((each) => each.key.toLowerCase() === called || each.name.toLowerCase() === called);
    return same && same.formula === undefined ? [{ from, key: same.key }] : [];
  });
  if (mapping.length > 0) return mapping;
  throw new CodedError(
    'invalid',
    `Expected a column of the file to be called like one of "${name}". Say which goes where in "columns".`,
  );
}

/** Throws `invalid` when the columns are not there, or are not for texts of a file. */
export function checkOptions(database: Database, { columns, mode, key }: ImportOptions): void {
  const seen = new Set<string>();
  for (const [index, { key: to }] of columns.entries()) {
    const column = database.columns.find((each) => each.key === to);
    if (!column) throw wrong(index, `Expected a column of "${database.name}", got "${to}".`);
    if (column.formula !== undefined)
      throw wrong(index, `Expected a column that can be written, but "${to}" has a formula.`);
    if (column.type === 'file')
      throw wrong(index, `Expected a column that a text can be put into, but "${to}" is a file.`);
    if (seen.has(to)) throw wrong(index, `Expected each column once, got "${to}" twice.`);
    seen.add(to);
  }
  if (mode === 'insert') return;
  const unique = database.columns.find((each) => each.key === key)?.unique === true;
  if (unique && key !== undefined && seen.has(key)) return;
  throw new CodedError(
    'invalid',
    `Expected "key" to be a unique column that the file has values for, got "${key ?? ''}".`,
  );
}
