/**
 * What the rest of `db/` needs of a database, local or remote: reads by SQL text, and units of writing for the group
 * writer. SQL texts are constants, so that a local connection prepares each of them once.
 */
export type Value = string | number | null;
/** Values in the order of the selected columns. */
export type Row = readonly Value[];

export type Reader = { all(sql: string, args?: readonly Value[]): Promise<Row[]> };

export type Statement = { readonly sql: string; readonly args?: readonly Value[] };
/** Writes by itself, between the groups of the writer. */
export type Sweeper = Reader & {
  /**
   * Statements in one transaction, which is on the disk only when something after it is: for what can be done again.
   * Answers how many rows the last one has changed, and how long others had to wait (ms).
   */
  step(statements: readonly Statement[]): Promise<{ readonly changes: number; readonly ms: number }>;
};

/** A statement as one text with its values in it, for who takes no values beside it. */
export function textOf({ sql, args = [] }: Statement): string {
  checkValues(args);
  let at = 0;
  return sql.replace(/\?/g, () => literal(args[at++] ?? null));
}

function literal(value: Value): string {
  if (typeof value !== 'string') return String(value);
  if (value.includes('\0')) throw new TypeError('Expected text without a zero byte in a statement');
  return `'${value.replaceAll("'", "''")}'`;
}

/** A statement in two forms: `plain` for who can branch, `guarded` for one batch that cannot, ending in the guard's arguments. */
export type Guarded = { readonly plain: string; readonly guarded: string };
export type Step = {
  readonly sql: Guarded;
  readonly args: readonly Value[];
  /** whether it has a RETURNING clause whose rows are wanted */
  readonly returns: boolean;
};

/**
 * What is written together or not at all. The fence decides: when it returns no row (or, without RETURNING, changes
 * none) the lease is lost, the row was there, …, and the rest is not written.
 */
export type Unit = {
  readonly fence: { readonly sql: string; readonly args: readonly Value[]; readonly returns: boolean };
  readonly rest: readonly Step[];
  /** arguments of the guard of the `rest` */
  readonly guard: readonly Value[];
  /** answers a row when this unit is written already: asked when a lost connection left that open */
  readonly applied: { readonly sql: string; readonly args: readonly Value[] } | null;
  /** whether it may be written already, so that it is asked when the fence does not hold */
  readonly again?: boolean;
  /** stays queued while the storage fails; the others are told at once */
  readonly patient: boolean;
  /** after the COMMIT; must not throw */
  committed(outcome: Outcome): void;
  failed(error: unknown): void;
};
export type Outcome = {
  readonly held: boolean;
  readonly rows: readonly Row[];
  /** of each step of the rest that returns rows, in order; empty when the fence did not hold */
  readonly rest: readonly (readonly Row[])[];
};

/** Writes a group of units in one transaction. Throws `UnitError` when one of them is at fault. */
export type Driver = {
  /** how much one group may hold: statements, and UTF-16 units of text; a single unit may be larger */
  readonly maxStatements: number;
  readonly maxLength: number;
  commit(units: readonly Unit[]): Outcome[] | Promise<Outcome[]>;
  /** a small real write, to find out whether the storage works again */
  probe(): void | Promise<void>;
};

/** The unit at `index` of its group cannot be written, whatever happens to the others. */
export class UnitError extends Error {
  readonly index: number;

  constructor(index: number, cause: unknown) {
    super('A unit of a group cannot be written', { cause });
    this.name = 'UnitError';
    this.index = index;
  }
}

export const marks = (count: number): string => Array(count).fill('?').join(', ');
const quoted = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

/** `INSERT … ON CONFLICT DO NOTHING` of one row. */
export function insertOnce(table: string, columns: readonly string[], guard: string): Guarded {
  const into = `INSERT INTO ${table} (${quoted(columns)})`;
  const values = marks(columns.length);
  return {
    plain: `${into} VALUES (${values}) ON CONFLICT DO NOTHING`,
    guarded: `${into} SELECT ${values} WHERE ${guard} ON CONFLICT DO NOTHING`,
  };
}

/** A statement that ends in its WHERE clause, but for a RETURNING one. */
export function guardWhere(sql: string, guard: string, returning?: string): Guarded {
  const tail = returning === undefined ? '' : ` RETURNING ${returning}`;
  return { plain: `${sql}${tail}`, guarded: `${sql} AND ${guard}${tail}` };
}

/** UTF-16 units of the text among these. */
export function lengthOf(args: readonly Value[]): number {
  let length = 0;
  for (let i = 0; i < args.length; i++) {
    const value = args[i];
    if (typeof value === 'string') length += value.length;
  }
  return length;
}

/** The binding ends the process when it is given one of these, so nothing but values may reach it. */
export function checkValues(args: readonly unknown[]): void {
  for (let i = 0; i < args.length; i++) {
    const value = args[i];
    if (typeof value === 'string' || typeof value === 'number' || value === null) continue;
    throw new TypeError(`Expected a string, a number or null as argument ${i + 1} of a statement, got ${typeof value}`);
  }
}
