/** How things stand: what runs and what failed, the schedules, the server and what it keeps. */
import { Hono } from 'hono';
import { describeSchedule } from '../../workflows/schedule-list.ts';
import { noWorkflow } from '../../workflows/service.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import type { ExecutionCountsAnswer, SchedulesAnswer, ServerAnswer, WebhookAnswer } from '../overview-answers.ts';
import { limitParam, timeParam } from '../query.ts';

const DAY_MS = 86_400_000;
/** Executions are counted so far, no further. */
const COUNTED_MAX = 1_000;
const KEPT_MAX = 100_000;
const SCHEDULES_MAX = 1_000;
const NEXT_TIMES = 5;

export function overviewRoutes({ store, config, auth, clock }: HttpDeps) {
  const startedAt = new Date(clock.now()).toISOString();
  return new Hono()
    .get('/api/executions/counts', async (c) => {
      const since = timeParam(c, 'since') ?? new Date(clock.now() - DAY_MS).toISOString();
      const counts = await store.overview.counts(organizationOf(c), since, COUNTED_MAX);
      return c.json({ ...counts, since } satisfies ExecutionCountsAnswer, 200);
    })
    .get('/api/schedules', async (c) => {
      const limit = limitParam(c, SCHEDULES_MAX, SCHEDULES_MAX);
      const found = await store.overview.schedules(organizationOf(c), limit, c.req.query('workflowId'));
      const schedules = found.map((each) => describeSchedule(each, NEXT_TIMES));
      return c.json({ schedules, next: null } satisfies SchedulesAnswer, 200);
    })
    .get('/api/workflows/:id/webhook', async (c) => {
      const id = c.req.param('id');
      if (!(await store.workflows.get(organizationOf(c), id))) throw noWorkflow(id);
      const url = `${config.publicUrl ?? new URL(c.req.url).origin}/api/webhook/${id}/`;
      return c.json({ url, hasToken: await store.webhooks.hasToken(id) } satisfies WebhookAnswer, 200);
    })
    .get('/api/server', async (c) => {
      const { version, publicUrl, embedOrigins, limits } = config;
      const { writable, message } = await store.upkeep.health();
      const answer: ServerAnswer = {
        version,
        startedAt,
        publicUrl,
        accounts: auth !== null,
        embedOrigins: [...embedOrigins],
        concurrency: limits.concurrency,
        payloadMax: limits.payloadMax,
        retention: { days: limits.maxAgeDays, countPerWorkflow: limits.maxPerWorkflow },
        storage: { ...(await store.overview.storage()), writable, message },
        executions: await store.overview.kept(organizationOf(c), KEPT_MAX),
      };
      return c.json(answer, 200);
    });
}
