/**
 * Follows one execution for as long as somebody looks: by its stream, and by the 5-second poll where the stream is
 * silent, refused or cut.
 *
 * Owns: when a stream is opened and when it is asked. Does not own: what an answer changes (`summary.ts`), what rows
 * mean (`execution-model.ts`), how things look.
 *
 * 1. There is at most one stream and one poll at a time, and neither once it is `ended` or `gone`.
 * 2. A stream begins after the last row that was taken in: nothing is asked for twice, and nothing is left out.
 * 3. Silence of two heartbeats is a broken stream: polls begin at once. One that has said nothing yet is not trusted:
 *    polls go on beside it.
 * 4. While hidden there is no stream: the poll without rows keeps title and callbacks true.
 * 5. What changed is told once per frame.
 * 6. Time that jumped is sleep: connections from before it are dead, whatever they look like.
 */
import { isFinished } from '../../db/execution-state.ts';
import { takeRows, takeText } from './execution-model.ts';
import {
  changed,
  closeStream,
  cursorOf,
  type Feed,
  isOver,
  newFeed,
  setConnection,
  setTimer,
  silence,
  stopTimer,
} from './feed.ts';
import type { FeedPorts, FeedState, Refusal, StatusNow } from './feed-state.ts';
import { begin, pollStatus, startPolling } from './polling.ts';
import { askOnce, takeStatus } from './summary.ts';

/** Two heartbeats of the server. */
export const SILENCE_MS = 30_000;
/** How long a new stream may stay without a word before polls begin beside it. */
const FIRST_WORD_MS = 4_000;
/** How often the stream is looked after; what comes so much later than it should was slept through. */
export const PULSE_MS = 5_000;
const SLEPT_MS = 10_000;
const STREAM_TRIES_MS = [300, 5_000, 10_000, 20_000, 30_000];
/** A stream that the server refused for there being too many is not soon there again. */
const REFUSED_MS = 30_000;

export type ExecutionFeed = { readonly state: FeedState; close(): void };

/** Begins at once. `onChange` is called after anything of `state` changed, at most once per frame. */
export function makeExecutionFeed(ports: FeedPorts, onChange: () => void): ExecutionFeed {
  const feed = newFeed(ports, onChange, { openStream, finish });
  const stopWaking = ports.onWake((why) => wake(feed, why));
  if (ports.hidden()) wake(feed, 'looked at');
  else {
    openStream(feed);
    begin(feed);
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
    failed: (refusal) => {
      if (feed.stream === opened) loseStream(feed, refusal);
    },
  });
  feed.stream = opened;
  feed.streamAt = ports.now();
  setTimer(feed, 'word', FIRST_WORD_MS, () => {
    if (state.connection === 'connecting') startPolling(feed, 'mute');
  });
  beat(feed);
}

/** Looks after the stream, and after itself: who is called much too late has slept. */
function beat(feed: Feed): void {
  const due = feed.ports.now() + PULSE_MS;
  setTimer(feed, 'pulse', PULSE_MS, () => {
    const now = feed.ports.now();
    if (now - due > SLEPT_MS) return reconnect(feed);
    if (now - feed.streamAt < SILENCE_MS) return beat(feed);
    startPolling(feed, 'mute');
    loseStream(feed);
  });
}

/** Begins anew, as if nothing were open. */
function reconnect(feed: Feed): void {
  silence(feed);
  feed.streamFailures = 0;
  setConnection(feed, 'connecting');
  openStream(feed);
}

function hear(feed: Feed, take: () => unknown): void {
  const now = feed.ports.now();
  feed.state.heardAt = now;
  feed.streamAt = now;
  if (!feed.heard) {
    feed.heard = true;
    feed.streamFailures = 0;
    feed.state.noStream = null;
    stopTimer(feed, 'word');
    stopTimer(feed, 'poll');
    setConnection(feed, 'catchingUp');
  }
  take();
  changed(feed);
}

function loseStream(feed: Feed, refusal: Refusal | null = null): void {
  const { heard, streamFailures } = feed;
  closeStream(feed);
  if (isOver(feed)) return;
  const refused = refusal?.status === 429;
  if (!heard || refused) startPolling(feed, refused ? 'refused' : feed.state.noStream);
  else if (feed.state.connection !== 'polling') setConnection(feed, 'connecting');
  feed.streamFailures += 1;
  const wait = STREAM_TRIES_MS[Math.min(streamFailures, STREAM_TRIES_MS.length - 1)] ?? SILENCE_MS;
  setTimer(feed, 'stream', refused ? Math.max((refusal.retryAfter ?? 0) * 1_000, REFUSED_MS) : wait, openStream);
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

/** The page was shown or hidden, or the network is another. */
function wake(feed: Feed, why: 'looked at' | 'network'): void {
  if (isOver(feed)) return;
  if (feed.ports.hidden()) {
    silence(feed);
    setConnection(feed, 'hidden');
    if (!feed.state.status || !isFinished(feed.state.status.status)) void pollStatus(feed);
    return;
  }
  // What was heard from while the page was in sight is as good as before.
  if (feed.heard && why === 'looked at') return;
  reconnect(feed);
}
