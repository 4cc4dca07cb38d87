/** The comparisons of the condition node. Pure. */
import type { Json } from '../../db/model.ts';

/** Numbers compare as numbers, also when written as text; anything else compares as text. */
export const operators = {
  equals: (left, right) => same(left, right),
  notEquals: (left, right) => !same(left, right),
  greaterThan: (left, right) => order(left, right) > 0,
  lessThan: (left, right) => order(left, right) < 0,
  greaterOrEqual: (left, right) => order(left, right) >= 0,
  lessOrEqual: (left, right) => order(left, right) <= 0,
  contains: (left, right) => includes(left, right),
  notContains: (left, right) => !includes(left, right),
  startsWith: (left, right) => text(left).startsWith(text(right)),
  endsWith: (left, right) => text(left).endsWith(text(right)),
  isEmpty: (left) => empty(left),
  isNotEmpty: (left) => !empty(left),
  isText: (left) => typeof left === 'string' && numeric(left) === null,
  isNumber: (left) => numeric(left) !== null,
} as const satisfies Record<string, (left: Json | undefined, right: Json) => boolean>;

export type Operator = keyof typeof operators;
export const operatorNames = Object.keys(operators) as [Operator, ...Operator[]];

/** Operators that compare with nothing. */
export const unary: ReadonlySet<Operator> = new Set<Operator>(['isEmpty', 'isNotEmpty', 'isText', 'isNumber']);

/** How an operator reads in a sentence. */
export const operatorWords: Record<Operator, string> = {
  equals: '=',
  notEquals: '≠',
  greaterThan: '>',
  lessThan: '<',
  greaterOrEqual: '≥',
  lessOrEqual: '≤',
  contains: 'contains',
  notContains: 'does not contain',
  startsWith: 'starts with',
  endsWith: 'ends with',
  isEmpty: 'is empty',
  isNotEmpty: 'is not empty',
  isText: 'is text',
  isNumber: 'is a number',
};

/** The number that a value is or is written as; null for what is neither. */
export function numeric(value: Json | undefined): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function text(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function same(left: Json | undefined, right: Json): boolean {
  const [a, b] = [numeric(left), numeric(right)];
  if (a !== null && b !== null) return a === b;
  return text(left) === text(right);
}

/** Below, at or above nought; NaN, which no comparison accepts, when one side is missing. */
function order(left: Json | undefined, right: Json): number {
  const [a, b] = [numeric(left), numeric(right)];
  if (a !== null && b !== null) return a - b;
  if (empty(left) || empty(right)) return Number.NaN;
  const [x, y] = [text(left), text(right)];
  return x === y ? 0 : x < y ? -1 : 1;
}

function includes(left: Json | undefined, right: Json): boolean {
  if (Array.isArray(left)) return left.some((item) => same(item, right));
  return text(left).includes(text(right));
}

function empty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value === 'object') return Object.keys(value).length === 0;
  return false;
}
