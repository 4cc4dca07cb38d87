/**
 * Whose an execution is. A worker says which execution it speaks of and nothing else; all that follows from that is
 * looked up here, so that no worker can write to, or tell viewers of, what is not its own.
 */
import { CodedError } from '../../db/errors.ts';
import type { Leases } from '../../db/store.ts';

/** Never changes while the execution is there. */
export type Facts = {
  readonly organizationId: string;
  readonly workflowId: string;
  readonly parentId: string | null;
  readonly parentNodeId: string | null;
};
/** Whose executions a worker may advance; null: everybody's. */
export type Reach = string | null;

export type FactsOf = (reach: Reach, executionId: string) => Promise<Facts>;

const KEPT = 10_000;

/** Throws `not_found` for what is not there, and for what is beyond the worker's reach alike. */
export function createFacts(leases: Pick<Leases, 'holding'>): FactsOf {
  const known = new Map<string, Facts>();

  async function find(executionId: string): Promise<Facts | null> {
    const kept = known.get(executionId);
    if (kept) return kept;
    const holding = await leases.holding(executionId);
    if (!holding) return null;
    const { organizationId, workflowId, parentId, parentNodeId } = holding;
    const facts = { organizationId, workflowId, parentId, parentNodeId };
    known.set(executionId, facts);
    const oldest = known.keys().next().value;
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return facts;
  }

  return async (reach, executionId) => {
    const facts = await find(executionId);
    if (facts && (reach === null || reach === facts.organizationId)) return facts;
    throw new CodedError('not_found', `There is no execution "${executionId}" that this worker may advance.`);
  };
}
