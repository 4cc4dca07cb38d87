/**
 * Imports of CSV files. A file is uploaded in pieces and looked at; then an execution imports it in the background, where
 * everybody can watch it: the node `importRecords` comes back here. What was committed is found again by its key, so an
 * import that is tried again, after a crash too, imports once.
 */
import type { Database, GivenColumn } from '../../db/database-model.ts';
import { CodedError, isCoded } from '../../db/errors.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import type { StoredFile } from '../../db/records/files-sql.ts';
import type { RecordImport } from '../engine/node.ts';
import type { Asker } from './ask.ts';
import type { Dialect } from './csv.ts';
import type { Format } from './csv-types.ts';
import type { BadRow, ImportOptions, ImportProgress } from './import-rows.ts';
import type { Preview } from './preview.ts';
import type { DatabaseVerbs } from './service.ts';
import { receiveFile } from './uploads.ts';

/** Bytes of one file. */
export const IMPORT_MAX = 1024 ** 3;

export type ImportMapping = {
  /** place of the column in the file, from 0 */
  readonly from: number;
  /** the column that gets it; left out: one is made from `create` */
  readonly key?: string;
  readonly create?: GivenColumn;
  readonly format?: Format;
};
export type ImportAsk = {
  /** left out: each column of the file that is called like a column here */
  readonly columns?: readonly ImportMapping[];
  readonly mode: 'insert' | 'upsert';
  readonly key?: string;
  readonly badRows: 'fail' | 'skip';
  readonly header?: boolean;
  readonly dialect?: Partial<Dialect>;
};
export type ImportReport = {
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly bad: number;
  readonly problems: readonly BadRow[];
  readonly error: string | null;
};
export type ImportState = {
  readonly importId: number;
  readonly name: string;
  readonly size: number;
  readonly state: 'uploaded' | 'running' | 'done' | 'failed';
  readonly progress: ImportProgress | null;
  readonly report: ImportReport | null;
};

export type ImportVerbs = {
  upload(organizationId: string, id: string, name: string, body: AsyncIterable<Uint8Array>): Promise<ImportState>;
  preview(organizationId: string, id: string, importId: number): Promise<Preview>;
  /** Makes the columns that are wanted; answers how the file is to be read. Throws `invalid`. */
  prepare(organizationId: string, id: string, importId: number, ask: ImportAsk, actor: string): Promise<ImportOptions>;
  state(organizationId: string, id: string, importId: number): Promise<ImportState>;
  /** Imports a file, as the node asks. Throws `invalid` with bad rows, when they are not to be left out. */
  run(request: RecordImport): Promise<JsonRecord>;
};

type Deps = {
  readonly asker: Asker;
  readonly columns: Pick<DatabaseVerbs, 'addColumn'>;
  readonly now: () => string;
  readonly tell: (database: Database, counts: { records: number; changes: number }, ids: readonly number[]) => void;
};

