/** The workflow that imports files: an import is an execution of it, so that it can be watched, cancelled and found again. */
import { isCoded } from '../../db/errors.ts';
import type { WorkflowDocument } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';

const document: WorkflowDocument = {
  nodes: [
    { id: 'start', type: 'trigger', label: 'Uploaded file', config: {}, x: 80, y: 80 },
    {
      id: 'import',
      type: 'importRecords',
      label: 'Import records',
      config: { databaseId: '{{ databaseId }}', importId: '{{ importId }}', options: '{{ options }}' },
      x: 380,
      y: 80,
    },
  ],
  connections: [{ fromNodeId: 'start', toNodeId: 'import' }],
  settings: {},
};

/** The id of the organization's import workflow; it is made with the first import, and again after it was removed. */
export async function importWorkflow(
  workflows: Store['workflows'],
  organizationId: string,
  newId: () => string,
  now: string,
): Promise<string> {
  const id = `import-${organizationId}`;
  if (await workflows.get(organizationId, id)) return id;
  const draft = { name: 'Import of records', tags: ['import'], document };
  try {
    return (await workflows.create(organizationId, id, draft, now)).id;
  } catch (error) {
    // another was faster, or somebody has removed it: its id is not given twice
    if (isCoded(error, 'storage_unavailable')) throw error;
    if (await workflows.get(organizationId, id)) return id;
    return (await workflows.create(organizationId, newId(), draft, now)).id;
  }
}
