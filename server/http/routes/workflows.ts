/** Workflows: CRUD, their revisions, and the token of their webhook. */
import { type Context, Hono } from 'hono';
import { CodedError, type Problem } from '../../../db/errors.ts';
import type { Workflow } from '../../../db/model.ts';
import { sha256 } from '../../executions/digest.ts';
import { type GivenWorkflow, noRevision, noWorkflow } from '../../workflows/service.ts';
import type { CheckedAnswer, RevisionsAnswer, SavedAnswer, WorkflowAnswer, WorkflowsAnswer } from '../answers.ts';
import { jsonBody } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import { ifMatch, limitParam, numberParam, wholeNumber } from '../query.ts';
import { publishBody, type WorkflowBody, workflowBody } from '../schemas.ts';

const LIST_DEFAULT = 50;
const LIST_MAX = 200;
/** Executions of one workflow that its list shows. */
const RECENT_MAX = 20;

export function workflowRoutes({ store, workflows, config, clock }: HttpDeps) {
  async function workflowOf(c: Context, id: string, revision?: number): Promise<Workflow> {
    const workflow = await store.workflows.get(organizationOf(c), id, revision);
    if (workflow) return workflow;
    throw revision === undefined ? noWorkflow(id) : noRevision(id, revision);
  }

  return new Hono()
    .get('/api/workflows', async (c) => {
      const { before, search, tag } = c.req.query();
      const limit = limitParam(c, LIST_DEFAULT, LIST_MAX);
      const recent = numberParam(c, 'recent', { min: 0, max: RECENT_MAX });
      const { items, next } = await store.workflows.list(organizationOf(c), { limit, before, search, tag, recent });
      const listed = items.map((item) => ({ ...item, recent: [...item.recent] }));
      return c.json({ workflows: listed, next } satisfies WorkflowsAnswer, 200);
    })
    .post('/api/workflows', jsonBody(workflowBody, config), async (c) => {
      const { workflow, warnings } = await workflows.create(organizationOf(c), given(c.req.valid('json')));
      c.header('Location', `/api/workflows/${workflow.id}`);
      c.header('ETag', etag(workflow));
      return c.json(savedAnswer(workflow, warnings), 201);
    })
    .post('/api/workflows/validate', jsonBody(workflowBody, config), async (c) => {
      const { graph } = given(c.req.valid('json'));
      const nothing = { nodes: undefined, connections: [], settings: {} };
      const { problems, warnings } = await workflows.check(organizationOf(c), graph ?? nothing);
      const found = { valid: problems.length === 0, problems: [...problems], warnings: [...warnings] };
      return c.json(found satisfies CheckedAnswer, 200);
    })
    .get('/api/workflows/:id', async (c) => {
      const workflow = await workflowOf(c, c.req.param('id'));
      c.header('ETag', etag(workflow));
      return c.json(answer(workflow), 200);
    })
    .put('/api/workflows/:id', jsonBody(workflowBody, config), async (c) => {
      const body = given(c.req.valid('json'));
      const saved = await workflows.update(organizationOf(c), c.req.param('id'), body, ifMatch(c));
      c.header('ETag', etag(saved.workflow));
      return c.json(savedAnswer(saved.workflow, saved.warnings), 200);
    })
    .delete('/api/workflows/:id', async (c) => {
      await workflows.remove(organizationOf(c), c.req.param('id'));
      return c.body(null, 204);
    })
    .get('/api/workflows/:id/revisions', async (c) => {
      const id = c.req.param('id');
      const revisions = await store.workflows.revisions(organizationOf(c), id);
      if (!revisions) throw noWorkflow(id);
      return c.json({ revisions, next: null } satisfies RevisionsAnswer, 200);
    })
    .get('/api/workflows/:id/revisions/:revision', async (c) => {
      const { id, revision } = c.req.param();
      const number = wholeNumber(revision);
      if (number === null) throw new CodedError('bad_request', `Expected the number of a revision, got "${revision}".`);
      const workflow = await workflowOf(c, id, number);
      const named = (await store.workflows.revisions(organizationOf(c), id))?.find((each) => each.revision === number);
      return c.json(answer({ ...workflow, revision: number, name: named?.name ?? workflow.name }), 200);
    })
    .post('/api/workflows/:id/publish', jsonBody(publishBody, config, {}), async (c) => {
      const { revision } = c.req.valid('json');
      return c.json(answer(await workflows.publish(organizationOf(c), c.req.param('id'), revision)), 200);
    })
    .post('/api/workflows/:id/webhook-token', async (c) => {
      const { id } = await workflowOf(c, c.req.param('id'));
      const token = newToken();
      await store.webhooks.setToken(organizationOf(c), id, sha256(token), new Date(clock.now()).toISOString());
      const url = `${config.publicUrl ?? new URL(c.req.url).origin}/api/webhook/${id}/${token}`;
      return c.json({ token, url }, 201);
    });
}

/** What a body gives; old clients keep the graph in `data`. */
function given({ name, tags, data, ...plain }: WorkflowBody): GivenWorkflow {
  const { nodes, connections, settings } = data ?? plain;
  return {
    name,
    tags: tags ?? undefined,
    graph: nodes === undefined ? undefined : { nodes, connections: connections ?? [], settings: settings ?? {} },
  };
}

function answer({ document, ...summary }: Workflow): WorkflowAnswer {
  return { ...summary, ...document };
}

function savedAnswer(workflow: Workflow, warnings: readonly Problem[]): SavedAnswer {
  return { ...answer(workflow), warnings: [...warnings] };
}

function etag({ revision }: Workflow): string {
  return `"${revision}"`;
}

/** 256 random bits; only the digest is kept. */
function newToken(): string {
  return `whk_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`;
}
