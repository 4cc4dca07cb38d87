/** The first words with the server and with Prefect: what is not right is said in a sentence that tells what to do. */
import type { Clock } from '../engine/deps.ts';
import type { PrefectClient } from '../prefect/client.ts';
import { isPrefectFailure } from '../prefect/failure.ts';
import { type SetUp, setUpPrefect } from '../prefect/set-up.ts';
import { judgeVersion } from '../prefect/version.ts';
import { PROTOCOL, type WorkerConfig } from '../remote/wire.ts';
import { type Link, Refusal } from './link.ts';

/** A worker cannot begin, and trying again would not help; a sentence for people. */
export class WorkerRefused extends Error {}

type Log = { warn(fields: object, message: string): void };

/** Asks until the server answers. Throws `WorkerRefused`. */
export async function greetServer(link: Link, version: string, log: Log): Promise<WorkerConfig> {
  let config: WorkerConfig;
  try {
    config = await link.ask<WorkerConfig>('GET', '/internal/config');
  } catch (error) {
    throw new WorkerRefused(refusalOf(link.url, error), { cause: error });
  }
  if (config?.protocol !== PROTOCOL) {
    const theirs = config?.version === undefined ? 'is no Cortado, or one before 0.2' : `is version ${config.version}`;
    throw new WorkerRefused(
      `Expected a server that speaks as this worker does (version ${version}), but ${link.url} ${theirs}. Bring both to the same version.`,
    );
  }
  if (config.version !== version) {
    log.warn(
      { server: config.version, worker: version },
      'Server and worker are of different versions. They understand each other; bring them to the same one soon.',
    );
  }
  return config;
}

function refusalOf(url: string, error: unknown): string {
  if (!(error instanceof Refusal)) return error instanceof Error ? error.message : String(error);
  switch (error.status) {
    case 401:
      return (
        `The server at ${url} does not know this worker: ${error.message} ` +
        'Give it a token with --token or CORTADO_WORKER_TOKEN: the CORTADO_WORKER_TOKEN of the server, or one that ' +
        '"npx cortado token create <name> --scope worker" makes.'
      );
    case 403:
      return (
        `The server at ${url} does not take this token for a worker's: ${error.message} ` +
        'Make one with "npx cortado token create <name> --scope worker".'
      );
    case 404:
      return `There are no workers at ${url}: it answered 404. Is this Cortado, and no older than this worker?`;
    default:
      return error.message;
  }
}

const PAUSE_MS = { first: 500, most: 10_000 } as const;

/** Asks until Prefect is there, and sets up what is missing. Throws `WorkerRefused`. */
export async function greetPrefect(
  client: PrefectClient,
  workPool: string,
  { clock, log, signal }: { clock: Clock; log: Log; signal: AbortSignal },
): Promise<SetUp> {
  for (let tried = 0; ; tried++) {
    try {
      await client.server.ready();
      const { warning, refusal } = judgeVersion(await client.server.version());
      if (refusal) throw new WorkerRefused(refusal);
      if (warning) log.warn({}, warning);
      return await setUpPrefect(client, workPool);
    } catch (error) {
      if (error instanceof WorkerRefused || !isPrefectFailure(error)) throw error;
      if (error.kind !== 'unreachable') throw new WorkerRefused(hinted(error.message), { cause: error });
      if (tried === 0) log.warn({}, `${error.message} Trying again until it is there.`);
    }
    const ms = Math.min(PAUSE_MS.most, PAUSE_MS.first * 2 ** tried);
    await new Promise<void>((resolve) => {
      const callOff = clock.after(ms, resolve);
      signal.addEventListener('abort', () => resolve(callOff()), { once: true });
    });
    if (signal.aborted) throw new WorkerRefused('The worker was stopped before Prefect was there.');
  }
}

function hinted(sentence: string): string {
  return `${sentence} This worker reaches Prefect by --prefect-url or PREFECT_API_URL, else where the server does.`;
}

/** Whether a token that is sent there could be read on the way. */
export function isOpenToOthers(server: string): boolean {
  const { protocol, hostname } = new URL(server);
  return (
    protocol === 'http:' &&
    !/^(localhost|127\.|\[::1\]|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|[^.]+$)/.test(hostname)
  );
}
