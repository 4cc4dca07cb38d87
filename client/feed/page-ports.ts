/** The page as a feed needs it, without the server. */
import type { FeedPorts } from './feed-state.ts';

export const pagePorts: Pick<FeedPorts, 'now' | 'after' | 'frame' | 'hidden' | 'onWake'> = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  // A hidden page has no frames, nor has one that is framed and scrolled out of sight: title and callbacks go on.
  frame(callback) {
    const once = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      callback();
    };
    const frame = document.hidden ? 0 : requestAnimationFrame(once);
    const timer = setTimeout(once, document.hidden ? 50 : 250);
  },
  hidden: () => document.hidden,
  onWake(callback) {
    const stop = new AbortController();
    document.addEventListener('visibilitychange', () => callback('looked at'), stop);
    addEventListener('online', () => callback('network'), stop);
    addEventListener('pageshow', ({ persisted }) => persisted && callback('network'), stop);
    return () => stop.abort();
  },
};
