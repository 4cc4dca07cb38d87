/**
 * One execution as a viewer has it so far: every log row by node, the entries of the timeline, LLM text that streams.
 * Pure but for being changed in place, so that ten thousand rows cost no copying.
 *
 * 1. Rows are taken in order of `seq`, each once: however they are split, repeated or mixed, the model ends the same.
 * 2. A row beyond the next one is not taken: something is missing, and the caller has to ask for it.
 * 3. Text below the offset that is known is dropped; a higher attempt begins with no text; a terminal row ends it.
 */
import {
  beginFold,
  type ExecutionView,
  type Folding,
  foldIn,
  isTerminal,
  type NodeState,
} from '../../db/execution-state.ts';
import type { JsonRecord, LogRow, LogStatus, TokenChunk } from '../../db/model.ts';
import { newPauses, type Pauses, takeMoment } from './pauses.ts';

/** One attempt of one node: a line of the timeline. Times are ms since 1970. */
export type Entry = {
  readonly index: number;
  readonly nodeId: string;
  readonly label: string;
  readonly nodeType: string;
  readonly attempt: number;
  readonly status: LogStatus;
  /** of its first and its last row */
  readonly firstSeq: number;
  readonly seq: number;
  readonly start: number;
  /** null while it goes on */
  readonly end: number | null;
  /** when it began to wait; null: it never did */
  readonly waitedFrom: number | null;
  readonly duration: number | null;
  /** what is worth saying beside the name: a reason, an error, which way a condition went */
  readonly note: string | null;
  /** the execution whose result was taken over by a retry */
  readonly reusedFrom: string | null;
  /** the child execution that it began */
  readonly childId: string | null;
  /** until when it waits, or when it is tried again */
  readonly until: number | null;
  /** whether its host went away in the middle of it: a later attempt took its place */
  readonly cutOff: boolean;
};

export type LiveText = { readonly attempt: number; readonly text: string };

export type ExecutionModel = {
  /** changed in place */
  readonly view: ExecutionView;
  readonly folding: Folding;
  readonly entries: Entry[];
  /** the entries of each node by their indices: one for each attempt */
  readonly lines: Map<string, number[]>;
  /** the nodes that run, wait, or wait to be tried again */
  readonly active: Map<string, NodeState>;
  /** the first node that ended in error */
  failed: string | null;
  /** the rows of each node, oldest first */
  readonly rows: Map<string, LogRow[]>;
  readonly text: Map<string, LiveText>;
  readonly pauses: Pauses;
  /** characters of payload that are kept; beyond `PAYLOADS_KEPT` they are left to be fetched again */
  payloads: number;
};

const PAYLOADS_KEPT = 48 * 1024 * 1024;

export function emptyModel(): ExecutionModel {
  const folding = beginFold();
  return {
    view: folding.view,
    folding,
    entries: [],
    lines: new Map(),
    active: new Map(),
    failed: null,
    rows: new Map(),
    text: new Map(),
    pauses: newPauses(),
    payloads: 0,
  };
}

/** Takes rows that are new; false when one is missing before them. `size` is the characters they came as. */
export function takeRows(model: ExecutionModel, rows: readonly LogRow[], size = 0): boolean {
  let missing = false;
  for (const row of rows) {
    const { lastSeq } = model.view;
    if (row.seq <= lastSeq) continue;
    missing = row.seq > lastSeq + 1;
    if (missing) break;
    if (size > 0) model.payloads += size / rows.length;
    takeRow(model, model.payloads > PAYLOADS_KEPT ? withoutPayloads(row) : row);
    foldIn(model.folding, factOf(row));
    if (isTerminal(row.status)) model.active.delete(row.nodeId);
    else model.active.set(row.nodeId, model.view.nodes.get(row.nodeId) as NodeState);
    if (row.status === 'error') model.failed ??= row.nodeId;
  }
  return !missing;
}

function factOf(row: LogRow) {
  return { ...row, released: row.status === 'retrying' && resultOf(row).released === true };
}

function takeRow(model: ExecutionModel, row: LogRow): void {
  const known = model.rows.get(row.nodeId);
  if (known) known.push(row);
  else model.rows.set(row.nodeId, [row]);
  if (isTerminal(row.status)) model.text.delete(row.nodeId);
  else if (row.status === 'running') beginText(model, row.nodeId, row.attempt);
  const lines = model.lines.get(row.nodeId) ?? [];
  const before = model.entries[lines.at(-1) ?? -1];
  const at = Date.parse(row.timestamp);
  takeMoment(model.pauses, at, startOf(row), before?.status === 'running' && before.end === null, row.status);
  // An attempt that was answered `retrying` has ended: what comes after it is a line of its own.
  if (before && before.attempt === row.attempt && before.end === null) {
    model.entries[before.index] = continued(before, row);
    return;
  }
  if (before?.end === null) model.entries[before.index] = { ...before, status: 'cancelled', end: at, cutOff: true };
  lines.push(model.entries.length);
  model.lines.set(row.nodeId, lines);
  model.entries.push(begun(model.entries.length, row));
}

