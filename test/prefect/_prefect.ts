/** Real Prefect servers on loopback, each a process of its own that can be killed and started again. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TESTED_VERSION } from '../../server/prefect/version.ts';
import { freePort } from '../_ports.ts';

const root = join(import.meta.dirname, '../..');
const venv = join(root, `node_modules/.cache/cortado/prefect-${TESTED_VERSION}`);
/** The interpreter that Prefect is installed for. */
export const prefectPython = join(venv, 'bin/python');

export type PrefectServer = {
  /** as PREFECT_API_URL has it */
  readonly apiUrl: string;
  /** Starts it (again) on the same port and database, and waits until it is ready. */
  start(): Promise<void>;
  /** Ends it, SIGTERM by default. */
  stop(signal?: NodeJS.Signals): Promise<void>;
};

/** Installs Prefect into a virtual environment below `node_modules`, once. */
export function installPrefect(): void {
  if (existsSync(venv)) return;
  // under its own name only when it is whole; a virtual environment may be moved as long as it is run by its `python`
  const unfinished = `${venv}.${process.pid}`;
  run('python3', ['-m', 'venv', unfinished]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `prefect==${TESTED_VERSION}`];
  run(join(unfinished, 'bin/python'), pip);
  renameSync(unfinished, venv);
}

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`"${command} ${args.join(' ')}" ended with ${status}.`);
}

/** A server on an empty database, not started yet. `env` is added to its environment. */
export async function createPrefect(databaseUrl: string, env: Record<string, string> = {}): Promise<PrefectServer> {
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), 'cortado-prefect-'));
  const apiUrl = `http://127.0.0.1:${port}/api`;
  // what `prefect server start` runs, without the process around it
  const app = ['-m', 'uvicorn', '--factory', 'prefect.server.api.server:create_app'];
  const args = [
    ...app,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--timeout-keep-alive',
    '5',
    '--log-level',
    'warning',
  ];
  let child: ChildProcess | null = null;
  let said = '';

  async function stop(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    const late = setTimeout(() => ending.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  }

  return {
    apiUrl,
    async start() {
      child = spawn(prefectPython, args, {
        cwd: home,
        env: { PATH: process.env.PATH, HOME: home, ...settings(home, databaseUrl, apiUrl), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (chunk: Buffer) => {
          said = `${said}${chunk}`.slice(-8_000);
        });
      }
      await ready(child, apiUrl, () => said);
    },
    async stop(signal = 'SIGTERM') {
      await stop(signal);
      if (signal !== 'SIGKILL') rmSync(home, { recursive: true, force: true });
    },
  };
}

function settings(home: string, databaseUrl: string, apiUrl: string): Record<string, string> {
  return {
    PREFECT_HOME: home,
    PREFECT_API_URL: apiUrl,
    PREFECT_API_DATABASE_CONNECTION_URL: databaseUrl,
    PREFECT__SERVER_FINAL: '1',
    PREFECT_SERVER_UI_ENABLED: 'false',
    PREFECT_SERVER_ANALYTICS_ENABLED: 'false',
    DO_NOT_TRACK: '1',
    PREFECT_LOGGING_LEVEL: 'WARNING',
    PREFECT_LOGGING_SERVER_LEVEL: 'WARNING',
    ...tunedRecorder,
  };
}

/** By default it writes each task run's state in a transaction of its own. */
const tunedRecorder = {
  PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE: '100',
  PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE: '100',
  PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL: '1',
};

async function ready(child: ChildProcess, apiUrl: string, said: () => string): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const answer = await fetch(`${apiUrl}/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    if (answer?.status === 200) return;
    if (child.exitCode !== null)
      throw new Error(`Prefect ended with ${child.exitCode} before it was ready:\n${said()}`);
    if (Date.now() > deadline) throw new Error(`Prefect was not ready after two minutes:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
