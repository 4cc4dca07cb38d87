import type { Context, TypedResponse } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { JsonText } from '../../db/model.ts';

/** Answers JSON that is text already; `T` is what it is to who reads it. */
export function jsonAnswer<T>() {
  return <S extends ContentfulStatusCode>(
    c: Context,
    text: JsonText,
    status: S,
    headers?: Record<string, string>,
  ): Response & TypedResponse<T, S, 'json'> =>
    c.body(text, status, { 'Content-Type': 'application/json', ...headers }) as never;
}
