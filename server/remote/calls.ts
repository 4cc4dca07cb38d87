/**
 * Tells workers that a signal is there for an execution they hold: at once when it was sent through this server, within
 * a second when through another one. A question waits here until there is something to tell, or its time is over.
 */
import type { Changes, Signals } from '../../db/store.ts';
import type { Clock } from '../engine/deps.ts';
import type { CallsAnswer } from './wire.ts';

export type Calls = {
  /** `seen`: how many signals of each execution the worker knows of. Ends early by `signal`, with nothing. */
  wait(
    owner: string,
    seen: Readonly<Record<string, number>>,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<CallsAnswer['calls']>;
  /** Answers everybody who waits. */
  close(): void;
};

/** The database is asked so often without a hint (ms), and no more often than that however many there are. */
const LOOK_EVERY_MS = 1_000;
const LOOK_SOON_MS = 10;

type Deps = { readonly signals: Pick<Signals, 'counts'>; readonly changes: Changes; readonly clock: Clock };

export function createCalls({ signals, changes, clock }: Deps): Calls {
  const waiting = new Set<() => void>();
  let soon: (() => void) | null = null;
  let closed = false;

  function wakeAll(): void {
    soon?.();
    soon = null;
    for (const wake of [...waiting]) wake();
  }

  // A signal is told as a change without rows; so is a claim, which costs a look and nothing else.
  const unsubscribe = changes.subscribe(({ status, rows, tokens }) => {
    if (waiting.size === 0 || status !== 'running' || rows.length > 0 || tokens.length > 0) return;
    soon ??= clock.after(LOOK_SOON_MS, wakeAll);
  });

  /** Until a hint, an abort, or `ms` later. */
  function nap(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        callOff();
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const callOff = clock.after(ms, wake);
      waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  return {
    async wait(owner, seen, waitMs, signal) {
      const until = clock.now() + waitMs;
      for (;;) {
        const counts = await signals.counts(owner);
        const calls = [...counts]
          .filter(([executionId, count]) => count !== (seen[executionId] ?? 0))
          .map(([executionId, count]) => ({ executionId, signals: count }));
        const left = until - clock.now();
        if (calls.length > 0 || left <= 0 || signal.aborted || closed) return calls;
        await nap(Math.min(left, LOOK_EVERY_MS), signal);
      }
    },
    close() {
      closed = true;
      unsubscribe();
      wakeAll();
    },
  };
}
