/**
 * Follows one execution for as long as somebody looks: by its stream, and by the 5-second poll where the stream is
 * silent, refused or cut.
 *
 * Owns: when a stream is opened and when it is asked. Does not own: what an answer changes (`summary.ts`), what rows
 * mean (`execution-model.ts`), how things look.
 *
 * 1. There is at most one stream and one poll at a time, and neither once it is `ended` or `gone`.
 * 2. A stream begins after the last row that was taken in: nothing is asked for twice, and nothing is left out.
 * 3. Silence of two heartbeats is a broken stream. A stream that has said nothing yet is not trusted: polls go on.
 * 4. While hidden there is no stream: the poll without rows keeps title and callbacks true.
 * 5. What changed is told once per frame.
 */
import { isFinished } from '../../db/execution-state.ts';
import { ApiError } from '../api.ts';
import { takeRows, takeText } from './execution-model.ts';
import {
  changed,
  closeStream,
  cursorOf,
  type Feed,
  isOver,
  newFeed,
  POLL_MS,
  setConnection,
  setTimer,
  silence,
  stopTimer,
} from './feed.ts';
import type { FeedPorts, FeedState, StatusNow } from './feed-state.ts';
import { ask, askOnce, takeStatus } from './summary.ts';

/** Two heartbeats of the server. */
export const SILENCE_MS = 30_000;
/** How long a new stream may stay without a word before polls begin beside it. */
const FIRST_WORD_MS = 4_000;
const STREAM_TRIES_MS = [300, 5_000, 10_000, 20_000, 30_000];

export type ExecutionFeed = { readonly state: FeedState; close(): void };

/** Begins at once. `onChange` is called after anything of `state` changed, at most once per frame. */
export function makeExecutionFeed(ports: FeedPorts, onChange: () => void): ExecutionFeed {
  const feed = newFeed(ports, onChange);
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

function hear(feed: Feed, take: () => unknown): void {
  feed.state.heardAt = feed.ports.now();
  if (!feed.heard) {
    feed.heard = true;
    feed.streamFailures = 0;
    stopTimer(feed, 'poll');
    setConnection(feed, 'catchingUp');
  }
  setTimer(feed, 'silence', SILENCE_MS, loseStream);
  take();
  changed(feed);
}

function loseStream(feed: Feed): void {
  const { heard, streamFailures } = feed;
  closeStream(feed);
  if (isOver(feed)) return;
  if (heard) setConnection(feed, 'connecting');
  else startPolling(feed);
  feed.streamFailures += 1;
  const wait = STREAM_TRIES_MS[Math.min(streamFailures, STREAM_TRIES_MS.length - 1)] ?? POLL_MS;
  setTimer(feed, 'stream', wait, openStream);
}

function takeEnd(feed: Feed, { status, lastSeq }: Pick<StatusNow, 'status' | 'lastSeq'>): void {
  if (feed.state.status) feed.state.status = { ...feed.state.status, status, lastSeq };
  // Rows that a mute connection swallowed come with the next one.
  if (cursorOf(feed) < lastSeq) loseStream(feed);
  else finish(feed);
}

function finish(feed: Feed): void {
  silence(feed);
  setConnection(feed, 'ended');
  askOnce(feed);
}

// ── the poll ────────────────────────────────────────────────────────────────────────────────────────────────────────

function startPolling(feed: Feed): void {
  if (isOver(feed) || feed.ports.hidden()) return;
  if (feed.state.connection !== 'offline') setConnection(feed, 'polling');
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
  setConnection(feed, 'polling');
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
    return setConnection(feed, 'gone');
  }
  if (feed.heard) return;
  if (!feed.ports.hidden()) setConnection(feed, 'offline');
  setTimer(feed, 'poll', POLL_MS, again);
}

/** The page was shown or hidden, or the network is back. */
function wake(feed: Feed): void {
  if (isOver(feed)) return;
  stopTimer(feed, 'poll');
  if (feed.ports.hidden()) {
    silence(feed);
    setConnection(feed, 'hidden');
    void pollStatus(feed);
    return;
  }
  feed.streamFailures = 0;
  if (feed.heard) return;
  closeStream(feed);
  setConnection(feed, 'connecting');
  openStream(feed);
}
