/**
 * Follows one execution for as long as somebody looks: by its stream, and by the 5-second poll where the stream is
 * silent, refused or cut.
 *
 * Owns: the connection, its timers, the cursor. Does not own: what rows mean (the model does), how things look.
 *
 * 1. There is at most one stream and one poll at a time, and neither once it is `ended` or `gone`.
 * 2. A stream begins after the last row that was taken in: nothing is asked for twice, and nothing is left out.
 * 3. Silence of two heartbeats is a broken stream. A stream that has said nothing yet is not trusted: polls go on.
 * 4. While hidden there is no stream: the poll without rows keeps title and callbacks true.
 * 5. What changed is told once per frame.
 */
import { isFinished } from '../../db/execution-state.ts';
import { ApiError, type PollAnswer } from '../api.ts';
import { emptyModel, takeRows, takeText } from './execution-model.ts';
import type { Connection, FeedPorts, FeedState, StatusNow } from './feed-state.ts';

export const POLL_MS = 5_000;
/** Two heartbeats of the server. */
export const SILENCE_MS = 30_000;
/** How long a new stream may stay without a word before polls begin beside it. */
const FIRST_WORD_MS = 4_000;
const STREAM_TRIES_MS = [300, 5_000, 10_000, 20_000, 30_000];

type Timer = 'stream' | 'poll' | 'silence';

type Feed = {
  readonly ports: FeedPorts;
  readonly onChange: () => void;
  readonly state: FeedState;
  stream: { close(): void } | null;
  /** whether the stream has said anything */
  heard: boolean;
  streamFailures: number;
  asking: boolean;
  askAgain: boolean;
  etag: { readonly after: number | 'none'; readonly value: string } | null;
  closed: boolean;
  framed: boolean;
  readonly timers: Map<Timer, () => void>;
};

export type ExecutionFeed = { readonly state: FeedState; close(): void };

/** Begins at once. `onChange` is called after anything of `state` changed, at most once per frame. */
export function makeExecutionFeed(ports: FeedPorts, onChange: () => void): ExecutionFeed {
  const feed: Feed = {
    ports,
    onChange,
    state: {
      model: emptyModel(),
      connection: 'connecting',
      status: null,
      summary: null,
      problem: null,
      heardAt: null,
      clockAhead: 0,
    },
    stream: null,
    heard: false,
    streamFailures: 0,
    asking: false,
    askAgain: false,
    etag: null,
    closed: false,
    framed: false,
    timers: new Map(),
  };
  const stopWaking = ports.onWake(() => wake(feed));
  if (ports.hidden()) wake(feed);
  else {
    openStream(feed);
    ask(feed, 'none').catch((error) => onPollFailed(feed, error, pollRows));
  }
  return {
    state: feed.state,
    close() {
      feed.closed = true;
      stopWaking();
      silence(feed);
    },
  };
}

function changed(feed: Feed): void {
  if (feed.framed || feed.closed) return;
  feed.framed = true;
  feed.ports.frame(() => {
    feed.framed = false;
    if (!feed.closed) feed.onChange();
  });
}

function set(feed: Feed, connection: Connection): void {
  if (feed.state.connection === connection) return;
  feed.state.connection = connection;
  changed(feed);
}

function isOver({ state, closed }: Feed): boolean {
  return closed || state.connection === 'ended' || state.connection === 'gone';
}

function cursorOf({ state }: Feed): number {
  return state.model.view.lastSeq;
}

function setTimer(feed: Feed, name: Timer, ms: number, callback: (feed: Feed) => unknown): void {
  stopTimer(feed, name);
  const stop = feed.ports.after(ms, () => {
    feed.timers.delete(name);
    callback(feed);
  });
  feed.timers.set(name, stop);
}

function stopTimer({ timers }: Feed, name: Timer): void {
  timers.get(name)?.();
  timers.delete(name);
}

/** Ends everything that could still speak. */
function silence(feed: Feed): void {
  closeStream(feed);
  stopTimer(feed, 'stream');
  stopTimer(feed, 'poll');
}

// ── the stream ──────────────────────────────────────────────────────────────────────────────────────────────────────

function openStream(feed: Feed): void {
  const { ports, state } = feed;
  if (feed.stream || isOver(feed) || ports.hidden()) return;
  // A stream that was replaced must not speak any more.
  const ifMine = (take: () => unknown) => {
    if (feed.stream === opened) hear(feed, take);
  };
  const opened = ports.openStream(cursorOf(feed), {
    row: (row, size) => ifMine(() => takeRows(state.model, [row], size) || loseStream(feed)),
    status: (now) => ifMine(() => takeStatus(feed, now)),
    token: (chunk) => ifMine(() => takeText(state.model, chunk)),
    end: (now) => ifMine(() => takeEnd(feed, now)),
    heartbeat: () => ifMine(() => undefined),
    failed: () => {
      if (feed.stream === opened) loseStream(feed);
    },
  });
  feed.stream = opened;
  setTimer(feed, 'silence', FIRST_WORD_MS, () => {
    if (state.connection === 'connecting') startPolling(feed);
    setTimer(feed, 'silence', SILENCE_MS, loseStream);
  });
}

function closeStream(feed: Feed): void {
  feed.stream?.close();
  feed.stream = null;
  feed.heard = false;
  stopTimer(feed, 'silence');
}

function hear(feed: Feed, take: () => unknown): void {
  feed.state.heardAt = feed.ports.now();
  if (!feed.heard) {
    feed.heard = true;
    feed.streamFailures = 0;
    stopTimer(feed, 'poll');
    set(feed, 'catchingUp');
  }
  setTimer(feed, 'silence', SILENCE_MS, loseStream);
  take();
  changed(feed);
}

