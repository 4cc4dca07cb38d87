/**
 * Loaded into a server before it begins: puts a listener around every statement that any part of it writes by, on any
 * connection to a local file. The server's own code is as it is in production; what is wrapped is the package under it.
 */
import Database from 'libsql';
import AsyncDatabase from 'libsql/promise';

export type Listener = {
  /** before a statement is run; what it throws is what the statement fails with */
  before?(sql: string): void;
  /** after it was run, before anybody knows */
  after?(sql: string): void;
};

const reads = /^\s*(SELECT|WITH|EXPLAIN|ROLLBACK|PRAGMA (?!wal_checkpoint|incremental_vacuum))/i;

type Statement = Record<'run' | 'all' | 'get', (...args: unknown[]) => unknown>;

export function listen({ before = () => {}, after = () => {} }: Listener): void {
  const around = <Answer>(sql: string, run: () => Answer): Answer => {
    if (reads.test(sql)) return run();
    before(sql);
    const answer = run();
    after(sql);
    return answer;
  };

  const { prepare, exec } = Database.prototype;
  Database.prototype.prepare = function (this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql);
    const verbs = statement as unknown as Statement;
    for (const verb of ['run', 'all', 'get'] as const) {
      const own = verbs[verb].bind(statement);
      verbs[verb] = (...args) => around(sql, () => own(...args));
    }
    return statement as never;
  };
  Database.prototype.exec = function (sql: string) {
    return around(sql, () => exec.call(this, sql));
  };

  // a COMMIT beside the event loop
  const beside = AsyncDatabase.prototype.exec as (sql: string) => Promise<unknown>;
  AsyncDatabase.prototype.exec = async function (this: unknown, sql: string) {
    before(sql);
    const answer = await beside.call(this, sql);
    after(sql);
    return answer;
  } as never;
}
