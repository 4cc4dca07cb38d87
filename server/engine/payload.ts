/** Values between nodes as JSON text, within the hard limit. */
import type { Json, JsonText } from '../../db/model.ts';
import { NodeFailure } from './node.ts';

const encoder = new TextEncoder();

/** The JSON text of a payload. Throws `NodeFailure` when it is over `max` bytes or no JSON (a cycle, a BigInt). */
export function jsonText(value: Json | undefined, max: number, what: string): JsonText {
  let text: string;
  try {
    text = JSON.stringify(value ?? null) ?? 'null';
  } catch (cause) {
    throw new NodeFailure('not_json', `Expected ${what} to be JSON, got a value that cannot be written as JSON.`, {
      cause,
    });
  }
  // A UTF-16 unit is at most three bytes of UTF-8: short text needs no counting.
  if (text.length * 3 <= max) return text;
  const size = encoder.encode(text).length;
  if (size <= max) return text;
  throw new NodeFailure(
    'payload_too_large',
    `Expected ${what} to be at most ${max} bytes of JSON, got ${size}. Pass on less, or raise PAYLOAD_MAX.`,
  );
}
