/** A source on a database: what its records come to, or the records themselves. Computed by the database. */
import type { DatabaseSource, Table, TableColumn } from '../../db/dashboard.ts';
import type { Column, Database, DatabaseRecord, Filter } from '../../db/database-model.ts';
import type { JsonRecord } from '../../db/model.ts';
import { offsetsOf } from '../../db/time-zone.ts';
import type { RecordService } from '../records/service.ts';
import { withRelationLabels } from './relation-labels.ts';
import type { Between } from './time-steps.ts';

type Source = Pick<RecordService, 'get' | 'page' | 'aggregate'>;

/** Throws `not_found` when there is no such database, `invalid` for columns and filters that do not fit it. */
export async function askDatabase(
  records: Source,
  organizationId: string,
  source: DatabaseSource,
  between: Between,
  timezone: string,
): Promise<Table> {
  const { databaseId, search, limit } = source;
  const database = await records.get(organizationId, databaseId);
  const selection = { filter: filterOf(source, database, between, timezone), ...(search !== '' && { search }) };
  if (source.columns.length > 0) {
    const sort = source.sort ? [source.sort] : undefined;
    const page = await records.page(organizationId, databaseId, { ...selection, sort, limit });
    const from = source.columns.map((key) => columnOf(database, key));
    const table = await withRelationLabels(
      records,
      organizationId,
      ofRecords(page.items, source.columns, database),
      from,
    );
    return { ...table, ...(page.next !== null && { cut: true }) };
  }
  const groups = [source.groupBy, source.splitBy].filter((group) => group !== null);
  const rows = await records.aggregate(organizationId, databaseId, {
    ...selection,
    groupBy: groups.map((group, place) => ({ ...group, as: GROUPS[place] })),
    measures: [{ ...source.measure, as: VALUE }],
    timezone,
    sort: sortOf(source),
    limit: limit + 1,
  });
  const columns = [
    ...groups.map(({ column }, place) => dimensionOf(columnOf(database, column), column, place)),
    measureColumn(source, database),
  ];
  const shown = rows.slice(0, limit).map((row) => valuesOf(row, groups.length));
  const from = groups.map(({ column }) => columnOf(database, column));
  const table = await withRelationLabels(records, organizationId, { columns, rows: shown }, from);
  return { ...table, ...(rows.length > limit && { cut: true }) };
}

/** Names in what the database answers: they cannot be those of columns that are asked for twice. */
const GROUPS = ['group', 'series'] as const;
const VALUE = 'value';

function valuesOf(row: JsonRecord, groups: number): unknown[] {
  return [...GROUPS.slice(0, groups).map((name) => row[name] ?? null), row[VALUE] ?? null];
}

/** Time goes on from left to right; what is told apart otherwise begins with the most. */
function sortOf({ groupBy, sort }: DatabaseSource): { column: string; direction: 'asc' | 'desc' }[] | undefined {
  if (groupBy === null) return undefined;
  if (sort) return [{ column: sort.column === VALUE ? VALUE : GROUPS[0], direction: sort.direction }];
  return groupBy.bucket ? [{ column: GROUPS[0], direction: 'asc' }] : [{ column: VALUE, direction: 'desc' }];
}

function filterOf(
  { filter, timeColumn }: DatabaseSource,
  database: Database,
  { from, to }: Between,
  timezone: string,
): Filter | undefined {
  const parts: Filter[] = filter ? [filter] : [];
  if (timeColumn !== null) {
    const column = columnOf(database, timeColumn);
    // a day is in the range that it lies in, whatever the hour, by the clocks of who looks
    const offsetAt = offsetsOf(timezone);
    const at = (ms: number) =>
      column && !column.time ? new Date(ms + offsetAt(ms)).toISOString().slice(0, 10) : new Date(ms).toISOString();
    parts.push({ column: timeColumn, op: 'between', value: [at(from), at(to)] });
  }
  return parts.length === 0 ? undefined : { and: parts };
}

function columnOf(database: Database, key: string): Column | undefined {
  return database.columns.find((column) => column.key === key);
}

function dimensionOf(column: Column | undefined, key: string, place: number): TableColumn {
  return { name: column?.name ?? key, type: 'text', role: place === 0 ? 'dimension' : 'series' };
}

function measureColumn({ measure }: DatabaseSource, database: Database): TableColumn {
  if (measure.column === undefined) return { name: 'records', type: 'number', role: 'measure' };
  const column = columnOf(database, measure.column);
  const isText = (measure.op === 'min' || measure.op === 'max') && column?.type !== 'number';
  return { name: column?.name ?? measure.column, type: isText ? 'text' : 'number', role: 'measure' };
}

function ofRecords(items: readonly DatabaseRecord[], keys: readonly string[], database: Database): Table {
  const columns = keys.map((key): TableColumn => {
    const column = columnOf(database, key);
    const type = typeOf(column, key);
    return { name: column?.name ?? key, type, role: type === 'number' ? 'measure' : 'dimension' };
  });
  const rows = items.map((record) =>
    keys.map((key) => record.values[key] ?? (record as unknown as JsonRecord)[key] ?? null),
  );
  return { columns, rows };
}

function typeOf(column: Column | undefined, key: string): TableColumn['type'] {
  if (!column) return key.endsWith('At') ? 'time' : 'number';
  if (column.type === 'number' || column.type === 'boolean') return column.type;
  if (column.type === 'date') return column.time ? 'time' : 'text';
  return column.type === 'json' || column.type === 'file' ? 'json' : 'text';
}
