/** What a feed shows of one execution, and the outside world that it is given. */
import type { ExecutionStatus, LogRow, Progress, TokenChunk } from '../../db/model.ts';
import type { ApiError, ExecutionSummary, PollAnswer } from '../api.ts';
import type { ExecutionModel } from './execution-model.ts';

/** What is known about the connection, in the words of the page's foot. */
export type Connection =
  /** first contact, or the first try after the stream was cut */
  | 'connecting'
  /** the stream is there, and stored rows are still coming */
  | 'catchingUp'
  | 'live'
  | 'polling'
  /** nothing answers */
  | 'offline'
  /** the page is hidden */
  | 'hidden'
  | 'ended'
  /** there is no such execution, or it may not be seen */
  | 'gone';

/** Why a stream was not opened. */
export type Refusal = {
  readonly status: number;
  /** seconds after which another try is worth it, where the server says so */
  readonly retryAfter: number | null;
};

export type StatusNow = {
  readonly status: ExecutionStatus;
  readonly currentNodeId: string | null;
  readonly progress: Progress;
  readonly lastSeq: number;
};

export type FeedState = {
  readonly model: ExecutionModel;
  connection: Connection;
  /** why there is no stream while it polls: the way swallows it, or the server holds too many already */
  noStream: 'mute' | 'refused' | null;
  /** since when nothing has answered, ms since 1970 */
  offlineSince: number | null;
  status: StatusNow | null;
  summary: ExecutionSummary | null;
  problem: ApiError | null;
  /** when something was heard, ms since 1970 */
  heardAt: number | null;
  /** how far the server's clock is ahead of this one, ms */
  clockAhead: number;
};

export type StreamListener = {
  /** `size`: characters that the row came as */
  row(row: LogRow, size: number): void;
  status(now: StatusNow): void;
  token(chunk: TokenChunk): void;
  end(now: Pick<StatusNow, 'status' | 'lastSeq'>): void;
  heartbeat(): void;
  /** widgets of a dashboard that may show something else by now */
  changed?(widgets: readonly string[]): void;
  /** It has ended, or was refused. */
  failed(refusal: Refusal | null): void;
};

export type FeedPorts = {
  openStream(after: number, listener: StreamListener): { close(): void };
  poll(after: number | 'none', etag: string | null): Promise<PollAnswer>;
  /** ms since 1970 */
  now(): number;
  after(ms: number, callback: () => void): () => void;
  /** calls back before the next frame */
  frame(callback: () => void): void;
  hidden(): boolean;
  /**
   * Calls back when the page is shown or hidden, and when connections may have died without a word: the network came
   * back or changed, the page was taken out of the browser's cache.
   */
  onWake(callback: (why: 'looked at' | 'network') => void): () => void;
};
