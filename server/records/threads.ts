/**
 * The threads for records, as the server sees them.
 *
 * 1. None is there until it is asked something; one that has nothing to do for a while ends, and with it goes its memory:
 *    soon, where another one is there or nobody waits for the next beginning.
 * 2. All that is written goes to one thread, in the order in which it was asked. `bulk` is another one, for what takes long
 *    and comes in parts.
 * 3. What is read goes to the thread that has the least to do, and a new one is begun while all are busy.
 * 4. A thread that breaks fails what it was asked, and the next question begins another.
 */
import { Worker } from 'node:worker_threads';
import type { Database } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import { type Ask, heard, type Place, type Reply, type ThreadData } from './messages.ts';
import type { Work } from './work.ts';

export type Lane = 'read' | 'write' | 'bulk';
/** For what takes long: `onProgress` is told on the way, `signal` gives it up. */
export type How = { readonly onProgress?: (progress: unknown) => void; readonly signal?: AbortSignal };
export type Threads = {
  ask<Verb extends keyof Work>(
    lane: Lane,
    verb: Verb,
    database: Database,
    request?: Parameters<Work[Verb]>[1],
    how?: How,
  ): ReturnType<Work[Verb]>;
  /** threads that are there */
  count(): number;
  close(): Promise<void>;
};

const IDLE_MS = 60_000;
const SPARE_MS = 2_000;
/**
 * Room for what is new in a thread's memory (MB). Rows on their way are garbage at once; with the room that Node gives by
 * itself a thread keeps ten times as much of it, and is no faster.
 */
const YOUNG_MB = 8;
/** How many may read: a long question must not stop the short ones. */
const READERS = 3;

/** A bundle has the thread beside itself; sources have it here. */
const program = new URL(import.meta.env?.PROD ? './records-thread.js' : './thread.ts', import.meta.url);

type Waiting = {
  resolve(result: unknown): void;
  reject(error: Error): void;
  readonly onProgress: How['onProgress'];
};
type Thread = {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  idle: ReturnType<typeof setTimeout> | null;
};

export function createThreads(place: Place): Threads {
  const lanes: Record<Lane, Thread[]> = { read: [], write: [], bulk: [] };
  const ending = new Set<Promise<void>>();
  let nextId = 1;

  function open(lane: Lane): Thread {
    const workerData: ThreadData = { place, writes: lane !== 'read' };
    const worker = new Worker(program, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    const thread: Thread = { worker, waiting: new Map(), idle: null };
    worker.unref();
    worker.on('message', (reply: Reply) => hear(lane, thread, reply));
    const broken = (error?: Error) => {
      drop(lane, thread);
      const sentence = 'The thread that keeps the records broke. Ask again.';
      for (const each of thread.waiting.values())
        each.reject(new CodedError('storage_unavailable', sentence, { cause: error }));
      thread.waiting.clear();
    };
    worker.on('error', broken);
    const gone = new Promise<void>((resolve) => {
      worker.on('exit', () => {
        broken();
        resolve();
      });
    });
    ending.add(gone);
    void gone.then(() => ending.delete(gone));
    lanes[lane].push(thread);
    return thread;
  }

  function drop(lane: Lane, thread: Thread): void {
    lanes[lane] = lanes[lane].filter((each) => each !== thread);
    if (thread.idle) clearTimeout(thread.idle);
  }

  function hear(lane: Lane, thread: Thread, reply: Reply): void {
    const waiting = thread.waiting.get(reply.id);
    if ('progress' in reply) return waiting?.onProgress?.(reply.progress);
    thread.waiting.delete(reply.id);
    if (thread.waiting.size === 0) rest(lane, thread);
    if ('error' in reply) waiting?.reject(heard(reply.error));
    else waiting?.resolve(reply.result);
  }

  function rest(lane: Lane, thread: Thread): void {
    thread.worker.unref();
    const isSpare = lane === 'bulk' || lanes[lane].length > 1;
    thread.idle = setTimeout(
      () => {
        drop(lane, thread);
        thread.worker.postMessage({ close: true } satisfies Ask);
      },
      isSpare ? SPARE_MS : IDLE_MS,
    );
    thread.idle.unref?.();
  }

  function pick(lane: Lane): Thread {
    const [least] = lanes[lane].toSorted((a, b) => a.waiting.size - b.waiting.size);
    const room = lane === 'read' ? READERS : 1;
    return least && (least.waiting.size === 0 || lanes[lane].length >= room) ? least : open(lane);
  }

  return {
    ask: ((lane: Lane, verb: keyof Work, database: Database, request?: unknown, { onProgress, signal }: How = {}) => {
      const thread = pick(lane);
      if (thread.idle) clearTimeout(thread.idle);
      thread.idle = null;
      thread.worker.ref();
      return new Promise((resolve, reject) => {
        const id = nextId++;
        const cancel = () => thread.worker.postMessage({ cancel: id } satisfies Ask);
        const ended = () => signal?.removeEventListener('abort', cancel);
        signal?.addEventListener('abort', cancel, { once: true });
        const settle = <T>(to: (value: T) => void) => {
          return (value: T) => {
            ended();
            to(value);
          };
        };
        thread.waiting.set(id, { resolve: settle(resolve), reject: settle(reject), onProgress });
        const args = request === undefined ? [database] : [database, request];
        thread.worker.postMessage({ id, verb, args } satisfies Ask);
      });
    }) as Threads['ask'],
    count: () => lanes.read.length + lanes.write.length + lanes.bulk.length,
    async close() {
      for (const lane of ['read', 'write', 'bulk'] as const) {
        for (const thread of [...lanes[lane]]) {
          drop(lane, thread);
          thread.worker.ref();
          thread.worker.postMessage({ close: true } satisfies Ask);
        }
      }
      await Promise.all(ending);
    },
  };
}
