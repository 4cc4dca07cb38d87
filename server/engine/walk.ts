/**
 * The walk of one execution over its plan: which edges are taken or dead, which nodes are ready or skipped. Pure: it
 * performs nothing and knows no time.
 *
 * Owns: the state of every edge, the envelope of every settled node, the queue of ready nodes.
 * Does not own: attempts, rows, time.
 *
 * 1. A node is decided when none of its incoming edges is pending: ready if at least one was taken, else skipped.
 * 2. A node becomes ready at most once, and is settled at most once.
 * 3. What cannot be reached from the starts is skipped before anything runs.
 */
import type { Json, JsonRecord, NodeResult, SkipReason } from '../../db/model.ts';
import type { Plan, PlanEdge, PlanNode } from './plan.ts';
import type { Starts } from './starts.ts';

/** An edge is 0 while it is pending. */
const TAKEN = 1;
const DEAD = 2;

/** How a node ended, as far as its edges are concerned. `onward` is what its policy made of an error. */
export type Ending =
  | { readonly kind: 'completed'; readonly result: NodeResult }
  | { readonly kind: 'error'; readonly result: NodeResult; readonly onward: 'continue' | 'branch' }
  | { readonly kind: 'skipped'; readonly reason: SkipReason };

export type Skip = { readonly node: PlanNode; readonly reason: SkipReason };

export type Walk = {
  readonly plan: Plan;
  /** envelopes of settled nodes by index; skipped ones have none */
  readonly results: (NodeResult | undefined)[];
  /** envelopes by node id, for templates; grows as nodes settle */
  readonly byId: { [nodeId: string]: NodeResult };
  readonly edges: Uint8Array;
  readonly open: Int32Array;
  readonly taken: Int32Array;
  /** ready nodes in order; `head` is the next to take */
  readonly ready: number[];
  head: number;
  /** skips decided and not yet fetched by `takeSkips` */
  skips: Skip[];
  /** nodes neither settled nor skipped */
  undecided: number;
};

const UNREACHABLE: SkipReason = {
  nodeId: null,
  port: null,
  text: 'No path leads here from where the execution began.',
};

/** A walk at its beginning: the starts are ready, what they cannot reach is skipped. */
export function beginWalk(plan: Plan, starts: Starts): Walk {
  const count = plan.nodes.length;
  const walk: Walk = {
    plan,
    results: new Array(count),
    byId: Object.create(null),
    edges: new Uint8Array(plan.edges.length),
    open: Int32Array.from(plan.nodes, (node) => node.incoming.length),
    taken: new Int32Array(count),
    ready: [...starts.nodes],
    head: 0,
    skips: [],
    undecided: count,
  };
  const begun = new Set(starts.nodes);
  for (const node of plan.nodes) {
    if (!starts.reachable[node.index]) skip(walk, node, UNREACHABLE);
  }
  for (const node of plan.nodes) {
    if (starts.reachable[node.index]) continue;
    for (const edge of node.outgoing) {
      walk.edges[edge.index] = DEAD;
      walk.open[edge.to]! -= 1;
    }
  }
  // An edge into a start decides nothing: it has begun already.
  for (const index of begun) walk.open[index] = -1;
  return walk;
}

function skip(walk: Walk, node: PlanNode, reason: SkipReason): void {
  walk.skips.push({ node, reason });
  walk.undecided -= 1;
}

/** The next ready node, taken off the queue. */
export function takeReady(walk: Walk): PlanNode | undefined {
  const index = walk.ready[walk.head];
  if (index === undefined) return undefined;
  walk.head += 1;
  return walk.plan.nodes[index];
}

/** The skips decided since the last call, in the order of decision. */
export function takeSkips(walk: Walk): Skip[] {
  if (walk.skips.length === 0) return walk.skips;
  const skips = walk.skips;
  walk.skips = [];
  return skips;
}

/** Decides the edges of a node that ended, and with them every node that was waiting for nothing else. */
export function settle(walk: Walk, node: PlanNode, ending: Ending): void {
  walk.undecided -= 1;
  if (ending.kind !== 'skipped') {
    walk.results[node.index] = ending.result;
    walk.byId[node.id] = ending.result;
  }
  const dead: { edge: PlanEdge; reason: SkipReason }[] = [];
  for (const edge of node.outgoing) {
    if (isTaken(edge, ending)) decide(walk, edge, TAKEN, dead, null);
    else decide(walk, edge, DEAD, dead, reasonOf(node, edge, ending));
  }
  while (dead.length > 0) {
    const { edge, reason } = dead.pop()!;
    const target = walk.plan.nodes[edge.to]!;
    skip(walk, target, reason);
    for (const next of target.outgoing) decide(walk, next, DEAD, dead, reason);
  }
}

