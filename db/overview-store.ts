/** The part of the port to storage that tells how an organization stands: figures for people, types only. */
import type { LastExecution } from './store.ts';

/** A number that was counted up to a bound: `more` says that there are more. */
export type Counted = { readonly count: number; readonly more: boolean };

export type ExecutionCounts = {
  /** of the unfinished ones, the newest up to the bound */
  readonly unfinished: { readonly pending: number; readonly running: number; readonly waiting: number };
  /** whether there are unfinished ones that were not counted */
  readonly moreUnfinished: boolean;
  /** that failed, among those created since the time that was asked for */
  readonly failed: Counted;
};

export type ListedSchedule = {
  readonly workflowId: string;
  readonly workflowName: string;
  readonly nodeId: string;
  /** the trigger's config as JSON */
  readonly spec: string;
  readonly nextAt: string;
  /** the execution that its last tick began; null: none that is kept */
  readonly lastExecution: LastExecution | null;
};

export type Storage = {
  readonly kind: 'file' | 'server';
  /** bytes of the file with its log; null on a server */
  readonly sizeBytes: number | null;
  /** bytes of the file that hold nothing and are used again; null on a server */
  readonly reusableBytes: number | null;
  /** bytes left on the disk of the file; null on a server */
  readonly freeBytes: number | null;
};

export type Kept = Counted & {
  /** when the oldest execution that is kept was created; null: there is none */
  readonly oldestAt: string | null;
};

export type Overview = {
  /** Counts up to `most` of each. `since` is ISO. */
  counts(organizationId: string, since: string, most: number): Promise<ExecutionCounts>;
  /** Next due first; of one workflow where `workflowId` is given. */
  schedules(organizationId: string, limit: number, workflowId?: string): Promise<ListedSchedule[]>;
  /** Executions of an organization that are stored. */
  kept(organizationId: string, most: number): Promise<Kept>;
  storage(): Promise<Storage>;
};
