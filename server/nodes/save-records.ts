import * as z from 'zod';
import type { JsonRecord } from '../../db/model.ts';
import { defineNode, NodeFailure } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { asFailure, databaseAliases, databaseId, flatRecord, valuesOf } from './database-record.ts';
import { isRecord, rowsOf, textOf } from './records.ts';

const ROWS_MAX = 50_000;

const config = aliased(
  z.object({
    databaseId: databaseId.describe('Id of the database'),
    mode: z
      .enum(['insert', 'upsert', 'update'])
      .default('insert')
      .describe(
        'Insert makes new records, upsert changes those with the same key, update those with the id of the row',
      ),
    key: z.string().max(64).optional().describe('For upsert: the unique column by which records are found'),
    fields: z
      .record(z.string(), z.json())
      .optional()
      .describe('Values by keys of columns, with templates over each row; the fields of the row when left out'),
    extraFields: z.enum(['fail', 'ignore']).default('fail').describe('What happens with fields that are no column'),
    badRows: z
      .enum(['fail', 'skip'])
      .default('fail')
      .describe('Rows that do not fit: nothing is written (fail), or they are left out and reported (skip)'),
  }),
  databaseAliases,
);

const words = { i: 'inserted', u: 'updated', n: 'unchanged', f: 'failed' } as const;

/** An attempt that is made again finds what the first one did by its key, so it may be repeated whatever became of it. */
export const saveRecords = defineNode({
  type: 'saveRecords',
  title: 'Save records',
  description: 'Writes rows into a database: all of them together, and once, however often it is tried.',
  category: 'data',
  config,
  effect: 'effectful',
  retries: 2,
  timeoutMs: 120_000,
  check: ({ mode, key }) =>
    mode === 'upsert' && !key
      ? [{ key: 'key', message: 'Expected the unique column by which records are found.' }]
      : [],
  run: async ({ config, render, organizationId, executionId, nodeId, services }, input) => {
    const { mode, key, fields, extraFields, badRows } = config;
    const rows = rowsOf(input).map((row, index) => {
      if (!isRecord(row))
        throw new NodeFailure(
          'invalid',
          `Expected rows to be records, got ${JSON.stringify(row)?.slice(0, 100)} as row ${index + 1}.`,
        );
      const values = fields ? (render(fields, { ...row, row, index }) as JsonRecord) : valuesOf(row);
      return mode === 'update' ? { id: idOf(row, index), values } : { values };
    });
    if (rows.length > ROWS_MAX)
      throw new NodeFailure('too_large', `Expected at most ${ROWS_MAX} rows, got ${rows.length}.`);
    const saved = await services.records
      .save({
        organizationId,
        databaseId: textOf(render(config.databaseId)),
        mode,
        key,
        rows,
        skipBad: badRows === 'skip',
        ignoreExtra: extraFields === 'ignore',
        operation: `${executionId}:${nodeId}`,
        actor: `execution:${executionId}`,
      })
      .catch(asFailure);
    const { inserted, updated, unchanged, failed, problems } = saved;
    const counts = { inserted, updated, unchanged, failed };
    const report = [...saved.outcomes].map((letter) => words[letter as keyof typeof words]);
    const message = Object.entries(counts)
      .filter(([name, count]) => count > 0 || name === 'inserted')
      .map(([name, count]) => `${count} ${name}`)
      .join(', ');
    const told = problems.map(({ row, column, message: text }): JsonRecord => ({ row, column, message: text }));
    return {
      success: true,
      message,
      outputData: saved.records.map(flatRecord),
      ...counts,
      report,
      ...(told.length > 0 && { problems: told }),
    };
  },
});

function idOf({ id }: JsonRecord, index: number): number {
  const number = Number(textOf(id));
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new NodeFailure(
    'invalid',
    `Expected row ${index + 1} to have the "id" of the record that it changes, got ${JSON.stringify(id) ?? 'none'}.`,
  );
}
