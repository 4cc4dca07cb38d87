/** What nodes may do with databases, over the service. */
import type { DatabaseRecord } from '../../db/database-model.ts';
import type { RecordAccess } from '../engine/node.ts';
import type { ImportVerbs } from './imports.ts';
import type { RecordService } from './service.ts';

const PAGE = 5_000;

export function createRecordAccess(
  records: Pick<RecordService, 'page' | 'save'> & { readonly imports: Pick<ImportVerbs, 'run'> },
): RecordAccess {
  return {
    import: records.imports.run,
    async fetch({ organizationId, databaseId, limit, ...query }) {
      const found: DatabaseRecord[] = [];
      for (let after: string | undefined; found.length < limit; ) {
        const page = { ...query, after, limit: Math.min(PAGE, limit - found.length) };
        const { items, next } = await records.page(organizationId, databaseId, page);
        for (const item of items) found.push(item);
        if (next === null) break;
        after = next;
      }
      return found;
    },
    async save({ organizationId, databaseId, ...request }) {
      const saved = await records.save(organizationId, databaseId, { ...request, wantsRecords: true });
      const { inserted, updated, unchanged, failed, records: written = [], outcomes, problems } = saved;
      return { inserted, updated, unchanged, failed, records: written, outcomes, problems };
    },
  };
}