export function createImports({ asker, columns, now, tell }: Deps): ImportVerbs {
  /** of imports that run here */
  const underWay = new Map<string, ImportProgress>();

  async function fileOf(organizationId: string, id: string, importId: number): Promise<StoredFile> {
    const { answer } = await asker.ask('read', 'file', organizationId, id, { fileId: importId });
    if (answer && answer.purpose === 'import') return answer;
    throw new CodedError('not_found', `There is no import "${importId}" in this database.`);
  }

  async function state(organizationId: string, id: string, importId: number): Promise<ImportState> {
    const { name, size, state: known, report } = await fileOf(organizationId, id, importId);
    const shown = known === 'running' || known === 'done' || known === 'failed' ? known : 'uploaded';
    const progress = underWay.get(`${id}:${importId}`) ?? null;
    return { importId, name, size, state: shown, progress, report: report as ImportReport | null };
  }

  return {
    state,

    async upload(organizationId, id, name, body) {
      const file = { purpose: 'import' as const, name, type: 'text/csv' };
      const importId = await receiveFile({ asker, now }, organizationId, id, file, body, IMPORT_MAX);
      return state(organizationId, id, importId);
    },

    async preview(organizationId, id, importId) {
      return (await asker.ask('read', 'preview', organizationId, id, { importId })).answer;
    },

    async prepare(organizationId, id, importId, ask, actor) {
      const { state: known } = await state(organizationId, id, importId);
      if (known === 'running') throw new CodedError('conflict', 'This file is being imported already.');
      const { answer: preview } = await asker.ask('read', 'preview', organizationId, id, { importId });
      const dialect = { ...preview.dialect, ...ask.dialect };
      const database = await asker.find(organizationId, id);
      const mapping = ask.columns ?? sameNames(database, preview);
      const chosen: ImportOptions['columns'][number][] = [];
      for (const [index, { from, key, create, format }] of mapping.entries()) {
        const found = preview.columns[from];
        if (!found)
          throw wrong(
            index,
            `Expected the place of a column of the file, 0 to ${preview.columns.length - 1}, got ${from}.`,
          );
        const to = key ?? (await make(organizationId, id, create, index, actor));
        chosen.push({ at: from, key: to, format: format ?? found.format });
      }
      const options: ImportOptions = {
        dialect,
        header: ask.header ?? preview.header,
        columns: chosen,
        mode: ask.mode,
        badRows: ask.badRows,
        ...(ask.key !== undefined && { key: ask.key }),
      };
      checkOptions(await asker.find(organizationId, id), options);
      return options;
    },

    async run(request) {
      const { organizationId, databaseId: id, importId, operation, actor, onProgress, signal } = request;
      const options = request.options as unknown as ImportOptions;
      const file = { fileId: importId };
      const { answer: done } = await asker.ask('read', 'operation', organizationId, id, { key: operation });
      if (done !== null) return done as JsonRecord;
      checkOptions(await asker.find(organizationId, id), options);
      await asker.ask('write', 'setFile', organizationId, id, { ...file, state: 'running' });
      const progress = (told: unknown) => {
        underWay.set(`${id}:${importId}`, told as ImportProgress);
        onProgress(told as ImportProgress);
      };
      let rows = 0;
      let found: { bad: number; problems: readonly BadRow[] } = { bad: 0, problems: [] };
      try {
        const how = { onProgress: progress, signal };
        const staged = await asker.ask('bulk', 'stageImport', organizationId, id, { importId, options }, how);
        rows = staged.answer.rows;
        found = staged.answer;
        if (found.bad > 0 && options.badRows === 'fail') throw badRows(rows, found);
        const result = { rows, bad: found.bad, problems: found.problems as unknown as Json };
        // the gate is closed: whoever writes waits before the thread, and not in it
        const { database, answer } = await asker.askAlone('bulk', 'commitImport', organizationId, id, {
          importId,
          now: now(),
          actor,
          operation: { key: operation, result },
        });
        const { inserted, updated, unchanged, ...counts } = answer;
        const report: ImportReport = { rows, inserted, updated, unchanged, ...found, error: null };
        await asker.ask('write', 'setFile', organizationId, id, {
          ...file,
          state: 'done',
          report: report as unknown as Json,
          drop: true,
        });
        tell(database, counts, []);
        return { ...(result as JsonRecord), inserted, updated, unchanged };
      } catch (error) {
        const sentence = isCoded(error) ? error.message : 'Something went wrong inside Cortado.';
        const report: ImportReport = { rows, inserted: 0, updated: 0, unchanged: 0, ...found, error: sentence };
        await asker
          .ask('write', 'setFile', organizationId, id, { ...file, state: 'failed', report: report as unknown as Json })
          .catch(() => {});
        throw error;
      } finally {
        underWay.delete(`${id}:${importId}`);
      }
    },
  };

  async function make(
    organizationId: string,
    id: string,
    column: GivenColumn | undefined,
    index: number,
    actor: string,
  ): Promise<string> {
    if (!column)
      throw wrong(index, 'Expected "key", the column that gets the values, or "create", a column to make for them.');
    const before = new Set((await asker.find(organizationId, id)).columns.map(({ key }) => key));
    const { columns: after } = await columns.addColumn(organizationId, id, column, { actor });
    return after.find(({ key }) => !before.has(key))!.key;
  }
}

function wrong(index: number, message: string): CodedError {
  return new CodedError('invalid', message, { details: [{ path: `columns.${index}`, message }] });
}

/** Columns of the file that are called like one of the database, by name or key, whatever the case. */
function sameNames({ columns, name }: Database, preview: Preview): ImportMapping[] {
  const mapping = preview.columns.flatMap((column, from): ImportMapping[] => {
    const called = column.name.trim().toLowerCase();
    const same = columns.find((each) => each.key.toLowerCase() === called || each.name.toLowerCase() === called);
    return same && same.formula === undefined ? [{ from, key: same.key }] : [];
  });
  if (mapping.length > 0) return mapping;
  throw new CodedError(
    'invalid',
    `Expected a column of the file to be called like one of "${name}". Say which goes where in "columns".`,
  );
}

function checkOptions(database: Database, { columns, mode, key }: ImportOptions): void {
  const seen = new Set<string>();
  for (const [index, { key: to }] of columns.entries()) {
    const column = database.columns.find((each) => each.key === to);
    if (!column) throw wrong(index, `Expected a column of "${database.name}", got "${to}".`);
    if (column.formula !== undefined)
      throw wrong(index, `Expected a column that can be written, but "${to}" has a formula.`);
    if (column.type === 'file')
      throw wrong(index, `Expected a column that a text can be put into, but "${to}" is a file.`);
    if (seen.has(to)) throw wrong(index, `Expected each column once, got "${to}" twice.`);
    seen.add(to);
  }
  if (mode === 'insert') return;
  const unique = database.columns.find((each) => each.key === key)?.unique === true;
  if (unique && key !== undefined && seen.has(key)) return;
  throw new CodedError(
    'invalid',
    `Expected "key" to be a unique column that the file has values for, got "${key ?? ''}".`,
  );
}

function badRows(rows: number, { bad, problems }: { bad: number; problems: readonly BadRow[] }): CodedError {
  const details = problems.slice(0, 100).map(({ row, column, message }) => ({
    path: `rows.${row}${column === null ? '' : `.${column}`}`,
    message,
  }));
  const first = problems[0];
  const sentence = `${bad} of ${rows} rows do not fit, so nothing was imported. Row ${first?.row}: ${first?.message}`;
  return new CodedError('invalid', sentence, { details });
}
