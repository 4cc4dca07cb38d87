/** Databases as tables of a libSQL server, named by the id of their database. */
import { createClient, type InStatement, LibsqlBatchError } from '@libsql/client';
import {
  type Backend,
  type Backends,
  checkedId,
  GuardError,
  insertMany,
  type Row,
  type Step,
  updateMany,
  type Value,
} from './backend.ts';

export type RemoteOptions = { readonly url: string; readonly authToken: string | undefined };

/** Rows in one statement: so much text at most, in UTF-16 units, and so many. */
const TEXT_MAX = 1_500_000;
const ROWS_MAX = 5_000;

export function createRemoteBackends({ url, authToken }: RemoteOptions): Backends {
  const client = createClient({ url, authToken });

  async function all(sql: string, args: readonly Value[] = []): Promise<Row[]> {
    const { rows } = await client.execute({ sql, args: [...args] });
    return rows.map((row) => Array.from(row, ownValue));
  }

  return {
    open(databaseId): Backend {
      return {
        prefix: `db_${checkedId(databaseId)}_`,
        all,
        analyses: false,
        mark: [{ kind: 'run', sql: markSql(`db_${checkedId(databaseId)}_meta`), args: [databaseId] }],
        shrink() {},
        async write(steps) {
          const parts = steps.map(statementsOf);
          try {
            await client.batch(parts.flat(), 'write');
          } catch (error) {
            throw guardOf(error, steps, parts) ?? error;
          }
        },
        size: () => null,
        close() {},
      };
    },
    async remove(databaseId) {
      const prefix = `db_${checkedId(databaseId)}_`;
      const named = "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, ?) = ?";
      const tables = await all(named, [prefix.length, prefix]);
      // what belongs to a full text index goes with it
      const own = tables.map(([name]) => String(name)).filter((name) => !name.startsWith(`${prefix}fts_`));
      await client.batch(
        own.map((name) => `DROP TABLE IF EXISTS "${name}"`),
        'write',
      );
    },
    close: () => client.close(),
  };
}

/** The definitions are on the same server. */
const markSql = (meta: string) => `UPDATE databases
  SET (changes, records) = ((SELECT value FROM "${meta}" WHERE name = 'changes'), (SELECT value FROM "${meta}" WHERE name = 'records'))
  WHERE id = ?`;

function ownValue(value: unknown): Value {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : (value as Value);
}

function statementsOf(step: Step): InStatement[] {
  switch (step.kind) {
    case 'run':
      return [{ sql: step.sql, args: [...step.args] }];
    case 'guard':
      // a batch cannot branch, but what is no JSON ends it
      return [{ sql: `SELECT CASE WHEN ${step.sql} THEN 1 ELSE json('no') END`, args: [...step.args] }];
    case 'insert':
    case 'update': {
      const sql = step.kind === 'insert' ? insertMany(step.table, step.columns) : updateMany(step.table, step.columns);
      return inParts(step.rows).map((rows) => ({ sql, args: [JSON.stringify(rows)] }));
    }
    default:
      return step satisfies never;
  }
}

function inParts(rows: readonly (readonly Value[])[]): (readonly Value[])[][] {
  const parts: (readonly Value[])[][] = [];
  let part: (readonly Value[])[] = [];
  let length = 0;
  for (const row of rows) {
    part.push(row);
    for (const value of row) length += typeof value === 'string' ? value.length + 3 : 12;
    if (length < TEXT_MAX && part.length < ROWS_MAX) continue;
    parts.push(part);
    part = [];
    length = 0;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

/** The guard that did not hold, when that is what ended the batch. */
function guardOf(
  error: unknown,
  steps: readonly Step[],
  parts: readonly (readonly InStatement[])[],
): GuardError | null {
  if (!(error instanceof LibsqlBatchError) || !/malformed JSON/i.test(error.message)) return null;
  let at = 0;
  for (const [index, step] of steps.entries()) {
    at += parts[index]!.length;
    if (error.statementIndex < at) return step.kind === 'guard' ? new GuardError(step.name) : null;
  }
  return null;
}
