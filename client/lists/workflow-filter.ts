/** Which workflows a list shows, and in which order. Pure. */
import type { WorkflowRow } from '../api.ts';

export const sortings = ['changed', 'name', 'ran', 'next'] as const;
export type Sorting = (typeof sortings)[number];
export type Wanted = { readonly search: string; readonly tags: readonly string[]; readonly sorting: Sorting };

/** Those with every word of the search in their name or tags, and with all the tags. */
export function shownWorkflows(
  workflows: readonly WorkflowRow[],
  { search, tags, sorting }: Wanted,
  locale: string,
): WorkflowRow[] {
  const words = search.toLocaleLowerCase(locale).split(/\s+/).filter(Boolean);
  const fits = workflows.filter((workflow) => {
    const texts = [workflow.name, ...workflow.tags].map((text) => text.toLocaleLowerCase(locale));
    return (
      tags.every((tag) => workflow.tags.includes(tag)) &&
      words.every((word) => texts.some((text) => text.includes(word)))
    );
  });
  return fits.sort(orders(locale)[sorting]);
}

function orders(locale: string): Record<Sorting, (a: WorkflowRow, b: WorkflowRow) => number> {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const byTime = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
  const latest = (a = '', b = '') => byTime(b, a);
  // no time begins with that letter
  const soonest = (a: string | null, b: string | null) => byTime(a ?? 'never', b ?? 'never');
  return {
    changed: (a, b) => latest(a.updatedAt, b.updatedAt),
    name: (a, b) => compare(a.name, b.name),
    ran: (a, b) => latest(a.lastExecution?.createdAt, b.lastExecution?.createdAt),
    next: (a, b) => soonest(a.nextRunAt, b.nextRunAt) || compare(a.name, b.name),
  };
}

/** Every tag with the number of workflows that have it, most used first. */
export function tagCounts(workflows: readonly WorkflowRow[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags } of workflows) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag));
}

type Change = Pick<NonNullable<WorkflowRow['lastExecution']>, 'executionId' | 'status'>;
const RECENT = 20;

/**
 * A workflow with what became of one of its executions. Ids begin with their time, so a higher one is newer; `at` is
 * when a new one was heard of.
 */
export function withChange(workflow: WorkflowRow, { executionId, status }: Change, at: string): WorkflowRow {
  const { recent, lastExecution: last } = workflow;
  const index = recent.findIndex((each) => each.executionId === executionId);
  if (index >= 0) {
    if (recent[index]?.status === status) return workflow;
    const lastExecution = last?.executionId === executionId ? { ...last, status } : last;
    return { ...workflow, lastExecution, recent: recent.with(index, { executionId, status }) };
  }
  const place = recent.findIndex((each) => each.executionId < executionId);
  const isLast = recent.length === 0 || place === 0;
  return {
    ...workflow,
    lastExecution: isLast ? { executionId, status, createdAt: at } : last,
    recent: recent.toSpliced(place < 0 ? recent.length : place, 0, { executionId, status }).slice(0, RECENT),
  };
}
