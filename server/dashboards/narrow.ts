/** A source, no wider than somebody may look. PURE. */
import type { Narrowing, Source } from '../../db/dashboard.ts';

/** Null: there is nothing of it that they may see. */
export function narrowedSource(source: Source, { workflowIds, databases }: Narrowing): Source | null {
  switch (source.kind) {
    case 'executions': {
      if (!workflowIds) return source;
      // none in the source means all of them
      const asked = source.workflowIds.length === 0 ? workflowIds : source.workflowIds;
      const left = asked.filter((id) => workflowIds.includes(id));
      return left.length === 0 ? null : { ...source, workflowIds: left };
    }
    case 'node':
      return !workflowIds || workflowIds.includes(source.workflowId) ? source : null;
    case 'database': {
      if (!databases) return source;
      const filter = Object.hasOwn(databases, source.databaseId) ? databases[source.databaseId] : undefined;
      if (!filter) return null;
      return { ...source, filter: source.filter ? { and: [source.filter, filter] } : filter };
    }
    default:
      return source satisfies never;
  }
}
