/** Puts the parts of the server together; what is different between runtimes (listening, signals) is left to the entries. */
import { hostname } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ulid } from 'ulid';
import { openStore } from '../db/open-store.ts';
import type { Store } from '../db/store.ts';
import packageJson from '../package.json' with { type: 'json' };
import { createAuth } from './auth/auth.ts';
import { createCredentialService } from './auth/credentials.ts';
import { createEmbed } from './auth/embed.ts';
import { createEmbedKeys } from './auth/embed-keys.ts';
import { systemClock } from './clock.ts';
import type { PrefectParts } from './compose-prefect.ts';
import { composeServices } from './compose-services.ts';
import type { Config } from './config.ts';
import { createDashboardService } from './dashboards/service.ts';
import type { EngineDeps } from './engine/deps.ts';
import { createHost, type Running } from './engine/host.ts';
import { createTemplates } from './engine/template.ts';
import { createFeed } from './events/feed.ts';
import { addExamples } from './examples.ts';
import { createExecutions } from './executions/create-executions.ts';
import { createApp } from './http/app.ts';
import { trusts } from './http/caller.ts';
import { defaultHttpConfig, type HttpConfig } from './http/deps.ts';
import { keepCounts } from './keep-counts.ts';
import type { Log } from './log.ts';
import { type Meters, metered } from './metrics/meters.ts';
import { nodeTypes } from './nodes/index.ts';
import { openSealer } from './open-sealer.ts';
import { noPrefect } from './prefect/health.ts';
import type { Dispatcher } from './queue/dispatcher.ts';
import { createLeader, type Duty } from './queue/leader.ts';
import { createPool } from './queue/pool.ts';
import { recover } from './queue/recover.ts';
import { createScheduler, type SchedulerDeps } from './queue/schedule.ts';
import { createTakeBack } from './queue/take-back.ts';
import { createRecords } from './records/create-records.ts';
import { placeOf } from './records/place.ts';
import { createRemoteHosts } from './remote/remote-hosts.ts';
import { keepRetention } from './retention.ts';
import { createRules } from './rules.ts';
import { within } from './within.ts';
import { createReader } from './workflows/read.ts';
import { nextTick } from './workflows/schedule-times.ts';
import { createWorkflows } from './workflows/service.ts';

/** A lease lasts so long from its last renewal, and what is due is looked for so often unasked (ms). */
const LEASE_MS = 30_000;
const SWEEP_MS = 5_000;
/** Workers on other machines could not renew their leases while no server was there: they get so long to come back (ms). */
const SPARE_MS = 30_000;
/** Of several servers one runs schedules: it holds that duty so long, and looks for changed ones so often (ms). */
const HOLD_MS = 9_000;
const LOOK_MS = 5_000;
const LAST_WORDS_MS = 100;
/** What runs gets so long to write down where it is, once its grace is over (ms). */
const LETTING_GO_MS = 2_000;

/** What was done by whom is kept so long (ms). */
const AUDIT_MS = 400 * 24 * 3_600_000;

/** A bundle carries its dashboard beside itself; sources have it where the build puts it. */
const clientDir = fileURLToPath(new URL(import.meta.env?.PROD ? '../client' : '../dist/client', import.meta.url));

export type Server = {
  readonly fetch: ReturnType<typeof createApp>['fetch'];
  readonly store: Store;
  /** Takes up what is due: unfinished executions, schedules, upkeep. */
  start(): Promise<void>;
  /** The secret of the link that makes the first user; null where there is one, or nobody has to sign in. */
  setupToken(): Promise<string | null>;
  /** Takes no more work, gives what runs `graceMs` to end, then gives the leases up. */
  stopWork(graceMs: number): Promise<void>;
  /** Asks every viewer to come back later, after what was committed last; answers who waits for an end. */
  closeStreams(): Promise<void>;
  /** Closes the database; nothing may be asked of the server any more. */
  close(): Promise<void>;
};

