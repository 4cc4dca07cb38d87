/** From what somebody gives to what is stored: values that fit, defaults, formulas, and a sentence for all that does not. */
import type { Database, StoredColumn } from '../../db/database-model.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import type { Value } from '../../db/records/backend.ts';
import { fromStored, toStored, ValueProblem } from '../../db/records/stored-values.ts';
import type { Formulas } from './formula.ts';

/** What is wrong with one value of one row; `row` counts from 0. */
export type RowProblem = { readonly row: number; readonly column: string | null; readonly message: string };

export type Checker = {
  /**
   * The values of a record, in the order of the columns: what is given, else what `before` has, else the default. Tells
   * `report` what does not fit, and answers null then.
   */
  values(
    given: JsonRecord,
    before: readonly Value[] | null,
    report: (column: string | null, message: string) => void,
  ): Value[] | null;
};

/** `ignoreExtra`: what is no column, or nobody writes, is left out. */
export function createChecker(
  { columns }: Pick<Database, 'columns'>,
  formulas: Formulas,
  ignoreExtra = false,
): Checker {
  const positions = new Map(columns.map(({ key }, index) => [key, index]));
  const written = columns.flatMap((column, index) => (column.formula === undefined ? [{ column, index }] : []));
  const computed = inOrder(columns, formulas).map((column) => ({ column, index: positions.get(column.key)! }));
  const defaults = columns.map((column) => (column.default === undefined ? null : toStored(column, column.default)));
  const read = new Set(computed.flatMap(({ column }) => formulas.reads(column.formula!)));

  return {
    values(given, before, report) {
      const values: Value[] = before ? [...before] : [...defaults];
      let fits = true;
      const wrong = (column: string | null, message: string) => {
        fits = false;
        report(column, message);
      };
      for (const key of Object.keys(given)) {
        const index = positions.get(key);
        if (ignoreExtra && (index === undefined || columns[index]!.formula !== undefined)) continue;
        if (index === undefined) wrong(key, `Expected a column (${[...positions.keys()].join(', ')}), got "${key}".`);
        else if (columns[index]!.formula !== undefined)
          wrong(key, `Expected no value for "${key}": it is worked out by a formula.`);
        else {
          try {
            values[index] = toStored(columns[index]!, given[key]);
          } catch (error) {
            if (!(error instanceof ValueProblem)) throw error;
            wrong(key, error.message);
          }
        }
      }
      for (const { column, index } of written) {
        if (column.required === true && values[index] === null && !(column.key in given && !fits))
          wrong(column.key, `Expected a value for "${column.key}", got none.`);
      }
      if (!fits) return null;
      if (computed.length > 0) compute(values);
      return values;
    },
  };

  function compute(values: Value[]): void {
    const record: JsonRecord = {};
    for (const key of read) {
      const index = positions.get(key);
      if (index !== undefined) record[key] = fromStored(columns[index]!.type, values[index] ?? null);
    }
    for (const { column, index } of computed) {
      values[index] = formulas.evaluate(column, record);
      if (read.has(column.key)) record[column.key] = fromStored(column.type, values[index] ?? null);
    }
  }
}

/** Formulas after those that they read; the definition has no loops. */
export function inOrder(columns: readonly StoredColumn[], formulas: Formulas): StoredColumn[] {
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const ordered = new Set<StoredColumn>();
  const visit = (column: StoredColumn | undefined, trail: readonly string[]): void => {
    if (column?.formula === undefined || ordered.has(column) || trail.includes(column.key)) return;
    for (const key of formulas.reads(column.formula)) visit(byKey.get(key), [...trail, column.key]);
    ordered.add(column);
  };
  for (const column of columns) visit(column, []);
  return [...ordered];
}

/** What differs between two lists of values, key → [before, after]; null when nothing does. */
export function changesOf(
  columns: readonly StoredColumn[],
  before: readonly Value[],
  after: readonly Value[],
): Record<string, [Json, Json]> | null {
  const changes: Record<string, [Json, Json]> = {};
  for (const [index, { key, type }] of columns.entries()) {
    const [from, to] = [before[index] ?? null, after[index] ?? null];
    if (from !== to) changes[key] = [fromStored(type, from), fromStored(type, to)];
  }
  return Object.keys(changes).length === 0 ? null : changes;
}
