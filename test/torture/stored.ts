/** What a database holds of executions, to be compared with what it held at another moment. */
import Database from 'libsql';

export type Stored = {
  /** execution → how often it was changed */
  readonly versions: ReadonlyMap<string, number>;
  /** `<executionId> <seq>` → the row, as text */
  readonly rows: ReadonlyMap<string, string>;
  /** all tables, as text */
  readonly digest: string;
  /** what is wrong with the file; empty: nothing is */
  readonly damage: readonly string[];
};

const rowsSql = 'SELECT * FROM execution_logs ORDER BY executionId, seq';
const others = [
  'workflows',
  'workflow_revisions',
  'workflow_executions',
  'execution_signals',
  'execution_inputs',
  'schedules',
];

/** Opens the file as a start would, with its log, and reads it. Throws what SQLite says when it cannot be opened. */
export function readStored(path: string): Stored {
  const database = new Database(path);
  const all = <T>(sql: string): T[] => database.prepare(sql).all([]) as T[];
  try {
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    const damage = all<{ integrity_check: string }>('PRAGMA integrity_check').map((row) => row.integrity_check);
    const rows = new Map(
      all<{ executionId: string; seq: number }>(rowsSql).map((row) => [
        `${row.executionId} ${row.seq}`,
        JSON.stringify(row),
      ]),
    );
    const executions = all<{ id: string; version: number }>('SELECT id, version FROM workflow_executions');
    const digest = others.map((table) => JSON.stringify(all(`SELECT * FROM ${table} ORDER BY 1, 2`))).join('\n');
    return {
      versions: new Map(executions.map(({ id, version }) => [id, version])),
      rows,
      digest: `${digest}\n${[...rows.values()].join('\n')}`,
      damage: damage.filter((line) => line !== 'ok'),
    };
  } finally {
    database.close();
  }
}

/** Whether `later` has all that `earlier` had, unchanged or further: what is missing or went back otherwise. */
export function regress(earlier: Stored, later: Stored): string | null {
  for (const [id, version] of earlier.versions) {
    if ((later.versions.get(id) ?? 0) < version)
      return `execution ${id} was at version ${version}, and is at ${later.versions.get(id)}`;
  }
  for (const [key, row] of earlier.rows) {
    if (later.rows.get(key) !== row) return `row ${key} was ${row}, and is ${later.rows.get(key)}`;
  }
  return null;
}
