/** One feed while it runs: what it holds, and the only ways to change its connection and its timers. */
import { emptyModel } from './execution-model.ts';
import type { Connection, FeedPorts, FeedState } from './feed-state.ts';

export const POLL_MS = 5_000;

type Timer = 'stream' | 'poll' | 'word' | 'pulse';

/** What the poll hands back to: the stream, and the end. */
export type Next = { openStream(feed: Feed): void; finish(feed: Feed): void };

export type Feed = {
  readonly ports: FeedPorts;
  readonly next: Next;
  readonly onChange: () => void;
  readonly state: FeedState;
  stream: { close(): void } | null;
  /** whether the stream has said anything */
  heard: boolean;
  /** when the stream was opened, or said something; ms since 1970 */
  streamAt: number;
  streamFailures: number;
  asking: boolean;
  askAgain: boolean;
  etag: { readonly after: number | 'none'; readonly value: string } | null;
  closed: boolean;
  framed: boolean;
  readonly timers: Map<Timer, () => void>;
};

/** A feed of which nothing is open yet. */
export function newFeed(ports: FeedPorts, onChange: () => void, next: Next): Feed {
  return {
    ports,
    next,
    onChange,
    state: {
      model: emptyModel(),
      connection: 'connecting',
      noStream: null,
      offlineSince: null,
      status: null,
      summary: null,
      problem: null,
      heardAt: null,
      clockAhead: 0,
    },
    stream: null,
    heard: false,
    streamAt: 0,
    streamFailures: 0,
    asking: false,
    askAgain: false,
    etag: null,
    closed: false,
    framed: false,
    timers: new Map(),
  };
}

/** Tells of what changed before the next frame, however often it is called. */
export function changed(feed: Feed): void {
  if (feed.framed || feed.closed) return;
  feed.framed = true;
  feed.ports.frame(() => {
    feed.framed = false;
    if (!feed.closed) feed.onChange();
  });
}

export function setConnection(feed: Feed, connection: Connection): void {
  const { state, ports } = feed;
  if (state.connection === connection) return;
  state.connection = connection;
  state.offlineSince = connection === 'offline' ? (state.heardAt ?? ports.now()) : null;
  changed(feed);
}

/** Nothing may speak any more. */
export function isOver({ state, closed }: Feed): boolean {
  return closed || state.connection === 'ended' || state.connection === 'gone';
}

/** The last row that was taken in. */
export function cursorOf({ state }: Feed): number {
  return state.model.view.lastSeq;
}

/** Replaces the timer of that name. */
export function setTimer(feed: Feed, name: Timer, ms: number, callback: (feed: Feed) => unknown): void {
  stopTimer(feed, name);
  const stop = feed.ports.after(ms, () => {
    feed.timers.delete(name);
    callback(feed);
  });
  feed.timers.set(name, stop);
}

export function stopTimer({ timers }: Feed, name: Timer): void {
  timers.get(name)?.();
  timers.delete(name);
}

export function closeStream(feed: Feed): void {
  feed.stream?.close();
  feed.stream = null;
  feed.heard = false;
  stopTimer(feed, 'word');
  stopTimer(feed, 'pulse');
}

/** Ends everything that could still speak. */
export function silence(feed: Feed): void {
  closeStream(feed);
  stopTimer(feed, 'stream');
  stopTimer(feed, 'poll');
}
