/** The application alone, in memory: for what needs no execution. */

import type { CredentialService } from '../../server/auth/credentials.ts';
import { createDashboardService } from '../../server/dashboards/service.ts';
import { createFeed } from '../../server/events/feed.ts';
import type { ExecutionService } from '../../server/executions/service.ts';
import { createApp } from '../../server/http/app.ts';
import { defaultHttpConfig, type HttpConfig, type HttpDeps } from '../../server/http/deps.ts';
import { nodeTypes } from '../../server/nodes/index.ts';
import { noPrefect } from '../../server/prefect/health.ts';
import type { RecordService } from '../../server/records/service.ts';
import type { RemoteHosts } from '../../server/remote/remote-hosts.ts';
import type { WorkflowService } from '../../server/workflows/service.ts';
import { openTempStore, whenDone } from '../_setup.ts';
import { embedding } from '../auth/_embedding.ts';

export type Logged = Record<string, unknown> & { level: string; message: string };

export async function openApp(over: Partial<HttpDeps> = {}, config: Partial<HttpConfig> = {}) {
  const { store } = await openTempStore();
  const logged: Logged[] = [];
  const at = (level: string) => (fields: object, message: string) => void logged.push({ level, message, ...fields });
  const feed = createFeed({ store: over.store ?? store, warn: (error, message) => at('warn')({ error }, message) });
  whenDone(feed.close);
  const app = createApp({
    store,
    feed,
    remoteHosts: {} as RemoteHosts,
    executions: {} as ExecutionService,
    workflows: {} as WorkflowService,
    nodeTypes,
    prefectHealth: async () => noPrefect,
    draining: () => false,
    auth: null,
    ...embedding(store),
    credentials: {} as CredentialService,
    dashboards: createDashboardService({
      store: over.store ?? store,
      records: {} as RecordService,
      clock: { now: () => Date.now() },
    }),
    records: {} as RecordService,
    newId: () => crypto.randomUUID(),
    config: { ...defaultHttpConfig, version: '1.2.3', ...config },
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    clock: { now: () => Date.now() },
    ...over,
  });
  return { app, store, logged };
}
