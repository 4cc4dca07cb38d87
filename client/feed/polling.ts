/** The 5-second poll: of rows where there is no stream, of the status alone while the page is hidden. */
import { isFinished } from '../../db/execution-state.ts';
import { ApiError } from '../answer.ts';
import { cursorOf, type Feed, isOver, POLL_MS, setConnection, setTimer, silence, stopTimer } from './feed.ts';
import type { FeedState } from './feed-state.ts';
import { ask } from './summary.ts';

/** Asks what the execution is, beside the stream that brings its rows. */
export function begin(feed: Feed): void {
  ask(feed, 'none').catch((error) => onPollFailed(feed, error, pollRows));
}

/** Polls at once, and every 5 s until a stream is heard. */
export function startPolling(feed: Feed, why: FeedState['noStream']): void {
  if (isOver(feed) || feed.ports.hidden()) return;
  feed.state.noStream = why;
  if (feed.state.connection !== 'offline') setConnection(feed, 'polling');
  void pollRows(feed);
}

export async function pollRows(feed: Feed): Promise<void> {
  stopTimer(feed, 'poll');
  const before = cursorOf(feed);
  try {
    await ask(feed, before);
  } catch (error) {
    return onPollFailed(feed, error, pollRows);
  }
  const { state, next } = feed;
  if (isOver(feed) || feed.ports.hidden() || feed.heard) return;
  if (state.connection === 'offline') {
    feed.streamFailures = 0;
    setTimer(feed, 'stream', 0, next.openStream);
  }
  setConnection(feed, 'polling');
  const missing = state.status !== null && cursorOf(feed) < state.status.lastSeq;
  if (!missing && state.status && isFinished(state.status.status)) return next.finish(feed);
  setTimer(feed, 'poll', missing && cursorOf(feed) > before ? 0 : POLL_MS, pollRows);
}

/** While hidden. */
export async function pollStatus(feed: Feed): Promise<void> {
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
  // Who is asked to wait has been answered.
  if (!feed.ports.hidden() && problem.status !== 429) setConnection(feed, 'offline');
  setTimer(feed, 'poll', Math.max(POLL_MS, (problem.retryAfter ?? 0) * 1_000), again);
}
