import * as z from 'zod';
import type { JsonRecord } from '../../db/model.ts';
import { defineNode, NodeFailure } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { asFailure, databaseAliases, databaseId } from './database-record.ts';
import { isRecord, textOf } from './records.ts';

/** So often the text that viewers see goes on (ms). */
const TOLD_EVERY = 1_000;

const config = aliased(
  z.object({
    databaseId: databaseId.describe('Id of the database'),
    importId: z.union([z.int().min(1), z.string().max(1_000)]).describe('Number of the uploaded file'),
    options: z
      .union([z.string().max(1_000), z.record(z.string(), z.json())])
      .describe('How it is read, as the import was prepared'),
  }),
  databaseAliases,
);

export const importRecords = defineNode({
  type: 'importRecords',
  title: 'Import records',
  description: 'Imports an uploaded CSV file into a database, whole or not at all.',
  category: 'data',
  config,
  effect: 'effectful',
  timeout: 'idle',
  timeoutMs: 600_000,
  run: async ({ config, render, organizationId, executionId, nodeId, now, signal, emit, services }) => {
    const options = render(config.options);
    if (!isRecord(options))
      throw new NodeFailure('invalid', 'Expected "options" to be what the import was prepared with.');
    let toldAt = 0;
    const report = await services.records
      .import({
        organizationId,
        databaseId: textOf(render(config.databaseId)),
        importId: Number(textOf(render(config.importId))),
        options,
        operation: `${executionId}:${nodeId}`,
        actor: `execution:${executionId}`,
        signal,
        onProgress({ rows, bytes, size }) {
          if (now() - toldAt < TOLD_EVERY) return emit('');
          toldAt = now();
          emit(`${rows} rows read (${size > 0 ? Math.floor((100 * bytes) / size) : 100} %)\n`);
        },
      })
      .catch(asFailure);
    const { problems: _, ...counts } = report as JsonRecord;
    return {
      success: true,
      message: `${counts.inserted} inserted, ${counts.updated} updated, ${counts.bad} left out`,
      outputData: report,
    };
  },
});
