/** What an embedded page asks of the server, with its token and nothing else. */
import type { JsonRecord, LogRow } from '../../db/model.ts';
import type { EmbedAnswer } from '../../server/http/embed-answers.ts';
import { ApiError, bodyOf } from '../answer.ts';
import type { ExecutionRow, ExecutionSummary, PollAnswer } from '../api.ts';
import { openFrames, tell } from '../feed/event-stream.ts';
import type { FeedPorts } from '../feed/feed-state.ts';
import { pagePorts } from '../feed/page-ports.ts';

export type { EmbedAnswer };
export type EmbedApi = {
  /** Goes on with another token. */
  renew(token: string): void;
  grant(): Promise<EmbedAnswer>;
  /** The newest execution of the workflow that the token lets watch. */
  newest(): Promise<string | null>;
  execute(inputs: JsonRecord): Promise<string>;
  cancel(executionId: string): Promise<void>;
  ports(executionId: string): FeedPorts;
  /** One log row with its payloads whole. */
  wholeRow(executionId: string, seq: number): Promise<LogRow>;
};

export function createEmbedApi(first: string): EmbedApi {
  let token = first;

  async function reach(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    return fetch(`/api/embed${path}`, { cache: 'no-store', ...init, headers }).catch(() => {
      throw new ApiError('offline', 0, 'The server does not answer.');
    });
  }
  const ask = async <T>(path: string, init?: RequestInit) => (await bodyOf(await reach(path, init))) as T;
  const post = <T>(path: string, body: unknown) =>
    ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const pathOf = (executionId: string) => `/executions/${encodeURIComponent(executionId)}`;

  async function poll(executionId: string, after: number | 'none', etag: string | null): Promise<PollAnswer> {
    const query = after === 'none' ? 'logs=none' : `after=${after}`;
    const headers: Record<string, string> = etag === null ? {} : { 'If-None-Match': etag };
    const signal = AbortSignal.timeout(10_000);
    const response = await reach(`${pathOf(executionId)}?${query}`, { headers, signal });
    if (response.status === 304) return { kind: 'same' };
    const summary = (await bodyOf(response)) as ExecutionSummary;
    const serverTime = Date.parse(response.headers.get('date') ?? '');
    return { kind: 'news', etag: response.headers.get('etag'), summary, serverTime };
  }

  return {
    renew(next) {
      token = next;
    },
    grant: () => ask<EmbedAnswer>(''),
    async newest() {
      const { executions } = await ask<{ executions: ExecutionRow[] }>('/executions?limit=1');
      return executions[0]?.executionId ?? null;
    },
    execute: async (inputs) => (await post<{ executionId: string }>('/execute', { inputs })).executionId,
    async cancel(executionId) {
      await post(`${pathOf(executionId)}/cancel`, {});
    },
    wholeRow: (executionId, seq) => ask<LogRow>(`${pathOf(executionId)}/logs/${seq}`),
    ports: (executionId) => ({
      ...pagePorts,
      openStream: (after, listener) =>
        openFrames(
          (signal) => reach(`${pathOf(executionId)}/stream?after=${after}`, { signal }),
          (frames) => {
            for (const frame of frames) tell(listener, frame);
          },
          listener.failed,
        ),
      poll: (after, etag) => poll(executionId, after, etag),
    }),
  };
}
