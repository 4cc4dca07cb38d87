import { text } from './execution-rows.ts';
import type { WorkflowDocument } from './model.ts';
import type { Reader } from './sql.ts';

const KEPT = 200;
const definitionSql = 'SELECT definition FROM workflow_revisions WHERE workflowId = ? AND revision = ?';

export type Documents = {
  get(workflowId: string, revision: number): Promise<WorkflowDocument | null>;
  /** The id of a workflow that is gone may be given to a new one. */
  forget(workflowId: string, revision: number): void;
};

/**
 * Definitions by revision. A revision never changes, so the ones used last are kept, parsed and frozen: every execution
 * of a workflow reads the same object.
 */
export function createDocuments(reader: Reader): Documents {
  const kept = new Map<string, WorkflowDocument>();
  return {
    async get(workflowId, revision) {
      const key = `${revision}:${workflowId}`;
      let document = kept.get(key);
      if (document) kept.delete(key);
      else {
        const [row] = await reader.all(definitionSql, [workflowId, revision]);
        if (!row) return null;
        document = freeze(JSON.parse(text(row[0])) as WorkflowDocument);
      }
      kept.set(key, document);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return document;
    },
    forget: (workflowId, revision) => void kept.delete(`${revision}:${workflowId}`),
  };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) freeze(inner);
    Object.freeze(value);
  }
  return value;
}
