/** The processes that are measured and those that help: the bundled server, the HTTP stub, the viewers. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** What `npm run build` makes. */
export const ownBuild = join(root, 'dist');

export type Server = {
  readonly url: string;
  readonly pid: number;
  /** ms from the spawn to the first answer */
  readonly firstAnswerMs: number;
  readonly databaseFile: string;
  stop(): Promise<void>;
};

const started = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

function keep<Child extends ChildProcess>(child: Child): Child {
  started.add(child);
  child.once('exit', () => started.delete(child));
  return child;
}

/** Starts the server of a build on a database in `folder`. `nodeFlags` go to Node itself, `more` is environment. */
export async function startServer(
  folder: string,
  nodeFlags: readonly string[] = [],
  build: string = ownBuild,
  more: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const bundle = join(build, 'server/main.js');
  if (!existsSync(bundle)) throw new Error(`Expected a build to measure in "${build}": run "npm run build" first.`);
  const databaseFile = join(folder, 'bench.db');
  const env = {
    ...process.env,
    // the load comes from one address
    WEBHOOK_PER_MINUTE: '1000000',
    NODE_ENV: 'production',
    PORT: '0',
    DATABASE_URL: `file:${databaseFile}`,
    LOG_LEVEL: 'warn',
    RETENTION_COUNT: '1000000000',
    RETENTION_DAYS: '36500',
    HTTP_ALLOW: '127.0.0.1',
    ...more,
  };
  const began = performance.now();
  const child = keep(
    spawn(process.execPath, [...nodeFlags, bundle], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const url = await addressOf(child);
  await (await fetch(`${url}/health`)).text();
  const firstAnswerMs = performance.now() - began;
  return { url, pid: child.pid ?? 0, firstAnswerMs, databaseFile, stop: () => stop(child) };
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      const found = /Cortado is at (http:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
  });
}

/** Starts a program of somebody else. What it says is kept, and told when it ends by itself before `stop`. */
export function startProgram(command: string, args: readonly string[], options: ProgramOptions): Program {
  const child = keep(
    spawn(command, args, { ...options, env: { ...process.env, ...options.env }, stdio: ['pipe', 'pipe', 'pipe'] }),
  );
  let said = '';
  const listen = (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4_000);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  return { child, pid: child.pid ?? 0, ended, said: () => said, stop: () => stop(child) };
}

export type ProgramOptions = { readonly cwd: string; readonly env?: Record<string, string> };
export type Program = {
  readonly child: ChildProcess;
  readonly pid: number;
  /** its exit code */
  readonly ended: Promise<number | null>;
  /** the last of what it said */
  said(): string;
  stop(): Promise<void>;
};

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Runs a program to its end; answers what it said. Throws that when it fails. */
export async function runProgram(command: string, args: readonly string[], options: ProgramOptions): Promise<string> {
  const program = startProgram(command, args, options);
  const code = await program.ended;
  if (code !== 0) throw new Error(`"${command} ${args.join(' ')}" ended with ${code}:\n${program.said()}`);
  return program.said();
}

/** Asks a child to end, and makes it after ten seconds. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}

export type Helper = { readonly pid: number; ask<T>(message: unknown): Promise<T>; stop(): Promise<void> };

/** Starts a file of this folder as a process that answers each message with one. */
export function startHelper(file: string): Helper {
  const child = keep(fork(join(import.meta.dirname, file), { stdio: 'inherit', serialization: 'advanced' }));
  return {
    pid: child.pid ?? 0,
    async ask<T>(message: unknown) {
      const answered = once(child, 'message');
      child.send(message as object);
      const [answer] = await answered;
      return answer as T;
    },
    stop: () => stop(child),
  };
}
