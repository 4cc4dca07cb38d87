/** The shared worker: it holds the one stream that all pages of this browser watch by. */
import { streamOfMany } from '../api-paths.ts';
import { openFrames } from './event-stream.ts';
import { createStreamHub, type ToHub } from './stream-hub.ts';

const hub = createStreamHub({
  open(cursors, take, failed) {
    const url = streamOfMany([...cursors.keys()], [...cursors.values()]);
    return openFrames((signal) => fetch(url, { signal, cache: 'no-store' }), take, failed);
  },
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
});

addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0] as MessagePort;
  const take = hub.connect((message) => port.postMessage(message));
  port.onmessage = ({ data }: MessageEvent<ToHub>) => take(data);
});
