/**
 * Pages of records by cursor: each begins after the last record of the one before, so that its cost does not grow with
 * its number. Records without a value come last, in either direction: they are a second part, so that both parts can go
 * along an index.
 */
import { Buffer } from 'node:buffer';
import type { Database, RecordQuery, Sort } from '../database-model.ts';
import { CodedError } from '../errors.ts';
import type { Row, Value } from './backend.ts';
import { type Field, fieldOf } from './fields.ts';
import { filterSql, type Sql } from './filter-sql.ts';
import { searched, slotName, type Tables } from './layout.ts';

const SORTS_MAX = 5;
const SYSTEM = 'id, version, createdAt, updatedAt, deletedAt';

/** The columns that `toRecord` reads. */
export function selected(database: Database): string {
  return [SYSTEM, ...database.columns.map(({ slot }) => slotName(slot))].join(', ');
}

type Term = { readonly field: Field; readonly descending: boolean };
/** Where a page begins: the sorted values of the record before it, and its id. */
type Place = { readonly values: readonly Value[]; readonly id: number };

export type PageParts = {
  /** asked one after the other, until there are enough */
  readonly parts: readonly Sql[];
  readonly terms: readonly Term[];
};

/** What a selection asks for, as a WHERE clause. */
export function selectionSql(database: Database, t: Tables, query: Omit<RecordQuery, 'limit'>): Sql {
  const conditions = [query.deleted ? 'deletedAt IS NOT NULL' : 'deletedAt IS NULL'];
  const args: Value[] = [];
  if (query.search !== undefined && query.search.trim() !== '') {
    // where no column has words, nothing keeps them, and none is found
    const match = searched(database.columns).length > 0 ? matchOf(query.search) : null;
    conditions.push(match === null ? '0' : `id IN (SELECT rowid FROM "${t.fts}" WHERE "${t.fts}" MATCH ?)`);
    if (match !== null) args.push(match);
  }
  const filter = filterSql(database, query.filter);
  if (filter) {
    conditions.push(filter.sql);
    args.push(...filter.args);
  }
  return { sql: conditions.join(' AND '), args };
}

/** Every word has to be there, or begin a word that is. Null: there is no word to look for. */
export function matchOf(search: string): string | null {
  const found = search
    .normalize()
    .split(/[\s\p{C}]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 20);
  return found.length === 0 ? null : found.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' ');
}

export function pageSql(database: Database, t: Tables, query: RecordQuery): PageParts {
  const sort = query.sort ?? [];
  if (sort.length > SORTS_MAX) throw new CodedError('invalid', `Expected at most ${SORTS_MAX} columns to sort by.`);
  const terms = termsOf(database, sort);
  const place = query.after === undefined ? null : readCursor(query.after, terms);
  const where = selectionSql(database, t, query);
  const select = `SELECT ${selected(database)} FROM "${t.records}" WHERE ${where.sql}`;
  const limit = query.limit + 1;
  const [first, ...rest] = terms;
  if (!first || first.field.key === 'id') {
    const descending = first?.descending ?? false;
    const after = place ? ` AND id ${descending ? '<' : '>'} ?` : '';
    const sql = `${select}${after} ORDER BY id${descending ? ' DESC' : ''} LIMIT ?`;
    return { parts: [{ sql, args: [...where.args, ...(place ? [place.id] : []), limit] }], terms };
  }
  const column = first.field.sql;
  const part = (condition: string, by: readonly Term[], hasFirst: boolean, from: Place | null): Sql => {
    const args = [...where.args];
    const order = { terms: by, hasFirst, idDescending: first.descending };
    const after = from ? ` AND ${afterSql(order, from, args)}` : '';
    args.push(limit);
    return { sql: `${select} AND ${condition}${after} ORDER BY ${orderSql(order)} LIMIT ?`, args };
  };
  const inLast = place !== null && place.values[0] === null;
  const last = inLast ? { values: place.values.slice(1), id: place.id } : null;
  const withValue = inLast ? [] : [part(`${column} IS NOT NULL`, terms, true, place)];
  return { parts: [...withValue, part(`${column} IS NULL`, rest, false, last)], terms };
}

