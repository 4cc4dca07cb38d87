/** Real servers on real ports: in this process, or as a child that can be killed. Both end with their test. */
import type { ChildProcess } from 'node:child_process';
import type { Store } from '../db/store.ts';
import { compose } from '../server/compose.ts';
import { readConfig } from '../server/config.ts';
import { listen } from '../server/listen.ts';
import { createLog } from '../server/log.ts';
import { type Child, type ChildOptions, endChild, environment, spawnChild } from './_process.ts';
import { tempDir, whenDone } from './_setup.ts';

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

/** Starts a server in this process. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const config = readConfig(environment(options.folder ?? tempDir(), options.env));
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

export type ProcessOptions = ServerOptions & Pick<ChildOptions, 'command'>;

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

/** Starts a child process and waits for the line with its address. Throws what it said when it ends before that. */
export async function startProcess(given: ProcessOptions = {}): Promise<ServerProcess> {
  const folder = given.folder ?? tempDir();
  const { child, url, stderr, exited } = spawnServer({ ...given, folder });
  return {
    url: await url,
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
export function spawnServer(options: ProcessOptions = {}): Child {
  const server = spawnChild({ ...options, folder: options.folder ?? tempDir() });
  whenDone(() => endChild(server));
  return server;
}
