import { Buffer } from 'node:buffer';
import { CodedError } from './errors.ts';

/** Where a list goes on: after the item with this time and id. Opaque to who gets it. */
export type Cursor = { readonly time: string; readonly id: string };

export function encodeCursor({ time, id }: Cursor): string {
  return Buffer.from(JSON.stringify([time, id])).toString('base64url');
}

/** Throws `bad_request` for what `encodeCursor` has not made. */
export function decodeCursor(cursor: string): Cursor {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.length === 2) {
      const [time, id] = parts as unknown[];
      if (typeof time === 'string' && typeof id === 'string') return { time, id };
    }
  } catch {
    // said below
  }
  throw new CodedError('bad_request', `Expected \`before\` to be the \`next\` of an earlier page, got "${cursor}".`);
}