/** Sets one edge; a target with no pending edge left becomes ready, or is put on `skipped` with `reason`. */
function decide(
  walk: Walk,
  edge: PlanEdge,
  state: typeof TAKEN | typeof DEAD,
  skipped: { edge: PlanEdge; reason: SkipReason }[],
  reason: SkipReason | null,
): void {
  walk.edges[edge.index] = state;
  if (walk.open[edge.to]! <= 0) return;
  walk.open[edge.to]! -= 1;
  if (state === TAKEN) walk.taken[edge.to]! += 1;
  if (walk.open[edge.to]! > 0) return;
  if (walk.taken[edge.to]! > 0) walk.ready.push(edge.to);
  else skipped.push({ edge, reason: reason ?? UNREACHABLE });
}

function isTaken(edge: PlanEdge, ending: Ending): boolean {
  const port = edge.fromPort;
  if (ending.kind === 'skipped') return false;
  if (ending.kind === 'error') return ending.onward === 'branch' ? port === 'error' : port === null;
  const { ports, conditionResult } = ending.result;
  if (ports !== undefined) return port === null || Object.hasOwn(ports, port);
  if (conditionResult !== undefined) return port === null || port === String(conditionResult);
  return port !== 'error';
}

function reasonOf(node: PlanNode, edge: PlanEdge, ending: Ending): SkipReason {
  if (ending.kind === 'skipped') return ending.reason;
  const port = edge.fromPort;
  if (ending.kind === 'error')
    return { nodeId: node.id, port, text: `"${node.label}" failed: ${ending.result.message}` };
  if (port === 'error') return { nodeId: node.id, port, text: `"${node.label}" did not fail.` };
  return { nodeId: node.id, port, text: ending.result.message };
}

/** The `output` nodes that ran; where there is none, the nodes that ran and after which nothing did. */
export function lastNodes(walk: Walk): PlanNode[] {
  const ran = walk.plan.nodes.filter((node) => walk.results[node.index] !== undefined);
  const outputs = ran.filter((node) => node.typeName === 'output');
  return outputs.length > 0
    ? outputs
    : ran.filter((node) => node.outgoing.every((edge) => walk.edges[edge.index] !== TAKEN));
}

/** What an edge carries once it is taken. */
export function dataOf(edge: PlanEdge, result: NodeResult): Json {
  const { ports } = result;
  if (ports !== undefined && edge.fromPort !== null && Object.hasOwn(ports, edge.fromPort))
    return ports[edge.fromPort]!;
  return result.outputData;
}

/** The taken edges into a node with what they carry, in connection order. */
function arrivals(walk: Walk, node: PlanNode): { edge: PlanEdge; data: Json }[] {
  const list: { edge: PlanEdge; data: Json }[] = [];
  for (const edge of node.incoming) {
    if (walk.edges[edge.index] !== TAKEN) continue;
    list.push({ edge, data: dataOf(edge, walk.results[edge.from]!) });
  }
  return list;
}

/** The input of a ready node: of one taken edge its data; of several their shallow merge, or the list of them. */
export function inputOf(walk: Walk, node: PlanNode, given: Json | undefined): Json {
  const only = node.incoming.length === 1 ? node.incoming[0]! : null;
  if (only && walk.edges[only.index] === TAKEN) return dataOf(only, walk.results[only.from]!);
  const arrived = arrivals(walk, node);
  if (arrived.length === 0) return given ?? {};
  if (arrived.length === 1) return arrived[0]!.data;
  const data = arrived.map((arrival) => arrival.data);
  return data.every(isRecord) ? merge(data) : data;
}

/** Spreads, so that a key such as `__proto__` stays data. */
function merge(records: readonly JsonRecord[]): JsonRecord {
  let merged: JsonRecord = {};
  for (const record of records) merged = { ...merged, ...record };
  return merged;
}

/** The envelope of the one predecessor whose edge was taken, for `$result`. */
export function resultBefore(walk: Walk, node: PlanNode): NodeResult | undefined {
  let found: NodeResult | undefined;
  for (const edge of node.incoming) {
    if (walk.edges[edge.index] !== TAKEN) continue;
    if (found) return undefined;
    found = walk.results[edge.from];
  }
  return found;
}

/**
 * What each side of a join is given, in connection order; a dead side is empty. Of edges without a port the first is A
 * and all others are B, so that A and then B is the order of the connections.
 */
export function sidesOf(walk: Walk, node: PlanNode): { A: Json[]; B: Json[] } {
  const sides: { A: Json[]; B: Json[] } = { A: [], B: [] };
  let unnamed = node.incoming.some((edge) => edge.toPort === 'A') ? 1 : 0;
  for (const edge of node.incoming) {
    const port = edge.toPort === 'A' || edge.toPort === 'B' ? edge.toPort : unnamed++ === 0 ? 'A' : 'B';
    if (walk.edges[edge.index] === TAKEN) sides[port].push(dataOf(edge, walk.results[edge.from]!));
  }
  return sides;
}

export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
