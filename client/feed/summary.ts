/**
 * Asks what an execution is now, and takes the answer in: its summary, its status, the rows that came along.
 *
 * One question at a time; who asks while one is on its way is answered by one more after it.
 */
import { isFinished } from '../../db/execution-state.ts';
import type { PollAnswer } from '../api.ts';
import { takeRows } from './execution-model.ts';
import { changed, cursorOf, type Feed, POLL_MS, setConnection, setTimer } from './feed.ts';
import type { StatusNow } from './feed-state.ts';

/** Asks for the summary, without rows; if an answer is on its way already, once more after it. */
export function askOnce(feed: Feed): void {
  if (feed.asking) feed.askAgain = true;
  else ask(feed, 'none').catch(() => feed.state.connection === 'ended' && setTimer(feed, 'poll', POLL_MS, askOnce));
}

/**
 * Asks for the rows after `after` too, or for none; does nothing while an answer is on its way. Rejects with an
 * ApiError when there is no answer.
 */
export async function ask(feed: Feed, after: number | 'none'): Promise<void> {
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

/** A finished status stays; an older one is not taken. */
export function takeStatus(feed: Feed, now: StatusNow): void {
  const { state } = feed;
  const before = state.status;
  if (!before || (!isFinished(before.status) && now.lastSeq >= before.lastSeq)) state.status = now;
  if (feed.heard && cursorOf(feed) >= now.lastSeq) setConnection(feed, 'live');
  // The summary has what a status has not: when it started, why it failed.
  if (state.summary && state.summary.status !== now.status) askOnce(feed);
}
