/** What operators and tools ask: health, metrics, node types, the description of this API. */
import { Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import type { Meters } from '../../metrics/meters.ts';
import type { HttpDeps } from '../deps.ts';
import { createMetrics } from '../metrics.ts';
import type { Streams } from '../sse.ts';

const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';

/** The document's parts are loaded when somebody asks: most processes never need them. */
const loadDocument = async (version: string) => (await import('../openapi.ts')).openapiDocument(version);

export function systemRoutes(deps: HttpDeps, meters: Meters, streams: Streams) {
  const { store, feed, nodeTypes, prefectHealth, draining, started = () => true, config, clock } = deps;
  const { version } = config;
  const metrics = createMetrics({
    ...{ upkeep: store.upkeep, viewers: feed.viewers, concurrency: config.limits.concurrency },
    ...{ meters, streams, version, clock },
  });

  return new Hono()
    .get('/health', (c) => c.json({ status: 'ok' as const, version: config.version }, 200))
    .get('/ready', async (c) => {
      if (draining()) throw new CodedError('unavailable', 'The server is on its way down and takes no more work.');
      if (!started()) throw new CodedError('unavailable', 'The server is starting, and takes no work yet.');
      const { writable, message, pending } = await store.upkeep.health();
      if (!writable) throw new CodedError('storage_unavailable', message ?? 'The database cannot be written.');
      return c.json({ ready: true as const, pending }, 200);
    })
    .get('/metrics', async (c) => c.body(await metrics.text(), 200, { 'Content-Type': PROMETHEUS }))
    .get('/api/prefect/health', async (c) => c.json(await prefectHealth(), 200))
    .get('/api/node-types', async (c) => {
      const { nodeTypesAnswer } = await import('../node-types.ts');
      return c.json(nodeTypesAnswer(nodeTypes), 200);
    })
    .get('/openapi.json', async (c) => c.json(await loadDocument(config.version), 200))
    .get('/docs', async (c) => {
      const { docsPage } = await import('../docs-page.ts');
      c.header(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      return c.html(docsPage(await loadDocument(config.version)));
    });
}
