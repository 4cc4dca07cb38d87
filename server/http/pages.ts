/** The built dashboard: its files, and its one page for every address that is no file. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context } from 'hono';
import { pageHeaders } from './page-headers.ts';

/** Vite puts a digest of the content into the names of these. */
const HASHED = /\/assets\/[^/]+$/;
/** What other products' pages and tools load. */
const FOR_OTHERS = new Set(['/embed.js', '/embed.d.ts']);
/** An embedded page to play with. */
const EXAMPLE = '/docs/embed';
const FOREVER = 'public, max-age=31536000, immutable';

export type Pages = (c: Context) => Promise<Response | null>;

/** Answers null for what is neither a file nor a page. */
export function createPages(clientDir: string | null, embedOrigins: readonly string[] = []): Pages {
  if (clientDir === null || !existsSync(join(clientDir, 'index.html'))) {
    return async (c) =>
      isPage(c.req.path) ? c.html(NOT_BUILT, 503, pageHeaders(c.req.path, { styles: NOT_BUILT_STYLE })) : null;
  }
  const options = { root: clientDir, precompressed: true };
  const file = serveStatic(options);
  const index = serveStatic({ ...options, path: 'index.html' });
  const embed = serveStatic({ ...options, path: 'embed.html' });
  const example = serveStatic({ ...options, path: 'embed-example.html' });
  const pageAt = (path: string) => (path === EXAMPLE ? example : path.startsWith('/embed/') ? embed : index);
  const none = async () => {};
  return async (c) => {
    const page = isPage(c.req.path);
    const found = await (page ? pageAt(c.req.path) : file)(c, none);
    if (!found) return null;
    found.headers.set('Cache-Control', HASHED.test(c.req.path) ? FOREVER : 'no-cache');
    // other products load it as a module
    if (FOR_OTHERS.has(c.req.path)) found.headers.set('Access-Control-Allow-Origin', '*');
    // what is registered for the ending is a film
    if (c.req.path.endsWith('.d.ts')) found.headers.set('Content-Type', 'text/plain; charset=utf-8');
    if (!page) return found;
    for (const [name, value] of Object.entries(pageHeaders(c.req.path, { embedOrigins })))
      found.headers.set(name, value);
    return found;
  };
}

/** A path whose last part has no extension is an address of the dashboard, not a file. */
function isPage(path: string): boolean {
  return !path.slice(path.lastIndexOf('/')).includes('.');
}

const STYLE = `
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem; background: #faf7f2; color: #2b1d14 }
  @media (prefers-color-scheme: dark) { body { background: #2b1d14; color: #faf7f2 } a { color: #c08a4e } }
`;
const NOT_BUILT_STYLE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Cortado</title>
<style>${STYLE}</style>
<h1>The dashboard is not built</h1>
<p>The server runs, and its API answers; the pages have not been built yet. Run <code>npm run build</code>, then load this page again.</p>
<p><a href="/docs">API reference</a></p>
`;
