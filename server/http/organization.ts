import type { Context } from 'hono';

/** Whose data a request is about. The one place that decides it: every route asks here. */
export function organizationOf(c: Context): string {
  return c.get('identity').organizationId;
}
