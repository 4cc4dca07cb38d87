import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';

/** The route that answers, as `<METHOD> <path with parameters>`; null: none does. */
export function routeOf(c: Context): string | null {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  return route === undefined ? null : `${route.method} ${route.path}`;
}
