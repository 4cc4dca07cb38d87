/** From a part of a chart to what it counts. */
import type { Json } from '../../db/model.ts';
import type { Filter } from '../databases/databases-api.ts';
import type { DatabaseSource, Range, Source, Table } from './dashboards-api.ts';

/** The address of the executions that a part stands for; of the workflow, for what a node gave. */
export function drillTo(
  source: Source,
  { category, series }: { category: string; series: string },
  table: Table,
  range: Range,
  now = Date.now(),
): string | null {
  if (source.kind === 'node') return `/workflows/${encodeURIComponent(source.workflowId)}`;
  if (source.kind === 'database') return toRecords(source, table, category, series);
  const query: Record<string, string> = {};
  const narrow = (dimension: string | null, value: string) => {
    if (dimension === 'workflow') query.workflow = value;
    if (dimension === 'status') query.status = value;
    if (dimension === 'trigger') query.trigger = value;
    if (dimension !== 'time' || table.stepMs === undefined) return;
    query.from = value;
    query.to = new Date(Date.parse(value) + table.stepMs).toISOString();
  };
  const [from, to] =
    typeof range === 'string' ? [new Date(now - lengthOf(range)).toISOString(), ''] : [range.from, range.to];
  query.from = from;
  if (to) query.to = to;
  if (source.workflowIds.length === 1) query.workflow = source.workflowIds[0]!;
  if (source.statuses.length > 0) query.status = source.statuses.join(',');
  if (source.triggers.length === 1) query.trigger = source.triggers[0]!;
  if (source.measure === 'failures') query.status = 'failed';
  narrow(source.groupBy, category);
  narrow(source.splitBy, series);
  return `/executions?${new URLSearchParams(query)}`;
}

/** The records that a part stands for; of a part of time, all that the widget is about. */
function toRecords(source: DatabaseSource, table: Table, category: string, series: string): string {
  const parts: Filter[] = source.filter ? [source.filter] : [];
  const narrow = (group: DatabaseSource['groupBy'], role: 'dimension' | 'series', shown: string) => {
    if (!group || group.bucket) return;
    const value = valueShownAs(table, role, shown);
    parts.push(
      value === null ? { column: group.column, op: 'isEmpty' } : { column: group.column, op: 'equals', value },
    );
  };
  narrow(source.groupBy, 'dimension', category);
  narrow(source.splitBy, 'series', series);
  const filter = parts.length > 1 ? { and: parts } : parts[0];
  const query = filter ? `?${new URLSearchParams({ filter: JSON.stringify(filter) })}` : '';
  return `/databases/${encodeURIComponent(source.databaseId)}${query}`;
}

/** The value behind what a chart calls a part: charts know texts alone. */
function valueShownAs(table: Table, role: 'dimension' | 'series', shown: string): Json {
  const place = table.columns.findIndex((column) => column.role === role);
  const row = table.rows.find((each) => String(each[place] ?? '–') === shown);
  return (row?.[place] ?? null) as Json;
}

const HOUR = 3_600_000;

function lengthOf(range: Extract<Range, string>): number {
  return { '1h': HOUR, '6h': 6 * HOUR, '24h': 24 * HOUR, '7d': 168 * HOUR, '30d': 720 * HOUR, '90d': 2_160 * HOUR }[
    range
  ];
}
