/** Where a run view has what it shows from, and what may be done there: the dashboard's own server, or an embed token. */
import type { LogRow } from '../../db/model.ts';
import type { WorkflowDetail } from '../api.ts';
import type { FeedPorts } from '../feed/feed-state.ts';

export type RunSource = {
  ports(executionId: string): FeedPorts;
  /** The graph that an execution is pinned to; undefined where it is no more. */
  graph(of: { readonly id: string; readonly revision: number }): Promise<WorkflowDetail | undefined>;
  /** One log row with its payloads whole. */
  wholeRow(executionId: string, seq: number): Promise<LogRow>;
  /** whether what passes between nodes can be seen; else only what comes out at the end */
  readonly payloads: boolean;
  /** whether the execution can be steered from the view itself */
  readonly steers: boolean;
};
