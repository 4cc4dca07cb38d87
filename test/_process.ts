/** The server as a child process that can be killed. Whoever starts one ends it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
export const sourceServer = [process.execPath, join(root, 'server/main.ts')] as const;

export type ChildOptions = {
  /** where the database is, or is made */
  readonly folder: string;
  /** environment variables of the server */
  readonly env?: Record<string, string>;
  /** the program and its arguments; the sources on this Node by default */
  readonly command?: readonly [string, ...string[]];
  /** opens a channel for messages to what was loaded into the server */
  readonly channel?: boolean;
};

export type Child = {
  readonly child: ChildProcess;
  /** its address, as soon as it listens; throws what it said when it ends before that */
  readonly url: Promise<string>;
  /** what it has written to stderr */
  stderr(): string;
  /** its exit code, null when a signal ended it */
  readonly exited: Promise<number | null>;
};

/** The environment of a server whose database is in a folder; `env` says more, or otherwise. */
export function environment(folder: string, env: Record<string, string> = {}): Record<string, string> {
  return { PORT: '0', DATABASE_URL: `file:${join(folder, 'cortado.db')}`, LOG_LEVEL: 'error', ...env };
}

/** Starts a child process and waits for nothing. */
export function spawnChild(options: ChildOptions): Child {
  const [program, ...args] = options.command ?? sourceServer;
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment(options.folder, options.env) };
  const child = spawn(program, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', options.channel ? 'ipc' : 'ignore'],
  });
  let output = '';
  let errors = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const url = new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk;
      const found = /Cortado is at (http:\S+)\n/.exec(output);
      if (found) resolve(found[1]!);
    });
    void exited.then((code) =>
      reject(new Error(`The server ended with ${code} before it listened:\n${output}${errors}`)),
    );
  });
  // not everybody asks for it
  url.catch(() => {});
  return { child, url, stderr: () => errors, exited };
}

/** Ends it by SIGKILL where it has not ended. */
export async function endChild({ child, exited }: Pick<Child, 'child' | 'exited'>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await exited;
}
