/** Every workflow, kept true by the organization's stream. The first page is shown while the others are on their way. */
import { onCleanup } from 'solid-js';
import { listWorkflows, type WorkflowRow } from '../api.ts';
import { type Asked, createAsked } from '../components/asked.ts';
import { createStatusFeed } from '../feed/status-feed.ts';
import { withChange } from './workflow-filter.ts';

const PAGE = 200;
const RECENT = 20;
/** What the stream does not tell, new workflows and next ticks, is asked for at most so often. */
const ASK_MS = 2_000;

export function createWorkflowList(): Asked<readonly WorkflowRow[]> {
  async function everyPage(): Promise<readonly WorkflowRow[]> {
    const items: WorkflowRow[] = [];
    let next: string | undefined;
    do {
      const page = await listWorkflows({ before: next, limit: PAGE, recent: RECENT });
      items.push(...page.items);
      next = page.next ?? undefined;
      if (next !== undefined && (list.data()?.length ?? 0) < items.length) list.change(() => [...items]);
    } while (next !== undefined);
    return items;
  }
  const list: Asked<readonly WorkflowRow[]> = createAsked(() => 'workflows', everyPage);
  const unknown = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const askSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void list.refresh();
    }, ASK_MS);
  };

  createStatusFeed((changes) => {
    const before = list.data();
    if (!before) return;
    const at = new Date().toISOString();
    const rows = new Map(before.map((workflow) => [workflow.id, workflow]));
    let isStale = false;
    for (const change of changes.values()) {
      const workflow = rows.get(change.workflowId);
      if (!workflow) {
        // A removed workflow's executions are told of too: each unknown one is asked for once.
        isStale ||= !unknown.has(change.workflowId);
        unknown.add(change.workflowId);
        continue;
      }
      rows.set(workflow.id, withChange(workflow, change, at));
      isStale ||= workflow.nextRunAt !== null && workflow.nextRunAt <= at;
    }
    list.change(() => before.map(({ id }) => rows.get(id) as WorkflowRow));
    if (isStale) askSoon();
  });
  return list;
}
