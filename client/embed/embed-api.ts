/** What an embedded page asks of the server, with its token and nothing else. */
import type { JsonRecord, LogRow } from '../../db/model.ts';
import type { EmbedAnswer } from '../../server/http/embed-answers.ts';
import { ApiError, bodyOf, reach } from '../answer.ts';
import type { ExecutionRow, ExecutionSummary, PollAnswer } from '../api.ts';
import { openFrames, tell } from '../feed/event-stream.ts';
import type { FeedPorts, StreamListener } from '../feed/feed-state.ts';
import { pagePorts } from '../feed/page-ports.ts';
import { createMember } from './stream-member.ts';
import { browserShare } from './stream-ports.ts';

export type { EmbedAnswer };
export type EmbedApi = {
  /** Goes on with another token. */
  renew(token: string): void;
  /** Says that the token has ended: who waits for news waits for the next token. */
  end(): void;
  grant(): Promise<EmbedAnswer>;
  /** Asks with the token that is good; where it has ended, with the next one. */
  read<T>(path: string): Promise<T>;
  /** Tells which widgets of the token's dashboard may have changed, and that it lives. */
  follow(listener: StreamListener): { close(): void };
  /** The newest execution of the workflow that the token lets watch. */
  newest(): Promise<string | null>;
  execute(inputs: JsonRecord): Promise<string>;
  cancel(executionId: string): Promise<void>;
  wholeRow(executionId: string, seq: number): Promise<LogRow>;
  ports(executionId: string): FeedPorts;
};

/** `onEnd` is called when the server says that the token has ended. */
export function createEmbedApi(first: string, onEnd: () => void): EmbedApi {
  let token = first;
  let ended = false;
  const waiting = new Set<() => void>();
  const share = browserShare();
  const member = share && createMember(share);
  // A hidden page shows nothing: whoever else is shown takes the connection over.
  document.addEventListener('visibilitychange', () => document.hidden && member?.rest());

  const ask = (path: string, init: RequestInit = {}) => {
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    return reach(fetch(`/api/embed${path}`, { cache: 'no-store', ...init, headers }));
  };
  const get = async <T>(path: string) => (await bodyOf(await ask(path))) as T;
  const post = async <T>(path: string, body: unknown) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await bodyOf(await ask(path, init))) as T;
  };
  const pathOf = (executionId: string) => `/executions/${encodeURIComponent(executionId)}`;

  function end(): void {
    ended = true;
    onEnd();
  }

  /** Asks with the token that is good; where it has ended, with the next one. */
  async function patiently(path: string, init: () => RequestInit): Promise<Response> {
    for (;;) {
      if (ended) await new Promise<void>((resolve) => waiting.add(resolve));
      const response = await ask(path, init());
      if (response.status !== 401) return response;
      end();
    }
  }

  async function poll(executionId: string, after: number | 'none', etag: string | null): Promise<PollAnswer> {
    const query = after === 'none' ? 'logs=none' : `after=${after}`;
    const headers: Record<string, string> = etag === null ? {} : { 'If-None-Match': etag };
    const init = () => ({ headers, signal: AbortSignal.timeout(10_000) });
    const response = await patiently(`${pathOf(executionId)}?${query}`, init);
    if (response.status === 304) return { kind: 'same' };
    const summary = (await bodyOf(response)) as ExecutionSummary;
    const serverTime = Date.parse(response.headers.get('date') ?? '');
    return { kind: 'news', etag: response.headers.get('etag'), summary, serverTime };
  }

  /** A stream of this frame's own. */
  function alone(path: string, listener: StreamListener): { close(): void } {
    return openFrames(
      (signal) => ask(path, { signal }),
      (frames) => {
        for (const frame of frames) tell(listener, frame);
      },
      listener.failed,
    );
  }

  /** `executionId` null: the dashboard that the token is for. */
  function openStream(executionId: string | null, after: number, listener: StreamListener): { close(): void } {
    const own = (cursor: number) =>
      alone(executionId === null ? '/dashboard/stream' : `${pathOf(executionId)}/stream?after=${cursor}`, listener);
    if (ended) {
      const again = () => listener.failed(null);
      waiting.add(again);
      return { close: () => waiting.delete(again) };
    }
    if (!member) return own(after);
    return member.open({ executionId, after, listener, token: () => token, alone: own });
  }

  return {
    renew(next) {
      token = next;
      ended = false;
      member?.renewed();
      for (const callback of waiting) callback();
      waiting.clear();
    },
    end,
    grant: () => get<EmbedAnswer>(''),
    read: async <T>(path: string) =>
      (await bodyOf(await patiently(path, () => ({ signal: AbortSignal.timeout(60_000) })))) as T,
    follow: (listener) => openStream(null, 0, listener),
    async newest() {
      const { executions } = await get<{ executions: ExecutionRow[] }>('/executions?limit=1');
      return executions[0]?.executionId ?? null;
    },
    execute: async (inputs) => (await post<{ executionId: string }>('/execute', { inputs })).executionId,
    async cancel(executionId) {
      await post(`${pathOf(executionId)}/cancel`, {});
    },
    wholeRow: (executionId, seq) => get<LogRow>(`${pathOf(executionId)}/logs/${seq}`),
    ports: (executionId) => ({
      ...pagePorts,
      openStream: (after, listener) => openStream(executionId, after, listener),
      poll: (after, etag) => poll(executionId, after, etag),
    }),
  };
}

/** Whether an answer says that the token is no good. */
export function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}
