/**
 * The end of the process, in order: whatever was opened last is closed first.
 *
 * 1. Every releaser runs once, in the opposite order of its registration, also when another one failed.
 * 2. The first SIGTERM or SIGINT ends the process that way; the second one ends it at once.
 * 3. An error that nobody caught is logged whole and ends the process at once, with exit code 1: what was committed is
 *    safe, and nothing else can be trusted any more.
 */
import process from 'node:process';
import type { Log } from './log.ts';

export type Lifetime = {
  /** Registers what is to be done at the end. */
  onEnd(name: string, release: () => unknown): void;
  /** Closes everything. Asked again, answers the same promise. */
  end(): Promise<void>;
};

export function createLifetime(log: Pick<Log, 'error'>): Lifetime {
  const releasers: { name: string; release: () => unknown }[] = [];
  let ending: Promise<void> | null = null;

  async function releaseAll(): Promise<void> {
    for (let next = releasers.pop(); next; next = releasers.pop()) {
      try {
        await next.release();
      } catch (error) {
        log.error({ err: error, part: next.name }, 'A part of the server could not be closed.');
      }
    }
  }

  return {
    onEnd(name, release) {
      releasers.push({ name, release });
    },
    end() {
      ending ??= releaseAll();
      return ending;
    },
  };
}

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Ends the process by signals and by errors that nobody caught. */
export function endWithProcess(lifetime: Lifetime, log: Pick<Log, 'info' | 'fatal'>): void {
  let signalled = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (signalled) process.exit(exitCodes[signal]);
      signalled = true;
      log.info({ signal }, 'Stopping: what runs may end first. A second signal stops at once.');
      void lifetime.end().then(() => process.exit(0));
    });
  }
  const die = (error: unknown) => {
    log.fatal({ err: error }, 'Stopped by an error that nobody caught.');
    process.exit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
}
