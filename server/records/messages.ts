/** What passes between the server and its threads for records. */
import { CodedError, type ErrorCode, type Problem } from '../../db/errors.ts';
import { RevisionError } from '../../db/records/record-errors.ts';
import type { Work } from './work.ts';

export type Place =
  | { readonly kind: 'local'; readonly folder: string }
  | { readonly kind: 'remote'; readonly url: string; readonly authToken: string | undefined };
export type ThreadData = { readonly place: Place; readonly writes: boolean };

export type Ask =
  | { readonly id: number; readonly verb: keyof Work; readonly args: readonly unknown[] }
  | { readonly close: true }
  /** what it asked is to be given up */
  | { readonly cancel: number };
export type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: Told }
  /** on the way, of what takes long */
  | { readonly id: number; readonly progress: unknown };

/** An error as plain data. */
export type Told =
  | {
      readonly kind: 'coded';
      readonly code: ErrorCode;
      readonly message: string;
      readonly details?: readonly Problem[];
      readonly cause?: string;
    }
  | { readonly kind: 'revision'; readonly tables: number | null }
  | { readonly kind: 'other'; readonly message: string; readonly stack: string | undefined };

export function tell(error: unknown): Told {
  if (error instanceof RevisionError) return { kind: 'revision', tables: error.tables };
  if (error instanceof CodedError) {
    const { code, message, details, cause } = error;
    return { kind: 'coded', code, message, details, ...(cause !== undefined && { cause: String(cause) }) };
  }
  if (error instanceof Error) return { kind: 'other', message: error.message, stack: error.stack };
  return { kind: 'other', message: String(error), stack: undefined };
}

export function heard(told: Told): Error {
  switch (told.kind) {
    case 'revision':
      return new RevisionError(told.tables);
    case 'coded':
      return new CodedError(told.code, told.message, { details: told.details, cause: told.cause });
    case 'other':
      return Object.assign(new Error(told.message), told.stack === undefined ? {} : { stack: told.stack });
    default:
      return told satisfies never;
  }
}
