/** What frames of one origin need to find each other, and the browser as it gives that. */
export type Channel = {
  post(message: unknown): void;
  close(): void;
};

export type SharePorts = {
  /** Everything that other frames post on `name`, and this one on another channel of it. */
  channel(name: string, hear: (message: never) => void): Channel;
  /** Calls back when this frame is the one that holds the lock; answers the way to let it go, or ask for it no more. */
  lock(held: () => void): () => void;
  /** Rejects when there is no answer. */
  post(path: string, body: unknown, signal?: AbortSignal): Promise<Response>;
  after(ms: number, callback: () => void): () => void;
  now(): number;
  newId(): string;
};

const NAME = 'cortado-streams';

/** Null where the browser keeps frames from finding each other. */
export function browserShare(): SharePorts | null {
  if (typeof BroadcastChannel === 'undefined' || !navigator.locks) return null;
  return {
    channel(name, hear) {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => hear(data as never);
      return { post: (message) => channel.postMessage(message), close: () => channel.close() };
    },
    lock(held) {
      const stop = new AbortController();
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const asked = navigator.locks.request(NAME, { signal: stop.signal }, () => {
        held();
        return released;
      });
      asked.catch(() => {});
      return () => {
        stop.abort();
        release();
      };
    },
    post: (path, body, signal) =>
      fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        cache: 'no-store',
        ...(signal ? { signal } : {}),
      }),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
  };
}
