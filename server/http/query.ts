/** Query parameters and headers as values. A malformed cursor or number is a 400, a wrong meaning a 422. */
import type { Context } from 'hono';
import { CodedError } from '../../db/errors.ts';
import { executionStatuses } from '../../db/execution-state.ts';
import { type ExecutionStatus, type TriggerType, triggerTypeSchema } from '../../db/model.ts';

/** A whole number from `min`; what is over `max` is cut to it, not refused. */
export function numberParam(c: Context, name: string, bounds: { min: number; max: number }): number | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  const value = wholeNumber(text);
  if (value === null || value < bounds.min) {
    throw new CodedError('bad_request', `Expected "${name}" to be a whole number from ${bounds.min}, got "${text}".`);
  }
  return Math.min(value, bounds.max);
}

/** The number that digits name; null for anything else. */
export function wholeNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

export function limitParam(c: Context, byDefault: number, max: number): number {
  return numberParam(c, 'limit', { min: 1, max }) ?? byDefault;
}

/** The cursor: `Last-Event-ID` wins over `?after=`; a malformed header counts as absent, a malformed parameter does not. */
export function streamCursor(c: Context): number {
  const after = numberParam(c, 'after', { min: 0, max: Number.MAX_SAFE_INTEGER }) ?? 0;
  return wholeNumber(c.req.header('last-event-id')?.trim() ?? '') ?? after;
}

/** The cursors of a stream of `count` executions, in their order. */
export function streamCursors(c: Context, count: number): number[] {
  const after = c.req.query('after');
  const asked = after === undefined ? Array<number>(count).fill(0) : numbers(after, count);
  if (asked === null) {
    throw new CodedError('bad_request', `Expected "after" to be ${count} whole numbers with commas, got "${after}".`);
  }
  return numbers(c.req.header('last-event-id') ?? '', count) ?? asked;
}

function numbers(text: string, count: number): number[] | null {
  const values = text.split(',').map((part) => wholeNumber(part.trim()));
  return values.length === count && values.every((value) => value !== null) ? values : null;
}

/** The most ids of one stream. */
const IDS_MAX = 50;

export function idsParam(text: string): string[] {
  const ids = text.split(',').map((id) => id.trim());
  if (ids.length > IDS_MAX) {
    throw new CodedError('bad_request', `Expected at most ${IDS_MAX} "ids", got ${ids.length}. Open another stream.`);
  }
  if (ids.includes('')) throw new CodedError('bad_request', `Expected "ids" to be ids with commas, got "${text}".`);
  if (new Set(ids).size < ids.length) throw new CodedError('bad_request', 'Expected each of "ids" once.');
  return ids;
}

/** Statuses as a list with commas, or as several parameters. */
export function statusParam(c: Context): ExecutionStatus[] | undefined {
  const given = c.req.queries('status')?.flatMap((text) => text.split(','));
  if (given === undefined) return undefined;
  return given.map((text) => {
    const status = executionStatuses.find((known) => known === text.trim());
    if (status) return status;
    throw new CodedError('invalid', `Expected "status" to be of ${executionStatuses.join(', ')}, got "${text}".`);
  });
}

export function triggerParam(c: Context): TriggerType | undefined {
  const text = c.req.query('trigger');
  if (text === undefined) return undefined;
  const trigger = triggerTypeSchema.options.find((known) => known === text);
  if (trigger) return trigger;
  throw new CodedError(
    'invalid',
    `Expected "trigger" to be of ${triggerTypeSchema.options.join(', ')}, got "${text}".`,
  );
}

/** A time, as ISO in UTC. */
export function timeParam(c: Context, name: string): string | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  const iso = Number.isNaN(time) ? '' : new Date(time).toISOString();
  // times are compared as texts: those of other years begin with a sign
  if (/^\d/.test(iso)) return iso;
  throw new CodedError('invalid', `Expected "${name}" to be a time such as "2026-10-05T08:00:00Z", got "${text}".`);
}

/** The longest that a request waits for an execution, in milliseconds. */
const WAIT_MAX = 60_000;

export function waitParam(c: Context): number | undefined {
  return numberParam(c, 'wait', { min: 0, max: WAIT_MAX });
}

const KEY_MAX = 255;

/** The `Idempotency-Key`, if there is one. */
export function idempotencyKey(c: Context): string | undefined {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return undefined;
  if (key !== '' && key.length <= KEY_MAX) return key;
  throw new CodedError(
    'bad_request',
    `Expected "Idempotency-Key" to have 1 to ${KEY_MAX} characters, got ${key.length}.`,
  );
}

/** The revision that `If-Match` names; undefined: any will do. One that names none fits none. */
export function ifMatch(c: Context): number | undefined {
  const text = c.req.header('if-match')?.trim();
  if (text === undefined || text === '*') return undefined;
  return wholeNumber(text.replace(/^(?:W\/)?"(.*)"$/, '$1')) ?? -1;
}

/** The name of a file that comes as a body. */
export function fileNameParam(c: Context, byDefault: string): string {
  const name = c.req.query('name')?.trim() || byDefault;
  if (name.length <= 255 && !/[\p{C}/\\]/u.test(name)) return name;
  const sentence = `Expected "name" to be the name of a file, at most 255 characters, got "${name.slice(0, 300)}".`;
  throw new CodedError('bad_request', sentence);
}

/** `true` or `false`; false when it is not there. */
export function flagParam(c: Context, name: string): boolean {
  const text = c.req.query(name);
  if (text === undefined || text === 'false') return false;
  if (text === 'true' || text === '') return true;
  throw new CodedError('bad_request', `Expected "${name}" to be true or false, got "${text}".`);
}
