/** A server whose executions are advanced by the test itself: real storage, a real port, real streams. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { expect } from 'vitest';
import type { ExecutionStatus, LogStatus, StoredLogRow, TokenChunk } from '../../db/model.ts';
import type { Claimed, End, LeaseCommit, Store } from '../../db/store.ts';
import type { CredentialService } from '../../server/auth/credentials.ts';
import type { Embed } from '../../server/auth/embed.ts';
import type { EmbedKeyService } from '../../server/auth/embed-keys.ts';
import type { DashboardService } from '../../server/dashboards/service.ts';
import { createFeed, type Feed, type FeedDeps } from '../../server/events/feed.ts';
import type { ExecutionService } from '../../server/executions/service.ts';
import { createApp } from '../../server/http/app.ts';
import { defaultHttpConfig, type HttpDeps, type StreamConfig } from '../../server/http/deps.ts';
import { noPrefect } from '../../server/prefect/health.ts';
import type { RecordService } from '../../server/records/service.ts';
import type { RemoteHosts } from '../../server/remote/remote-hosts.ts';
import type { WorkflowService } from '../../server/workflows/service.ts';
import { openTempStore, whenDone } from '../_setup.ts';
import { embedding } from '../auth/_embedding.ts';

export type Live = {
  readonly embed: Embed;
  readonly embedKeys: EmbedKeyService;
  readonly store: Store;
  readonly feed: Feed;
  readonly app: ReturnType<typeof createApp>;
  readonly url: string;
  readonly server: Server;
  begin(options?: { nodes?: number }): Promise<Script>;
  /** Moves on the clock that tokens are held against. */
  passes(ms: number): void;
  /** Lets wakes through, or drops them. */
  wakes(on: boolean): void;
};

export type LiveOptions = Partial<FeedDeps> & { stream?: Partial<StreamConfig>; dropWakes?: boolean };

const now = () => new Date().toISOString();
let serial = 0;

export async function openLive({ stream, dropWakes, ...rest }: LiveOptions = {}): Promise<Live> {
  const { store } = await openTempStore();
  const problems: unknown[] = [];
  let through = dropWakes !== true;
  const subscribe: Store['changes']['subscribe'] = (listener) =>
    store.changes.subscribe((change) => {
      if (through) listener(change);
    });
  const seen: Store = { ...store, changes: { subscribe } };
  const warn = (error: unknown, message: string) => void problems.push({ message, error });
  const feed = createFeed({ store: seen, warn, ...rest });
  let ahead = 0;
  const embedded = embedding(store, { now: () => Date.now() + ahead });
  const app = createApp({ ...depsOf(seen, feed, problems, stream), ...embedded });
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4_096, resolve));
  whenDone(async () => {
    feed.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(feed.viewers(), 'viewers that are left').toBe(0);
    expect(problems).toEqual([]);
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...embedded,
    store,
    feed,
    app,
    server,
    url: `http://127.0.0.1:${port}`,
    begin: (options) => begin(store, options),
    wakes(on) {
      through = on;
    },
    passes(ms) {
      ahead += ms;
    },
  };
}

function depsOf(store: Store, feed: Feed, problems: unknown[], stream: Partial<StreamConfig> = {}): HttpDeps {
  const unused = () => {
    throw new Error('not part of this test');
  };
  const problem = (fields: object, message: string) => void problems.push({ message, ...fields });
  return {
    store,
    feed,
    remoteHosts: {} as RemoteHosts,
    executions: { submit: unused } as unknown as ExecutionService,
    workflows: { create: unused } as unknown as WorkflowService,
    nodeTypes: new Map(),
    dashboards: {} as DashboardService,
    prefectHealth: async () => noPrefect,
    draining: () => false,
    auth: null,
    ...embedding(store),
    credentials: {} as CredentialService,
    records: {} as RecordService,
    newId: () => crypto.randomUUID(),
    config: { ...defaultHttpConfig, stream: { ...defaultHttpConfig.stream, ...stream } },
    log: { debug: () => {}, info: () => {}, warn: problem, error: problem },
    clock: { now: () => Date.now() },
  };
}

