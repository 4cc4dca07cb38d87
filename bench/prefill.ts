/** A database that looks as if many executions had run: copies of a real one, spread over the last days. */
import { DatabaseSync } from 'node:sqlite';

const BATCH = 20_000;
const DAY_MS = 86_400_000;

/** Adds `count` finished copies of the execution that is there. The server must not run meanwhile. */
export function prefill(file: string, executionId: string, count: number, days = 29): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA foreign_keys = OFF');
  const everyMs = Math.max(1, Math.floor((days * DAY_MS) / count));
  const began = Date.now() - days * DAY_MS;
  const time = (plusMs: string) =>
    `strftime('%Y-%m-%dT%H:%M:%fZ', (${began} + i * ${everyMs} + ${plusMs}) / 1000.0, 'unixepoch')`;
  // Smaller than every id that a clock of today makes, and in the order of time as those are.
  const id = `'00' || printf('%024d', i)`;
  const executions = copyColumns(database, 'workflow_executions', {
    id,
    createdAt: time('0'),
    startedAt: time('1'),
    completedAt: time('12'),
    status: `CASE WHEN i % 4 = 0 THEN 'failed' WHEN i % 5 = 0 THEN 'cancelled' ELSE 'completed' END`,
    error: `CASE WHEN i % 4 = 0 THEN 'The API answered 500.' END`,
    idempotencyKey: 'NULL',
    idempotencyDigest: 'NULL',
  });
  const pages = copyColumns(database, 'execution_log_pages', {
    executionId: id,
    time: `${began} + i * ${everyMs} + 2 + "firstSeq"`,
  });
  const numbers = 'WITH RECURSIVE numbers(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM numbers WHERE i < ?)';
  const addExecutions = database.prepare(
    `INSERT INTO workflow_executions (${executions.names}) ${numbers}
     SELECT ${executions.values} FROM numbers, workflow_executions AS original WHERE original.id = ?`,
  );
  const addPages = database.prepare(
    `INSERT INTO execution_log_pages (${pages.names}) ${numbers}
     SELECT ${pages.values} FROM numbers CROSS JOIN execution_log_pages AS original
     WHERE original.executionId = ? ORDER BY i, "lastSeq"`,
  );
  for (let first = 1; first <= count; first += BATCH) {
    const last = Math.min(count, first + BATCH - 1);
    database.exec('BEGIN');
    addExecutions.run(first, last, executionId);
    addPages.run(first, last, executionId);
    database.exec('COMMIT');
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize');
  database.close();
}

/** Every stored column of a table: as the original has it, or as said. */
function copyColumns(database: DatabaseSync, table: string, said: Record<string, string>) {
  const columns = database.prepare(`PRAGMA table_xinfo(${table})`).all() as { name: string; hidden: number }[];
  const names = columns.filter(({ hidden }) => hidden === 0).map(({ name }) => name);
  return {
    names: names.map((name) => `"${name}"`).join(', '),
    values: names.map((name) => said[name] ?? `original."${name}"`).join(', '),
  };
}
