/**
 * The rows of one execution under one lease: numbered, stamped, serialised once, and kept until the next commit takes
 * them. Also keeps what progress and the final results are made from.
 *
 * 1. `seq` has no holes; a row is never changed after it is recorded.
 * 2. Timestamps never go back: the later of the clock and the row before.
 */
import { type ExecutionView, isTerminal, type NodeCounts } from '../../db/execution-state.ts';
import {
  type JsonRecord,
  type JsonText,
  type LogStatus,
  logReference,
  type NodeResult,
  type StoredLogRow,
} from '../../db/model.ts';
import type { PlanNode } from './plan.ts';

/**
 * What is longer than this stands in `nodeResults` and `finalOutput` as `{"$log": seq}`, so that it is stored once, in its
 * row. UTF-16 units.
 */
const INLINE_MAX = 128;

export type Entry = {
  readonly node: PlanNode;
  readonly status: LogStatus;
  readonly attempt: number;
  /** ms since 1970 */
  readonly now: number;
  readonly inputData?: JsonText | null;
  readonly outputData?: JsonText | null;
  readonly result?: JsonText | null;
  readonly error?: string | null;
  readonly duration?: number | null;
};

/** What is kept of an ended node for the results: its envelope and its output as text, each itself or a reference. */
export type Envelope = { readonly seq: number; readonly whole: JsonText; readonly outputData: JsonText };

export type Ledger = {
  lastSeq: number;
  lastTime: number;
  counts: { completed: number; failed: number; skipped: number };
  currentNodeId: string | null;
  readonly running: Set<string>;
  readonly envelopes: Map<number, Envelope>;
  rows: StoredLogRow[];
  /** UTF-16 units of the payloads in `rows`, and in all rows of the log */
  pending: number;
  total: number;
};

/** `total`: what the payloads of the log so far take. */
export function openLedger(view: ExecutionView, lastTime: number, total: number): Ledger {
  return {
    lastSeq: view.lastSeq,
    lastTime,
    counts: { ...view.counts },
    currentNodeId: view.currentNodeId,
    running: new Set(),
    envelopes: new Map(),
    rows: [],
    pending: 0,
    total,
  };
}

let stampedMs = 0;
let stamp = new Date(0).toISOString();

/** ISO text of a time; many rows share a millisecond, so the last one is kept. */
export function isoTime(ms: number): string {
  const whole = Math.floor(ms);
  if (whole !== stampedMs) {
    stampedMs = whole;
    stamp = new Date(whole).toISOString();
  }
  return stamp;
}

/** Appends one row and answers its `seq`. */
export function record(ledger: Ledger, executionId: string, entry: Entry): number {
  const { node, status } = entry;
  ledger.lastSeq += 1;
  ledger.lastTime = Math.max(ledger.lastTime, entry.now);
  ledger.rows.push({
    executionId,
    seq: ledger.lastSeq,
    nodeId: node.id,
    nodeType: node.typeName,
    nodeLabel: node.label,
    status,
    attempt: entry.attempt,
    inputData: entry.inputData ?? null,
    outputData: entry.outputData ?? null,
    result: entry.result ?? null,
    error: entry.error ?? null,
    duration: entry.duration ?? null,
    timestamp: isoTime(ledger.lastTime),
  });
  const size = sizeOf(entry);
  ledger.pending += size;
  ledger.total += size;
  count(ledger, node.id, status);
  if (isTerminal(status) && status !== 'skipped') keepEnvelope(ledger, node.index, ledger.lastSeq, entry);
  return ledger.lastSeq;
}

type Payloads = Pick<StoredLogRow, 'inputData' | 'outputData' | 'result'>;

/** UTF-16 units of a row's payloads. */
export function sizeOf({ inputData, outputData, result }: Partial<Payloads>): number {
  return (inputData?.length ?? 0) + (outputData?.length ?? 0) + (result?.length ?? 0);
}

/** Keeps what the results need of an ended node, and nothing long: that stands in its row. */
export function keepEnvelope(
  ledger: Ledger,
  index: number,
  seq: number,
  { result, outputData }: Partial<Payloads>,
): void {
  if (!result) return;
  const output = outputData ?? 'null';
  const isShort = result.length + output.length <= INLINE_MAX;
  const whole = isShort ? inline(envelopeText(result, output), seq) : logReference(seq);
  ledger.envelopes.set(index, { seq, whole, outputData: inline(output, seq) });
}