/** Opens the database and makes the server on it. Throws sentences for people when the database cannot be used. */
export async function compose(config: Config, log: Log): Promise<Server> {
  const clock = systemClock;
  const now = () => new Date(clock.now()).toISOString();
  const { store, meters } = metered(await openStore({ ...config.database, now, log }));
  const warn = (error: unknown, message: string) => log.warn({ err: error }, message);
  const feed = createFeed({ store, marks: isAlone(config) ? null : store.databases.marks, warn });
  const newId = () => ulid().toLowerCase();
  const records = createRecords({
    store,
    place: placeOf(config.database),
    newId,
    clock,
    onChange: feed.records,
    warn,
  });
  const templates = createTemplates();
  const sealer = await openSealer(config, store.sealed, log).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const credentials = createCredentialService({ store: store.credentials, sealer, clock });
  const outside = await composeServices(config, { store, log, credentials, records });
  const { services, tracing } = outside;
  const prefect = config.prefect && (await import('./compose-prefect.ts')).composePrefect(config.prefect, store, log);
  const owner = `${hostname()}:${process.pid}:${ulid()}`;
  const parts = { meters, store, log, templates, services, onToken: feed.token, prefect, owner };
  const { dispatcher, rules } = composeEngine(config, parts);
  const executions = createExecutions({ store, dispatcher, rules, clock, trace: tracing?.continue });
  const { scheduler, leader } = composeDuties(config, parts, { dispatcher, submit: executions.submit });
  const workflows = createWorkflows({
    store,
    types: nodeTypes,
    read: createReader({ types: nodeTypes, templates }),
    syncSchedules: scheduler.sync,
    clock,
  });
  const auth = config.auth.required ? createAuth({ store, clock, newId, workerToken: config.auth.workerToken }) : null;
  // without a key of the server, its own tokens are good as long as this process
  const ownSecret = sealer.keyOf('embed-tokens') ?? crypto.getRandomValues(new Uint8Array(32));
  const embedKeys = createEmbedKeys({ store: store.embedKeys, sealer, newId, clock });
  const embed = createEmbed({ ownSecret, sharedKey: embedKeys.find, clock });
  const remoteHosts = createRemoteHosts({
    ...{ store, clock, version: packageJson.version, payloadMax: config.payloadMax },
    prefect: config.prefect && { apiUrl: config.prefect.address.apiUrl, workPool: config.prefect.workPool },
    ...{ openCredential: credentials.open, showText: feed.token, wake: dispatcher.wake },
  });
  let draining = false;
  let started = false;
  const app = createApp({
    store,
    executions,
    workflows,
    feed,
    remoteHosts,
    nodeTypes,
    prefectHealth: prefect?.health ?? (async () => noPrefect),
    draining: () => draining,
    ...{ started: () => started, meters },
    auth,
    embed,
    embedKeys,
    credentials,
    dashboards: createDashboardService({ store, records, clock }),
    records,
    newId,
    config: httpConfigOf(config),
    log,
    clock,
  });
  let stopRetention = async () => {};
  const forget = async (ms: number) => {
    await store.sessions.sweep(new Date(ms).toISOString());
    await store.audit.sweep(new Date(ms - AUDIT_MS).toISOString());
    await records.sweep(ms);
  };

  return {
    fetch: app.fetch,
    store,
    async start() {
      await addExamples(store, scheduler.sync, now());
      await store.leases.spare(new Date(clock.now() + SPARE_MS).toISOString());
      const abandoned = await recover(store.leases, isAlone(config));
      if (abandoned > 0) log.info({ executions: abandoned }, 'Going on with executions that were interrupted.');
      dispatcher.start();
      leader.start();
      started = true;
      stopRetention = keepRetention({ upkeep: store.upkeep, forget, clock, log }, config.retention);
    },
    async setupToken() {
      if (!auth || !(await auth.signIn.needsSetup())) return null;
      return auth.signIn.openSetup(config.auth.setupToken);
    },
    async stopWork(graceMs) {
      draining = true;
      // What ends while nothing can be written is not kept, so there is nothing to give time to.
      const { writable } = await store.upkeep.health();
      const patience = writable ? graceMs : 0;
      const stopped = Promise.all([leader.stop(), dispatcher.stop(patience), stopRetention()]).then(() => true);
      if (await within(patience + LETTING_GO_MS, stopped)) return;
      log.warn('Some executions could not be given up in time; the next start goes on with them.');
    },
    async closeStreams() {
      // What was committed last is on its way to the viewers.
      await new Promise<void>((resolve) => clock.after(LAST_WORDS_MS, resolve));
      remoteHosts.close();
      feed.close();
      executions.close();
    },
    async close() {
      await Promise.all([outside.close(LETTING_GO_MS), records.close()]);
      await store.close();
    },
  };
}

