/** Finding a workflow by what a person calls it. */
import { type Api, type GivenWorkflow, type ListedWorkflow, Refusal } from './api.ts';
import { exitCodes, Failure } from './failure.ts';

/** By its id, else by its name, else by a part of its name that no other has. */
export async function findWorkflow(api: Api, wanted: string): Promise<GivenWorkflow> {
  try {
    return await api.get<GivenWorkflow>(workflowPath(wanted));
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
  }
  const search = new URLSearchParams({ search: wanted, limit: '50' });
  const { workflows } = await api.get<{ workflows: ListedWorkflow[] }>(`/api/workflows?${search}`);
  const same = workflows.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const found = same.length > 0 ? same : workflows;
  const [only] = found;
  if (only && found.length === 1) return api.get<GivenWorkflow>(workflowPath(only.id));
  if (!only) {
    const message = `There is no workflow "${wanted}". "npx cortado list" shows those there are.`;
    throw new Failure(exitCodes.refused, message);
  }
  const names = found.map(({ id, name }) => `  ${id}  ${name}`).join('\n');
  throw new Failure(exitCodes.usage, `"${wanted}" fits ${found.length} workflows; say which one:\n${names}`);
}

export function workflowPath(id: string): string {
  return `/api/workflows/${encodeURIComponent(id)}`;
}

export function executionPath(id: string): string {
  return `/api/workflow/execution/${encodeURIComponent(id)}`;
}
