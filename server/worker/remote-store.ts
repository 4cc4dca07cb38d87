/** The store as a worker has it: the part that the engine needs, over HTTP. The server is the only one who writes. */
import { CodedError, isCoded } from '../../db/errors.ts';
import type { Execution, StoredLogRow, Workflow } from '../../db/model.ts';
import type { Claimed, Created, Lease, LeaseCommit, Leases, NewExecution, Signal } from '../../db/store.ts';
import type { Clock, EngineDeps } from '../engine/deps.ts';
import type { ClaimAnswer, RenewAnswer, SentCredential, Unclaimed } from '../remote/wire.ts';
import { createCommits } from './commits.ts';
import { type Link, Refusal } from './link.ts';

export type RemoteStore = EngineDeps['store'] & {
  readonly leases: Pick<Leases, 'claim' | 'commit' | 'renew'>;
};

export type RemoteStoreOptions = {
  /** names this process and start; the owner of what it claims */
  readonly owner: string;
  readonly rowMax: number;
  readonly clock: Pick<Clock, 'now'>;
  /** told of every claim: what it comes with, or why there was nothing to claim */
  readonly onClaimed?: (claimed: Claimed, credentials: readonly SentCredential[]) => void;
  readonly onUnclaimed?: (executionId: string, why: Unclaimed | null) => void;
  /** told of what is written, in order */
  readonly onCommitted?: (commit: LeaseCommit) => void;
  /** told of the server's time at each renewal, with how long the question was under way (ms) */
  readonly onTime?: (serverNow: string, roundTripMs: number) => void;
};

/** A claim that is not answered within this time is given up (ms): another one comes. */
const CLAIM_PATIENCE_MS = 15_000;
/** A renewal that is not answered by then is worth nothing (ms); the next one is on its way. */
const RENEW_PATIENCE_MS = 2_000;

export function createRemoteStore(link: Link, options: RemoteStoreOptions): RemoteStore {
  const { owner, clock } = options;
  const commits = createCommits(link);
  const epochs = new Map<string, number>();
  const path = (executionId: string) => `/internal/executions/${encodeURIComponent(executionId)}`;

  const within = (organizationId: string) => `/internal/organizations/${encodeURIComponent(organizationId)}`;

  async function claim(executionId: string, asked: string, now: string, until: string): Promise<Claimed | null> {
    const body = { owner: asked, leaseMs: Date.parse(until) - Date.parse(now) };
    try {
      const answer = await link.ask<ClaimAnswer>('POST', `${path(executionId)}/claim`, body, {
        patienceMs: CLAIM_PATIENCE_MS,
      });
      epochs.set(executionId, answer.claimed.epoch);
      options.onClaimed?.(answer.claimed, answer.credentials);
      return answer.claimed;
    } catch (error) {
      if (!isCoded(error, 'conflict') && !isCoded(error, 'not_found')) throw error;
      const why = error instanceof Refusal && error.code === 'conflict' ? (error.body as unknown as Unclaimed) : null;
      options.onUnclaimed?.(executionId, why);
      return null;
    }
  }

  async function commit(unit: LeaseCommit): Promise<boolean> {
    const held = await commits.commit(unit);
    if (!held || unit.end) epochs.delete(unit.executionId);
    if (held) options.onCommitted?.(unit);
    return held;
  }

  async function renew(leases: readonly Lease[], until: string): Promise<string[]> {
    if (leases.length === 0) return [];
    const asked = clock.now();
    const body = {
      owner: leases[0]!.owner,
      leaseMs: Date.parse(until) - Math.round(asked),
      leases: leases.map(({ executionId, epoch }) => ({ executionId, epoch })),
    };
    const limits = { patienceMs: RENEW_PATIENCE_MS, timeoutMs: RENEW_PATIENCE_MS };
    const { lost, now } = await link.ask<RenewAnswer>('POST', '/internal/leases', body, limits);
    options.onTime?.(now, clock.now() - asked);
    return [...lost];
  }

  async function createChild(execution: NewExecution): Promise<Created> {
    const { parentId, parentNodeId } = execution;
    const epoch = parentId === null ? undefined : epochs.get(parentId);
    if (parentId === null || parentNodeId === null || epoch === undefined) {
      throw new CodedError('conflict', 'A worker begins executions only as children of one that it advances.');
    }
    const { id, workflowId, workflowRevision, triggerType, inputs, priority, nodeCount } = execution;
    const body = {
      owner,
      epoch,
      id,
      workflowId,
      workflowRevision,
      triggerType,
      inputs,
      priority,
      nodeCount,
      parentNodeId,
    };
    return link.ask<Created>('POST', `${path(parentId)}/children`, body);
  }

  async function readLogs(executionId: string, after: number, limit: number): Promise<StoredLogRow[]> {
    const all: StoredLogRow[] = [];
    for (;;) {
      const query = `after=${all.at(-1)?.seq ?? after}&limit=${limit - all.length}`;
      const answer = await link.ask<{ rows: StoredLogRow[]; more: boolean }>(
        'GET',
        `${path(executionId)}/logs?${query}`,
      );
      all.push(...answer.rows);
      if (!answer.more || all.length >= limit) return all;
    }
  }

  return {
    rowMax: options.rowMax,
    workflows: {
      async get(organizationId, workflowId, revision) {
        const query = revision === undefined ? '' : `?revision=${revision}`;
        const at = `${within(organizationId)}/workflows/${encodeURIComponent(workflowId)}${query}`;
        return (await link.ask<{ workflow: Workflow | null }>('GET', at)).workflow;
      },
    },
    executions: {
      create: createChild,
      async get(organizationId, executionId) {
        const at = `${within(organizationId)}/executions/${encodeURIComponent(executionId)}`;
        return (await link.ask<{ execution: Execution | null }>('GET', at)).execution;
      },
    },
    leases: { claim, commit, renew },
    logs: {
      read: readLogs,
      async one(executionId, seq) {
        return (await link.ask<{ row: StoredLogRow | null }>('GET', `${path(executionId)}/logs/${seq}`)).row;
      },
    },
    signals: {
      async list(executionId) {
        return (await link.ask<{ signals: Signal[] }>('GET', `${path(executionId)}/signals`)).signals;
      },
    },
  };
}
