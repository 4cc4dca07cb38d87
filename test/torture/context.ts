/** Runs one scenario in a folder of its own, and ends whatever it has started. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtServer } from '../_bundle.ts';
import { endChild, spawnChild } from '../_process.ts';
import { chance } from './chance.ts';
import type { Context, Figures, Scenario, Server, ServerOptions } from './scenario.ts';

export type Result = {
  readonly name: string;
  readonly does: string;
  readonly seed: number;
  readonly seconds: number;
  readonly figures: Figures;
  readonly violations: readonly string[];
};

/** More than these say nothing new. */
const VIOLATIONS_MAX = 50;

export type Wanted = { readonly seed: number; readonly short: boolean; readonly say?: (text: string) => void };

/** Never throws: what the scenario throws is a violation of it. */
export async function runScenario(scenario: Scenario, { seed, short, say = () => {} }: Wanted): Promise<Result> {
  const { name, does } = scenario;
  const began = performance.now();
  const violations: string[] = [];
  const cleanups: (() => void | Promise<void>)[] = [];
  const folder = mkdtempSync(join(tmpdir(), `cortado-${name}-`));
  folders.add(folder);
  let figures: Figures = {};
  const bundle = await builtServer();
  const random = chance(seed);
  const violation = (text: string): void => {
    if (violations.length < VIOLATIONS_MAX) violations.push(text);
  };
  const context: Context = {
    folder,
    seed,
    short,
    random,
    between: (from, to) => from + random() * (to - from),
    pick: (list) => list[Math.floor(random() * list.length)]!,
    violation,
    say,
    whenDone: (cleanup) => void cleanups.push(cleanup),
    spawn(options = {}) {
      const server = spawnServer(bundle, { folder, ...options });
      cleanups.push(() => endChild(server));
      return server;
    },
  };
  try {
    figures = await scenario.run(context);
  } catch (error) {
    violation(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  for (const cleanup of cleanups.reverse()) {
    try {
      await cleanup();
    } catch (error) {
      violation(`It could not be cleaned up: ${String(error)}`);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
  return { name, does, seed, seconds: Math.round((performance.now() - began) / 100) / 10, figures, violations };
}

const running = new Set<Server>();
const folders = new Set<string>();
// an interrupted run leaves nothing behind
process.once('exit', () => {
  for (const { child } of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function spawnServer(
  bundle: string,
  { folder, env, flags = [], preload = [], shell }: ServerOptions & { folder: string },
): Server {
  const imports = preload.flatMap((file) => ['--import', pathToFileURL(join(import.meta.dirname, file)).href]);
  const node = [process.execPath, ...flags, ...imports, bundle] as const;
  const command = shell === undefined ? node : (['bash', '-c', shell, 'bash', ...node] as const);
  const server = spawnChild({ folder, env: { LOG_LEVEL: 'warn', ...env }, command, channel: preload.length > 0 });
  const own: Server = {
    ...server,
    async end(signal) {
      server.child.kill(signal);
      return server.exited;
    },
    tell: <Said>(message: object) =>
      new Promise<Said>((resolve, reject) => {
        server.child.once('message', (said) => resolve(said as Said));
        server.child.send(message, (error) => error && reject(error));
      }),
  };
  running.add(own);
  void server.exited.then(() => running.delete(own));
  return own;
}
