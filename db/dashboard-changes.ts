/** Whether something that happened may change what a widget shows. PURE: the server and the pages both ask it. */
import type { Source } from './dashboard.ts';

/** A change of an execution or of a database, as far as widgets ask. */
export type Happened = { readonly workflowId: string; readonly completed: boolean } | { readonly databaseId: string };

export function concerns(source: Source | null | undefined, happened: readonly Happened[]): boolean {
  if (!source) return false;
  return happened.some((each) => {
    if ('databaseId' in each) return source.kind === 'database' && source.databaseId === each.databaseId;
    if (source.kind === 'node') return each.completed && each.workflowId === source.workflowId;
    const { workflowIds = [] } = source.kind === 'executions' ? source : {};
    return source.kind === 'executions' && (workflowIds.length === 0 || workflowIds.includes(each.workflowId));
  });
}
