/** What people read in place of the ids of related records: what those are called, as the grid of their database says it. */
import type { Table, TableColumn } from '../../db/dashboard.ts';
import type { Column, DatabaseRecord } from '../../db/database-model.ts';
import { isCoded } from '../../db/errors.ts';
import type { RecordService } from '../records/service.ts';

type Source = Pick<RecordService, 'get' | 'page'>;

const AT_ONCE = 500;
const NAMING: readonly Column['type'][] = ['text', 'select', 'url', 'number', 'date'];
const WORDS = 2;

/** Labels for the columns of `table` that come from relations; `from`: what each of them comes from. */
export async function withRelationLabels(
  records: Source,
  organizationId: string,
  table: Table,
  from: readonly (Column | undefined)[],
): Promise<Table> {
  const columns = await Promise.all(
    table.columns.map(async (column, place): Promise<TableColumn> => {
      const { type, database } = from[place] ?? {};
      if (type !== 'relation' || database === undefined || column.role === 'measure') return column;
      const ids = new Set(table.rows.map((row) => row[place]).filter((id) => typeof id === 'number'));
      return { ...column, labels: await namesOf(records, organizationId, database, [...ids]) };
    }),
  );
  return { ...table, columns };
}

async function namesOf(
  records: Source,
  organizationId: string,
  databaseId: string,
  ids: readonly number[],
): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  try {
    const { columns } = await records.get(organizationId, databaseId);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const filter = { column: 'id', op: 'in' as const, value: ids.slice(from, from + AT_ONCE) };
      const { items } = await records.page(organizationId, databaseId, { filter, limit: AT_ONCE });
      for (const record of items) names[record.id] = nameOf(record, columns);
    }
  } catch (error) {
    // numbers have to do where the database that they lead to is gone
    if (!isCoded(error, 'not_found')) throw error;
  }
  return names;
}

/** The values of its first columns that say something. */
function nameOf({ id, values }: DatabaseRecord, columns: readonly Column[]): string {
  const words = columns
    .filter(({ type }) => NAMING.includes(type))
    .map(({ key, unit }) => [values[key], unit] as const)
    .filter(([value]) => value !== null && value !== undefined && value !== '')
    .slice(0, WORDS)
    .map(([value, unit]) => (typeof value === 'number' && unit ? `${value} ${unit}` : String(value)));
  return words.length > 0 ? words.join(' · ') : `#${id}`;
}
