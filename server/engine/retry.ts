/** Whether and when a failed attempt is tried again: a pure function of policy, failure and chance. */
import type { NodeFailure } from './node.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;
const LONGEST_RETRY_AFTER_MS = 15 * 60_000;

/** A retry that is further away than this gives the slot and the lease up; the execution waits. */
export const HELD_RETRY_MS = 5_000;

/** The fifth interrupted attempt of the same node is its error: it may be what brings the process down. */
export const MAX_INTERRUPTIONS = 5;

/**
 * The code of a failure that is Cortado's own: its storage is away for a while. As commits stand still until it works
 * again, so does a node that asks for something of it; that is none of the tries that its policy counts.
 */
export const STORAGE_FAILS = 'storage_unavailable';

export type RetryQuestion = {
  readonly failure: Pick<NodeFailure, 'code' | 'transient' | 'noEffect' | 'retryAfterMs'>;
  /** retries the policy allows, and how many were used */
  readonly retries: number;
  readonly used: number;
  /** tries so far, whether they count or not */
  readonly attempt: number;
  /** whether an attempt whose effect is unknown may be repeated */
  readonly repeatable: boolean;
  /** whether the process stood still meanwhile, and what follows when an attempt is cut off is to try again */
  readonly cutOff: boolean;
  /** in [0, 1) */
  readonly chance: number;
};

/** Whether a failed attempt is one of the tries that the policy counts. */
export function countsAsTry({ failure, cutOff }: Pick<RetryQuestion, 'failure' | 'cutOff'>): boolean {
  return failure.code !== STORAGE_FAILS && !cutOff;
}

/**
 * Milliseconds until the next attempt, or null when there is none: exponential from 500 ms with jitter (half to whole
 * of the step), at most a minute; `Retry-After` is honoured up to 15 minutes.
 */
export function retryDelay(question: RetryQuestion): number | null {
  const { failure, retries, repeatable, cutOff, chance } = question;
  const counts = countsAsTry(question);
  const used = counts ? question.used : question.attempt - 1;
  if (!failure.transient || (counts && used >= retries)) return null;
  if (!repeatable && !cutOff && !failure.noEffect) return null;
  if (failure.retryAfterMs !== null) return Math.min(Math.max(failure.retryAfterMs, 0), LONGEST_RETRY_AFTER_MS);
  const step = Math.min(FIRST_DELAY_MS * 2 ** Math.min(used, 20), LONGEST_DELAY_MS);
  return Math.round(step * (0.5 + chance / 2));
}
