/** What a page inside somebody else's product is shown: an execution and a workflow, as far as its token goes. */
import { isFinished } from '../../db/execution-state.ts';
import type { ExecutionHead, JsonRecord, Workflow } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';
import type { EmbedProof } from '../auth/embed.ts';
import { bareRow } from '../events/bare.ts';
import { snapshot, type Wanted } from './snapshot.ts';

type Source = Pick<Store, 'executions' | 'logs'>;

const FAILED = 'The execution failed.';

/** The execution if the token opens it: itself, one of its workflow, or, where it may only run, one that its viewer began. */
export async function openedBy(
  { executions }: Source,
  proof: EmbedProof,
  executionId: string,
): Promise<ExecutionHead | null> {
  const { organizationId, workflowId, scopes } = proof;
  if (proof.executionId === null ? workflowId === null : proof.executionId !== executionId) return null;
  const head = await executions.head(organizationId, executionId);
  if (!head || (workflowId !== null && head.workflowId !== workflowId)) return null;
  if (proof.executionId !== null || scopes.includes('watch')) return head;
  const whole = await executions.get(organizationId, executionId);
  return whole?.startedBy === startedByViewer(proof) ? head : null;
}

export function startedByViewer({ viewer }: Pick<EmbedProof, 'viewer'>): string {
  return `embed:${viewer}`;
}

/** The execution as the poll answers it, without what passes between its nodes unless the token says so. */
export async function embeddedExecution(
  source: Source,
  { organizationId, payloads }: EmbedProof,
  executionId: string,
  wanted: Wanted,
): Promise<JsonRecord | null> {
  const found = await snapshot(source, organizationId, executionId, wanted);
  if (!found) return null;
  const whole = JSON.parse(found.text) as JsonRecord;
  if (payloads) return whole;
  const { inputs: _, nodeResults: __, startedBy: ___, logs, error, ...head } = whole;
  return {
    ...head,
    inputs: {},
    nodeResults: null,
    startedBy: null,
    error: error === null ? null : found.execution.status === 'failed' ? FAILED : null,
    logs: (logs as JsonRecord[]).map(bareRow),
  };
}

/** The graph alone: no settings of nodes, which name addresses and prompts. */
export function embeddedGraph({ id, name, revision, document }: Workflow, atRevision = revision) {
  return {
    id,
    name,
    revision: atRevision,
    nodes: document.nodes.map(({ id, type, label, x, y, config }) => ({
      ...{ id, type, x, y },
      label: typeof config.customName === 'string' && config.customName.trim() !== '' ? config.customName : label,
      config: {},
    })),
    connections: document.connections,
  };
}

/** What the form asks for: the manual inputs, with the values that are set for them. */
export function formInputs({ document }: Workflow) {
  return document.nodes
    .filter(({ type }) => type === 'manualInput')
    .map(({ id, label, config }) => ({ id, type: 'manualInput' as const, label, config: { ...config } }));
}

export function embeddedHead(head: ExecutionHead, payloads: boolean) {
  const error = head.error === null || payloads ? head.error : FAILED;
  return { ...head, error, executionId: head.id, done: isFinished(head.status) };
}
