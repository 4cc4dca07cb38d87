/** A source on what a node gave in its workflow's latest completed execution. */

import type { NodeSource, Table, TableColumn } from '../../db/dashboard.ts';
import { CodedError } from '../../db/errors.ts';
import { type Json, type JsonRecord, referenceIn } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';

type Source = Pick<Store, 'executions' | 'logs' | 'workflows'>;

/** Throws `not_found` when there is no such workflow. Without a completed execution, the table is empty. */
export async function nodeResult(store: Source, organizationId: string, source: NodeSource): Promise<Table> {
  const { workflowId, nodeId, path, limit } = source;
  if (!(await store.workflows.get(organizationId, workflowId))) {
    throw new CodedError('not_found', `There is no workflow "${workflowId}": choose another one for this widget.`);
  }
  const { items } = await store.executions.list(organizationId, { workflowId, status: ['completed'], limit: 1 });
  const [latest] = items;
  const execution = latest && (await store.executions.get(organizationId, latest.id));
  const results = JSON.parse(execution?.nodeResults ?? '{}') as { [nodeId: string]: JsonRecord };
  if (!execution || !Object.hasOwn(results, nodeId)) return { columns: [], rows: [] };
  const output = await outputOf(store, execution.id, results[nodeId] ?? {});
  const value = valueAt(output, path);
  return { ...tableOf(value, limit), at: execution.completedAt ?? execution.createdAt };
}

/** What is longer than a line stands in the log alone: the envelope, or the output in it. */
async function outputOf({ logs }: Source, executionId: string, envelope: JsonRecord): Promise<Json> {
  const seq = referenceIn(envelope) ?? referenceIn(envelope.outputData);
  if (seq === null) return envelope.outputData ?? null;
  const row = await logs.one(executionId, seq);
  return row?.outputData ? (JSON.parse(row.outputData) as Json) : null;
}

function valueAt(value: Json, path: string): Json {
  let at: Json = value;
  for (const part of path === '' ? [] : path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return null;
    at = (at as JsonRecord)[part] ?? null;
  }
  return at;
}

/** A list of records as it is; a record as names and values; a single value as one number or text. */
export function tableOf(value: Json, limit: number): Pick<Table, 'columns' | 'rows' | 'cut'> {
  if (Array.isArray(value)) {
    const shown = value.slice(0, limit);
    const cut = value.length > limit ? { cut: true } : {};
    if (shown.length > 0 && shown.every(isRecord)) return { ...ofRecords(shown), ...cut };
    const column: TableColumn = { name: 'value', type: typeOf(shown), role: 'measure' };
    return { columns: [column], rows: shown.map((each) => [each]), ...cut };
  }
  if (isRecord(value)) {
    const entries = Object.entries(value).slice(0, limit);
    const measure: TableColumn = { name: 'value', type: typeOf(entries.map(([, each]) => each)), role: 'measure' };
    return { columns: [{ name: 'name', type: 'text', role: 'dimension' }, measure], rows: entries };
  }
  return value === null
    ? { columns: [], rows: [] }
    : { columns: [{ name: 'value', type: typeOf([value]), role: 'measure' }], rows: [[value]] };
}

const COLUMNS_MAX = 50;

function ofRecords(records: readonly JsonRecord[]): Pick<Table, 'columns' | 'rows'> {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))].slice(0, COLUMNS_MAX);
  const rows = records.map((record) => names.map((name) => (Object.hasOwn(record, name) ? record[name]! : null)));
  const columns = names.map((name, place): TableColumn => {
    const type = typeOf(rows.map((row) => row[place] ?? null));
    return { name, type, role: type === 'number' ? 'measure' : 'dimension' };
  });
  return { columns, rows };
}

function isRecord(value: Json): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function typeOf(values: readonly Json[]): TableColumn['type'] {
  const there = values.filter((value) => value !== null);
  if (there.length === 0) return 'text';
  if (there.every((value) => typeof value === 'number')) return 'number';
  if (there.every((value) => typeof value === 'boolean')) return 'boolean';
  if (there.some((value) => typeof value === 'object')) return 'json';
  return there.every((value) => typeof value === 'string' && ISO_TIME.test(value)) ? 'time' : 'text';
}
