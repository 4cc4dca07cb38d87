/** The port to dashboards, and to what is counted of executions. */
import type { Dashboard, DashboardDraft, DashboardSummary } from './dashboard.ts';
import type { ExecutionStatus, TriggerType } from './model.ts';

export type Dashboards = {
  /** Most recently changed first. */
  list(organizationId: string): Promise<DashboardSummary[]>;
  get(organizationId: string, id: string): Promise<Dashboard | null>;
  /** Revision 1. Throws `conflict` when there is one of this id. */
  create(organizationId: string, id: string, draft: DashboardDraft, now: string): Promise<Dashboard>;
  /** A new revision; null: there is none of this id. With `ifRevision`, throws `revision_mismatch` unless that is the newest. */
  update(
    organizationId: string,
    id: string,
    draft: DashboardDraft,
    now: string,
    ifRevision?: number,
  ): Promise<Dashboard | null>;
  remove(organizationId: string, id: string): Promise<boolean>;
  /** Keeps the digest of the link's secret in place of an earlier one; null closes the link. False: no such dashboard. */
  share(organizationId: string, id: string, digest: string | null): Promise<boolean>;
  /** The dashboard that a link opens. */
  shared(digest: string): Promise<{ readonly organizationId: string; readonly id: string } | null>;
};

/** Dimensions as the database can tell them apart. Times are grouped by the first `timeDigits` characters of their ISO form. */
export type CountRequest = {
  readonly organizationId: string;
  /** created at or after, and before; ISO */
  readonly from: string;
  readonly to: string;
  readonly workflowIds: readonly string[];
  readonly statuses: readonly ExecutionStatus[];
  readonly triggers: readonly TriggerType[];
  readonly by: readonly CountDimension[];
  /** times at which what is counted together is told apart: no group goes beyond one; ISO */
  readonly cuts: readonly string[];
  /** 10: days, 13: hours, 15: ten minutes, 16: minutes; in UTC */
  readonly timeDigits: 10 | 13 | 15 | 16;
};
export type CountDimension = 'time' | 'workflow' | 'status' | 'trigger';

/** What executions of one group come to. Such parts can be added up. */
export type Count = {
  /** values of the asked dimensions, in their order */
  readonly key: readonly string[];
  readonly count: number;
  readonly failed: number;
  /** those that have ended */
  readonly ended: number;
  /** of those: milliseconds they were active together, and the longest of them */
  readonly activeMs: number;
  readonly longestMs: number;
};

export type Statistics = {
  /** Executions by group. Asked of a connection of its own beside the writing one, so that nothing waits for it. */
  count(request: CountRequest): Promise<Count[]>;
  /** Names of workflows by id; of removed ones too, as long as they are kept. */
  workflowNames(organizationId: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** Adds up the hours that are long over; questions are faster after it, and answered the same. */
  rollUp(now: string, shouldStop?: () => boolean): Promise<void>;
};
