/**
 * What viewers see who may know that a step runs and how it ends, and nothing of what passes through it: log rows
 * without payloads, without what a node or a server said, and no words of a model.
 */
import { Buffer } from 'node:buffer';
import type { JsonRecord } from '../../db/model.ts';
import type { Frame } from './frames.ts';

const FAILED = 'This step failed.';

/** A row as it is shown to them. Only what is named here is passed on. */
export function bareRow(row: JsonRecord): JsonRecord {
  const { id, executionId, seq, nodeId, nodeType, nodeLabel, status, attempt, timestamp, duration } = row;
  return {
    ...{ id, executionId, seq, nodeId, nodeType, nodeLabel, status, attempt, timestamp, duration },
    error: row.error === null ? null : FAILED,
    inputData: null,
    outputData: null,
    result: bareResult(row.result),
  } as JsonRecord;
}

/** Of a node's envelope: what it waits for and until when, which branch decided, which edges it took. */
function bareResult(result: unknown): JsonRecord | null {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return null;
  const { wait, until, conditionResult, retryAt, reusedFrom, ports } = result as JsonRecord;
  const decided = typeof conditionResult === 'boolean' ? { conditionResult } : {};
  const taken =
    typeof ports === 'object' && ports !== null && !Array.isArray(ports)
      ? { ports: Object.fromEntries(Object.keys(ports).map((port) => [port, null])) }
      : {};
  const given = { wait, until, retryAt, reusedFrom };
  const texts = Object.entries(given).filter(([, value]) => typeof value === 'string');
  return { ...Object.fromEntries(texts), ...decided, ...taken } as JsonRecord;
}

const made = new WeakMap<Frame, Frame | null>();

/** The frame as it goes to them, made once for all of them; null: it is not for them. */
export function bareFrame(frame: Frame): Frame | null {
  const known = made.get(frame);
  if (known !== undefined) return known;
  const bare = makeBare(frame);
  made.set(frame, bare);
  return bare;
}

const TOKEN = Buffer.from('event: token\n');

function makeBare(frame: Frame): Frame | null {
  if (frame.seq === 0) return frame.bytes.subarray(0, TOKEN.length).equals(TOKEN) ? null : frame;
  const text = frame.bytes.toString();
  const at = text.indexOf('data: ') + 'data: '.length;
  const row = JSON.parse(text.slice(at, -2)) as JsonRecord;
  return { ...frame, bytes: Buffer.from(`${text.slice(0, at)}${JSON.stringify(bareRow(row))}\n\n`) };
}

/** All that is for them. */
export function bareFrames(frames: readonly Frame[]): Frame[] {
  return frames.flatMap((frame) => bareFrame(frame) ?? []);
}
