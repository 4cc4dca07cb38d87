/** The page as a feed needs it, without the server. */
import type { FeedPorts } from './feed-state.ts';

export const pagePorts: Pick<FeedPorts, 'now' | 'after' | 'frame' | 'hidden' | 'onWake'> = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  frame: createPacedFrames(),
  hidden: () => document.hidden,
  onWake(callback) {
    const stop = new AbortController();
    document.addEventListener('visibilitychange', () => callback('looked at'), stop);
    addEventListener('online', () => callback('network'), stop);
    addEventListener('pageshow', ({ persisted }) => persisted && callback('network'), stop);
    return () => stop.abort();
  },
};

/** What changing the page costs beside the work that is measured: styles, places, painting. */
const PAGE_COSTS = 3;
const LONGEST_REST_MS = 120;

/**
 * Calls back before the next frame, and rests after what took long: where hundreds of rows come in a second, most frames
 * stay free for who scrolls.
 */
function createPacedFrames(): FeedPorts['frame'] {
  let restUntil = 0;
  return (callback) => {
    const perform = () => {
      const began = performance.now();
      callback();
      const ended = performance.now();
      restUntil = ended + Math.min(LONGEST_REST_MS, (ended - began) * PAGE_COSTS);
    };
    const rest = restUntil - performance.now();
    if (rest > 1) setTimeout(() => nextFrame(perform), rest);
    else nextFrame(perform);
  };
}

/** A hidden page has no frames, nor has one that is framed and scrolled out of sight: title and callbacks go on. */
function nextFrame(callback: () => void): void {
  const once = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    callback();
  };
  const frame = document.hidden ? 0 : requestAnimationFrame(once);
  const timer = setTimeout(once, document.hidden ? 50 : 250);
}
