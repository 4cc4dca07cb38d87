/**
 * The workflows that webhooks were called for lately, so that a busy one is not looked up anew for every call. For who
 * holds the database alone: what it writes is forgotten at once, what is written past it is seen after `KEPT_MS`.
 */
import type { Workflow } from './model.ts';

const KEPT_MS = 1_000;
const KEPT = 500;

export type CalledWorkflows = {
  /** What was found under this id and digest lately, else what `look` answers. */
  find(id: string, digest: string, look: () => Promise<Workflow | null>): Promise<Workflow | null>;
  /** The workflow or its token has changed. */
  forget(id: string): void;
};

/** For one of several servers: others may write at any time. */
export const keepsNone: CalledWorkflows = { find: (_id, _digest, look) => look(), forget: () => {} };

export function createCalledWorkflows(now: () => number = () => performance.now()): CalledWorkflows {
  const kept = new Map<string, { readonly digest: string; readonly workflow: Workflow; readonly until: number }>();
  /** a look that began before a change may have seen what was before */
  let changes = 0;
  return {
    async find(id, digest, look) {
      const known = kept.get(id);
      if (known?.digest === digest && now() < known.until) return known.workflow;
      const before = changes;
      const workflow = await look();
      if (workflow && before === changes) {
        if (kept.size >= KEPT) kept.clear();
        kept.set(id, { digest, workflow, until: now() + KEPT_MS });
      }
      return workflow;
    },
    forget(id) {
      changes += 1;
      kept.delete(id);
    },
  };
}
