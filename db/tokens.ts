import { text } from './execution-rows.ts';
import type { Reader } from './sql.ts';
import type { Tokens } from './store.ts';

/** Text of an earlier attempt is left out: a later one begins anew. */
const readSql = `SELECT nodeId, attempt, "offset", "text" FROM execution_tokens AS t WHERE executionId = ?
  AND attempt = (SELECT max(attempt) FROM execution_tokens WHERE executionId = t.executionId AND nodeId = t.nodeId)
  ORDER BY nodeId, attempt, "offset"`;

export function createTokens(reader: Reader): Tokens {
  return {
    async read(executionId) {
      const rows = await reader.all(readSql, [executionId]);
      return rows.map(([nodeId, attempt, offset, chunk]) => ({
        nodeId: text(nodeId),
        attempt: Number(attempt),
        offset: Number(offset),
        text: text(chunk),
      }));
    },
  };
}
