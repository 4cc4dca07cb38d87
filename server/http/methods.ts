/** Which methods a path has: to tell a path that does not exist from one that is asked in the wrong way. */
import type { Hono } from 'hono';

type Known = { readonly method: string; readonly pattern: RegExp };

/** Answers the methods of a path, empty for one that does not exist. */
export function createMethods(app: Pick<Hono, 'routes'>): (path: string) => string[] {
  let known: Known[] | null = null;
  return (path) => {
    known ??= app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path: template }) => ({
        method,
        pattern: new RegExp(`^${template.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+')}$`),
      }));
    const methods = known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
  };
}
