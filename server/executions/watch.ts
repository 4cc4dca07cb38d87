/**
 * Waiting for something to become true of an execution. A change wakes whoever waits for it; since a change is only a
 * hint, everybody looks again once a second anyway.
 */
import { isFinished } from '../../db/execution-state.ts';
import type { ExecutionHead } from '../../db/model.ts';
import type { Change, Changes, Executions } from '../../db/store.ts';
import type { Clock } from './service.ts';

const LOOK_AGAIN = 1_000;

export type Watch = {
  /**
   * Looks, and looks again after each change that `matters`, until `look` answers something or `ms` milliseconds are
   * over, or the watch is closed (then: undefined). Begins to listen before the first look, so that nothing falls between.
   * `look` is given the first such change since it looked before: what that holds is committed, and need not be read.
   */
  until<T>(
    executionId: string,
    ms: number,
    matters: (change: Change) => boolean,
    look: (change: Change | undefined) => Promise<T | undefined>,
  ): Promise<T | undefined>;
  /** Ends every wait, with things as they are. */
  close(): void;
};

export function createWatch(changes: Changes, clock: Clock): Watch {
  const listeners = new Map<string, Set<(change: Change) => void>>();
  const waiting = new Set<() => void>();
  let closed = false;
  const unsubscribe = changes.subscribe((change) => {
    const here = listeners.get(change.executionId);
    if (here) for (const listener of here) listener(change);
  });

  function listen(executionId: string, listener: (change: Change) => void): () => void {
    const here = listeners.get(executionId) ?? new Set();
    listeners.set(executionId, here.add(listener));
    return () => {
      here.delete(listener);
      if (here.size === 0) listeners.delete(executionId);
    };
  }

  return {
    close() {
      closed = true;
      unsubscribe();
      for (const rouse of waiting) rouse();
    },
    async until(executionId, ms, matters, look) {
      const deadline = clock.now() + ms;
      let changed: Change | undefined;
      let rouse = () => {};
      const rouseNow = () => rouse();
      waiting.add(rouseNow);
      const stop = listen(executionId, (change) => {
        if (!matters(change)) return;
        changed ??= change;
        rouse();
      });
      try {
        for (;;) {
          const first = changed;
          changed = undefined;
          const seen = await look(first);
          const rest = deadline - clock.now();
          if (seen !== undefined || rest <= 0 || closed) return seen;
          if (changed !== undefined) continue;
          await new Promise<void>((resolve) => {
            const callOff = clock.after(Math.min(rest, LOOK_AGAIN), resolve);
            rouse = () => {
              callOff();
              resolve();
            };
          });
        }
      } finally {
        waiting.delete(rouseNow);
        stop();
      }
    },
  };
}

export type Wait = (organizationId: string, executionId: string, ms: number) => Promise<ExecutionHead | null>;

/** Waits for the end of an execution. */
export function createWait(executions: Pick<Executions, 'head'>, watch: Watch): Wait {
  return async (organizationId, executionId, ms) => {
    let head: ExecutionHead | null = null;
    await watch.until(
      executionId,
      ms,
      (change) => isFinished(change.status),
      async () => {
        head = await executions.head(organizationId, executionId);
        return !head || isFinished(head.status) || undefined;
      },
    );
    return head;
  };
}
