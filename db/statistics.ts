/**
 * What executions come to. Whole hours that are long over were added up before (`roll-up.ts`); the rest is counted along
 * the index that holds all that is asked for: no row of an execution is read.
 */
import type { Count, CountDimension, CountRequest, Statistics } from './dashboard-store.ts';
import { HOUR_MS, hourOf, hoursAfter, startOfHour } from './hours.ts';
import { rollUp } from './roll-up.ts';
import type { Reader, Row, Sweeper, Value } from './sql.ts';

const columnOf = { workflow: 'workflowId', status: 'status', trigger: 'triggerType' } as const;

/** `sweeper` writes what was added up. */
export function createStatistics(reader: Reader, sweeper: Sweeper): Statistics {
  return {
    async count(request) {
      const { whole, parts } = await split(reader, request);
      const { organizationId, from, to } = request;
      const filters = filtersOf(request);
      const answers = await Promise.all([
        reader.all(endedSql(request), [JSON.stringify(parts), organizationId, ...filters]),
        reader.all(unfinishedSql(request), [organizationId, from, to, ...filters]),
        whole
          ? reader.all(hoursSql(request), [
              ...[organizationId, whole.from, whole.to, JSON.stringify(whole.without)],
              ...filters,
            ])
          : [],
      ]);
      return answers.flat().map((row) => toCount(row, request.by.length));
    },

    async workflowNames(organizationId, ids) {
      const rows = await reader.all(namesSql, [JSON.stringify(ids), organizationId]);
      return new Map(rows.map(([id, name]) => [String(id), String(name)]));
    },

    rollUp: (now, shouldStop = () => false) => rollUp({ reader, sweeper }, now, shouldStop),
  };
}

/** Hours that are added up already, and from when to when everything else was created. */
type Split = {
  readonly whole: { readonly from: string; readonly to: string; readonly without: readonly string[] } | null;
  readonly parts: readonly (readonly [from: string, to: string])[];
};

async function split(reader: Reader, { organizationId, from, to, cuts }: CountRequest): Promise<Split> {
  const first = hourOf(Math.ceil(Date.parse(from) / HOUR_MS) * HOUR_MS);
  const end = hourOf(Date.parse(to));
  const [through, ...stale] = (await reader.all(hoursKnownSql, [organizationId, organizationId, first, end])).flat();
  const last = through != null && String(through) < end ? String(through) : end;
  if (through == null || first >= last) return { whole: null, parts: [[from, to]] };
  const cut = cuts.map((time) => Date.parse(time)).filter((time) => time % HOUR_MS !== 0);
  const without = [...new Set([...stale.map(String), ...cut.map(hourOf)])].filter(
    (hour) => hour >= first && hour < last,
  );
  const edges = [
    [from, timeOf(first)],
    ...without.map((hour) => [timeOf(hour), timeOf(hoursAfter(hour))] as const),
    [timeOf(last), to],
  ] as const;
  return { whole: { from: first, to: last, without }, parts: edges.filter(([begin, stop]) => begin < stop) };
}

const timeOf = (hour: string): string => new Date(startOfHour(hour)).toISOString();

/** The first row says through when; null where nothing was added up yet. */
const hoursKnownSql = `SELECT (SELECT through FROM execution_hours_through WHERE organizationId = ?)
  UNION ALL SELECT * FROM (SELECT hour FROM execution_hours_stale
    WHERE organizationId = ? AND hour >= ? AND hour < ? ORDER BY hour)`;
const namesSql = `SELECT w.id, w.name FROM json_each(?) AS wanted
  CROSS JOIN workflows AS w ON w.id = wanted.value WHERE w.organizationId = ?`;

const endedSql = (request: CountRequest) => `SELECT ${selected(
  request,
  'createdAt',
  "count(*), sum(status = 'failed'), count(*), sum(activeMs), max(activeMs)",
)} FROM json_each(?) AS part CROSS JOIN workflow_executions INDEXED BY executions_counted
  WHERE organizationId = ? AND createdAt >= part.value ->> 0 AND createdAt < part.value ->> 1
    AND completedAt IS NOT NULL AND ${filtered}${grouped(request)}`;

const unfinishedSql = (request: CountRequest) => `SELECT ${selected(request, 'createdAt', 'count(*), 0, 0, 0, 0')}
  FROM workflow_executions INDEXED BY executions_unfinished
  WHERE organizationId = ? AND createdAt >= ? AND createdAt < ? AND completedAt IS NULL
    AND ${filtered}${grouped(request)}`;

const hoursSql = (request: CountRequest) => `SELECT ${selected(
  request,
  'hour',
  "sum(executions), sum(executions) FILTER (WHERE status = 'failed'), sum(executions), sum(activeMs), max(longestMs)",
)} FROM execution_hours WHERE organizationId = ? AND hour >= ? AND hour < ?
    AND hour NOT IN (SELECT value FROM json_each(?)) AND ${filtered}${grouped(request)}`;

function selected({ by, timeDigits }: CountRequest, time: string, measures: string): string {
  const dimension = (name: CountDimension) => (name === 'time' ? `substr(${time}, 1, ${timeDigits})` : columnOf[name]);
  return [...by.map(dimension), measures].join(', ');
}

function grouped({ by }: CountRequest): string {
  return by.length > 0 ? ` GROUP BY ${by.map((_, place) => place + 1).join(', ')}` : '';
}

const filtered = ['workflowId', 'status', 'triggerType']
  .map((column) => `(? = '[]' OR ${column} IN (SELECT value FROM json_each(?)))`)
  .join(' AND ');

function filtersOf({ workflowIds, statuses, triggers }: CountRequest): Value[] {
  const lists = [workflowIds, statuses, triggers].map((list) => JSON.stringify(list));
  return lists.flatMap((list) => [list, list]);
}

function toCount(row: Row, width: number): Count {
  const [count, failed, ended, activeMs, longestMs] = row.slice(width).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { key: row.slice(0, width).map(String), count, failed, ended, activeMs, longestMs };
}