function termsOf(database: Database, sort: readonly Sort[]): Term[] {
  const seen = new Set<string>();
  return sort.map(({ column, direction }) => {
    if (seen.has(column))
      throw new CodedError('invalid', `Expected each column once to sort by, got "${column}" twice.`);
    seen.add(column);
    const field = fieldOf(database, column);
    if (field.type === 'json' || field.type === 'file')
      throw new CodedError('invalid', `Expected a column to sort by, but "${column}" is a ${field.type}.`);
    return { field, descending: direction === 'desc' };
  });
}

/** `hasFirst`: no record without a value in the first term is looked at. */
type Order = { readonly terms: readonly Term[]; readonly hasFirst: boolean; readonly idDescending: boolean };

/** What is compared of a term: a text by its order, and then by its bytes. */
const comparedIn = ({ field: { sql, asText } }: Term) => (asText ? [`${sql} COLLATE NOCASE`, sql] : [sql]);

function orderSql({ terms, hasFirst, idDescending }: Order): string {
  const order = terms.flatMap((term, index) => {
    const emptyLast = hasFirst && index === 0 ? [] : [`(${term.field.sql} IS NULL)`];
    return [...emptyLast, ...comparedIn(term).map((each) => `${each}${term.descending ? ' DESC' : ''}`)];
  });
  return [...order, `id${idDescending ? ' DESC' : ''}`].join(', ');
}

/** What comes after a place: later in the first term, or the same there and later in the next, and so on. */
function afterSql({ terms, hasFirst, idDescending }: Order, { values, id }: Place, args: Value[]): string {
  const byId = `id ${idDescending ? '<' : '>'} ?`;

  function after(index: number): string {
    const term = terms[index];
    if (!term) {
      args.push(id);
      return byId;
    }
    const value = values[index] ?? null;
    const column = term.field.sql;
    if (value === null) return `(${column} IS NULL AND ${after(index + 1)})`;
    const compared = comparedIn(term);
    const given = compared.map(() => value);
    const compare = term.descending ? '<' : '>';
    const tuple = (columns: readonly string[]) =>
      `(${columns.join(', ')}) ${compare} (${columns.map(() => '?').join(', ')})`;
    const surely = hasFirst && index === 0;
    if (surely && terms.length === 1) {
      args.push(...given, id);
      return tuple([...compared, 'id']);
    }
    // the bound in front is what an index can go along
    if (surely) args.push(value);
    const bound = surely ? `${compared[0]} ${compare}= ? AND ` : '';
    args.push(...given, value);
    const later = surely ? tuple(compared) : `${tuple(compared)} OR ${column} IS NULL`;
    return `${bound}(${later} OR (${column} = ? AND ${after(index + 1)}))`;
  }

  return after(0);
}

// ── cursors ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const nameOf = ({ field, descending }: Term) => `${descending ? '-' : ''}${field.key}`;

/** The cursor after a record, in the order that it was found in. */
export function cursorAfter(database: Database, terms: readonly Term[], row: Row): string {
  const positions = new Map(['id', 'version', 'createdAt', 'updatedAt', 'deletedAt'].map((key, index) => [key, index]));
  for (const [index, { key }] of database.columns.entries()) positions.set(key, index + 5);
  const values = terms.map(({ field }) => row[positions.get(field.key)!] ?? null);
  return Buffer.from(JSON.stringify([terms.map(nameOf), values, row[0]])).toString('base64url');
}

/** Throws `bad_request` for what is no cursor of this order. */
function readCursor(cursor: string, terms: readonly Term[]): Place {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [names, values, id] = parsed as [unknown, unknown[], unknown];
    const same = JSON.stringify(names) === JSON.stringify(terms.map(nameOf));
    const plain = values.every((value) => value === null || typeof value === 'string' || typeof value === 'number');
    if (same && plain && values.length === terms.length && typeof id === 'number')
      return { values: values as Value[], id };
  } catch {
    // said below
  }
  throw new CodedError(
    'bad_request',
    `Expected \`after\` to be the \`next\` of an earlier page in the same order, got "${cursor.slice(0, 200)}".`,
  );
}
