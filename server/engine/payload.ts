/** Values between nodes as JSON text, within the hard limit. */
import type { Json, JsonText } from '../../db/model.ts';
import { NodeFailure } from './node.ts';

const encoder = new TextEncoder();

/** Bytes of these texts in UTF-8, together. */
function byteLength(texts: readonly (JsonText | null)[]): number {
  let bytes = 0;
  for (const text of texts) if (text !== null) bytes += encoder.encode(text).length;
  return bytes;
}

/** Whether these texts are at most `max` bytes together. Short ones are not counted: a UTF-16 unit is at most three bytes. */
export function fitIn(max: number, ...texts: readonly (JsonText | null)[]): boolean {
  let most = 0;
  for (const text of texts) most += (text?.length ?? 0) * 3;
  return most <= max || byteLength(texts) <= max;
}

/** Throws `NodeFailure` when these texts are more than the `max` bytes that the database takes in one row. */
export function checkRow(max: number, ...texts: readonly JsonText[]): void {
  if (fitIn(max, ...texts)) return;
  throw new NodeFailure(
    'payload_too_large',
    `Expected what this node takes or returns to be at most ${max} bytes of JSON together, which is what the database stores in one row, got ${byteLength(texts)}. Pass on less, or use a local database file.`,
  );
}

/** The payloads of an execution take at most so many times the largest that one may be. */
const PAYLOADS_MAX = 32;

/** Throws `NodeFailure` when the log of an execution would hold more than there is room for, `size` in UTF-16 units. */
export function checkExecution(size: number, payloadMax: number): void {
  const most = PAYLOADS_MAX * payloadMax;
  if (size <= most) return;
  throw new NodeFailure(
    'execution_too_large',
    `Expected what the nodes of an execution take and return to be at most ${most} characters of JSON together, ${PAYLOADS_MAX} times PAYLOAD_MAX. Pass on less, give a part to a workflow of its own, or raise PAYLOAD_MAX.`,
  );
}

/** The JSON text of a payload. Throws `NodeFailure` when it is over `max` bytes or no JSON (a cycle, a BigInt). */
export function jsonText(value: Json | undefined, max: number, what: string): JsonText {
  let text: string;
  try {
    text = JSON.stringify(value ?? null) ?? 'null';
  } catch (cause) {
    // longer than the longest text there can be
    if (cause instanceof RangeError && cause.message === 'Invalid string length') throw tooLarge(what, max, 'far more');
    throw new NodeFailure('not_json', `Expected ${what} to be JSON, got a value that cannot be written as JSON.`, {
      cause,
    });
  }
  // A UTF-16 unit is at most three bytes of UTF-8: short text needs no counting.
  if (text.length * 3 <= max) return text;
  const size = encoder.encode(text).length;
  if (size <= max) return text;
  throw tooLarge(what, max, `${size}`);
}

function tooLarge(what: string, max: number, got: string): NodeFailure {
  return new NodeFailure(
    'payload_too_large',
    `Expected ${what} to be at most ${max} bytes of JSON, got ${got}. Pass on less, or raise PAYLOAD_MAX.`,
  );
}
