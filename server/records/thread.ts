/**
 * A thread for records: files are read and written without waiting for anybody, so it happens where no execution is held
 * up by it. One thread writes; what it is asked runs to its end before the next begins, since nothing in it awaits more
 * than its own file.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Backends } from '../../db/records/backend.ts';
import { asCoded } from '../../db/storage-failure.ts';
import { type Ask, type Reply, type ThreadData, tell } from './messages.ts';
import { createWork } from './work.ts';

const { place, writes } = workerData as ThreadData;
const backends = await open();
const work = createWork(backends);
/** questions that nobody waits for any more */
const cancelled = new Set<number>();
const reply = (message: Reply) => parentPort?.postMessage(message);

parentPort?.on('message', async (ask: Ask) => {
  if ('close' in ask) {
    backends.close();
    parentPort?.close();
    return;
  }
  if ('cancel' in ask) return void cancelled.add(ask.cancel);
  const { id, verb, args } = ask;
  try {
    const verbs = work as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
    const progress = (told: unknown) => reply({ id, progress: told });
    const stopped = () => cancelled.has(id);
    reply({ id, result: await verbs[verb]!(...args, { progress, stopped }) });
  } catch (error) {
    reply({ id, error: tell(asCoded(error)) });
  } finally {
    cancelled.delete(id);
  }
});

/** Only what is needed is loaded. */
async function open(): Promise<Backends> {
  if (place.kind === 'remote') return (await import('../../db/records/remote-backend.ts')).createRemoteBackends(place);
  return (await import('../../db/records/local-backend.ts')).createLocalBackends({ folder: place.folder, writes });
}
