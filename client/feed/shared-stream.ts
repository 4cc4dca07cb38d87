/** The way of a page to the stream that all pages of this browser share; its own stream where there is no such way. */
import { streamOfOne } from '../api-paths.ts';
import { openFrames, tell } from './event-stream.ts';
import type { StreamListener } from './feed-state.ts';
import { ALIVE_MS, type FromHub, type ToHub } from './stream-hub.ts';

/** How long the worker may take to say that it is there. */
const READY_MS = 5_000;

export type OpenStream = (executionId: string, after: number, listener: StreamListener) => { close(): void };

/** Asks for a connection of this page's own. */
export const openOwnStream: OpenStream = (executionId, after, listener) =>
  openFrames(
    (signal) => fetch(streamOfOne(executionId, after), { signal, cache: 'no-store' }),
    (frames) => {
      for (const frame of frames) tell(listener, frame);
    },
    listener.failed,
  );

/** `start`: begins the worker, or throws where there can be none. */
export function createSharedStreams(start: () => SharedWorker): OpenStream {
  const listeners = new Map<number, StreamListener>();
  let port: MessagePort | null = null;
  let unable = false;
  let keys = 0;

  /** The worker is of no use here: whoever listens asks again, and gets a stream of its own. */
  function giveUp(): void {
    unable = true;
    port?.close();
    port = null;
    const left = [...listeners.values()];
    listeners.clear();
    for (const listener of left) listener.failed(null);
  }

  function take(message: FromHub): void {
    if (message === 'ready') return;
    const listener = listeners.get(message.key);
    if (!listener) return;
    if ('failed' in message) {
      listeners.delete(message.key);
      listener.failed(message.failed);
    } else for (const frame of message.frames) tell(listener, frame);
  }

  function connect(): MessagePort | null {
    if (port || unable) return port;
    try {
      const worker = start();
      worker.addEventListener('error', giveUp);
      const late = setTimeout(giveUp, READY_MS);
      worker.port.onmessage = ({ data }: MessageEvent<FromHub>) => {
        clearTimeout(late);
        take(data);
      };
      port = worker.port;
      setInterval(() => listeners.size > 0 && port?.postMessage('alive' satisfies ToHub), ALIVE_MS);
    } catch {
      unable = true;
    }
    return port;
  }

  return (executionId, after, listener) => {
    const to = connect();
    if (!to) return openOwnStream(executionId, after, listener);
    keys += 1;
    const key = keys;
    listeners.set(key, listener);
    to.postMessage({ open: key, executionId, after } satisfies ToHub);
    return {
      close() {
        if (listeners.delete(key)) port?.postMessage({ close: key } satisfies ToHub);
      },
    };
  };
}
