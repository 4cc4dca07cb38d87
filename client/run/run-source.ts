/** Where a run view has what it shows from, and what may be done there: the dashboard's own server, or an embed token. */
import { getRevision, type WorkflowDetail } from '../api.ts';
import { browserPorts } from '../feed/browser-ports.ts';
import type { FeedPorts } from '../feed/feed-state.ts';

export type RunSource = {
  ports(executionId: string): FeedPorts;
  /** The graph that an execution is pinned to; undefined where it is no more. */
  graph(of: { readonly id: string; readonly revision: number }): Promise<WorkflowDetail | undefined>;
  /** whether what passes between nodes can be seen; else only what comes out at the end */
  readonly payloads: boolean;
  /** whether the execution can be steered from the view itself */
  readonly steers: boolean;
};

export const ownServer: RunSource = {
  ports: browserPorts,
  // A definition that is gone leaves a run without a graph; everything else is in the log.
  graph: ({ id, revision }) => getRevision(id, revision).catch(() => undefined),
  payloads: true,
  steers: true,
};
