/**
 * A local file through statements that are prepared once on the `libsql` binding.
 *
 * Owns: the connection that writes. Does not own: that of the reader, which sees what is committed.
 *
 * 1. The statements of a group run within one turn of the event loop.
 * 2. A COMMIT that many wait for, and what the sweeper does, goes on beside the loop, on a thread of the binding; until
 *    it has ended, nothing else is asked of this connection.
 */
import type Database from 'libsql';
import AsyncDatabase from 'libsql/promise';
import {
  checkValues,
  type Driver,
  type Outcome,
  type Reader,
  type Row,
  type Statement,
  type Sweeper,
  textOf,
  type Unit,
  UnitError,
} from './sql.ts';
import { failureKind } from './storage-failure.ts';

const none: readonly (readonly Row[])[] = [];
const lost: Outcome = { held: false, rows: [], rest: none };
const held: Outcome = { held: true, rows: [], rest: none };

type Prepared = {
  /** whether it has columns */
  readonly reader: boolean;
  all(args: readonly unknown[]): Row[];
  run(args: readonly unknown[]): { changes: number };
};

/** The binding refuses to read rows of a statement that has none. */
function all(statement: Prepared, args: readonly unknown[]): Row[] {
  if (statement.reader) return statement.all(args);
  statement.run(args);
  return [];
}

function createCache(database: Database.Database): (sql: string) => Prepared {
  const cache = new Map<string, Prepared>();
  return (sql) => {
    let statement = cache.get(sql);
    if (!statement) {
      const made = database.prepare(sql);
      // rows as arrays, in the order of the columns; refused for statements without any
      if (made.reader) made.raw(true);
      statement = made as unknown as Prepared;
      cache.set(sql, statement);
    }
    return statement;
  };
}

export function createLocalReader(database: Database.Database): Reader {
  const prepare = createCache(database);
  return {
    async all(sql, args = []) {
      checkValues(args);
      return prepare(sql).all(args);
    },
  };
}

/** After a step of the sweeper, which waits for no disk: what a power cut takes back of it is done again. */
const fullSql = 'PRAGMA synchronous = FULL';
/** With so many units in a group the loop is busy: what it can do meanwhile is worth more than a COMMIT that is sooner back. */
const MANY = 4;

export type LocalDriver = Driver & {
  /** Does something else on the connection that writes, between two groups. */
  between<T>(work: (database: Database.Database) => T): Promise<T>;
  /** Runs one SQL text there beside the loop. */
  beside(sql: string): Promise<void>;
  readonly sweeper: Sweeper;
};

export function createLocalDriver(database: Database.Database): LocalDriver {
  const prepare = createCache(database);
  const begin = prepare('BEGIN IMMEDIATE');
  const commit = prepare('COMMIT');
  const rollback = prepare('ROLLBACK');
  const changes = prepare('SELECT changes()');
  /** what goes on beside the loop */
  let underWay: Promise<void> | null = null;

  function apply(unit: Unit): Outcome {
    const { fence, rest } = unit;
    checkValues(fence.args);
    let rows: Row[] | undefined;
    if (fence.returns) {
      rows = prepare(fence.sql).all(fence.args);
      if (rows.length === 0) return lost;
    } else if (prepare(fence.sql).run(fence.args).changes === 0) return isApplied(unit) ? held : lost;
    let returned: Row[][] | undefined;
    for (const step of rest) {
      checkValues(step.args);
      const statement = prepare(step.sql.plain);
      if (step.returns) {
        returned ??= [];
        returned.push(statement.all(step.args));
      } else statement.run(step.args);
    }
    return rows || returned ? { held: true, rows: rows ?? [], rest: returned ?? none } : held;
  }

  function isApplied({ again, applied }: Unit): boolean {
    return again === true && applied !== null && prepare(applied.sql).all(applied.args).length > 0;
  }

  function undo(): void {
    // SQLite has rolled back by itself after some failures
    if (database.inTransaction) rollback.run([]);
  }

  function applyAll(units: readonly Unit[]): Outcome[] {
    const outcomes: Outcome[] = [];
    try {
      for (const unit of units) outcomes.push(apply(unit));
    } catch (error) {
      undo();
      throw failureKind(error) === 'statement' ? new UnitError(outcomes.length, error) : error;
    }
    return outcomes;
  }

  /** Both classes of the binding are faces of one connection: what this one executes does not stop the loop. */
  async function runBeside(sql: string): Promise<void> {
    underWay = AsyncDatabase.prototype.exec.call(database, sql) as Promise<void>;
    try {
      await underWay;
    } finally {
      underWay = null;
    }
  }

  async function commitBeside<T>(answer: T): Promise<T> {
    try {
      await runBeside('COMMIT');
    } catch (error) {
      undo();
      throw error;
    }
    return answer;
  }

  /** Does it when nothing is under way, in the same turn in which that is found. */
  async function alone<T>(work: () => T | Promise<T>): Promise<T> {
    while (underWay !== null) await underWay.catch(() => {});
    return work();
  }

  function commitGroup(units: readonly Unit[]): Outcome[] | Promise<Outcome[]> {
    begin.run([]);
    const outcomes = applyAll(units);
    if (units.length >= MANY) return commitBeside(outcomes);
    try {
      commit.run([]);
    } catch (error) {
      undo();
      throw error;
    }
    return outcomes;
  }

  async function step(statements: readonly Statement[]): Promise<{ changes: number; ms: number }> {
    const began = performance.now();
    const texts = ['PRAGMA synchronous = NORMAL', 'BEGIN IMMEDIATE', ...statements.map(textOf), 'COMMIT', fullSql];
    try {
      await runBeside(texts.join(';\n'));
    } catch (error) {
      undo();
      database.exec(fullSql);
      throw error;
    }
    return { changes: Number(changes.all([])[0]?.[0]), ms: performance.now() - began };
  }

  const sweeper: Sweeper = {
    async all(sql, args = []) {
      checkValues(args);
      return alone(() => all(prepare(sql), args));
    },
    step: (statements) => alone(() => step(statements)),
  };

  return {
    maxStatements: 1000,
    maxLength: 32_000_000,
    commit: (units) => (underWay === null ? commitGroup(units) : alone(() => commitGroup(units))),
    probe() {
      prepare('UPDATE __drizzle_migrations SET created_at = created_at').run([]);
    },
    between: (work) => alone(() => work(database)),
    beside: (sql) => alone(() => runBeside(sql)),
    sweeper,
  };
}
