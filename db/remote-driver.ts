/**
 * A libSQL server. One batch is one transaction, but cannot branch: what follows a unit's fence carries a guard in its
 * SQL instead. When the connection breaks off, nobody knows whether the batch was written, so the next try asks.
 */
import { Buffer } from 'node:buffer';
import { type Client, type InStatement, LibsqlBatchError, type ResultSet } from '@libsql/client/sqlite3';
import { CodedError } from './errors.ts';
import {
  checkValues,
  type Driver,
  lengthOf,
  type Outcome,
  type Reader,
  type Row,
  type Sweeper,
  type Unit,
  UnitError,
  type Value,
} from './sql.ts';
import { failureKind } from './storage-failure.ts';

/** What a libSQL server takes in one row, bytes; more is refused as `SQLITE_TOOBIG`, or closes the connection. */
const ROW_LIMIT = 5_000_000;
/** What is left of that for texts, beside ids, times and numbers. */
export const REMOTE_ROW_MAX = 4_900_000;
/** so much text in one batch that it is on its way within some hundred ms */
const BATCH_LIMIT = 2_000_000;

const toRows = (result: ResultSet): Row[] => result.rows.map((row) => Array.from(row) as Value[]);

export function createRemoteReader(client: Client): Reader {
  return {
    async all(sql, args = []) {
      return toRows(await client.execute({ sql, args: [...args] }));
    },
  };
}

export function createRemoteSweeper(client: Client): Sweeper {
  return {
    ...createRemoteReader(client),
    async step(statements) {
      const batch = statements.map(({ sql, args = [] }) => ({ sql, args: [...args] }));
      const results = await client.batch(batch, 'write');
      return { changes: results.at(-1)?.rowsAffected ?? 0, ms: 0 };
    },
  };
}

export function createRemoteDriver(client: Client): Driver {
  /** units that were in a batch whose end is not known */
  const uncertain = new WeakSet<Unit>();
  const mayBeApplied = (unit: Unit): boolean => unit.applied !== null && (unit.again === true || uncertain.has(unit));

  function statementsOf(unit: Unit): InStatement[] {
    const statements: InStatement[] = [{ sql: unit.fence.sql, args: [...unit.fence.args] }];
    for (const step of unit.rest) statements.push({ sql: step.sql.guarded, args: [...step.args, ...unit.guard] });
    if (unit.applied && mayBeApplied(unit)) statements.push({ sql: unit.applied.sql, args: [...unit.applied.args] });
    return statements;
  }

  function outcomeOf(unit: Unit, results: readonly ResultSet[]): Outcome {
    const [fence, ...others] = results;
    if (!fence) throw new Error('A batch answered fewer results than it had statements');
    let rows = toRows(fence);
    let held = unit.fence.returns ? rows.length > 0 : fence.rowsAffected > 0;
    if (!held && mayBeApplied(unit)) {
      rows = toRows(others.at(-1) ?? fence);
      held = rows.length > 0;
    }
    const rest = unit.rest.flatMap((step, i) => (step.returns && others[i] ? [toRows(others[i])] : []));
    return { held, rows, rest: held ? rest : [] };
  }

  return {
    maxStatements: 250,
    maxLength: BATCH_LIMIT,
    async commit(units) {
      const parts: InStatement[][] = [];
      for (const unit of units) {
        try {
          checkRow(unit.fence.args);
          for (const step of unit.rest) checkRow(step.args);
        } catch (error) {
          throw new UnitError(parts.length, error);
        }
        parts.push(statementsOf(unit));
      }
      let results: ResultSet[];
      try {
        results = await client.batch(parts.flat(), 'write');
      } catch (error) {
        if (failureKind(error) === 'connection') for (const unit of units) uncertain.add(unit);
        throw blame(error, parts);
      }
      let at = 0;
      return units.map((unit, i) => {
        const count = parts[i]?.length ?? 0;
        at += count;
        return outcomeOf(unit, results.slice(at - count, at));
      });
    },
    async probe() {
      await client.execute('UPDATE __drizzle_migrations SET created_at = created_at');
    },
  };
}

function checkRow(args: readonly Value[]): void {
  checkValues(args);
  if (lengthOf(args) * 3 < ROW_LIMIT) return;
  const bytes = args.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) : 8),
    0,
  );
  if (bytes > ROW_LIMIT - 1_000)
    throw new CodedError(
      'too_large',
      `Expected at most ${ROW_LIMIT} bytes in one row, which is what a libSQL server stores, got ${bytes}: keep less in one value, or use a local database file`,
    );
}

/** The error as it came, or, where one statement is at fault, whose it was. */
function blame(error: unknown, parts: readonly (readonly InStatement[])[]): unknown {
  if (failureKind(error) !== 'statement' || !(error instanceof LibsqlBatchError)) return error;
  let statements = 0;
  for (const [index, part] of parts.entries()) {
    statements += part.length;
    if (error.statementIndex < statements) return new UnitError(index, error);
  }
  return error;
}
