/**
 * Imports of CSV files. A file is uploaded in pieces and looked at; then an execution imports it in the background, where
 * everybody can watch it: the node `importRecords` comes back here.
 */
import type { Database, GivenColumn } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import type { JsonRecord } from '../../db/model.ts';
import type { StoredFile } from '../../db/records/files-sql.ts';
import type { RecordImport } from '../engine/node.ts';
import type { Asker } from './ask.ts';
import type { Dialect } from './csv.ts';
import type { ImportOptions, ImportProgress, ImportReport } from './import-model.ts';
import { checkOptions, type ImportMapping, sameNames, wrong } from './import-options.ts';
import { createImportRun } from './import-run.ts';
import type { Preview } from './preview.ts';
import type { DatabaseVerbs } from './service.ts';
import { receiveFile } from './uploads.ts';

/** Bytes of one file. */
export const IMPORT_MAX = 1024 ** 3;

export type ImportAsk = {
  /** left out: each column of the file that is called like a column here */
  readonly columns?: readonly ImportMapping[];
  readonly mode: 'insert' | 'upsert';
  readonly key?: string;
  readonly badRows: 'fail' | 'skip';
  readonly header?: boolean;
  readonly dialect?: Partial<Dialect>;
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
      if (known === 'done')
        throw new CodedError('conflict', 'This file was imported already. Upload it again to import it twice.');
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

    run: createImportRun({ asker, now, tell, underWay }),
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
