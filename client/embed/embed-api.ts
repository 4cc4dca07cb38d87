/** What an embedded page asks of the server, with its token and nothing else. */
import type { JsonRecord } from '../../db/model.ts';
import type { EmbedAnswer } from '../../server/http/embed-answers.ts';
import { ApiError, bodyOf, type ExecutionRow, type ExecutionSummary, type PollAnswer } from '../api.ts';
import { browserPorts } from '../feed/browser-ports.ts';
import type { FeedPorts, StreamListener } from '../feed/feed-state.ts';

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

  function openStream(executionId: string, after: number, listener: StreamListener): { close(): void } {
    const stop = new AbortController();
    const read = async () => {
      const response = await reach(`${pathOf(executionId)}/stream?after=${after}`, { signal: stop.signal });
      // 204: there is no more to come, which the poll says too.
      if (response.status !== 200 || !response.body) return;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const events = (text + part.value).split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) take(listener, event);
      }
    };
    const over = () => stop.signal.aborted || listener.failed();
    read().then(over, over);
    return { close: () => stop.abort() };
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
    ports: (executionId) => ({
      ...browserPorts(executionId),
      openStream: (after, listener) => openStream(executionId, after, listener),
      poll: (after, etag) => poll(executionId, after, etag),
    }),
  };
}

/** One event as this server writes it: a parser of all that the format allows would cost as much as the rest of this file. */
function take(listener: StreamListener, text: string): void {
  const field = (name: string) =>
    text
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const data = field('data') ?? '';
  switch (field('event')) {
    case 'log':
      return listener.row(JSON.parse(data), data.length);
    case 'status':
      return listener.status(JSON.parse(data));
    case 'token':
      return listener.token(JSON.parse(data));
    case 'end':
      return listener.end(JSON.parse(data));
    default:
      listener.heartbeat();
  }
}
