/** A real database with executions in it, and a host that holds each execution until the test lets it go. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { openStore } from '../../db/open-store.ts';
import type { Claimed, Due, End, NewExecution, Store } from '../../db/store.ts';
import { systemClock } from '../../server/clock.ts';
import type { EngineLog } from '../../server/engine/deps.ts';
import type { Creating, HostOutcome, Running } from '../../server/engine/host.ts';
import type { Dispatcher } from '../../server/queue/dispatcher.ts';
import { createPool, type PoolDeps, type PoolOptions } from '../../server/queue/pool.ts';

export type Ground = {
  readonly store: Store;
  workflow(id: string, settings?: { concurrency?: number }): Promise<void>;
  /** Adds a pending execution and answers how it would be offered. */
  execution(id: string, more?: Partial<NewExecution> & { concurrency?: number }): Promise<Due>;
};

const now = () => new Date().toISOString();

export async function openGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'cortado-queue-'));
  const store = await openStore({ url: `file:${join(folder, 'test.db')}`, now });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    store,
    async workflow(id, settings = {}) {
      const node = { id: 'start', type: 'trigger', label: '', config: {} };
      await store.workflows.create(
        'default',
        id,
        { name: id, tags: [], document: { nodes: [node], connections: [], settings } },
        now(),
      );
    },
    async execution(id, { concurrency, ...more } = {}) {
      const execution: NewExecution = { ...blank, id, createdAt: now(), ...more };
      await store.executions.create(execution);
      return {
        executionId: id,
        workflowId: execution.workflowId,
        priority: execution.priority,
        concurrency: concurrency ?? null,
      };
    },
  };
}

export const blank: Omit<NewExecution, 'id' | 'createdAt'> = {
  organizationId: 'default',
  workflowId: 'w',
  workflowRevision: 1,
  triggerType: 'api',
  triggerNodeId: null,
  inputs: '{}',
  priority: 0,
  nodeCount: 1,
  idempotencyKey: null,
  idempotencyDigest: null,
  retryOf: null,
  parentId: null,
  parentNodeId: null,
  depth: 0,
};

export type StubHost = {
  readonly run: (executionId: string) => Running;
  readonly create: (execution: NewExecution) => Creating;
  /** ids in the order in which they were claimed */
  readonly started: string[];
  readonly active: Set<string>;
  readonly poked: string[];
  readonly lost: string[];
  /** the most that were active at once */
  most(): number;
  /** Ends an execution that is active. */
  end(executionId: string, end?: End): Promise<void>;
};

export const completed: End = {
  kind: 'finished',
  status: 'completed',
  completedAt: '2030-01-01T00:00:00.000Z',
  error: null,
  nodeResults: '{}',
  finalOutput: null,
};

/** `auto`: each execution ends by itself at once. */
export function stubHost(store: Store, { auto = false, leaseMs = 30_000, owner = 'test' } = {}): StubHost {
  const ends = new Map<string, (end: End) => Promise<void>>();
  const active = new Set<string>();
  const started: string[] = [];
  const poked: string[] = [];
  const lost: string[] = [];
  let most = 0;

  async function createHere(execution: NewExecution): Promise<Claimed | null> {
    const startedAt = now();
    const claimed: Claimed = {
      ...execution,
      executionId: execution.id,
      owner,
      epoch: 1,
      startedAt,
      lastSeq: 0,
      activeMs: 0,
      signalCount: 0,
    };
    const creation = { execution, startedAt, leaseUntil: new Date(Date.now() + leaseMs).toISOString() };
    const { end: _, ...going } = commitOf(claimed, completed);
    return (await store.leases.commit({ ...going, creation })) ? claimed : null;
  }

  function run(executionId: string, creation?: NewExecution): Creating {
    let lease: Running['lease'] = null;
    let released = false;
    let over = false;
    let settle: (outcome: HostOutcome) => void = () => {};
    const done = new Promise<HostOutcome>((resolve) => {
      settle = (outcome) => {
        active.delete(executionId);
        ends.delete(executionId);
        resolve(outcome);
      };
    });
    const until = new Date(Date.now() + leaseMs).toISOString();
    const created = Promise.withResolvers<boolean>();
    const claiming = creation ? createHere(creation) : store.leases.claim(executionId, owner, now(), until);
    void claiming.then((claimed) => {
      created.resolve(claimed !== null);
      if (!claimed) return settle('not_claimed');
      lease = claimed;
      started.push(executionId);
      active.add(executionId);
      most = Math.max(most, active.size);
      const finish = async (end: End) => {
        over = true;
        const held = await store.leases.commit(commitOf(claimed, end));
        settle(!held ? 'lost' : end.kind === 'finished' ? 'finished' : end.kind);
      };
      ends.set(executionId, finish);
      if (released) void finish({ kind: 'released' });
      else if (auto) void finish(completed);
    });
    return {
      executionId,
      created: created.promise,
      get lease() {
        return lease;
      },
      done,
      poke: () => void poked.push(executionId),
      release() {
        released = true;
        void ends.get(executionId)?.({ kind: 'released' });
      },
      lose() {
        if (over) return;
        lost.push(executionId);
        settle('lost');
      },
    };
  }

  return {
    run,
    create: (execution) => run(execution.id, execution),
    started,
    active,
    poked,
    lost,
    most: () => most,
    async end(executionId, end = completed) {
      await vi.waitFor(() => {
        if (!ends.has(executionId)) throw new Error(`"${executionId}" is not active; active: ${[...active]}`);
      });
      await ends.get(executionId)!(end);
    },
  };
}

function commitOf(claimed: Claimed, end: End) {
  const { executionId, owner, epoch, organizationId, workflowId, lastSeq, activeMs } = claimed;
  const counts = { completed: 1, failed: 0, skipped: 0 };
  const lease = { executionId, owner, epoch, organizationId, workflowId };
  return { ...lease, now: now(), rows: [], lastSeq, currentNodeId: null, nodeCount: 1, counts, activeMs, end };
}

/** A log that fails the test which writes to it. */
export const quietLog: EngineLog = {
  warn(fields, message) {
    throw new Error(`Unexpected warning: ${message} ${JSON.stringify(fields)}`);
  },
  error(fields, message) {
    throw new Error(`Unexpected error: ${message} ${String(fields.err)}`);
  },
};

const noneCreated = (): never => {
  throw new Error('This test creates nothing by the pool.');
};

/** A pool that is stopped with the test. */
export function openPool(
  deps: Pick<PoolDeps, 'leases' | 'run'> & Partial<PoolDeps>,
  options: Partial<PoolOptions> = {},
): Dispatcher {
  const pool = createPool(
    { clock: systemClock, log: quietLog, create: noneCreated, ...deps },
    { concurrency: 4, sweepMs: 60_000, leaseMs: 30_000, ...options },
  );
  onTestFinished(() => pool.stop(0));
  return pool;
}
