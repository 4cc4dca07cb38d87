/** Whether and when a failed attempt is tried again: a pure function of policy, failure and chance. */
import type { NodeFailure } from './node.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;
const LONGEST_RETRY_AFTER_MS = 15 * 60_000;

/** A retry that is further away than this gives the slot and the lease up; the execution waits. */
export const HELD_RETRY_MS = 5_000;

/** The fifth interrupted attempt of the same node is its error: it may be what brings the process down. */
export const MAX_INTERRUPTIONS = 5;

export type RetryQuestion = {
  readonly failure: Pick<NodeFailure, 'transient' | 'noEffect' | 'retryAfterMs'>;
  /** retries the policy allows, and how many were used */
  readonly retries: number;
  readonly used: number;
  /** whether an attempt whose effect is unknown may be repeated */
  readonly repeatable: boolean;
  /** in [0, 1) */
  readonly chance: number;
};

/**
 * Milliseconds until the next attempt, or null when there is none: exponential from 500 ms with jitter (half to whole
 * of the step), at most a minute; `Retry-After` is honoured up to 15 minutes.
 */
export function retryDelay({ failure, retries, used, repeatable, chance }: RetryQuestion): number | null {
  if (!failure.transient || used >= retries) return null;
  if (!repeatable && !failure.noEffect) return null;
  if (failure.retryAfterMs !== null) return Math.min(Math.max(failure.retryAfterMs, 0), LONGEST_RETRY_AFTER_MS);
  const step = Math.min(FIRST_DELAY_MS * 2 ** Math.min(used, 20), LONGEST_DELAY_MS);
  return Math.round(step * (0.5 + chance / 2));
}
