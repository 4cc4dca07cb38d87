/** A workflow as a file: what an import makes the same workflow of. Pure. */
import type { WorkflowDetail } from '../api.ts';

export function exportOf({ name, tags, nodes, connections, settings }: WorkflowDetail) {
  return { name, tags, nodes, connections, settings };
}

/** A name that every file system takes. */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w\s.-]+/g, '')
    .trim()
    .replace(/[\s.]+/g, '-')
    .slice(0, 80)
    .toLowerCase();
  return `${plain || 'workflow'}.json`;
}
