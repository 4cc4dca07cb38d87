/**
 * Following an execution: the stream, read so that nothing is lost and nothing comes twice, whatever the disconnects.
 *
 * 1. Rows come in order of `seq`, each once: every connection begins after the last row that was given out.
 * 2. It ends with an `end` event, or with the failure that makes going on pointless.
 * 3. Silence that is longer than two heartbeats counts as a broken connection.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { ExecutionStatus, LogRow, Progress, TokenChunk } from '../db/model.ts';
import { type Api, type Head, Refusal, Unreachable } from './api.ts';

export type StatusNow = {
  readonly status: ExecutionStatus;
  readonly currentNodeId: string | null;
  readonly progress: Progress;
  readonly lastSeq: number;
};
export type StreamEvent =
  | { readonly event: 'log'; readonly data: LogRow }
  | { readonly event: 'status'; readonly data: StatusNow }
  | { readonly event: 'token'; readonly data: TokenChunk }
  | { readonly event: 'end'; readonly data: { readonly status: ExecutionStatus; readonly lastSeq: number } }
  /** the connection broke and is sought again */
  | { readonly event: 'lost' }
  | { readonly event: 'back' };

export type FollowOptions = {
  /** `seq` of the last row that is known */
  readonly after?: number;
  /** ends the stream without an `end` */
  readonly signal: AbortSignal;
  /** ms without a byte after which a connection counts as broken */
  readonly silenceMs?: number;
  /** ms after which the search for a lost server is given up */
  readonly giveUpMs?: number;
};

const SILENCE = 40_000;
const SILENT = 'The stream fell silent.';
const GIVE_UP = 5 * 60_000;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

/** Throws `Unreachable` when the first connection fails, or when a lost one is not found again in time. */
export async function* follow(api: Api, executionId: string, options: FollowOptions): AsyncGenerator<StreamEvent> {
  const { signal, giveUpMs = GIVE_UP } = options;
  let cursor = options.after ?? 0;
  let connected = false;
  let lostAt: number | null = null;
  for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      for await (const event of connection(api, executionId, cursor, options)) {
        if (lostAt !== null) yield { event: 'back' };
        connected = true;
        lostAt = null;
        if (event.event === 'open') continue;
        pause = FIRST_PAUSE;
        if (event.event === 'log') {
          if (event.data.seq <= cursor) continue;
          cursor = event.data.seq;
        }
        yield event;
        if (event.event === 'end') return;
      }
    } catch (error) {
      if (signal.aborted) return;
      const tired = lostAt !== null && performance.now() - lostAt > giveUpMs;
      if (!connected || tired || !isPassing(error)) throw error;
    }
    if (signal.aborted) return;
    if (lostAt === null) yield { event: 'lost' };
    lostAt ??= performance.now();
    await delay(pause, undefined, { signal }).catch(() => {});
  }
}

/** The events of one connection. */
async function* connection(
  api: Api,
  executionId: string,
  cursor: number,
  { signal, silenceMs = SILENCE }: FollowOptions,
): AsyncGenerator<StreamEvent | { readonly event: 'open' }> {
  const silence = new AbortController();
  const watchdog = setTimeout(() => silence.abort(new Error(SILENT)), silenceMs);
  const path = `/api/workflow/execution/${encodeURIComponent(executionId)}`;
  try {
    const headers = { accept: 'text/event-stream', 'last-event-id': String(cursor) };
    const response = await api.open(`${path}/stream`, { headers, signal: AbortSignal.any([signal, silence.signal]) });
    yield { event: 'open' };
    if (response.status === 204 || !response.body) {
      const { status, lastSeq } = await api.get<Head>(`${path}?logs=none`);
      yield { event: 'end', data: { status, lastSeq } };
      return;
    }
    const messages = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { event, data } of messages) {
      watchdog.refresh();
      if (event === 'log' || event === 'status' || event === 'token' || event === 'end') {
        yield { event, data: JSON.parse(data) } as StreamEvent;
      }
    }
  } finally {
    clearTimeout(watchdog);
  }
}

/** Whether an error is the connection's, or a server's on its way down, and may be gone at the next try. */
function isPassing(error: unknown): boolean {
  if (error instanceof Refusal) return error.status >= 502;
  if (error instanceof Unreachable) return true;
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code ?? (error.cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' || error.message === 'terminated' || error.message === SILENT;
}
