/** The frames of the stream as bytes, made once and shared by all who watch. */
import { Buffer } from 'node:buffer';
import type { RecordsChange } from '../../db/database-model.ts';
import type { ExecutionHead, ExecutionStatus, Progress, TokenChunk } from '../../db/model.ts';
import type { CappedLogRow, Change } from '../../db/store.ts';
import { capRow, oneLine, rowJson } from './row-json.ts';

/** A frame as it goes to the network. `seq` is 0 where it is no log row. */
export type Frame = {
  readonly seq: number;
  readonly bytes: Buffer;
  /** where the frame goes on after its `id:` line: streams for many executions write their own */
  readonly bodyAt: number;
};

/** Frames in one piece, and the `seq` of the last row among them. */
export type Piece = { readonly frames: readonly Frame[]; readonly bytes: Buffer; readonly last: number };

/** What an execution is doing; only the latest matters. */
export type StatusNow = {
  readonly executionId: string;
  readonly workflowId: string;
  readonly status: ExecutionStatus;
  readonly currentNodeId: string | null;
  readonly progress: Progress;
  readonly lastSeq: number;
};

export function statusOf(head: ExecutionHead): StatusNow {
  const { id, workflowId, status, currentNodeId, progress, lastSeq } = head;
  return { executionId: id, workflowId, status, currentNodeId, progress, lastSeq };
}

/** The status alone: the rows that a change carries must not be held on to. */
export function statusOfChange(change: Change): StatusNow {
  const { executionId, workflowId, status, currentNodeId, progress, lastSeq } = change;
  return { executionId, workflowId, status, currentNodeId, progress, lastSeq };
}

export function sameStatus(a: StatusNow, b: StatusNow): boolean {
  return (
    a.status === b.status &&
    a.lastSeq === b.lastSeq &&
    a.currentNodeId === b.currentNodeId &&
    a.progress.percentage === b.progress.percentage &&
    a.progress.totalNodes === b.progress.totalNodes
  );
}

/** One log row; its payloads are cut to what the stream carries. */
export function rowFrame(row: CappedLogRow): Frame {
  const id = `id: ${row.seq}\n`;
  const bytes = Buffer.from(`${id}event: log\ndata: ${rowJson(capRow(row))}\n\n`);
  return { seq: row.seq, bytes, bodyAt: id.length };
}

export function tokenFrame(executionId: string, chunk: TokenChunk): Frame {
  return plain('token', JSON.stringify({ executionId, ...chunk }));
}

export function statusBytes(now: StatusNow): Buffer {
  const { executionId, workflowId, status, currentNodeId, progress, lastSeq } = now;
  const data = { executionId, workflowId, status, currentNodeId, progress, lastSeq };
  return plain('status', JSON.stringify(data)).bytes;
}

export function recordsBytes({ organizationId: _, ...change }: RecordsChange): Buffer {
  return plain('records', JSON.stringify(change)).bytes;
}

export function endBytes({ executionId, status, lastSeq }: StatusNow): Buffer {
  return plain('end', JSON.stringify({ executionId, status, lastSeq })).bytes;
}

/** An `id:` line alone; it becomes part of the frame that follows. */
export function idLine(cursors: readonly number[]): Buffer {
  return Buffer.from(`id: ${cursors.join(',')}\n`);
}

/** Which part of the connection the frame that follows is of; no field that readers of the format know, so they pass it over. */
export function partLine(number: number): Buffer {
  return Buffer.from(`part: ${number}\n`);
}

/** Begins a connection whose parts may be changed while it is open. */
export function openBytes(stream: string): Buffer {
  return plain('open', JSON.stringify({ stream })).bytes;
}

/** Ends one part of a connection: not the execution has ended, but the right to see it. */
export function closedFrame(data: {
  readonly executionId: string | null;
  readonly code: string;
  readonly error: string;
}): Frame {
  return plain('closed', JSON.stringify(data));
}

/** Widgets of a dashboard whose data may be another by now. */
export function changedFrame(widgets: readonly string[]): Frame {
  return plain('changed', JSON.stringify({ widgets }));
}

/** Asks the browser to come back after this many milliseconds. */
export function retryBytes(ms: number): Buffer {
  return Buffer.from(`retry: ${Math.round(ms)}\n\n`);
}

function plain(event: string, data: string): Frame {
  return { seq: 0, bytes: Buffer.from(`event: ${event}\ndata: ${oneLine(data)}\n\n`), bodyAt: 0 };
}

/** Frames as one piece: one write for each viewer, however many frames. */
export function joined(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  return frames.length === 1 && first ? first.bytes : Buffer.concat(frames.map((frame) => frame.bytes));
}

/** From so many bytes on a frame is not copied to stand beside others: it is in memory once, however many wait for it. */
const LARGE = 4_096;

/** Frames as few pieces, in order: what is small together, what is large as it is. */
export function pieces(frames: readonly Frame[]): Buffer[] {
  const made: Buffer[] = [];
  let small: Frame[] = [];
  const close = () => {
    if (small.length > 0) made.push(joined(small));
    small = [];
  };
  for (const frame of frames) {
    if (frame.bytes.length < LARGE) small.push(frame);
    else {
      close();
      made.push(frame.bytes);
    }
  }
  close();
  return made;
}
