/** Puts the parts of a worker together. Its model keys and what its nodes may call are its own: they are in its environment. */
import { ulid } from 'ulid';
import packageJson from '../../package.json' with { type: 'json' };
import { systemClock } from '../clock.ts';
import { createCodeRunner } from '../code/runner.ts';
import { type Config, readConfig } from '../config.ts';
import { createTemplates } from '../engine/template.ts';
import { createAgent } from '../guard/agent.ts';
import { createGuardedFetch } from '../guard/fetch.ts';
import { createHttpClient } from '../guard/http-client.ts';
import { createLlm } from '../llm/client.ts';
import type { Log } from '../log.ts';
import { nodeTypes } from '../nodes/index.ts';
import { createPrefectClient } from '../prefect/client.ts';
import type { WorkerConfig } from '../remote/wire.ts';
import type { Flags } from './flags.ts';
import { handleFlowRun } from './flow-run.ts';
import { greetPrefect, greetServer, isOpenToOthers, WorkerRefused } from './greet.ts';
import { createHosting, type Hosting } from './hosting.ts';
import { createLink, type Link, type Refusal } from './link.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { createRemoteRecords } from './records.ts';
import { createServerClock } from './server-clock.ts';
import { createTaking, type Taking } from './taking.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Variables that mean something to a worker; others are the server's. */
const VARIABLES = [
  ...['HTTP_ALLOW', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL', 'LOG_LEVEL'],
  ...['PREFECT_API_AUTH_STRING', 'PREFECT_API_KEY', 'PREFECT_WORK_POOL'],
];

/** Throws `ConfigError`. */
export function readWorkerEnvironment(prefectUrl: string | null, env: Env): Config {
  const own = Object.fromEntries(VARIABLES.map((name) => [name, env[name]]));
  return readConfig({ ...own, PREFECT_API_URL: prefectUrl ?? undefined });
}

/** What runs gets so long to say where it is, once its grace is over (ms). */
const LETTING_GO_MS = 5_000;

export type Worker = {
  /** Resolves when it takes work, with a line that says so. Throws `WorkerRefused` when it cannot. */
  start(): Promise<string>;
  /** Settles when the server does not take it for a worker any more. */
  readonly refused: Promise<Refusal>;
  /** Takes no more, gives what runs `graceMs` to end, and hands back what has not. */
  stop(graceMs: number): Promise<void>;
};

export function composeWorker(flags: Flags, config: Config, env: Env, log: Log): Worker {
  const random = Math.random;
  const clock = createServerClock(systemClock);
  const stopping = new AbortController();
  const agent = createAgent({ allow: config.httpAllow });
  const code = createCodeRunner();
  const llm = createLlm(config.openai, createGuardedFetch(agent));
  const refused = Promise.withResolvers<Refusal>();
  const link = createLink(flags.server, flags.token, { clock: systemClock, random, log, onRefused: refused.resolve });
  const parts: { hosting?: Hosting; taking?: Taking; mirror?: Mirror } = {};

  async function start(): Promise<string> {
    if (flags.token !== null && isOpenToOthers(flags.server)) {
      log.warn({ server: link.url }, 'The token and credentials go to the server unencrypted: use https://.');
    }
    const told = await greetServer(link, packageJson.version, log);
    const prefect = prefectFor(flags, config, env, told);
    const client = createPrefectClient(prefect.address, { clock: systemClock, random });
    const { workPool } = prefect;
    const { deploymentId } = await greetPrefect(client, workPool, { clock, log, signal: stopping.signal });
    const owner = `worker:${flags.name}:${ulid()}`;
    const services = { http: createHttpClient(agent), llm, code, records: createRemoteRecords(link) };
    const templates = createTemplates();
    const hosting = createHosting({ link, clock, services, types: nodeTypes, templates, random, log }, owner, told);
    const mirror = createMirror({ client, clock, log });
    const cancel = cancelling(link, hosting, log);
    const shared = { client, deploymentId, workerName: flags.name, clock, log };
    const ofRun = { ...shared, hosting, mirror, cancel, stopping: stopping.signal };
    const handle = (flowRun: Parameters<typeof handleFlowRun>[1]) => handleFlowRun(ofRun, flowRun);
    const taking = createTaking(
      { ...shared, workPool, handle, onCancelling: cancel, onGap: mirror.doubt, random },
      flags.concurrency,
    );
    Object.assign(parts, { hosting, mirror, taking });
    if (stopping.signal.aborted) throw new WorkerRefused('The worker was stopped before it began.');
    taking.start();
    const at = `${link.url}, Prefect at ${prefect.address.apiUrl}, work pool "${workPool}"`;
    return `Cortado worker ${flags.name} takes ${flags.concurrency} executions at once: server at ${at}\n`;
  }

  return {
    start,
    refused: refused.promise,
    async stop(graceMs) {
      stopping.abort();
      // A server that is away must not hold the end up: what it does not hear of goes on elsewhere.
      const giveUp = systemClock.after(graceMs + LETTING_GO_MS, () => void link.close());
      const taken = parts.taking?.stop();
      await parts.hosting?.stop(graceMs);
      await taken;
      await parts.mirror?.close();
      giveUp();
      await Promise.all([link.close(), agent.close(), code.close()]);
    },
  };
}

/** Where Prefect is: as this worker was told, else as the server reaches it. What opens it is in this worker's environment. */
function prefectFor(flags: Flags, config: Config, env: Env, told: WorkerConfig): NonNullable<Config['prefect']> {
  if (config.prefect) {
    const ownPool = env.PREFECT_WORK_POOL !== undefined && env.PREFECT_WORK_POOL !== '';
    return ownPool || !told.prefect ? config.prefect : { ...config.prefect, workPool: told.prefect.workPool };
  }
  if (told.prefect) {
    const { apiUrl, workPool } = told.prefect;
    const from = readWorkerEnvironment(apiUrl, { ...env, PREFECT_WORK_POOL: env.PREFECT_WORK_POOL || workPool });
    if (from.prefect) return from.prefect;
  }
  throw new WorkerRefused(
    `The server at ${flags.server} uses no Prefect, so there is no work to take: set PREFECT_API_URL in its environment.`,
  );
}

/** Of a run that was cancelled in Prefect the execution is cancelled; of those that are not here, the server hears itself. */
function cancelling(link: Link, hosting: Hosting, log: Log): (executionId: string) => void {
  return (executionId) => {
    if (!hosting.advances(executionId)) return;
    const path = `/internal/executions/${encodeURIComponent(executionId)}/cancel`;
    link.ask('POST', path, {}, { patienceMs: 10_000 }).then(
      () => hosting.poke(executionId),
      // it has ended, or is not this worker's
      (err: unknown) =>
        log.debug({ err, executionId }, 'An execution that was cancelled in Prefect could not be cancelled.'),
    );
  };
}
