/** The streams: of one execution, of up to fifty, of all of an organization. */
import { type Context, Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import { isFinished } from '../../../db/execution-state.ts';
import type { ExecutionHead } from '../../../db/model.ts';
import type { Sink } from '../../events/sink.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import { idsParam, streamCursor, streamCursors } from '../query.ts';
import type { Streams } from '../sse.ts';
import { rightOf, type StreamRights } from '../stream-rights.ts';
import { noExecution } from './executions.ts';

export function streamRoutes({ store, feed, auth }: HttpDeps, streams: Streams, rights: StreamRights) {
  const open = (c: Context, begin: (sink: Sink) => void) => streams.open(c, rights.admit(rightOf(c, auth), begin));

  async function headsOf(c: Context, ids: readonly string[]): Promise<ExecutionHead[]> {
    const heads = await Promise.all(ids.map((id) => store.executions.head(organizationOf(c), id)));
    const unknown = ids.filter((_, index) => heads[index] === null);
    const [first] = unknown;
    if (first === undefined) return heads as ExecutionHead[];
    if (unknown.length === 1) throw noExecution(first);
    const details = unknown.map((id) => ({ path: 'ids', message: `There is no execution "${id}".` }));
    throw new CodedError('not_found', `${unknown.length} of the executions do not exist.`, { details });
  }

  return new Hono()
    .get('/api/workflow/execution/:executionId/stream', async (c) => {
      const after = streamCursor(c);
      const [head] = await headsOf(c, [c.req.param('executionId')]);
      if (!head || isRead(head, after)) return c.body(null, 204);
      return open(c, (sink) => feed.follow(head, after, sink));
    })
    .get('/api/executions/stream', async (c) => {
      const given = c.req.query('ids');
      if (given === undefined) {
        const organizationId = organizationOf(c);
        return open(c, (sink) => feed.followOrganization(organizationId, sink));
      }
      const ids = idsParam(given);
      const after = streamCursors(c, ids.length);
      const heads = await headsOf(c, ids);
      if (heads.every((head, index) => isRead(head, after[index] ?? 0))) return c.body(null, 204);
      return open(c, (sink) => feed.followMany(heads, after, sink));
    });
}

/** Whether there is nothing more to come: 204 makes an `EventSource` stop. */
function isRead(head: ExecutionHead, after: number): boolean {
  return isFinished(head.status) && after >= head.lastSeq;
}
