/** How things stand with Prefect, for people and for the dashboard. */
import type { Clock } from '../engine/deps.ts';
import type { PrefectWorker } from './answers.ts';
import type { PrefectLink } from './link.ts';

export type PrefectHealth = {
  available: boolean;
  serviceUrl: string | null;
  message: string;
  reachable: boolean;
  version: string | null;
  workPool: string | null;
  fallback: 'local' | 'wait' | null;
  workersOnline: number | null;
  workers: { name: string; lastHeartbeat: string | null }[];
  queued: number;
  running: number;
  lastError: { message: string; at: string } | null;
};

export const noPrefect: PrefectHealth = {
  available: false,
  serviceUrl: null,
  message: 'PREFECT_API_URL is not set: this server runs executions itself.',
  reachable: false,
  version: null,
  workPool: null,
  fallback: null,
  workersOnline: null,
  workers: [],
  queued: 0,
  running: 0,
  lastError: null,
};

export type HealthDeps = {
  readonly link: PrefectLink;
  readonly fallback: 'local' | 'wait';
  /** executions in the queue, and those of them that somebody advances */
  readonly counts: (now: string) => Promise<{ readonly queued: number; readonly held: number }>;
  readonly clock: Pick<Clock, 'now'>;
};

/** Asked of Prefect and the database at most this often (ms), however many ask us. */
const FRESH_MS = 2_000;

export function createPrefectHealth(deps: HealthDeps): () => Promise<PrefectHealth> {
  let asked: { readonly at: number; readonly answer: Promise<PrefectHealth> } | null = null;
  return () => {
    const now = deps.clock.now();
    if (asked === null || now - asked.at > FRESH_MS) {
      asked = { at: now, answer: look(deps) };
      asked.answer.catch(() => {
        asked = null;
      });
    }
    return asked.answer;
  };
}

async function look({ link, fallback, counts, clock }: HealthDeps): Promise<PrefectHealth> {
  const available = (await link.ready()) !== null;
  const online = available ? await onlineWorkers(link) : null;
  const { queued, held } = await counts(new Date(clock.now()).toISOString());
  const failed = link.lastError();
  return {
    available,
    serviceUrl: link.client.address.apiUrl,
    message: messageOf(available, fallback, online, failed?.message),
    reachable: available,
    version: link.version(),
    workPool: link.workPool,
    fallback,
    workersOnline: online?.length ?? null,
    workers: (online ?? []).map(({ name, last_heartbeat_time }) => ({
      name,
      lastHeartbeat: last_heartbeat_time ?? null,
    })),
    queued: queued - held,
    running: held,
    lastError: failed && { message: failed.message, at: new Date(failed.at).toISOString() },
  };
}

/** Null: they could not be asked for. */
async function onlineWorkers(link: PrefectLink): Promise<PrefectWorker[] | null> {
  try {
    const workers = await link.client.work.workers(link.workPool, { timeoutMs: 2_000, tries: 1 });
    return workers.filter(({ status }) => status === 'ONLINE');
  } catch (error) {
    link.report(error);
    return null;
  }
}

function messageOf(
  available: boolean,
  fallback: 'local' | 'wait',
  online: readonly PrefectWorker[] | null,
  failure: string | undefined,
): string {
  if (!available) {
    const meanwhile =
      fallback === 'local' ? 'This server runs executions itself meanwhile.' : 'Executions wait until it is back.';
    return `${failure ?? 'Prefect was not reached yet.'} ${meanwhile}`;
  }
  if (online === null) return 'Prefect takes executions; its workers could not be asked for.';
  if (online.length === 0) {
    return 'Prefect takes executions, but no worker is online: start one with "npx cortado worker".';
  }
  return `Prefect takes executions; ${online.length === 1 ? 'one worker is' : `${online.length} workers are`} online.`;
}
