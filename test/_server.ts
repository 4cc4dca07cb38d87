/** Real servers on real ports: in this process, or as a child that can be killed. Both end with their test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Store } from '../db/store.ts';
import { compose } from '../server/compose.ts';
import { readConfig } from '../server/config.ts';
import { listen } from '../server/listen.ts';
import { createLog } from '../server/log.ts';
import { tempDir, whenDone } from './_setup.ts';

const root = join(import.meta.dirname, '..');

export type ServerOptions = {
  /** where the database is, or is made; a new folder by default */
  readonly folder?: string;
  /** environment variables of the server */
  readonly env?: Record<string, string>;
};

export type TestServer = {
  readonly url: string;
  readonly store: Store;
  /** Stops as SIGTERM would. */
  stop(graceMs?: number): Promise<void>;
};

function environment({ folder, env }: ServerOptions): Record<string, string> {
  const path = join(folder ?? tempDir(), 'cortado.db');
  return { PORT: '0', DATABASE_URL: `file:${path}`, LOG_LEVEL: 'error', ...env };
}

/** Starts a server in this process. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const config = readConfig(environment(options));
  const server = await compose(config, await createLog(config.logLevel, false));
  const listener = await listen(server.fetch, config);
  let stopped: Promise<void> | undefined;
  async function stop(graceMs: number): Promise<void> {
    await server.stopWork(graceMs);
    await server.closeStreams();
    await listener.close(100);
    await server.close();
  }
  const stopOnce = (graceMs = 0) => {
    stopped ??= stop(graceMs);
    return stopped;
  };
  whenDone(() => stopOnce());
  await server.start();
  await server.setupToken();
  return { url: listener.url, store: server.store, stop: stopOnce };
}

export type ProcessOptions = ServerOptions & {
  /** the program and its arguments; the sources on this Node by default */
  readonly command?: readonly [string, ...string[]];
};

export type ServerProcess = {
  readonly url: string;
  /** where its database is */
  readonly folder: string;
  readonly child: ChildProcess;
  /** what it has written to stderr */
  stderr(): string;
  /** Ends it by a signal, SIGTERM by default; answers its exit code, null when the signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

export const sourceServer = [process.execPath, join(root, 'server/main.ts')] as const;

/** Starts a child process and waits for the line with its address. Throws what it said when it ends before that. */
export async function startProcess(given: ProcessOptions = {}): Promise<ServerProcess> {
  const folder = given.folder ?? tempDir();
  const options = { ...given, folder };
  const { child, stderr, exited } = spawnServer(options);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      const found = /Cortado is at (http:\S+)\n/.exec(output);
      if (found) resolve(found[1]!);
    });
    void exited.then((code) =>
      reject(new Error(`The server ended with ${code} before it listened:\n${output}${stderr()}`)),
    );
  });
  return {
    url,
    folder,
    child,
    stderr,
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}

/** Starts a child process that is expected to give up; answers what it said. */
export async function startFailing(options: ProcessOptions = {}): Promise<{ code: number | null; stderr: string }> {
  const { stderr, exited } = spawnServer(options);
  return { code: await exited, stderr: stderr() };
}

/** Starts a child process and waits for nothing. */
export function spawnServer(options: ProcessOptions = {}) {
  const [program, ...args] = options.command ?? sourceServer;
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment(options) };
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  whenDone(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  });
  return { child, stderr: () => errors, exited };
}