function httpConfigOf(config: Config): HttpConfig {
  return {
    ...defaultHttpConfig,
    version: packageJson.version,
    payloadMax: config.payloadMax,
    clientDir,
    publicUrl: config.publicUrl,
    embedOrigins: config.embedOrigins,
    trusts: trusts(config.trustProxy),
    webhookPerMinute: config.webhookPerMinute,
    limits: { ...config.retention, concurrency: config.concurrency, payloadMax: config.payloadMax },
  };
}

/** Holds the database alone, so that nobody else can advance anything or run schedules. */
function isAlone({ database }: Config): boolean {
  return database.url.startsWith('file:');
}

/** Schedules, and what else exactly one of several servers does. */
function composeDuties(
  config: Config,
  { store, log, prefect, owner }: Pick<EngineParts, 'store' | 'log' | 'prefect' | 'owner'>,
  { dispatcher, submit }: { dispatcher: Dispatcher; submit: SchedulerDeps['submit'] },
) {
  const clock = systemClock;
  const alone = isAlone(config);
  const scheduler = createScheduler({ ...store, submit, nextTick, lookMs: alone ? undefined : LOOK_MS, clock, log });
  const takeBack = () => createTakeBack({ queue: store.queue, look: dispatcher.look, clock, log });
  const counts = keepCounts(store.statistics, clock, log);
  const duty = dutyOf([scheduler, counts, prefect ? prefect.reconciler(dispatcher) : takeBack()]);
  if (alone) return { scheduler, leader: duty };
  const deps = { duties: store.duties, clock, log };
  return { scheduler, leader: createLeader(deps, { owner, holdMs: HOLD_MS }, duty) };
}

function dutyOf(duties: readonly Duty[]): Duty {
  return {
    start() {
      for (const duty of duties) duty.start();
    },
    async stop() {
      await Promise.all(duties.map((duty) => duty.stop()));
    },
  };
}

type EngineParts = Pick<EngineDeps, 'templates' | 'onToken' | 'services'> & {
  readonly store: Store;
  readonly log: Log;
  readonly meters: Meters;
  readonly prefect: PrefectParts | null;
  /** names this process and start */
  readonly owner: string;
};

/** The engine and what drives it. What the engine begins or wakes is told to the dispatcher. */
function composeEngine(config: Config, parts: EngineParts) {
  const { store, log, meters, prefect, owner } = parts;
  const deps: EngineDeps = {
    store: {
      ...store,
      executions: {
        ...store.executions,
        async create(execution) {
          const created = await store.executions.create(execution);
          if (created.created) dispatcher.wake(execution.id);
          return created;
        },
      },
    },
    types: nodeTypes,
    services: parts.services,
    templates: parts.templates,
    clock: systemClock,
    random: Math.random,
    log,
    payloadMax: config.payloadMax,
    onToken: parts.onToken,
    onSignal: (executionId) => dispatcher.wake(executionId),
  };
  const host = createHost(deps, { owner, leaseMs: LEASE_MS });
  const advancing = <Some extends Running>(running: Some): Some => {
    meters.advancing(running.done);
    return running;
  };
  const pool = createPool(
    {
      leases: prefect ? { ...store.leases, due: prefect.due } : store.leases,
      run: (executionId) => advancing(host.runLeased(executionId)),
      create: (execution) => advancing(host.create(execution)),
      clock: systemClock,
      log,
    },
    { concurrency: config.concurrency, sweepMs: SWEEP_MS, leaseMs: LEASE_MS },
  );
  const dispatcher = prefect ? prefect.inFrontOf(pool) : pool;
  return { dispatcher, rules: createRules(nodeTypes, deps, () => ulid().toLowerCase()) };
}