function begun(index: number, row: LogRow): Entry {
  const at = Date.parse(row.timestamp);
  return {
    ...lineOf(row),
    index,
    firstSeq: row.seq,
    start: startOf(row),
    end: hasEnded(row) ? at : null,
    waitedFrom: row.status === 'waiting' ? at : null,
    reusedFrom: textOf(row, 'reusedFrom'),
    cutOff: false,
  };
}

function hasEnded({ status }: LogRow): boolean {
  return isTerminal(status) || status === 'retrying';
}

/** When an attempt began of which this row is the first that is known. */
function startOf(row: LogRow): number {
  const at = Date.parse(row.timestamp);
  return hasEnded(row) && textOf(row, 'reusedFrom') === null ? at - (row.duration ?? 0) : at;
}

function continued(before: Entry, row: LogRow): Entry {
  const at = Date.parse(row.timestamp);
  const waitedFrom = before.waitedFrom ?? (row.status === 'waiting' ? at : null);
  const childId = childOf(row) ?? before.childId;
  return { ...before, ...lineOf(row), end: hasEnded(row) ? at : null, waitedFrom, childId };
}

function lineOf(row: LogRow) {
  const { nodeId, nodeType, attempt, status, seq, duration } = row;
  const label = row.nodeLabel ?? nodeId;
  const [note, childId, until] = [noteOf(row), childOf(row), untilOf(row)];
  return { nodeId, label, nodeType, attempt, status, seq, duration, note, childId, until };
}

function noteOf(row: LogRow): string | null {
  const result = resultOf(row);
  switch (row.status) {
    case 'skipped':
      return typeof result.text === 'string' ? result.text : null;
    case 'error':
    case 'retrying':
    case 'cancelled':
      return row.error;
    case 'waiting':
      return typeof result.message === 'string' ? result.message : null;
    case 'completed':
      if (result.conditionResult !== undefined) return `→ ${String(result.conditionResult)}`;
      return typeof result.ports === 'object' && result.ports ? `→ ${Object.keys(result.ports).join(', ')}` : null;
    case 'running':
      return null;
    default:
      return row satisfies never;
  }
}

/** The child execution that a node began: it stands in the envelope, and before that in what the node waits with. */
export function childOf(row: LogRow): string | null {
  const { state } = resultOf(row);
  const waited = typeof state === 'object' && state !== null && !Array.isArray(state) ? state.childId : null;
  return textOf(row, 'childId') ?? (typeof waited === 'string' ? waited : null);
}

/** Until when a node waits, or when it is tried again; ms since 1970. */
export function untilOf(row: LogRow): number | null {
  const key = row.status === 'waiting' ? 'until' : row.status === 'retrying' ? 'retryAt' : null;
  const at = key === null ? Number.NaN : Date.parse(textOf(row, key) ?? '');
  return Number.isNaN(at) ? null : at;
}

/** A text of the envelope; null where there is none. */
export function textOf(row: LogRow, key: string): string | null {
  const value = resultOf(row)[key];
  return typeof value === 'string' ? value : null;
}

/** The envelope of a row, without its output; empty where there is none. */
export function resultOf(row: LogRow | undefined): JsonRecord {
  const result = row?.result;
  return typeof result === 'object' && result !== null && !Array.isArray(result) ? result : {};
}

function withoutPayloads(row: LogRow): LogRow {
  return { ...row, inputData: null, outputData: null, truncated: true };
}

/** Takes text that streams; false when it is of an earlier attempt, of an ended node, or all known. */
export function takeText(model: ExecutionModel, { nodeId, attempt, offset, text }: TokenChunk): boolean {
  const state = model.view.nodes.get(nodeId);
  if (state && isTerminal(state.status)) return false;
  const known = model.text.get(nodeId);
  if (known && known.attempt > attempt) return false;
  const before = known && known.attempt === attempt ? known.text : '';
  // A hole cannot come from the server; if one does, the next connection brings the text so far.
  if (offset > before.length || offset + text.length <= before.length) return false;
  model.text.set(nodeId, { attempt, text: before + text.slice(before.length - offset) });
  return true;
}

function beginText(model: ExecutionModel, nodeId: string, attempt: number): void {
  const known = model.text.get(nodeId);
  if (known && known.attempt < attempt) model.text.delete(nodeId);
}
