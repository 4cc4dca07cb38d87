/** The outside world as node types may touch it: addresses behind the guard, models, user code, secrets, databases. */
import type { Store } from '../db/store.ts';
import type { CredentialService } from './auth/credentials.ts';
import { createCodeRunner } from './code/runner.ts';
import type { Config } from './config.ts';
import type { NodeServices } from './engine/node.ts';
import { createAgent } from './guard/agent.ts';
import { createGuardedFetch } from './guard/fetch.ts';
import { createHttpClient } from './guard/http-client.ts';
import { createLlm } from './llm/client.ts';
import type { Log } from './log.ts';
import { openTracing } from './open-tracing.ts';
import { createRecordAccess } from './records/node-access.ts';
import type { RecordService } from './records/service.ts';
import type { Tracing } from './tracing/tracing.ts';
import { within } from './within.ts';

export type Outside = {
  readonly services: NodeServices;
  /** null: nobody is told */
  readonly tracing: Tracing | null;
  /** Traces that are not sent within `patienceMs` are left out. */
  close(patienceMs: number): Promise<void>;
};

type Parts = {
  readonly store: Store;
  readonly log: Log;
  readonly credentials: CredentialService;
  readonly records: RecordService;
};

export async function composeServices(config: Config, { store, log, credentials, records }: Parts): Promise<Outside> {
  const agent = createAgent({ allow: config.httpAllow });
  const code = createCodeRunner();
  const llm = createLlm(config.openai, createGuardedFetch(agent));
  const tracing = await openTracing(config, store, log);
  const client = createHttpClient(agent);
  const http = tracing?.http(client) ?? client;
  return {
    services: { http, llm, code, credentials, records: createRecordAccess(records) },
    tracing,
    async close(patienceMs) {
      await Promise.all([agent.close(), code.close(), tracing && within(patienceMs, tracing.close())]);
    },
  };
}
