/**
 * The port between executions and whoever advances them: the pool in this process now, workers on other machines
 * beside it. Everything said to it is a hint. What may be claimed stands in the database, and who missed a hint finds
 * it there a little later.
 */
import type { Claimed, Due, FirstLease } from '../../db/store.ts';

export type DispatcherLoad = {
  /** executions that are being advanced */
  readonly running: number;
  /** executions that wait in memory for a slot */
  readonly queued: number;
  /** executions advanced at once at most */
  readonly concurrency: number;
};

/** A free slot that is kept for an execution about to be created: one of the two is called, once. */
export type Slot = {
  /** what the execution is to be created under */
  readonly lease: FirstLease;
  /** It is committed: it is advanced at once. Never throws. */
  begin(claimed: Claimed): void;
  /** It was not created. */
  free(): void;
};

export type Dispatcher = {
  /** Begins to take up what is due, now and whenever something becomes due. */
  start(): void;
  /**
   * A slot for an execution that would begin at once if it were offered; null: create it without a lease, and offer it.
   */
  reserve(due: Due): Slot | null;
  /** An execution may be claimed. Answers whether Prefect was given it. Never throws. */
  offer(due: Due): Promise<{ usingPrefect: boolean }>;
  /** A signal for it was committed: who advances it reads its signals, or it is claimed when its turn comes. */
  wake(executionId: string): void;
  /** It is to be cancelled: claimed at once, outside the limit, when nobody advances it. */
  cancel(executionId: string): void;
  load(): DispatcherLoad;
  /** Takes no more, gives what runs `graceMs` to end, then gives the leases up. Resolves when nothing runs any more. */
  stop(graceMs: number): Promise<void>;
};
