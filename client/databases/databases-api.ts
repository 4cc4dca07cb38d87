/** What the database pages ask of the server. */
import type { Column, ColumnType, DatabaseRecord, Filter, Sort } from '../../db/database-model.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import { answer, bodyOf, defined } from '../api.ts';

export type { Column, ColumnType, Filter, Sort };
export type RecordRow = DatabaseRecord;
export type DatabaseRow = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly revision: number;
  readonly records: number;
  readonly columnCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly removedAt: string | null;
};
export type Database = Omit<DatabaseRow, 'columnCount'> & { readonly columns: readonly Column[] };
export type HistoryEntry = {
  readonly version: number;
  readonly at: string;
  readonly by: string;
  readonly action: 'created' | 'changed' | 'deleted' | 'restored' | 'converted';
  readonly changes: { readonly [key: string]: readonly [Json, Json] };
};
export type Question = {
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
  readonly sort?: readonly Sort[] | undefined;
  readonly deleted?: boolean | undefined;
};
export type Page = { readonly records: RecordRow[]; readonly next: string | null; readonly total: number | null };
export type ColumnChange = { [key in keyof Column]?: Column[key] | null } & { position?: number; confirm?: boolean };

const json = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json', ...headers },
});
const one = (id: string) => `/api/databases/${encodeURIComponent(id)}`;
const asked = <T>(path: string, init?: RequestInit) => answer<T>(fetch(path, init));
const matching = (version: number): Record<string, string> => ({ 'If-Match': `"${version}"` });

export const listDatabases = async (removed = false): Promise<DatabaseRow[]> =>
  (
    await asked<{ databases: DatabaseRow[] }>(
      `/api/databases?${new URLSearchParams(defined({ limit: 200, removed: removed ? 'true' : undefined }))}`,
    )
  ).databases;
export const getDatabase = (id: string) => asked<Database>(one(id));
export const createDatabase = (name: string, columns: readonly Partial<Column>[]) =>
  asked<Database>('/api/databases', json('POST', { name, columns }));
export const renameDatabase = (id: string, name: string, revision: number) =>
  asked<Database>(one(id), json('PATCH', { name }, matching(revision)));
export const removeDatabase = (id: string) => asked<null>(one(id), { method: 'DELETE' });
export const restoreDatabase = (id: string) => asked<Database>(`${one(id)}/restore`, { method: 'POST' });

export const addColumn = (id: string, column: Partial<Column>) =>
  asked<Database>(`${one(id)}/columns`, json('POST', column));
/** Throws `conflict` with what would be lost, unless it is confirmed. */
export const changeColumn = (id: string, key: string, change: ColumnChange) =>
  asked<Database>(`${one(id)}/columns/${key}`, json('PATCH', change));
export const removeColumn = (id: string, key: string, confirm: boolean) =>
  asked<Database>(`${one(id)}/columns/${key}${confirm ? '?confirm=true' : ''}`, { method: 'DELETE' });

/** A page of records, with how many there are when it is the first. */
export function askRecords(id: string, question: Question, limit: number, after?: string): Promise<Page> {
  const { filter, search, sort, deleted } = question;
  const total = after === undefined ? true : undefined;
  return asked<Page>(
    `${one(id)}/query`,
    json('POST', { filter, search: search || undefined, sort, deleted, limit, after, total }),
  );
}

export const getRecord = (id: string, recordId: number) => asked<RecordRow>(`${one(id)}/records/${recordId}`);
export const addRecord = (id: string, values: JsonRecord) =>
  asked<RecordRow>(`${one(id)}/records`, json('POST', { values }));
/** Throws `revision_mismatch` when somebody was faster. */
export const changeRecord = (id: string, recordId: number, values: JsonRecord, version: number) =>
  asked<RecordRow>(`${one(id)}/records/${recordId}`, json('PATCH', { values }, matching(version)));
export const trashRecords = (id: string, action: 'delete' | 'restore' | 'purge', ids: readonly number[]) =>
  asked<{ ids: number[] }>(`${one(id)}/records/trash`, json('POST', { action, ids }));
export const historyOf = async (id: string, recordId: number): Promise<HistoryEntry[]> => {
  const found = await fetch(`${one(id)}/records/${recordId}/history?limit=100`);
  return ((await bodyOf(found)) as { history: HistoryEntry[] }).history;
};
