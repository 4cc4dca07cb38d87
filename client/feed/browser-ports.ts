/** The browser as a feed needs it. */
import { poll, streamUrl } from '../api.ts';
import type { FeedPorts, StreamListener } from './feed-state.ts';

export function browserPorts(executionId: string): FeedPorts {
  return {
    openStream: (after, listener) => openEventSource(streamUrl(executionId, after), listener),
    poll: (after, etag) => poll(executionId, after, etag),
    now: () => Date.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    // A hidden page has no frames, and its title still has to change.
    frame: (callback) => (document.hidden ? setTimeout(callback, 50) : requestAnimationFrame(callback)),
    hidden: () => document.hidden,
    onWake(callback) {
      const stop = new AbortController();
      document.addEventListener('visibilitychange', callback, stop);
      addEventListener('online', callback, stop);
      return () => stop.abort();
    },
  };
}

function openEventSource(url: string, listener: StreamListener): { close(): void } {
  const source = new EventSource(url);
  source.addEventListener('log', ({ data }) => listener.row(JSON.parse(data), data.length));
  source.addEventListener('status', ({ data }) => listener.status(JSON.parse(data)));
  source.addEventListener('token', ({ data }) => listener.token(JSON.parse(data)));
  source.addEventListener('end', ({ data }) => listener.end(JSON.parse(data)));
  source.addEventListener('heartbeat', () => listener.heartbeat());
  // The browser would come back by itself; the feed knows the cursor better, and when to stop.
  source.addEventListener('error', () => listener.failed());
  return { close: () => source.close() };
}
