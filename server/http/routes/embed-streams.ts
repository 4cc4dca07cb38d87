/** One stream for many embeds: opened with their tokens, and changed while it is open. */
import { type Context, Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import { jsonBody } from '../body.ts';
import { watchWidgets } from '../dashboard-live.ts';
import type { HttpDeps } from '../deps.ts';
import { shownDashboard, watchedWidgets } from '../embed-dashboard.ts';
import { embedStreamBody, embedStreamChange } from '../embed-schemas.ts';
import { type Asked, createEmbedStreams, type EmbedStream, type Opened } from '../embed-streams.ts';
import { type EmbedLive, isRead } from './embed.ts';
import { noExecution } from './executions.ts';

type Wanted = { readonly token: string; readonly executionId?: string | null | undefined; readonly after?: number };

export function embedStreamRoutes(
  { feed, embed, dashboards, config }: HttpDeps,
  { streams, rights, prover }: EmbedLive,
) {
  const open = createEmbedStreams(feed, embed);

  async function openedBy(c: Context, { token, executionId, after = 0 }: Wanted): Promise<Opened> {
    const proof = await prover.prove(c, token);
    if (proof.dashboardId !== null) {
      const shown = await shownDashboard(dashboards, proof);
      const widgets = watchedWidgets(shown);
      return { proof, begin: (tell) => watchWidgets(feed, proof.organizationId, widgets, tell) };
    }
    const wanted = executionId ?? proof.executionId;
    if (wanted === null) {
      const sentence =
        'Expected the execution to be named beside a token for a workflow ("executionIds", "executionId").';
      throw new CodedError('invalid', sentence);
    }
    return { proof, head: await prover.opened(proof, wanted), after };
  }
  /** One token that opens nothing keeps nothing from the others. */
  const ask = (c: Context, wanted: Wanted): Promise<Asked> =>
    openedBy(c, wanted).catch((error: unknown) => {
      if (!(error instanceof CodedError) || error.code === 'rate_limited') throw error;
      return { executionId: wanted.executionId ?? null, error };
    });

  return new Hono()
    .post('/api/executions/stream', jsonBody(embedStreamBody, config), async (c) => {
      const { tokens, cursors = [], executionIds = [] } = c.req.valid('json');
      await prover.admit(c);
      const asked = await Promise.all(
        tokens.map((token, index) => ask(c, { token, executionId: executionIds[index], after: cursors[index] ?? 0 })),
      );
      const opened = asked.filter((each) => 'proof' in each);
      const [first] = opened;
      if (!first) throw asked.find((each) => 'error' in each)?.error ?? noExecution('');
      if (opened.length === asked.length && opened.every((each) => 'head' in each && isRead(each.head, each.after))) {
        return c.body(null, 204);
      }
      let stream: EmbedStream | null = null;
      const right = {
        ...prover.rightTo(first.proof),
        until: null,
        ask: async () => stream?.look().then(() => true) ?? true,
      };
      return streams.open(
        c,
        rights.admit(right, (sink) => {
          stream = open.begin(sink, asked);
        }),
      );
    })
    .post('/api/executions/stream/:stream', jsonBody(embedStreamChange, config), async (c) => {
      const { add = [], renew = [], drop = [] } = c.req.valid('json');
      await prover.admit(c);
      const stream = open.find(c.req.param('stream'));
      if (!stream) {
        // what has ended with its last part holds nothing that could be dropped
        if (add.length + renew.length === 0) return c.json({ added: [], renewed: [] }, 200);
        throw noStream(c.req.param('stream'));
      }
      const renewed = await Promise.all(
        renew.map(({ part, token }) =>
          stream
            .renew(part, (executionId) => openedBy(c, { token, executionId }))
            .then(
              () => ({ part, ok: true, error: null }),
              (error: unknown) => {
                if (!(error instanceof CodedError)) throw error;
                return { part, ok: false, error: error.message };
              },
            ),
        ),
      );
      const asked = await Promise.all(add.map((each) => ask(c, each)));
      const added = stream.add(asked);
      for (const part of drop) stream.drop(part);
      return c.json({ added, renewed }, 200);
    });
}

function noStream(stream: string): CodedError {
  const sentence = `There is no open stream "${stream}". Open another one with the cursors so far.`;
  return new CodedError('not_found', sentence);
}
