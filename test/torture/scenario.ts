/** What a scenario of the torture suite is, and what it is given. */
import type { Child, ChildOptions } from '../_process.ts';

export type Figures = Record<string, number | string>;

export type Scenario = {
  /** kebab-case, as `--only` takes it */
  readonly name: string;
  /** what is done to the server, and what must hold, in a sentence or two; stands in docs/reliability.md */
  readonly does: string;
  /** Does it. What it throws counts as a violation. */
  run(context: Context): Promise<Figures>;
};

export type Context = {
  /** empty, and removed in the end */
  readonly folder: string;
  /** Everything by chance comes from it, so that a failure can be made again with `--seed`. */
  readonly seed: number;
  /** the form for CI: some seconds */
  readonly short: boolean;
  /** the next number by chance, in [0, 1) */
  random(): number;
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  /** Says what did not hold, and where. The scenario goes on. */
  violation(text: string): void;
  /** Says how far it is, for who watches. */
  say(text: string): void;
  /** Runs in the end, last come first gone, whatever happened. */
  whenDone(cleanup: () => void | Promise<void>): void;
  /** the production server as a process that ends with the scenario; its database is in `folder` unless said otherwise */
  spawn(options?: ServerOptions): Server;
};

export type ServerOptions = Partial<Pick<ChildOptions, 'folder' | 'env'>> & {
  /** of Node */
  readonly flags?: readonly string[];
  /** files that are loaded into the process before the server, as they know what to break */
  readonly preload?: readonly string[];
  /** a program in front of it that ends in `exec "$@"` of a shell */
  readonly shell?: string;
};

export type Server = Child & {
  /** Ends it by a signal; answers its exit code, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Tells something to what was preloaded, and waits for what it says to that. */
  tell<Said = unknown>(message: object): Promise<Said>;
};

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until something is so; throws what was waited for after `patienceMs`. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { patienceMs = 120_000, everyMs = 20 }: { patienceMs?: number; everyMs?: number } = {},
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain until ${what}.`);
    await pause(everyMs);
  }
}