function envelopeText(result: JsonText, outputData: JsonText): JsonText {
  const body = result === '{}' ? '{' : `${result.slice(0, -1)},`;
  return `${body}"outputData":${outputData}}`;
}

function count(ledger: Ledger, nodeId: string, status: LogStatus): void {
  ledger.running.delete(nodeId);
  if (status === 'running') ledger.running.add(nodeId);
  else if (status === 'completed') ledger.counts.completed += 1;
  else if (status === 'error') ledger.counts.failed += 1;
  else if (status === 'skipped') ledger.counts.skipped += 1;
  let current: string | null = null;
  for (const running of ledger.running) current = running;
  if (current === null && (status === 'skipped' || status === 'cancelled')) return;
  ledger.currentNodeId = current ?? nodeId;
}

/** The rows since the last call. */
export function takeRows(ledger: Ledger): StoredLogRow[] {
  const { rows } = ledger;
  ledger.rows = [];
  ledger.pending = 0;
  return rows;
}

export function countsOf(ledger: Ledger): NodeCounts {
  return { ...ledger.counts };
}

/** An envelope without its `outputData`, as a row's `result` keeps it. */
export function withoutOutput(result: NodeResult): JsonRecord {
  const { outputData: _, ...rest } = result;
  return rest as JsonRecord;
}

export function resultText(result: NodeResult): JsonText {
  return JSON.stringify(withoutOutput(result));
}

/**
 * A text as results carry it: itself, or a reference to its row. What has such a reference in it is referred to as well, so
 * that a reader can resolve every `{"$log": seq}` it meets.
 */
function inline(text: JsonText, seq: number): JsonText {
  return text.length > INLINE_MAX || text.includes('"$log"') ? logReference(seq) : text;
}

/** What the execution's row keeps of its nodes: `nodeResults` and, where it is wanted, `finalOutput`. */
export type Results = { readonly nodeResults: JsonText; readonly finalOutput: JsonText | null };

/** The results of an execution. Where they do not fit into its row, everything in them is a reference. */
export function resultsOf(
  ledger: Ledger,
  nodes: readonly PlanNode[],
  last: readonly PlanNode[] | null,
  fits: (...texts: (JsonText | null)[]) => boolean,
): Results {
  const short = {
    nodeResults: nodeResultsText(ledger, nodes, ({ whole }) => whole),
    finalOutput: last && finalOutputText(ledger, last, ({ outputData }) => outputData),
  };
  if (fits(short.nodeResults, short.finalOutput)) return short;
  const refer = ({ seq }: Envelope) => logReference(seq);
  return {
    nodeResults: nodeResultsText(ledger, nodes, refer),
    finalOutput: last && finalOutputText(ledger, last, refer),
  };
}

/** Node id → envelope. */
function nodeResultsText(ledger: Ledger, nodes: readonly PlanNode[], text: (envelope: Envelope) => JsonText): JsonText {
  const parts: string[] = [];
  for (const [index, envelope] of ledger.envelopes) {
    parts.push(`${JSON.stringify(nodes[index]!.id)}:${text(envelope)}`);
  }
  return `{${parts.join(',')}}`;
}

/** The data of one node; of several an object by label, by id where a label is not theirs alone; of none null. */
function finalOutputText(ledger: Ledger, nodes: readonly PlanNode[], text: (envelope: Envelope) => JsonText): JsonText {
  const ended = nodes.flatMap((node) => {
    const envelope = ledger.envelopes.get(node.index);
    return envelope ? [{ node, text: text(envelope) }] : [];
  });
  if (ended.length <= 1) return ended[0]?.text ?? 'null';
  const names = new Map<string, number>();
  for (const { node } of ended)
    for (const name of new Set([node.label, node.id])) names.set(name, (names.get(name) ?? 0) + 1);
  const entries = ended.map(({ node, text }) => {
    const key = names.get(node.label) === 1 ? node.label : node.id;
    return `${JSON.stringify(key)}:${text}`;
  });
  return `{${entries.join(',')}}`;
}