function loseStream(feed: Feed): void {
  const { heard, streamFailures } = feed;
  closeStream(feed);
  if (isOver(feed)) return;
  if (heard) set(feed, 'connecting');
  else startPolling(feed);
  feed.streamFailures += 1;
  const wait = STREAM_TRIES_MS[Math.min(streamFailures, STREAM_TRIES_MS.length - 1)] ?? POLL_MS;
  setTimer(feed, 'stream', wait, openStream);
}

function takeStatus(feed: Feed, now: StatusNow): void {
  const { state } = feed;
  const before = state.status;
  if (!before || (!isFinished(before.status) && now.lastSeq >= before.lastSeq)) state.status = now;
  if (feed.heard && cursorOf(feed) >= now.lastSeq) set(feed, 'live');
  // The summary has what a status has not: when it started, why it failed.
  if (state.summary && state.summary.status !== now.status) askOnce(feed);
}

function takeEnd(feed: Feed, { status, lastSeq }: Pick<StatusNow, 'status' | 'lastSeq'>): void {
  if (feed.state.status) feed.state.status = { ...feed.state.status, status, lastSeq };
  // Rows that a mute connection swallowed come with the next one.
  if (cursorOf(feed) < lastSeq) loseStream(feed);
  else finish(feed);
}

function finish(feed: Feed): void {
  silence(feed);
  set(feed, 'ended');
  askOnce(feed);
}

// ── the poll ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Asks for the summary, without rows; if an answer is on its way already, once more after it. */
function askOnce(feed: Feed): void {
  if (feed.asking) feed.askAgain = true;
  else ask(feed, 'none').catch(() => feed.state.connection === 'ended' && setTimer(feed, 'poll', POLL_MS, askOnce));
}

async function ask(feed: Feed, after: number | 'none'): Promise<void> {
  if (feed.asking) return;
  feed.asking = true;
  try {
    const answer = await feed.ports.poll(after, feed.etag?.after === after ? feed.etag.value : null);
    if (feed.closed) return;
    feed.state.heardAt = feed.ports.now();
    feed.state.problem = null;
    if (answer.kind === 'news') {
      feed.etag = answer.etag === null ? null : { after, value: answer.etag };
      takeSummary(feed, answer);
    }
    changed(feed);
  } finally {
    feed.asking = false;
    const again = feed.askAgain && !feed.closed;
    feed.askAgain = false;
    if (again) askOnce(feed);
  }
}

function takeSummary(feed: Feed, { summary, serverTime }: Extract<PollAnswer, { kind: 'news' }>): void {
  const { state } = feed;
  const { status, currentNodeId, progress, lastSeq } = summary;
  const ahead = serverTime - feed.ports.now();
  // The header has whole seconds: less than that is no difference between clocks.
  if (Math.abs(ahead) > 2_000) state.clockAhead = ahead;
  if (!state.summary || summary.version >= state.summary.version) state.summary = { ...summary, logs: [] };
  takeRows(state.model, summary.logs);
  takeStatus(feed, { status, currentNodeId, progress, lastSeq });
}

function startPolling(feed: Feed): void {
  if (isOver(feed) || feed.ports.hidden()) return;
  if (feed.state.connection !== 'offline') set(feed, 'polling');
  void pollRows(feed);
}

async function pollRows(feed: Feed): Promise<void> {
  stopTimer(feed, 'poll');
  const before = cursorOf(feed);
  try {
    await ask(feed, before);
  } catch (error) {
    return onPollFailed(feed, error, pollRows);
  }
  const { state } = feed;
  if (isOver(feed) || feed.ports.hidden() || feed.heard) return;
  if (state.connection === 'offline') {
    feed.streamFailures = 0;
    setTimer(feed, 'stream', 0, openStream);
  }
  set(feed, 'polling');
  const missing = state.status !== null && cursorOf(feed) < state.status.lastSeq;
  if (!missing && state.status && isFinished(state.status.status)) return finish(feed);
  setTimer(feed, 'poll', missing && cursorOf(feed) > before ? 0 : POLL_MS, pollRows);
}

/** While hidden. */
async function pollStatus(feed: Feed): Promise<void> {
  stopTimer(feed, 'poll');
  try {
    await ask(feed, 'none');
  } catch (error) {
    return onPollFailed(feed, error, pollStatus);
  }
  if (isOver(feed) || !feed.ports.hidden()) return;
  if (feed.state.status && isFinished(feed.state.status.status)) return;
  setTimer(feed, 'poll', POLL_MS, pollStatus);
}

function onPollFailed(feed: Feed, error: unknown, again: (feed: Feed) => Promise<void>): void {
  if (isOver(feed)) return;
  const problem = error instanceof ApiError ? error : new ApiError('offline', 0, String(error));
  if (problem.status === 404 || problem.status === 401 || problem.status === 403) {
    feed.state.problem = problem;
    silence(feed);
    return set(feed, 'gone');
  }
  if (feed.heard) return;
  if (!feed.ports.hidden()) set(feed, 'offline');
  setTimer(feed, 'poll', POLL_MS, again);
}

/** The page was shown or hidden, or the network is back. */
function wake(feed: Feed): void {
  if (isOver(feed)) return;
  stopTimer(feed, 'poll');
  if (feed.ports.hidden()) {
    silence(feed);
    set(feed, 'hidden');
    void pollStatus(feed);
    return;
  }
  feed.streamFailures = 0;
  if (feed.heard) return;
  closeStream(feed);
  set(feed, 'connecting');
  openStream(feed);
}
