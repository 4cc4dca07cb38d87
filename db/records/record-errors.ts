/** What can be found out only by asking: somebody was faster, or has other tables. */
import { CodedError } from '../errors.ts';

/** A value that has to be unique, or an id, is somebody else's by now. */
export class TakenError extends Error {}
/** Whether a driver says that a value is taken. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && /UNIQUE constraint failed/i.test(error.message);

/** The tables are those of another revision than the one that was asked by. */
export class RevisionError extends Error {
  readonly tables: number | null;

  constructor(tables: number | null) {
    super(`The tables have the revision ${tables}.`);
    this.name = 'RevisionError';
    this.tables = tables;
  }
}

export function noRecord(id: number | string): CodedError {
  return new CodedError('not_found', `There is no record "${id}" in this database.`);
}
