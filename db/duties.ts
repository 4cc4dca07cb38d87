import type { Reader } from './sql.ts';
import type { Duties } from './store.ts';

const holdSql = `INSERT INTO duties (name, owner, until) VALUES (?1, ?2, ?4)
  ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
    WHERE duties.owner = excluded.owner OR duties.until < ?3
  RETURNING 1`;
const releaseSql = 'DELETE FROM duties WHERE name = ? AND owner = ?';

export function createDuties(reader: Reader): Duties {
  return {
    async hold(name, owner, now, until) {
      return (await reader.all(holdSql, [name, owner, now, until])).length > 0;
    },
    async release(name, owner) {
      await reader.all(releaseSql, [name, owner]);
    },
  };
}
