/** What a start does about executions that an earlier process left unfinished. */
import type { Leases } from '../../db/store.ts';

/**
 * Frees the leases of earlier processes, so that what they left is due at once rather than when its lease runs out.
 * Only for a process that holds the database alone: elsewhere another server may be advancing them. Answers how many.
 * The rest follows from the log: the pool finds them due, and the engine goes on after the last finished node. The
 * children of a cancelled parent are due as well, since their signal was committed with the parent's end.
 */
export async function recover(leases: Pick<Leases, 'abandon'>, alone: boolean): Promise<number> {
  return alone ? leases.abandon() : 0;
}
