/**
 * What a log means, as pure functions without zod: the engine recovers by them, the server answers snapshots by them,
 * and the dashboard follows a live execution by them.
 */
import type { ExecutionStatus, LogStatus, Progress } from './model.ts';

/** The legal moves of an execution. A status without moves is terminal, and terminal is final. */
export const executionMoves = {
  pending: ['running', 'cancelled'],
  running: ['waiting', 'completed', 'failed', 'cancelled'],
  waiting: ['running', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<ExecutionStatus, readonly ExecutionStatus[]>;

export const executionStatuses = Object.keys(executionMoves) as readonly ExecutionStatus[];
export const finishedStatuses = executionStatuses.filter((status) => executionMoves[status].length === 0);

export type NodeStatus = 'pending' | LogStatus;

/** The legal moves of a node within one execution, as its log rows show them. */
export const nodeMoves = {
  pending: ['running', 'waiting', 'completed', 'error', 'skipped', 'cancelled'],
  running: ['running', 'retrying', 'waiting', 'completed', 'error', 'skipped', 'cancelled'],
  retrying: ['running', 'waiting', 'completed', 'error', 'skipped', 'cancelled', 'retrying'],
  waiting: ['running', 'waiting', 'retrying', 'completed', 'error', 'skipped', 'cancelled'],
  completed: [],
  error: [],
  skipped: [],
  cancelled: [],
} as const satisfies Record<NodeStatus, readonly NodeStatus[]>;

export function isFinished(status: ExecutionStatus): boolean {
  return executionMoves[status].length === 0;
}
export function isTerminal(status: NodeStatus): boolean {
  return nodeMoves[status].length === 0;
}

/** What one node has come to. Times are ISO timestamps of the rows, `duration` the last attempt's milliseconds. */
export type NodeState = {
  readonly nodeId: string;
  readonly status: NodeStatus;
  readonly attempt: number;
  /** attempts that began and were cut off by a crash: a `running` row answered by nothing */
  readonly interruptions: number;
  /** attempts that failed and were answered `retrying` by the node's policy */
  readonly retries: number;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly duration: number | null;
  readonly error: string | null;
  /** `seq` of its last row */
  readonly seq: number;
};

export type ExecutionView = {
  readonly nodes: ReadonlyMap<string, NodeState>;
  readonly lastSeq: number;
  readonly currentNodeId: string | null;
  readonly counts: NodeCounts;
};
export type NodeCounts = { readonly completed: number; readonly failed: number; readonly skipped: number };

/** The part of a log row that its meaning depends on. `released` marks an attempt given back by a stopping host. */
export type Fact = {
  readonly seq: number;
  readonly nodeId: string;
  readonly status: LogStatus;
  readonly attempt: number;
  readonly timestamp: string;
  readonly duration: number | null;
  readonly error: string | null;
  readonly released?: boolean;
};

export const emptyView: ExecutionView = {
  nodes: new Map(),
  lastSeq: 0,
  currentNodeId: null,
  counts: { completed: 0, failed: 0, skipped: 0 },
};

/** A view that is being made, changed in place: a fact costs the same however many there were before it. */
export type Folding = {
  readonly view: { nodes: Map<string, NodeState>; lastSeq: number; currentNodeId: string | null; counts: NodeCounts };
  /** the nodes that run, in the order they started */
  readonly running: Set<string>;
};

/** Begins at `view`, which is left as it was. */
export function beginFold(view: ExecutionView = emptyView): Folding {
  const nodes = new Map(view.nodes);
  return { view: { ...view, nodes }, running: runningNodes(nodes) };
}

/** Takes one fact in; facts come in order of `seq`, and one at or below `lastSeq` is ignored. */
export function foldIn({ view, running }: Folding, fact: Fact): void {
  if (fact.seq <= view.lastSeq) return;
  const { nodeId, status } = fact;
  const before = view.nodes.get(nodeId);
  view.lastSeq = fact.seq;
  view.nodes.set(nodeId, nextState(before, fact));
  running.delete(nodeId);
  if (status === 'running') running.add(nodeId);
  view.currentNodeId = latest(running) ?? (neverEnded(status) ? view.currentNodeId : nodeId);
  if (before && isTerminal(before.status)) return;
  const { completed, failed, skipped } = view.counts;
  if (status === 'completed') view.counts = { completed: completed + 1, failed, skipped };
  else if (status === 'error') view.counts = { completed, failed: failed + 1, skipped };
  else if (status === 'skipped') view.counts = { completed, failed, skipped: skipped + 1 };
}

/**
 * The view after `facts`, which must be in order of `seq`; rows at or below `view.lastSeq` are ignored, so folding a
 * page twice changes nothing. The given view is left as it was.
 */
export function fold(facts: Iterable<Fact>, view: ExecutionView = emptyView): ExecutionView {
  const folding = beginFold(view);
  for (const fact of facts) foldIn(folding, fact);
  return folding.view;
}

function nextState(before: NodeState | undefined, fact: Fact): NodeState {
  const cutOff = before?.status === 'running' && fact.status === 'running';
  const retried = fact.status === 'retrying' && !fact.released;
  const begins = fact.status === 'running' || before === undefined;
  return {
    nodeId: fact.nodeId,
    status: fact.status,
    attempt: fact.attempt,
    interruptions: (before?.interruptions ?? 0) + (cutOff ? 1 : 0),
    retries: (before?.retries ?? 0) + (retried ? 1 : 0),
    startedAt: begins ? fact.timestamp : before.startedAt,
    endedAt: isTerminal(fact.status) ? fact.timestamp : null,
    duration: fact.duration,
    error: fact.error,
    seq: fact.seq,
  };
}

/** Ends that say nothing of where the execution is: the node did not come to an end by itself. */
function neverEnded(status: LogStatus): boolean {
  return status === 'skipped' || status === 'cancelled';
}

/** The nodes that run, in the order they started. */
function runningNodes(nodes: ReadonlyMap<string, NodeState>): Set<string> {
  const running = [...nodes.values()].filter((state) => state.status === 'running');
  return new Set(running.sort((a, b) => a.seq - b.seq).map((state) => state.nodeId));
}

function latest(running: ReadonlySet<string>): string | null {
  let last: string | null = null;
  for (const nodeId of running) last = nodeId;
  return last;
}

/**
 * Progress of an execution with `nodeCount` nodes, comments left out. Skipped nodes leave the total, so the percentage
 * never falls, and is 100 once every node of the path that ran has ended.
 */
export function progressOf(nodeCount: number, counts: NodeCounts): Progress {
  const totalNodes = nodeCount - counts.skipped;
  const ended = counts.completed + counts.failed;
  return {
    totalNodes,
    completedNodes: counts.completed,
    failedNodes: counts.failed,
    skippedNodes: counts.skipped,
    percentage: totalNodes === 0 ? 100 : Math.floor((100 * ended) / totalNodes),
  };
}
