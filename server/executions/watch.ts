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
   * Begins to listen for changes of an execution that `matters`. One that listens before its execution is created has
   * nothing to look at until the first of them.
   */
  listen(executionId: string, matters: (change: Change) => boolean): Listening;
  /** Ends every wait, with things as they are. */
  close(): void;
};

export type Listening = {
  /**
   * Looks, and looks again after each change that matters, until `look` answers something or `ms` milliseconds are over,
   * or the watch is closed (then: undefined). With `fresh` the first look waits for the first change. `look` is given
   * the first such change since it looked before: what that holds is committed, and need not be read.
   */
  until<T>(
    ms: number,
    look: (change: Change | undefined) => Promise<T | undefined>,
    fresh?: boolean,
  ): Promise<T | undefined>;
  stop(): void;
};

export function createWatch(changes: Changes, clock: Clock): Watch {
  const listeners = new Map<string, Set<(change: Change) => void>>();
  const waiting = new Set<() => void>();
  let closed = false;
  const unsubscribe = changes.subscribe((change) => {
    const here = listeners.get(change.executionId);
    if (here) for (const listener of here) listener(change);
  });

  function subscribeTo(executionId: string, listener: (change: Change) => void): () => void {
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
    listen(executionId, matters) {
      let changed: Change | undefined;
      let rouse = () => {};
      const rouseNow = () => rouse();
      waiting.add(rouseNow);
      const unlisten = subscribeTo(executionId, (change) => {
        if (!matters(change)) return;
        changed ??= change;
        rouse();
      });
      return {
        stop() {
          waiting.delete(rouseNow);
          unlisten();
        },
        async until(ms, look, fresh = false) {
          const deadline = clock.now() + ms;
          for (let isFirst = true; ; isFirst = false) {
            const rest = deadline - clock.now();
            if (changed === undefined && (fresh || !isFirst) && rest > 0 && !closed) {
              await new Promise<void>((resolve) => {
                const callOff = clock.after(Math.min(rest, LOOK_AGAIN), resolve);
                rouse = () => {
                  callOff();
                  resolve();
                };
              });
            }
            const first = changed;
            changed = undefined;
            const isLast = deadline - clock.now() <= 0 || closed;
            const seen = await look(first);
            if (seen !== undefined || isLast) return seen;
          }
        },
      };
    },
  };
}

export type Wait = (
  organizationId: string,
  executionId: string,
  ms: number,
  /** who has listened for its end since before it was created */
  since?: Listening,
) => Promise<ExecutionHead | null>;

export const ends = (change: Change): boolean => isFinished(change.status);

/** Waits for the end of an execution. */
export function createWait(executions: Pick<Executions, 'head'>, watch: Watch): Wait {
  return async (organizationId, executionId, ms, since) => {
    const listening = since ?? watch.listen(executionId, ends);
    let head: ExecutionHead | null = null;
    const look = async () => {
      head = await executions.head(organizationId, executionId);
      return !head || isFinished(head.status) || undefined;
    };
    try {
      await listening.until(ms, look, since !== undefined);
    } finally {
      if (!since) listening.stop();
    }
    return head;
  };
}
