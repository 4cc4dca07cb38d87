/**
 * Where the tables of one database are: a local file of its own, or a libSQL server. What is written together is a list
 * of steps, fixed before it begins, so that a server can take it as one batch; what a step relies on is held by guards.
 */
export type Value = string | number | null | Uint8Array;
/** Values in the order of the selected columns. */
export type Row = readonly Value[];

export type Step =
  | { readonly kind: 'run'; readonly sql: string; readonly args: readonly Value[] }
  /** the whole transaction ends in `GuardError` unless `sql`, one expression, is true */
  | { readonly kind: 'guard'; readonly name: GuardName; readonly sql: string; readonly args: readonly Value[] }
  | {
      readonly kind: 'insert';
      readonly table: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Value[])[];
    }
  /** of each row the last value is the `id` of what is changed */
  | {
      readonly kind: 'update';
      readonly table: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Value[])[];
    };

/** `definition`: the columns are others by now. `versions`: a record is another by now. */
export type GuardName = 'definition' | 'versions';

export class GuardError extends Error {
  readonly guard: GuardName;

  constructor(guard: GuardName) {
    super(`What was to be written relied on ${guard} that are others by now.`);
    this.name = 'GuardError';
    this.guard = guard;
  }
}

export type Backend = {
  /** before the names of its tables and indexes */
  readonly prefix: string;
  all(sql: string, args?: readonly Value[]): Promise<Row[]>;
  /**
   * One transaction: all of it, or nothing. `passing`: what nobody misses after a crash is not waited for until it is on
   * the disk.
   */
  write(steps: readonly Step[], how?: { readonly passing: boolean }): Promise<void>;
  /** ends a transaction that changes records: tells other servers; of a local file nothing */
  readonly mark: readonly Step[];
  /** counts what is in the indexes again, so that questions take the right one; of a local file */
  readonly analyses: boolean;
  /** gives space back that is free in the file */
  shrink(): void;
  /** bytes that its records take on the disk; null on a server */
  size(): number | null;
  close(): void;
};

export type Backends = {
  /** Opens the tables of a database. `create` false: throws `storage_unavailable` when they are not there. */
  open(databaseId: string, create: boolean): Backend;
  /** Removes them with all that is in them. */
  remove(databaseId: string): Promise<void>;
  close(): void;
};

/** Ids become parts of names, so they are looked at again where they do. */
export function checkedId(databaseId: string): string {
  if (/^[0-9a-z]{1,40}$/.test(databaseId)) return databaseId;
  throw new Error('Expected the id of a database to be made of digits and small letters');
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

export function insertRows(table: string, columns: readonly string[], rows: number): string {
  const row = `(${columns.map(() => '?').join(', ')})`;
  return `INSERT INTO "${table}" (${quoted(columns)}) VALUES ${Array.from({ length: rows }, () => row).join(', ')}`;
}
export function updateOne(table: string, columns: readonly string[]): string {
  return `UPDATE "${table}" SET ${columns.map((column) => `"${column}" = ?`).join(', ')} WHERE id = ?`;
}
/** The same for many rows in one statement, given as JSON: on a server each statement costs more than each row. */
export function insertMany(table: string, columns: readonly string[]): string {
  const values = columns.map((_, index) => `value ->> ${index}`).join(', ');
  return `INSERT INTO "${table}" (${quoted(columns)}) SELECT ${values} FROM json_each(?) ORDER BY key`;
}
export function updateMany(table: string, columns: readonly string[]): string {
  const set = columns.map((column, index) => `"${column}" = given.value ->> ${index}`).join(', ');
  const from = 'FROM json_each(?) AS given';
  return `UPDATE "${table}" SET ${set} ${from} WHERE "${table}".id = given.value ->> ${columns.length}`;
}
