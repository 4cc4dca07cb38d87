/** What a log says about nodes that were begun before this lease. Pure. */
import { type ExecutionView, type Fact, fold, isTerminal } from '../../db/execution-state.ts';
import type { JsonRecord, JsonText, NodeResult, SkipReason, StoredLogRow } from '../../db/model.ts';
import { sizeOf } from './ledger.ts';
import type { Plan } from './plan.ts';

export type KnownNode =
  | {
      readonly kind: 'ended';
      readonly row: StoredLogRow;
      readonly result: NodeResult;
      /** the row stands in another execution's log and is to be copied */
      readonly from: string | null;
    }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | { readonly kind: 'waiting'; readonly attempt: number; readonly wait: StoredWait }
  | {
      readonly kind: 'retrying';
      readonly attempt: number;
      readonly used: number;
      readonly interruptions: number;
      readonly retryAt: number;
    }
  | { readonly kind: 'interrupted'; readonly attempt: number; readonly used: number; readonly interruptions: number };

/** What a `waiting` row keeps in its `result`. */
export type StoredWait = {
  readonly wait: 'approval' | 'delay' | 'child';
  readonly message: string;
  readonly until: string | null;
  readonly state: JsonRecord;
};

export type Recovered = {
  readonly view: ExecutionView;
  readonly known: ReadonlyMap<string, KnownNode>;
  readonly lastTime: number;
  /** UTF-16 units of the payloads of the log */
  readonly size: number;
};

export const nothingKnown: Recovered = { view: fold([]), known: new Map(), lastTime: 0, size: 0 };

/** Reads an execution's own log back. Rows are in order of `seq`, whole. */
export function recover(rows: readonly StoredLogRow[]): Recovered {
  const view = fold(rows.map(factOf));
  const last = new Map<string, StoredLogRow>();
  for (const row of rows) last.set(row.nodeId, row);
  const known = new Map<string, KnownNode>();
  for (const [nodeId, row] of last) {
    const state = view.nodes.get(nodeId)!;
    const node = knownFrom(row, state.retries, state.interruptions);
    if (node) known.set(nodeId, node);
  }
  const lastTime = Math.max(0, ...rows.slice(-1).map((row) => Date.parse(row.timestamp)));
  const size = rows.reduce((sum, row) => sum + sizeOf(row), 0);
  return { view, known, lastTime, size };
}

function knownFrom(row: StoredLogRow, used: number, interruptions: number): KnownNode | null {
  const { attempt } = row;
  const result = row.result === null ? {} : (JSON.parse(row.result) as JsonRecord);
  switch (row.status) {
    case 'completed':
    case 'error':
      return { kind: 'ended', row, result: envelopeOf(row), from: null };
    case 'skipped':
      return { kind: 'skipped', reason: result as unknown as SkipReason };
    case 'waiting':
      return { kind: 'waiting', attempt, wait: result as unknown as StoredWait };
    case 'retrying':
      return {
        kind: 'retrying',
        attempt,
        used,
        interruptions,
        retryAt: Date.parse(String(result.retryAt ?? row.timestamp)),
      };
    case 'running':
      return { kind: 'interrupted', attempt, used, interruptions: interruptions + 1 };
    case 'cancelled':
      return null;
    default:
      return row.status satisfies never;
  }
}

/** The envelope that a terminal row stands for, exactly as the node returned it. */
export function envelopeOf(row: Pick<StoredLogRow, 'result' | 'outputData'>): NodeResult {
  const envelope = JSON.parse(row.result ?? '{}') as NodeResult;
  envelope.outputData = row.outputData === null ? null : JSON.parse(row.outputData);
  return envelope;
}

export function factOf(row: StoredLogRow): Fact {
  const released = row.status === 'retrying' && row.result !== null && row.result.includes('"released":true');
  return { ...row, released };
}

/** Skipped by what came before it, not by its own policy after a crash. */
function isPassedBy(nodeId: string, known: KnownNode | undefined): boolean {
  return known?.kind === 'skipped' && known.reason.nodeId !== nodeId;
}

/**
 * What a retry takes over from the execution it retries: nodes that completed and that nothing which is to run again
 * leads to. Nodes in `error` or `cancelled`, and all after them, run again.
 */
export function reusable(plan: Plan, source: string, rows: readonly StoredLogRow[]): Recovered {
  const again = new Set<number>();
  const stack: number[] = [];
  const { known, lastTime } = recover(rows);
  for (const node of plan.nodes) {
    const ended = known.get(node.id);
    const completed = ended?.kind === 'ended' && ended.row.status === 'completed';
    if (!completed && !isPassedBy(node.id, ended)) stack.push(node.index);
  }
  while (stack.length > 0) {
    const index = stack.pop()!;
    if (again.has(index)) continue;
    again.add(index);
    for (const edge of plan.nodes[index]!.outgoing) stack.push(edge.to);
  }
  const inputs = new Map(
    rows.filter((row) => row.inputData !== null).map((row) => [row.nodeId, row.inputData as JsonText]),
  );
  const reused = new Map<string, KnownNode>();
  for (const node of plan.nodes) {
    const ended = known.get(node.id);
    if (again.has(node.index) || ended?.kind !== 'ended' || !isTerminal(ended.row.status)) continue;
    const row = { ...ended.row, inputData: inputs.get(node.id) ?? null };
    reused.set(node.id, { ...ended, row, from: source });
  }
  return { view: nothingKnown.view, known: reused, lastTime, size: 0 };
}
