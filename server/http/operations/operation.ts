/** What an operation of the API is described by, and the parts that several share. */
import type * as z from 'zod';

export type Parameter = {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly description: string;
  readonly schema: object;
};
export type Answer = {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** the media type, JSON when there is a schema */
  readonly type?: string;
  /** another media type that it may come as */
  readonly also?: string;
  readonly headers?: Record<string, string>;
};
export type Operation = {
  readonly tag: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly body?: { readonly schema: z.ZodType; readonly optional?: true; readonly description?: string };
  readonly answers: Readonly<Record<number, Answer>>;
  /** further statuses, each with the shape of an error; 500 and, where storage is read, 503 go without saying */
  readonly errors?: readonly number[];
};

export const query = (name: string, description: string, schema: object = { type: 'string' }): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
});
export const header = (name: string, description: string, rest: object = {}): Parameter => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string', ...rest },
});
/** Fifteen digits are read as a number, no more. */
const WHOLE_MAX = 999_999_999_999_999;
export const whole = (minimum: number, rest: object = {}) => ({
  type: 'integer',
  minimum,
  maximum: WHOLE_MAX,
  ...rest,
});

export const limit = (byDefault: number, most: number) =>
  query('limit', `How many at most. More than ${most} is cut to that.`, whole(1, { default: byDefault }));
export const before = query('before', 'The `next` of the page before.', { type: 'string', minLength: 1 });
export const after = query('after', 'Only rows with a higher `seq`.', whole(0));
export const wait = query('wait', 'Milliseconds to wait for the end, at most 60000.', whole(0, { maximum: 60_000 }));
export const idempotency = header(
  'Idempotency-Key',
  'The same key begins one execution, and gets the first answer again.',
  { minLength: 1, maxLength: 255 },
);
export const lastEventId = header(
  'Last-Event-ID',
  'The cursor, in place of `after`. A malformed one counts as absent.',
);

export type Operations = Readonly<Record<string, Operation>>;
