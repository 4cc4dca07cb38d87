/**
 * The port between executions and whoever advances them: the pool in this process now, workers on other machines
 * beside it. Everything said to it is a hint. What may be claimed stands in the database, and who missed a hint finds
 * it there a little later.
 */
import type { Due, NewExecution } from '../../db/store.ts';

export type DispatcherLoad = {
  /** executions that are being advanced */
  readonly running: number;
  /** executions that wait in memory for a slot */
  readonly queued: number;
  /** executions advanced at once at most */
  readonly concurrency: number;
};

export type Dispatcher = {
  /** Begins to take up what is due, now and whenever something becomes due. */
  start(): void;
  /**
   * Creates an execution and advances it at once, where it would be if it were offered. False: there is no slot for it,
   * or something is there under its id or idempotency key, so that it is to be created and offered. Rejects when it
   * could not be written.
   */
  create(execution: NewExecution, due: Due): Promise<boolean>;
  /** An execution may be claimed. Answers whether Prefect was given it. Never throws. */
  offer(due: Due): Promise<{ usingPrefect: boolean }>;
  /** A signal for it was committed: who advances it reads its signals, or it is claimed when its turn comes. */
  wake(executionId: string): void;
  /** Something may be due that nobody spoke of. */
  look(): void;
  /** It is to be cancelled: claimed at once, outside the limit, when nobody advances it. */
  cancel(executionId: string): void;
  load(): DispatcherLoad;
  /** Takes no more, gives what runs `graceMs` to end, then gives the leases up. Resolves when nothing runs any more. */
  stop(graceMs: number): Promise<void>;
};
