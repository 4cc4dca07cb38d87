/**
 * The server's side of workers on other machines: everything that they may ask, each answered through the store, which
 * stays in this process. What a worker writes is fenced by its lease like everything else.
 */
import { CodedError, isCoded } from '../../db/errors.ts';
import type { Execution, StoredLogRow, TokenChunk, Workflow } from '../../db/model.ts';
import type { Created, Signal, Store } from '../../db/store.ts';
import { childId } from '../engine/child.ts';
import type { Clock } from '../engine/deps.ts';
import { type Calls, createCalls } from './calls.ts';
import { type ClaimCredentialsDeps, credentialsFor } from './claim-credentials.ts';
import { createCommits } from './commits.ts';
import { createFacts, type Reach } from './facts.ts';
import { heldBy, readPage, whyUnclaimed } from './reads.ts';
import {
  type Child,
  type ClaimAnswer,
  PROTOCOL,
  type RenewAnswer,
  type Unclaimed,
  type UnitResult,
  type WorkerConfig,
} from './wire.ts';

export type RemoteHosts = {
  config(reach: Reach): WorkerConfig;
  claim(reach: Reach, executionId: string, owner: string, leaseMs: number): Promise<ClaimAnswer | Unclaimed>;
  renew(
    owner: string,
    leaseMs: number,
    leases: readonly { executionId: string; epoch: number }[],
  ): Promise<RenewAnswer>;
  commit(reach: Reach, owner: string, units: readonly unknown[]): Promise<UnitResult[]>;
  calls: Calls['wait'];
  text(reach: Reach, texts: readonly { executionId: string; chunk: TokenChunk }[]): Promise<void>;
  createChild(reach: Reach, parentId: string, child: Child & { owner: string }): Promise<Created>;
  /** Null: there is none, or it is beyond the worker's reach. */
  execution(reach: Reach, organizationId: string, executionId: string): Promise<Execution | null>;
  workflow(
    reach: Reach,
    organizationId: string,
    workflowId: string,
    revision?: number | 'published',
  ): Promise<Workflow | null>;
  /** A page that is not too large to send; `more`: whether there are further rows within `limit`. */
  logs(
    reach: Reach,
    executionId: string,
    after: number,
    limit: number,
  ): Promise<{ rows: StoredLogRow[]; more: boolean }>;
  logRow(reach: Reach, executionId: string, seq: number): Promise<StoredLogRow | null>;
  signals(reach: Reach, executionId: string): Promise<Signal[]>;
  /** The organization of an execution. Throws `not_found`. */
  organizationOf(reach: Reach, executionId: string): Promise<string>;
  close(): void;
};

export type RemoteHostsDeps = {
  readonly store: Pick<Store, 'workflows' | 'executions' | 'leases' | 'logs' | 'signals' | 'changes' | 'rowMax'>;
  readonly openCredential: ClaimCredentialsDeps['open'];
  /** shows text to who watches */
  readonly showText: (executionId: string, chunk: TokenChunk) => void;
  /** it may be claimed, or was sent a signal: a hint */
  readonly wake: (executionId: string) => void;
  readonly clock: Clock;
  readonly version: string;
  readonly payloadMax: number;
  readonly prefect: WorkerConfig['prefect'];
};

/** A lease of a worker lasts so long from its last renewal, and is renewed so often (ms). */
const LEASE = { ms: 8_000, renewMs: 2_500 } as const;
export function createRemoteHosts(deps: RemoteHostsDeps): RemoteHosts {
  const { store, clock } = deps;
  const factsOf = createFacts(store.leases);
  const calls = createCalls({ signals: store.signals, changes: store.changes, clock });
  const commit = createCommits({ leases: store.leases, factsOf, clock, payloadMax: deps.payloadMax, wake: deps.wake });
  const now = () => new Date(clock.now()).toISOString();
  const later = (ms: number) => new Date(clock.now() + ms).toISOString();

  async function within(reach: Reach, executionId: string): Promise<boolean> {
    try {
      await factsOf(reach, executionId);
      return true;
    } catch (error) {
      if (isCoded(error, 'not_found')) return false;
      throw error;
    }
  }

  return {
    config: (reach) => ({
      ...{ protocol: PROTOCOL, version: deps.version, now: now(), organizationId: reach },
      ...{ payloadMax: deps.payloadMax, rowMax: store.rowMax, lease: LEASE, prefect: deps.prefect },
    }),

    async claim(reach, executionId, owner, leaseMs) {
      await factsOf(reach, executionId);
      const claimed = await store.leases.claim(executionId, owner, now(), later(leaseMs));
      if (!claimed) return whyUnclaimed(store, clock.now(), executionId);
      const credentials = await credentialsFor({ workflows: store.workflows, open: deps.openCredential }, claimed);
      return { claimed, credentials };
    },

    async renew(owner, leaseMs, leases) {
      const held = leases.map((lease) => ({ ...lease, owner }));
      return { lost: await store.leases.renew(held, later(leaseMs)), now: now() };
    },

    commit,
    calls: calls.wait,

    async text(reach, texts) {
      for (const { executionId, chunk } of texts) {
        if (await within(reach, executionId)) deps.showText(executionId, chunk);
      }
    },

    async createChild(reach, parentId, { owner, epoch, ...child }) {
      const { organizationId } = await factsOf(reach, parentId);
      const parent = await heldBy(store.leases, parentId, owner, epoch);
      if (child.id !== childId(parentId, child.parentNodeId)) {
        throw new CodedError('invalid', `Expected the id of the child to follow from its parent, got "${child.id}".`);
      }
      const created = await store.executions.create({
        ...child,
        organizationId,
        ...{ createdAt: now(), triggerNodeId: null, parentId, depth: parent.depth + 1 },
        ...{ idempotencyKey: null, idempotencyDigest: null, retryOf: null },
      });
      if (created.created) deps.wake(child.id);
      return created;
    },

    async execution(reach, organizationId, executionId) {
      if (reach !== null && reach !== organizationId) return null;
      return store.executions.get(organizationId, executionId);
    },

    async workflow(reach, organizationId, workflowId, revision) {
      if (reach !== null && reach !== organizationId) return null;
      return store.workflows.get(organizationId, workflowId, revision);
    },

    async logs(reach, executionId, after, limit) {
      if (!(await within(reach, executionId))) return { rows: [], more: false };
      return readPage(store.logs, executionId, after, limit);
    },

    async logRow(reach, executionId, seq) {
      return (await within(reach, executionId)) ? store.logs.one(executionId, seq) : null;
    },

    async signals(reach, executionId) {
      return (await within(reach, executionId)) ? store.signals.list(executionId) : [];
    },

    organizationOf: async (reach, executionId) => (await factsOf(reach, executionId)).organizationId,
    close: calls.close,
  };
}
