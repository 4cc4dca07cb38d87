/** What executions come to, counted along the index that holds all that is asked for: no row of theirs is read. */
import type { Count, CountDimension, CountRequest, Statistics } from './dashboard-store.ts';
import type { Reader, Value } from './sql.ts';

const columnOf = { workflow: 'workflowId', status: 'status', trigger: 'triggerType' } as const;

export function createStatistics(reader: Reader): Statistics {
  return {
    async count(request) {
      const [ended, unfinished] = await Promise.all([
        reader.all(sqlOf(request, 'executions_counted', 'NOT NULL'), argsOf(request)),
        reader.all(sqlOf(request, 'executions_unfinished', 'NULL'), argsOf(request)),
      ]);
      const width = request.by.length;
      return [...ended, ...unfinished].map(
        (row): Count => ({
          key: row.slice(0, width).map(String),
          count: Number(row[width]),
          failed: Number(row[width + 1]),
          ended: Number(row[width + 2]),
          activeMs: Number(row[width + 3]),
          longestMs: Number(row[width + 4]),
        }),
      );
    },

    async workflowNames(organizationId, ids) {
      const rows = await reader.all(namesSql, [JSON.stringify(ids), organizationId]);
      return new Map(rows.map(([id, name]) => [String(id), String(name)]));
    },
  };
}

const namesSql = `SELECT w.id, w.name FROM json_each(?) AS wanted
  CROSS JOIN workflows AS w ON w.id = wanted.value WHERE w.organizationId = ?`;

function sqlOf({ by, timeDigits }: CountRequest, index: string, completedAt: 'NULL' | 'NOT NULL'): string {
  const dimension = (name: CountDimension) =>
    name === 'time' ? `substr(createdAt, 1, ${timeDigits})` : columnOf[name];
  const measures =
    completedAt === 'NULL'
      ? 'count(*), 0, 0, 0, 0'
      : "count(*), sum(status = 'failed'), count(*), sum(activeMs), max(activeMs)";
  const names = by.map(dimension);
  return `SELECT ${[...names, measures].join(', ')} FROM workflow_executions INDEXED BY ${index}
    WHERE organizationId = ? AND createdAt >= ? AND createdAt < ? AND completedAt IS ${completedAt}
      AND (? = '[]' OR workflowId IN (SELECT value FROM json_each(?)))
      AND (? = '[]' OR status IN (SELECT value FROM json_each(?)))
      AND (? = '[]' OR triggerType IN (SELECT value FROM json_each(?)))
    ${names.length > 0 ? `GROUP BY ${names.map((_, place) => place + 1).join(', ')}` : ''}`;
}

function argsOf({ organizationId, from, to, workflowIds, statuses, triggers }: CountRequest): Value[] {
  const lists = [workflowIds, statuses, triggers].map((list) => JSON.stringify(list));
  return [organizationId, from, to, ...lists.flatMap((list) => [list, list])];
}
