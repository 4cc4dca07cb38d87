/** Workers as processes of their own, which can be stopped, frozen and killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { built } from '../_bundle.ts';
import { whenDone } from '../_setup.ts';

const root = join(import.meta.dirname, '../..');
/** As it is built: many are started, and the sources take seconds each. */
const program = async () => join(await built(), 'server/worker.js');

export type WorkerProcess = {
  readonly name: string;
  readonly child: ChildProcess;
  /** what it has written to stderr */
  said(): string;
  signal(signal: NodeJS.Signals): void;
  /** Its exit code when it has ended; null when a signal ended it. */
  readonly exited: Promise<number | null>;
};
export type WorkerOptions = {
  readonly server: string;
  readonly name?: string;
  readonly concurrency?: number;
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
};

/** Starts one and waits for nothing. */
export async function spawnWorker({
  server,
  name = 'one',
  concurrency = 4,
  args = [],
  env = {},
}: WorkerOptions): Promise<WorkerProcess & { readonly ready: Promise<void> }> {
  const flags = ['--server', server, '--name', name, '--concurrency', String(concurrency), ...args];
  const child = spawn(process.execPath, [await program(), ...flags], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, HTTP_ALLOW: '127.0.0.1', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => resolve());
    void exited.then((code) => reject(new Error(`The worker ended with ${code}:\n${said}`)));
  });
  ready.catch(() => {});
  whenDone(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  });
  return { name, child, said: () => said, signal: (signal) => void child.kill(signal), exited, ready };
}

/** Starts one and waits until it takes work. */
export async function startWorker(options: WorkerOptions): Promise<WorkerProcess> {
  const worker = await spawnWorker(options);
  await worker.ready;
  return worker;
}
