/** The HTTP application: every route, and what holds for all of them. */
import { type Context, Hono } from 'hono';
import { CodedError } from '../../db/errors.ts';
import { createMeters } from '../metrics/meters.ts';
import { createDeeds } from './deeds.ts';
import type { HttpDeps } from './deps.ts';
import { createProver } from './embed-prover.ts';
import { answerError } from './errors.ts';
import { createGuard } from './guard.ts';
import { createMethods } from './methods.ts';
import { createPages } from './pages.ts';
import { createRecorder } from './recorder.ts';
import { accountRoutes } from './routes/account.ts';
import { auditRoutes } from './routes/audit.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { dashboardRoutes, sharedDashboardRoutes } from './routes/dashboards.ts';
import { databaseRoutes } from './routes/databases.ts';
import { embedRoutes, embedTokenRoutes } from './routes/embed.ts';
import { embedDashboardRoutes } from './routes/embed-dashboard.ts';
import { embedStreamRoutes } from './routes/embed-streams.ts';
import { executeRoutes } from './routes/execute.ts';
import { executionRoutes } from './routes/executions.ts';
import { internalRoutes } from './routes/internal.ts';
import { internalRecordRoutes } from './routes/internal-records.ts';
import { memberRoutes } from './routes/members.ts';
import { overviewRoutes } from './routes/overview.ts';
import { packageRoutes } from './routes/packages.ts';
import { recordFileRoutes } from './routes/record-files.ts';
import { recordRoutes } from './routes/records.ts';
import { streamRoutes } from './routes/streams.ts';
import { systemRoutes } from './routes/system.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { workflowRoutes } from './routes/workflows.ts';
import { createStreams } from './sse.ts';
import { createStreamRights } from './stream-rights.ts';

/** Composes the application; on Node the raw response must be in `env.outgoing`, elsewhere streams are `ReadableStream`s. */
export function createApp(deps: HttpDeps) {
  const { log, config, meters = createMeters(deps.store.changes) } = deps;
  const record = createRecorder(deps);
  const streams = createStreams(config.stream);
  const rights = createStreamRights(deps.clock, config.stream);
  const embedLive = { streams, rights, prover: createProver(deps) };
  const app = new Hono()
    .use(async (c, next) => {
      const began = performance.now();
      await next();
      const ms = performance.now() - began;
      const asked = waits(c) || c.res.headers.get('content-type') === 'text/event-stream';
      meters.answered(c.req.method, c.get('route') ?? null, c.res.status, asked ? null : ms / 1_000);
      if (ms > config.slowMs && !waits(c)) {
        log.info(
          { method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(ms) },
          'A slow request.',
        );
      }
    })
    .use(createGuard(deps))
    .use(createDeeds(record))
    .route('/', executeRoutes(deps))
    .route('/', executionRoutes(deps))
    .route('/', streamRoutes(deps, streams, rights))
    .route('/', embedTokenRoutes(deps, record))
    .route('/', embedRoutes(deps, embedLive))
    .route('/', embedDashboardRoutes(deps, embedLive))
    .route('/', embedStreamRoutes(deps, embedLive))
    .route('/', workflowRoutes(deps))
    .route('/', overviewRoutes(deps))
    .route('/', databaseRoutes(deps))
    .route('/', packageRoutes(deps))
    .route('/', recordRoutes(deps))
    .route('/', recordFileRoutes(deps))
    .route('/', accountRoutes(deps, record))
    .route('/', memberRoutes(deps, record))
    .route('/', tokenRoutes(deps, record))
    .route('/', credentialRoutes(deps, record))
    .route('/', dashboardRoutes(deps))
    .route('/', sharedDashboardRoutes(deps, streams, rights))
    .route('/', auditRoutes(deps))
    .route('/', internalRoutes(deps))
    .route('/', internalRecordRoutes(deps))
    .route('/', systemRoutes(deps, meters, streams));
  const methodsOf = createMethods(app);
  const pages = createPages(config.clientDir, config.embedOrigins);
  app.onError((error, c) => answerError(error, c, log));
  app.notFound(async (c) => {
    const { method, path } = c.req;
    const methods = methodsOf(path);
    if (methods.length > 0) return wrongMethod(c, methods, deps);
    const reads = method === 'GET' || method === 'HEAD';
    const page = reads && !/^\/(?:api|internal)(?:\/|$)/.test(path) ? await pages(c) : null;
    if (page) return page;
    const sentence = `There is nothing at "${path}". /docs describes what there is.`;
    return answerError(new CodedError('not_found', sentence), c, log);
  });
  return app;
}

export type AppType = ReturnType<typeof createApp>;

function wrongMethod(c: Context, methods: readonly string[], { log }: HttpDeps): Response {
  const allow = methods.join(', ');
  c.header('Allow', allow);
  const sentence = `Expected "${c.req.path}" to be asked with ${allow}, got ${c.req.method}.`;
  return answerError(new CodedError('method_not_allowed', sentence), c, log);
}

/** Whether a request takes its time because it was asked to. */
function waits(c: Context): boolean {
  return c.req.query('wait') !== undefined || /^\/(api\/webhook\/|internal\/calls$)/.test(c.req.path);
}
