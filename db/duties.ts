import type { Reader } from './sql.ts';
import type { Duties } from './store.ts';

const holdSql = `INSERT INTO duties (name, owner, until) VALUES (?1, ?2, ?4)
  ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
    WHERE duties.owner = excluded.owner OR duties.until < ?3
  RETURNING 1`;
const releaseSql = 'DELETE FROM duties WHERE name = ? AND owner = ?';

/** `sweeper` writes, between the groups of the writer. */
export function createDuties(sweeper: Reader): Duties {
  return {
    async hold(name, owner, now, until) {
      return (await sweeper.all(holdSql, [name, owner, now, until])).length > 0;
    },
    async release(name, owner) {
      await sweeper.all(releaseSql, [name, owner]);
    },
  };
}
