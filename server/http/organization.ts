import type { Context } from 'hono';
import { DEFAULT_ORGANIZATION } from '../../db/model.ts';

/** Whose data a request is about. The one place that decides it: every route asks here. */
export function organizationOf(_c: Context): string {
  return DEFAULT_ORGANIZATION;
}