type Given = Partial<StoredLogRow> & { nodeId: string; status: LogStatus };

/** One execution and the lease on it. */
export type Script = {
  readonly id: string;
  readonly path: string;
  lastSeq(): number;
  /** Commits rows, numbered on from the last. */
  rows(rows: readonly Given[], more?: Partial<LeaseCommit>): Promise<void>;
  tokens(chunks: readonly TokenChunk[]): Promise<void>;
  end(status?: 'completed' | 'failed' | 'cancelled'): Promise<void>;
};

async function begin(store: Store, { nodes = 1_000 }: { nodes?: number } = {}): Promise<Script> {
  serial += 1;
  const workflowId = `w${serial}`;
  const id = `e${serial}`;
  const document = { nodes: [], connections: [], settings: {} };
  await store.workflows.create('default', workflowId, { name: workflowId, tags: [], document }, now());
  await store.executions.create({
    id,
    organizationId: 'default',
    workflowId,
    workflowRevision: 1,
    triggerType: 'api',
    triggerNodeId: null,
    inputs: '{}',
    createdAt: now(),
    priority: 10,
    nodeCount: nodes,
    idempotencyKey: null,
    idempotencyDigest: null,
    retryOf: null,
    parentId: null,
    parentNodeId: null,
    depth: 0,
  });
  let claimed: Claimed | null = null;
  let lastSeq = 0;
  let completed = 0;

  async function commit(rows: readonly StoredLogRow[], more: Partial<LeaseCommit>): Promise<void> {
    claimed ??= await store.leases.claim(id, 'test', now(), new Date(Date.now() + 3_600_000).toISOString());
    if (!claimed) throw new Error('the lease was not to be had');
    const held = await store.leases.commit({
      executionId: id,
      owner: 'test',
      epoch: claimed.epoch,
      organizationId: 'default',
      workflowId,
      now: now(),
      rows,
      lastSeq,
      currentNodeId: rows.at(-1)?.nodeId ?? null,
      nodeCount: nodes,
      counts: { completed, failed: 0, skipped: 0 },
      activeMs: 0,
      ...more,
    });
    expect(held).toBe(true);
  }

  return {
    id,
    path: `/api/workflow/execution/${id}`,
    lastSeq: () => lastSeq,
    async rows(given, more = {}) {
      const rows = given.map((row) => {
        lastSeq += 1;
        if (row.status === 'completed') completed += 1;
        return rowOf(id, lastSeq, row);
      });
      await commit(rows, more);
    },
    tokens: (tokens) => commit([], { tokens }),
    end: (status = 'completed') => commit([], { end: endOf(status) }),
  };
}

function rowOf(executionId: string, seq: number, row: Given): StoredLogRow {
  const ended = row.status === 'completed' || row.status === 'error' || row.status === 'retrying';
  return {
    executionId,
    seq,
    nodeType: 'test',
    nodeLabel: row.nodeId,
    attempt: 1,
    inputData: null,
    outputData: null,
    result: null,
    error: null,
    duration: ended ? 1 : null,
    timestamp: now(),
    ...row,
  };
}

function endOf(status: ExecutionStatus & ('completed' | 'failed' | 'cancelled')): End {
  const error = status === 'failed' ? 'It failed.' : null;
  return { kind: 'finished', status, completedAt: now(), error, nodeResults: '{}', finalOutput: 'null' };
}

/** `count` rows of one node each, completed, with a small output. */
export function completedRows(count: number, from = 1): Given[] {
  return Array.from({ length: count }, (_, index) => ({
    nodeId: `n${from + index}`,
    status: 'completed',
    outputData: JSON.stringify({ value: from + index }),
  }));
}
