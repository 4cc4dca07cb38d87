/** The outside world of a feed, in the hands of a test: a server with a log, a network that can break, time that is moved. */
import { ApiError, type ExecutionSummary, type PollAnswer } from '../../client/api.ts';
import type { Connection, FeedPorts, Refusal, StatusNow, StreamListener } from '../../client/feed/feed-state.ts';
import { type ExecutionFeed, makeExecutionFeed } from '../../client/feed/follow.ts';
import { isFinished } from '../../db/execution-state.ts';
import type { ExecutionStatus, LogRow } from '../../db/model.ts';
import { START } from './_rows.ts';

/** `dead`: nothing comes any more, and nobody is told. */
type Stream = { readonly after: number; readonly listener: StreamListener; open: boolean; dead: boolean };
type Timer = { readonly at: number; readonly callback: () => void };

/** `mute` swallows streams, `full` refuses them; polls go through both. */
export type Network = 'up' | 'down' | 'mute' | 'full' | 'missing';

export function createWorld() {
  let now = START;
  let timers: Timer[] = [];
  let network: Network = 'up';
  let hidden = false;
  let wake: (why: 'looked at' | 'network') => void = () => {};
  let status: ExecutionStatus = 'running';
  const log: LogRow[] = [];
  const streams: Stream[] = [];
  const polls: { after: number | 'none'; etag: string | null; answer: 'same' | 'news' | 'failed' }[] = [];
  const seen: Connection[] = [];

  const statusNow = (): StatusNow => ({
    status,
    currentNodeId: null,
    progress: { totalNodes: 9, completedNodes: 0, failedNodes: 0, skippedNodes: 0, percentage: 0 },
    lastSeq: log.length,
  });

  function openStream(after: number, listener: StreamListener): { close(): void } {
    const stream: Stream = { after, listener, open: true, dead: false };
    streams.push(stream);
    queueMicrotask(() => {
      if (!stream.open || stream.dead || network === 'mute') return;
      if (network === 'full') return fail(stream, { status: 429, retryAfter: 7 });
      if (network !== 'up' || (isFinished(status) && after >= log.length)) return fail(stream);
      for (const each of log.slice(after)) listener.row(each, 1);
      listener.status(statusNow());
      if (isFinished(status)) listener.end(statusNow());
    });
    return {
      close() {
        stream.open = false;
      },
    };
  }

  function fail(stream: Stream, refusal: Refusal | null = null): void {
    stream.open = false;
    stream.listener.failed(refusal);
  }

  async function poll(after: number | 'none', etag: string | null): Promise<PollAnswer> {
    const asked = { after, etag, answer: 'news' as 'same' | 'news' | 'failed' };
    polls.push(asked);
    if (network === 'down') {
      asked.answer = 'failed';
      throw new ApiError('offline', 0, 'The server does not answer.');
    }
    if (network === 'missing') throw new ApiError('not_found', 404, 'There is no execution "e1".');
    const current = `W/"${log.length}.${status}.${after}"`;
    if (etag === current) {
      asked.answer = 'same';
      return { kind: 'same' };
    }
    const logs = after === 'none' ? [] : log.slice(after, after + 100);
    const summary = { ...statusNow(), version: log.length * 10, done: isFinished(status), logs } as unknown;
    return { kind: 'news', etag: current, summary: summary as ExecutionSummary, serverTime: now };
  }

  const ports: FeedPorts = {
    openStream,
    poll,
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    frame: (callback) => queueMicrotask(callback),
    hidden: () => hidden,
    onWake(callback) {
      wake = callback;
      return () => {
        wake = () => {};
      };
    },
  };

  const live = () => streams.filter((stream) => stream.open);
  const heard = () => (network === 'up' ? live().filter((stream) => !stream.dead) : []);
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };

  return {
    log,
    streams,
    polls,
    seen,
    live,
    timers: () => timers.length,
    follow(): ExecutionFeed {
      const feed: ExecutionFeed = makeExecutionFeed(ports, () => {
        if (seen.at(-1) !== feed.state.connection) seen.push(feed.state.connection);
      });
      return feed;
    },
    settle,
    /** Appends rows; who is connected gets them at once. */
    async append(...rows: LogRow[]): Promise<void> {
      log.push(...rows);
      for (const { listener } of heard()) for (const each of rows) listener.row(each, 1);
      for (const { listener } of heard()) listener.status(statusNow());
      await settle();
    },
    async finish(as: ExecutionStatus = 'completed'): Promise<void> {
      status = as;
      for (const { listener } of heard()) listener.end(statusNow());
      await settle();
    },
    async setNetwork(next: Network): Promise<void> {
      network = next;
      if (next === 'down' || next === 'missing') for (const stream of live()) if (!stream.dead) fail(stream);
      await settle();
    },
    async setHidden(next: boolean): Promise<void> {
      hidden = next;
      wake('looked at');
      await settle();
    },
    heartbeat(): void {
      for (const { listener } of heard()) listener.heartbeat();
    },
    /** The machine sleeps: no timer runs, and connections die without a word. */
    async sleep(ms: number): Promise<void> {
      now += ms;
      for (const stream of live()) stream.dead = true;
      await settle();
    },
    /** The browser says that the network is another. */
    async changeNetwork(): Promise<void> {
      for (const stream of live()) stream.dead = true;
      wake('network');
      await settle();
    },
    /** Moves time on, timer by timer. */
    async pass(ms: number): Promise<void> {
      const until = now + ms;
      await settle();
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        now = Math.max(now, due.at);
        timers = timers.filter((timer) => timer !== due);
        due.callback();
        await settle();
      }
      now = until;
    },
  };
}
