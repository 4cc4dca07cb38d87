/** What may be said of columns. Pure: from what is given to columns that fit together, or every problem there is. */
import { COLUMNS_MAX, type Column, type GivenColumn, systemKeys } from '../../db/database-model.ts';
import { CodedError, type Problem } from '../../db/errors.ts';
import { toStored, ValueProblem } from '../../db/records/stored-values.ts';
import type { Formulas } from './formula.ts';

/** Columns with keys, which are made from the names where there are none. Throws `invalid` with every problem. */
export function defineColumns(given: readonly GivenColumn[], taken: readonly Column[] = []): Column[] {
  const keys = new Set([...systemKeys, ...taken.map(({ key }) => key)].map((key) => key.toLowerCase()));
  for (const { key } of given) if (key !== undefined && taken.length === 0) keys.add(key.toLowerCase());
  return given.map((column) => {
    if (column.key !== undefined) return { ...column, key: column.key };
    const key = keyOf(column.name, keys);
    keys.add(key.toLowerCase());
    return { ...column, key };
  });
}

/** A key that reads like the name: "Total price (€)" becomes `total_price`. */
function keyOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 50);
  const base = plain === '' ? 'column' : /^\d/.test(plain) ? `_${plain}` : plain;
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? base : `${base}_${count}`;
    if (!taken.has(key)) return key;
  }
}

const NAMED: Partial<Record<keyof Column, readonly Column['type'][]>> = {
  options: ['select'],
  database: ['relation'],
  time: ['date'],
  unique: ['text', 'number', 'date', 'select', 'url', 'relation'],
  index: ['text', 'number', 'boolean', 'date', 'select', 'url', 'relation'],
  default: ['text', 'number', 'boolean', 'date', 'select', 'url', 'json', 'relation'],
  formula: ['text', 'number', 'boolean', 'date', 'url'],
};

/** Throws `invalid` with everything that is wrong with a list of columns. */
export function checkColumns(columns: readonly Column[], formulas: Formulas): void {
  const problems: Problem[] = [];
  const wrong = (index: number, message: string, key?: string) =>
    problems.push({
      path: ['columns', index, ...(key === undefined ? [] : [key])].join('.'),
      message,
      ...(key !== undefined && { key }),
    });
  if (columns.length > COLUMNS_MAX) {
    const message = `Expected at most ${COLUMNS_MAX} columns, got ${columns.length}.`;
    throw new CodedError('invalid', message, { details: [{ path: 'columns', message }] });
  }
  const seen = new Set<string>();
  for (const [index, column] of columns.entries()) {
    const { key, name, type } = column;
    const lower = key.toLowerCase();
    if (seen.has(lower)) wrong(index, `Expected each key once, got "${key}" twice.`, 'key');
    seen.add(lower);
    for (const [property, types] of Object.entries(NAMED)) {
      const value = column[property as keyof Column];
      if (value !== undefined && value !== false && !types.includes(type))
        wrong(index, `Expected no "${property}" for "${name}": a ${type} has none.`, property);
    }
    if (type === 'select' && (column.options ?? []).length === 0)
      wrong(index, `Expected "${name}" to have options to choose from.`, 'options');
    if (type === 'select' && new Set(column.options).size < (column.options ?? []).length)
      wrong(index, `Expected each option of "${name}" once.`, 'options');
    if (type === 'relation' && column.database === undefined)
      wrong(index, `Expected "${name}" to name the database it leads to.`, 'database');
    if (column.formula !== undefined)
      checkFormula(columns, column, formulas, (message) => wrong(index, message, 'formula'));
    const message = defaultProblem(column);
    if (message !== null) wrong(index, message, 'default');
  }
  if (problems.length === 0) return;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new CodedError('invalid', `${problems[0]!.message}${more}`, { details: problems });
}

function defaultProblem(column: Column): string | null {
  if (column.default === undefined) return null;
  try {
    toStored(column, column.default);
    return null;
  } catch (error) {
    if (error instanceof ValueProblem) return `The default of "${column.name}" does not fit. ${error.message}`;
    throw error;
  }
}

function checkFormula(
  columns: readonly Column[],
  column: Column,
  formulas: Formulas,
  wrong: (message: string) => void,
): void {
  const formula = column.formula!;
  if (column.required || column.unique || column.default !== undefined)
    wrong(`Expected "${column.name}" to have a formula, or to be required, unique or with a default, not both.`);
  const problem = formulas.problem(
    formula,
    columns.map(({ key }) => key),
  );
  if (problem !== null) return wrong(problem);
  const loop = loopFrom(columns, column.key, formulas);
  if (loop) wrong(`Expected formulas without a loop, found ${loop.join(' → ')}.`);
}

function loopFrom(columns: readonly Column[], start: string, formulas: Formulas): string[] | null {
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const visit = (key: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(key)) return key === start ? [...trail, key] : null;
    const formula = byKey.get(key)?.formula;
    if (formula === undefined || formulas.problem(formula, [...byKey.keys()]) !== null) return null;
    for (const next of formulas.reads(formula)) {
      const found = visit(next, [...trail, key]);
      if (found) return found;
    }
    return null;
  };
  return visit(start, []);
}

/** Columns whose formulas read one of these, directly or by another formula. */
export function readersOf(columns: readonly Column[], keys: readonly string[], formulas: Formulas): Column[] {
  const read = new Set(keys);
  const readers = new Set<Column>();
  for (let before = -1; before !== readers.size; ) {
    before = readers.size;
    for (const column of columns) {
      if (column.formula === undefined || readers.has(column)) continue;
      if (!formulas.reads(column.formula).some((key) => read.has(key))) continue;
      readers.add(column);
      read.add(column.key);
    }
  }
  return [...readers];
}
