/** The browser as a feed needs it. */
import { poll } from '../api.ts';
import type { FeedPorts } from './feed-state.ts';
import { pagePorts } from './page-ports.ts';
import { createSharedStreams } from './shared-stream.ts';

const openStream = createSharedStreams(
  () => new SharedWorker(new URL('./stream-worker.ts', import.meta.url), { type: 'module', name: 'cortado' }),
);

/** The dashboard's own server. */
export function browserPorts(executionId: string): FeedPorts {
  return {
    ...pagePorts,
    openStream: (after, listener) => openStream(executionId, after, listener),
    poll: (after, etag) => poll(executionId, after, etag),
  };
}
