/**
 * Imports an uploaded file, as the node `importRecords` asks: stages it, and commits what is staged. What was committed is
 * found again by its key, so an import that is tried again, after a crash too, imports once.
 */
import type { Database } from '../../db/database-model.ts';
import { CodedError, isCoded } from '../../db/errors.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import type { RecordImport } from '../engine/node.ts';
import type { Asked, Asker } from './ask.ts';
import type { BadRow, ImportOptions, ImportProgress, ImportReport } from './import-model.ts';
import { checkOptions } from './import-options.ts';

/** So often an import is begun while others write. */
const TRIES_TOGETHER = 2;

type Deps = {
  readonly asker: Asker;
  readonly now: () => string;
  readonly tell: (database: Database, counts: { records: number; changes: number }, ids: readonly number[]) => void;
  /** of imports that run here, by database and import */
  readonly underWay: Map<string, ImportProgress>;
};

/** Throws `invalid` with bad rows, when they are not to be left out. */
export function createImportRun({ asker, now, tell, underWay }: Deps): (request: RecordImport) => Promise<JsonRecord> {
  return async function run(request) {
    const { organizationId, databaseId: id, importId, operation, actor, onProgress, signal } = request;
    const options = request.options as unknown as ImportOptions;
    const file = { fileId: importId };
    const { answer: done } = await asker.ask('read', 'operation', organizationId, id, { key: operation });
    if (done !== null) return done as JsonRecord;
    await asker.ask('write', 'setFile', organizationId, id, { ...file, state: 'running' });
    const progress = (told: unknown) => {
      underWay.set(`${id}:${importId}`, told as ImportProgress);
      onProgress(told as ImportProgress);
    };
    let rows = 0;
    let found: { bad: number; problems: readonly BadRow[] } = { bad: 0, problems: [] };
    const stage = async () => {
      checkOptions(await asker.find(organizationId, id), options);
      const how = { onProgress: progress, signal };
      const staged = await asker.ask('bulk', 'stageImport', organizationId, id, { importId, options }, how);
      rows = staged.answer.rows;
      found = staged.answer;
      if (found.bad > 0 && options.badRows === 'fail') throw badRows(rows, found);
    };
    const resultOf = () => ({ rows, bad: found.bad, problems: found.problems as unknown as Json });
    const commit = () => {
      const operated = { key: operation, result: resultOf() };
      const request = { importId, now: now(), actor, operation: operated };
      return asker.ask('bulk', 'commitImport', organizationId, id, request);
    };
    try {
      const { database, answer } = await untilFirst(id, stage, commit);
      const { inserted, updated, unchanged, ...counts } = answer;
      const report: ImportReport = { rows, inserted, updated, unchanged, ...found, error: null };
      await asker.ask('write', 'setFile', organizationId, id, {
        ...file,
        state: 'done',
        report: report as unknown as Json,
        drop: true,
      });
      tell(database, counts, []);
      return { ...(resultOf() as JsonRecord), inserted, updated, unchanged };
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
  };

  type Committed = Asked<'commitImport'>;
  type Written = Committed & { readonly answer: NonNullable<Committed['answer']> };

  /**
   * Stages and commits, anew when others were faster. Nobody else writes while it is committed, so that whoever does waits
   * before the thread, and not in it; where others keep being faster, nobody writes while it is staged either.
   */
  async function untilFirst(
    id: string,
    stage: () => Promise<void>,
    commit: () => Promise<Committed>,
  ): Promise<Written> {
    const isWritten = (committed: Committed): committed is Written => committed.answer !== null;
    for (let tries = 1; tries <= TRIES_TOGETHER; tries += 1) {
      await stage();
      const committed = await asker.alone(id, commit);
      if (isWritten(committed)) return committed;
    }
    const committed = await asker.alone(id, async () => {
      await stage();
      return commit();
    });
    if (isWritten(committed)) return committed;
    throw new CodedError(
      'conflict',
      'Others keep changing this database: try again in a moment. Nothing was imported.',
    );
  }
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
