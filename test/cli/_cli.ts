/** Runs the terminal client as people do: as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { whenDone } from '../_setup.ts';

const launcher = join(import.meta.dirname, '../../cli/cortado.mjs');

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };
export type Running = {
  readonly ended: Promise<Ended>;
  out(): string;
  err(): string;
  kill(signal: NodeJS.Signals): void;
};

export type CliOptions = { readonly stdin?: string; readonly env?: Record<string, string>; readonly cwd?: string };

/** Starts `npx cortado …args` against a server. */
export function start(server: string, args: readonly string[], { stdin, env, cwd }: CliOptions = {}): Running {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd,
    env: { PATH: process.env.PATH, CORTADO_URL: server, ...env },
    stdio: 'pipe',
  });
  const parts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    parts.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    parts.err += chunk;
  });
  child.stdin.end(stdin ?? '');
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...parts }));
  whenDone(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  return { ended, out: () => parts.out, err: () => parts.err, kill: (signal) => child.kill(signal) };
}

/** Runs one command line to its end. */
export function cortado(server: string, args: readonly string[], options: CliOptions = {}): Promise<Ended> {
  return start(server, args, options).ended;
}
