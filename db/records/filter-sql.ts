/** Filters as SQL. Names are generated and values bound; which operator a type has is decided here. */
import type { ColumnType, Database, Filter, FilterOperator } from '../database-model.ts';
import { CodedError } from '../errors.ts';
import type { Json } from '../model.ts';
import type { Value } from './backend.ts';
import { type Field, fieldOf } from './fields.ts';

export type Sql = { readonly sql: string; readonly args: readonly Value[] };

const DEPTH_MAX = 20;
const CONDITIONS_MAX = 500;
const LIST_MAX = 10_000;

const equality: readonly FilterOperator[] = ['equals', 'notEquals', 'in', 'notIn', 'isEmpty', 'isNotEmpty'];
const order: readonly FilterOperator[] = ['greaterThan', 'lessThan', 'greaterOrEqual', 'lessOrEqual', 'between'];
const words: readonly FilterOperator[] = ['contains', 'notContains', 'startsWith', 'endsWith'];

/** Which operators a type has. */
export const operatorsOf: Record<ColumnType, readonly FilterOperator[]> = {
  text: [...equality, ...order, ...words],
  number: [...equality, ...order],
  boolean: equality,
  date: [...equality, ...order],
  select: [...equality, ...words],
  url: [...equality, ...order, ...words],
  json: ['contains', 'notContains', 'isEmpty', 'isNotEmpty'],
  relation: [...equality, ...order],
  file: ['contains', 'notContains', 'isEmpty', 'isNotEmpty'],
};

/** Throws `invalid`: an unknown column, an operator that its type does not have, a value that does not fit. */
export function filterSql(database: Database, filter: Filter | undefined): Sql | null {
  if (filter === undefined) return null;
  const args: Value[] = [];
  let conditions = 0;

  function walk(part: Filter, depth: number): string {
    if (depth > DEPTH_MAX)
      throw new CodedError('invalid', `Expected a filter nested at most ${DEPTH_MAX} levels deep.`);
    if ('and' in part) return joined(part.and, 'AND', '1', depth);
    if ('or' in part) return joined(part.or, 'OR', '0', depth);
    if ('not' in part) return `NOT coalesce(${walk(part.not, depth + 1)}, 0)`;
    conditions += 1;
    if (conditions > CONDITIONS_MAX)
      throw new CodedError('invalid', `Expected at most ${CONDITIONS_MAX} conditions in a filter.`);
    return conditionSql(fieldOf(database, part.column), part.op ?? 'equals', part.value, args);
  }
  function joined(parts: readonly Filter[], by: string, none: string, depth: number): string {
    return parts.length === 0 ? none : `(${parts.map((part) => walk(part, depth + 1)).join(` ${by} `)})`;
  }

  const sql = walk(filter, 1);
  return { sql, args };
}

function conditionSql(field: Field, op: FilterOperator, value: Json | undefined, args: Value[]): string {
  const { key, type, sql: column } = field;
  if (!operatorsOf[type].includes(op)) {
    const may = operatorsOf[type].join(', ');
    throw new CodedError('invalid', `Expected an operator for "${key}", which is a ${type} (${may}), got "${op}".`);
  }
  const bind = (given: Value): string => {
    args.push(given);
    return '?';
  };
  // texts have one index, by their order; what is equal byte by byte is equal there too
  const same = (given: Value) =>
    field.asText
      ? `(${column} = ${bind(given)} COLLATE NOCASE AND ${column} = ${bind(given)})`
      : `${column} = ${bind(given)}`;
  const compared = field.asText ? `${column} COLLATE NOCASE` : column;
  switch (op) {
    case 'isEmpty':
      return `${column} IS NULL`;
    case 'isNotEmpty':
      return `${column} IS NOT NULL`;
    case 'equals': {
      const given = field.store(value);
      return given === null ? `${column} IS NULL` : same(given);
    }
    case 'notEquals':
      return `${column} IS NOT ${bind(field.store(value))}`;
    case 'greaterThan':
      return `${compared} > ${bind(ordered(field, op, value))}`;
    case 'lessThan':
      return `${compared} < ${bind(ordered(field, op, value))}`;
    case 'greaterOrEqual':
      return `${compared} >= ${bind(ordered(field, op, value))}`;
    case 'lessOrEqual':
      return `${compared} <= ${bind(ordered(field, op, value))}`;
    case 'between': {
      const [from, to] = listOf(field, op, value, 2);
      return `(${compared} >= ${bind(ordered(field, op, from))} AND ${compared} <= ${bind(ordered(field, op, to))})`;
    }
    case 'in':
    case 'notIn': {
      const given = listOf(field, op, value).map((each) => field.store(each));
      const list = `SELECT value FROM json_each(${bind(JSON.stringify(given.filter((each) => each !== null)))})`;
      const hasEmpty = given.includes(null);
      if (op === 'in') return `(${column} IN (${list})${hasEmpty ? ` OR ${column} IS NULL` : ''})`;
      const empty = hasEmpty ? 'IS NOT NULL AND' : 'IS NULL OR';
      return `(${column} ${empty} ${column} NOT IN (${list}))`;
    }
    case 'contains':
    case 'notContains':
    case 'startsWith':
    case 'endsWith':
      return likeSql(column, op, textFor(field, op, value), bind);
    default:
      return op satisfies never;
  }
}

type LikeOperator = 'contains' | 'notContains' | 'startsWith' | 'endsWith';

/** LIKE takes A to Z without their case, as the order of texts does. */
function likeSql(column: string, op: LikeOperator, text: string, bind: (given: Value) => string): string {
  const plain = text.replace(/[\\%_]/g, '\\$&');
  const like = (pattern: string) => `${column} LIKE ${bind(pattern)} ESCAPE '\\'`;
  if (op === 'startsWith') return like(`${plain}%`);
  if (op === 'endsWith') return like(`%${plain}`);
  if (op === 'contains') return like(`%${plain}%`);
  return `(${column} IS NULL OR NOT ${like(`%${plain}%`)})`;
}

const PATTERN_MAX = 1_000;

function textFor({ key }: Field, op: FilterOperator, value: Json | undefined): string {
  if (typeof value === 'string' && value !== '' && value.length <= PATTERN_MAX) return value;
  if (typeof value === 'number') return String(value);
  throw new CodedError('invalid', `Expected a text of 1 to ${PATTERN_MAX} characters that "${key}" ${op}.`);
}

/** A comparison with nothing would find nothing, which nobody means. */
function ordered(field: Field, op: FilterOperator, value: Json | undefined): Value {
  const given = field.store(value);
  if (given !== null) return given;
  throw new CodedError('invalid', `Expected a value to compare "${field.key}" with by ${op}, got none.`);
}

function listOf({ key }: Field, op: FilterOperator, value: Json | undefined, length?: number): Json[] {
  if (Array.isArray(value) && value.length <= LIST_MAX && (length === undefined || value.length === length))
    return value;
  const what = length === undefined ? `a list of at most ${LIST_MAX} values` : `a list of ${length} values`;
  throw new CodedError('invalid', `Expected ${what} for "${key}" and ${op}.`);
}
