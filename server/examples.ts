import { DEFAULT_ORGANIZATION } from '../db/model.ts';
import type { Store } from '../db/store.ts';
import { exampleWorkflows } from './workflows/examples.ts';

/** Adds the example workflows when there are no workflows. One that somebody removed stays removed. */
export async function addExamples(
  store: Pick<Store, 'workflows'>,
  syncSchedules: (organizationId: string, workflowId: string) => Promise<void>,
  now: string,
): Promise<void> {
  const { items } = await store.workflows.list(DEFAULT_ORGANIZATION, { limit: 1 });
  if (items.length > 0) return;
  // Lists show what is newest first: the one that is best met first is the newest.
  for (const [index, { id, name, tags, document }] of exampleWorkflows().entries()) {
    if (await store.workflows.get(DEFAULT_ORGANIZATION, id, 1)) continue;
    await store.workflows.create(
      DEFAULT_ORGANIZATION,
      id,
      { name, tags, document },
      new Date(Date.parse(now) - index).toISOString(),
    );
    await syncSchedules(DEFAULT_ORGANIZATION, id);
  }
}
