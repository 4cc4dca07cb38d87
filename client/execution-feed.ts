/** A feed as signals, closed with the component that made it. */
import { createMemo, createSignal, onCleanup } from 'solid-js';
import type { ExecutionView, NodeState } from '../db/execution-state.ts';
import type { LogRow } from '../db/model.ts';
import type { ApiError, ExecutionSummary } from './api.ts';
import type { Entry } from './feed/execution-model.ts';
import type { Connection, FeedPorts, FeedState, StatusNow } from './feed/feed-state.ts';
import { makeExecutionFeed } from './feed/follow.ts';
import { type Pause, pausesUntil } from './feed/pauses.ts';

export type LiveExecution = {
  readonly executionId: string;
  connection(): Connection;
  status(): StatusNow | null;
  summary(): ExecutionSummary | null;
  problem(): ApiError | null;
  view(): ExecutionView;
  nodeState(nodeId: string): NodeState | undefined;
  /** The nodes that run, wait, or wait to be tried again, in the order they began. */
  active(): readonly NodeState[];
  /** The first node that ended in error. */
  failed(): NodeState | undefined;
  /** The lines of the timeline; the same list, changed in place, whenever `view` changes. */
  entries(): readonly Entry[];
  /** The newest line of a node, by its index. */
  latestEntry(nodeId: string): number | undefined;
  /** The lines of a node: one for each attempt. */
  entriesOf(nodeId: string): readonly Entry[];
  rowsOf(nodeId: string): readonly LogRow[];
  /** LLM text so far of a node that has not ended. */
  textOf(nodeId: string): string | undefined;
  /** Long stretches in which nothing ran, up to `end`. */
  pauses(end: number): readonly Pause[];
  /** when the last row was written, ms since 1970 */
  lastAt(): number | null;
  /** ms since 1970 */
  heardAt(): number | null;
  offlineSince(): number | null;
  /** why it polls */
  noStream(): FeedState['noStream'];
  clockAhead(): number;
};

export function createExecutionFeed(executionId: string, ports: FeedPorts): LiveExecution {
  const [version, setVersion] = createSignal(0);
  const feed = makeExecutionFeed(ports, () => setVersion((before) => before + 1));
  onCleanup(feed.close);
  const { state } = feed;
  const read = <T>(what: () => T) =>
    createMemo(() => {
      version();
      return what();
    });
  const seq = read(() => state.model.view.lastSeq);
  // The view is changed in place: it is another one whenever there are more rows.
  const view = createMemo(
    () => {
      seq();
      return state.model.view;
    },
    undefined,
    { equals: false },
  );
  return {
    executionId,
    connection: read(() => state.connection),
    status: read(() => state.status),
    summary: read(() => state.summary),
    problem: read(() => state.problem),
    heardAt: read(() => state.heardAt),
    offlineSince: read(() => state.offlineSince),
    noStream: read(() => state.noStream),
    clockAhead: read(() => state.clockAhead),
    view,
    nodeState: (nodeId) => view().nodes.get(nodeId),
    active() {
      view();
      return [...state.model.active.values()];
    },
    failed: () => view().nodes.get(state.model.failed ?? ''),
    entries() {
      view();
      return state.model.entries;
    },
    latestEntry(nodeId) {
      view();
      return state.model.lines.get(nodeId)?.at(-1);
    },
    entriesOf(nodeId) {
      view();
      return (state.model.lines.get(nodeId) ?? []).map((index) => state.model.entries[index] as Entry);
    },
    pauses(end) {
      view();
      return pausesUntil(state.model.pauses, end);
    },
    lastAt() {
      view();
      return state.model.pauses.at;
    },
    rowsOf(nodeId) {
      view();
      return state.model.rows.get(nodeId) ?? [];
    },
    textOf(nodeId) {
      version();
      return state.model.text.get(nodeId)?.text;
    },
  };
}
