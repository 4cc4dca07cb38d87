/** Databases as nodes on a worker have them: over HTTP. What was saved under a key is not saved again. */
import type { DatabaseRecord } from '../../db/database-model.ts';
import type { RecordAccess, RecordsSaved } from '../engine/node.ts';
import type { ImportAnswer } from '../remote/record-wire.ts';
import type { Link } from './link.ts';

/** An attempt has its own time limit and its retries; so long it bears a server that is away (ms). */
const PATIENCE = { patienceMs: 30_000, timeoutMs: 60_000 } as const;

/** A question about an import waits so long for its end (ms). */
const IMPORT_WAIT_MS = 2_000;

export function createRemoteRecords(link: Link): RecordAccess {
  return {
    async fetch(request) {
      return (await link.ask<{ records: DatabaseRecord[] }>('POST', '/internal/records/fetch', request, PATIENCE))
        .records;
    },
    async import({ signal, onProgress, ...request }) {
      for (;;) {
        const body = { ...request, waitMs: IMPORT_WAIT_MS };
        const { report, progress } = await link.ask<ImportAnswer>('POST', '/internal/records/import', body, {
          ...PATIENCE,
          signal,
        });
        if (report !== null) return report;
        if (progress !== null) onProgress(progress);
      }
    },
    save: (request) => link.ask<RecordsSaved>('POST', '/internal/records/save', request, PATIENCE),
  };
}
