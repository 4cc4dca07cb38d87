/** What the HTTP layer is given by the composition root. */
import type { Retention, Store } from '../../db/store.ts';
import type { Auth } from '../auth/auth.ts';
import type { CredentialService } from '../auth/credentials.ts';
import type { Embed } from '../auth/embed.ts';
import type { EmbedKeyService } from '../auth/embed-keys.ts';
import type { DashboardService } from '../dashboards/service.ts';
import type { NodeTypes } from '../engine/node.ts';
import type { Feed } from '../events/feed.ts';
import type { ExecutionService } from '../executions/service.ts';
import type { Meters } from '../metrics/meters.ts';
import type { RecordService } from '../records/service.ts';
import type { RemoteHosts } from '../remote/remote-hosts.ts';
import type { WorkflowService } from '../workflows/service.ts';
import type { PrefectHealthAnswer } from './answers.ts';
import { type Trusts, trustsNobody } from './caller.ts';
import type { RightsConfig } from './stream-rights.ts';

export type HttpLog = {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

export type PrefectHealth = PrefectHealthAnswer;

export type HttpConfig = {
  readonly version: string;
  /** bytes of a request's body */
  readonly bodyMax: number;
  /** bytes of one value between nodes */
  readonly payloadMax: number;
  /** levels of objects and lists in a request's body */
  readonly nestingMax: number;
  /** the built dashboard; null: there is none */
  readonly clientDir: string | null;
  /** the address people use, when it is not the one that requests name */
  readonly publicUrl: string | null;
  /** origins of pages that may frame `/embed/*` */
  readonly embedOrigins: readonly string[];
  /** whose `X-Forwarded-*` headers are believed */
  readonly trusts: Trusts;
  /** calls of one webhook from one address */
  readonly webhookPerMinute: number;
  /** a request that takes longer is logged (ms) */
  readonly slowMs: number;
  /** what the environment bounds, as it is shown: executions at once, bytes between nodes, what is kept */
  readonly limits: Retention & { readonly concurrency: number; readonly payloadMax: number };
  readonly stream: StreamConfig;
};

export type StreamConfig = RightsConfig & {
  /** silence after which a heartbeat is sent (ms) */
  readonly heartbeatMs: number;
  /** a viewer that takes nothing for so long is closed (ms) */
  readonly stallMs: number;
  /** bytes that may wait for one viewer; one that falls further behind is closed */
  readonly bufferMax: number;
};

/** What holds when nothing is configured. */
export const defaultHttpConfig: HttpConfig = {
  version: '0.0.0',
  bodyMax: 10 * 1024 * 1024,
  payloadMax: 16 * 1024 * 1024,
  nestingMax: 100,
  clientDir: null,
  publicUrl: null,
  embedOrigins: [],
  trusts: trustsNobody,
  webhookPerMinute: 6_000,
  slowMs: 1_000,
  limits: { concurrency: 64, payloadMax: 16 * 1024 * 1024, maxAgeDays: 30, maxPerWorkflow: 10_000 },
  stream: { streamsMax: 200, recheckMs: 5_000, heartbeatMs: 15_000, stallMs: 10_000, bufferMax: 1024 * 1024 },
};

export type HttpDeps = {
  readonly store: Store;
  readonly executions: ExecutionService;
  readonly workflows: WorkflowService;
  readonly feed: Feed;
  readonly remoteHosts: RemoteHosts;
  readonly nodeTypes: NodeTypes;
  readonly prefectHealth: () => Promise<PrefectHealth>;
  /** whether the server is on its way down and takes no more work */
  readonly draining: () => boolean;
  /** whether it takes up what is due; left out: it does */
  readonly started?: () => boolean;
  /** what is counted; its own when left out */
  readonly meters?: Meters;
  /** who may do what; null: everybody who reaches the server may do everything */
  readonly auth: Auth | null;
  /** tokens of pages inside other products */
  readonly embed: Embed;
  readonly embedKeys: EmbedKeyService;
  readonly credentials: CredentialService;
  readonly dashboards: DashboardService;
  readonly records: RecordService;
  readonly config: HttpConfig;
  readonly log: HttpLog;
  /** makes an id for what is created: sorts by time */
  readonly newId: () => string;
  readonly clock: { now(): number };
};
