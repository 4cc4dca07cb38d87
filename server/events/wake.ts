/**
 * Wakes who watches when something was committed. A wake is a hint, never the truth: whoever watches is also asked to
 * re-read the database now and then, so a lost wake costs time and nothing else. Both cost nothing while nobody watches.
 */
import type { Change, Changes } from '../../db/store.ts';

export type Watcher = {
  change(change: Change): void;
  /** time to compare with the database */
  reread(): void;
};

export type Wake = {
  /** Answers the way to stop. */
  execution(executionId: string, watcher: Watcher): () => void;
  organization(organizationId: string, watcher: Watcher): () => void;
  close(): void;
};

/** Re-reads of one second are spread over this many slices, and no slice has more than so many. */
const SLICES = 10;
const SLICE_MAX = 100;

/** `everyMs`: how often each watcher re-reads; more rarely when there are more than a thousand. */
export function createWake(changes: Changes, everyMs: number): Wake {
  const executions = new Map<string, Watcher>();
  const organizations = new Map<string, Watcher>();
  let queue: Watcher[] = [];
  let timer: ReturnType<typeof setInterval> | null = null;

  const unsubscribe = changes.subscribe((change) => {
    if (timer === null) return;
    executions.get(change.executionId)?.change(change);
    organizations.get(change.organizationId)?.change(change);
  });

  function slice(): void {
    if (queue.length === 0) queue = [...executions.values(), ...organizations.values()];
    const count = Math.min(SLICE_MAX, Math.ceil((executions.size + organizations.size) / SLICES));
    for (const watcher of queue.splice(-count)) watcher.reread();
  }

  function watch(map: Map<string, Watcher>, id: string, watcher: Watcher): () => void {
    map.set(id, watcher);
    timer ??= setInterval(slice, everyMs / SLICES);
    return () => {
      if (map.get(id) === watcher) map.delete(id);
      if (executions.size > 0 || organizations.size > 0 || timer === null) return;
      clearInterval(timer);
      timer = null;
      queue = [];
    };
  }

  return {
    execution: (executionId, watcher) => watch(executions, executionId, watcher),
    organization: (organizationId, watcher) => watch(organizations, organizationId, watcher),
    close() {
      unsubscribe();
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
}
