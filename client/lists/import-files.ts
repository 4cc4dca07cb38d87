/** Files that somebody wants to import: read, and held against what the server takes. */
import { ApiError, importWorkflow, type WorkflowDetail } from '../api.ts';
import { sentenceOf } from '../components/action.ts';
import { t } from '../i18n.ts';
import { checkWorkflow } from './lists-api.ts';

export type Candidate = {
  readonly fileName: string;
  readonly name: string;
  /** null: it is no document at all */
  readonly document: Record<string, unknown> | null;
  /** types of nodes with how many there are of each */
  readonly nodeTypes: readonly { readonly type: string; readonly count: number }[];
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
};

/** Reads a file and asks the server what is wrong with it. Never throws: what goes wrong is a problem of the file. */
export async function readCandidate(file: File): Promise<Candidate> {
  const fileName = file.name;
  const name = fileName.replace(/\.json$/i, '');
  const none = { fileName, name, document: null, nodeTypes: [], warnings: [] };
  try {
    const document: unknown = JSON.parse(await file.text());
    if (typeof document !== 'object' || document === null || Array.isArray(document)) {
      return { ...none, problems: [t('import.noDocument')] };
    }
    const given = document as Record<string, unknown>;
    const nodeTypes = typesOf(given);
    const named = typeof given.name === 'string' && given.name.trim() !== '' ? given.name : name;
    const { problems, warnings } = await checkWorkflow({ name: named, ...given });
    const texts = (list: readonly { message: string }[]) => list.map(({ message }) => message);
    return { fileName, name: named, document: given, nodeTypes, problems: texts(problems), warnings: texts(warnings) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ...none, problems: [t('import.noJson', { reason: error.message })] };
    const details = error instanceof ApiError ? error.details.map(({ message }) => message) : [];
    return { ...none, problems: details.length > 0 ? details : [sentenceOf(error)] };
  }
}

export function importCandidate({ document }: Candidate, name: string): Promise<WorkflowDetail> {
  return importWorkflow({ ...document, name });
}

function typesOf(document: Record<string, unknown>): Candidate['nodeTypes'] {
  const inside = document.data as { nodes?: unknown } | undefined;
  const nodes = Array.isArray(document.nodes) ? document.nodes : inside?.nodes;
  const counts = new Map<string, number>();
  for (const node of Array.isArray(nodes) ? nodes : []) {
    const type = String((node as { type?: unknown } | null)?.type ?? '?');
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => ({ type, count }));
}
