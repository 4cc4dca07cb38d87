/**
 * Threads that run user code. A job has a thread to itself; one that is aborted, runs out of memory or breaks its
 * sandbox takes its thread with it, and nothing else.
 *
 * 1. There are at most `threads` of them, and none until code is to run. Those that have nothing to do end after a while.
 * 2. What is too much for them waits in the order in which it came, and may be aborted there.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { JsonRecord } from '../../db/model.ts';
import { type CodeReply, type CodeRequest, type CodeRunner, NodeFailure } from '../engine/node.ts';
import type { CodeProblem, Done, Job } from './messages.ts';

const IDLE_MS = 30_000;
/** Of a thread's own JavaScript, beside the sandbox. */
const HEAP_MB = 128;

/** A bundle has the worker beside itself; sources have it here. */
const program = new URL(import.meta.env?.PROD ? './code-worker.js' : './worker.ts', import.meta.url);

type Waiting = { readonly job: Job; settle(outcome: Done | NodeFailure): void };
type Thread = { readonly worker: Worker; busy: Waiting | null; idle: ReturnType<typeof setTimeout> | null };

/** `close` ends every thread. */
export function createCodeRunner(threads = Math.max(1, Math.min(4, availableParallelism() - 1))): CodeRunner & {
  close(): Promise<void>;
} {
  const all = new Set<Thread>();
  const queue: Waiting[] = [];

  function open(): Thread {
    const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    const thread: Thread = { worker, busy: null, idle: null };
    worker.unref();
    worker.on('message', (done: Done) => {
      const { busy } = thread;
      thread.busy = null;
      busy?.settle(done);
      next(thread);
    });
    worker.on('error', (error: Error & { code?: string }) => {
      const { busy } = thread;
      drop(thread);
      busy?.settle(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory() : broken(error));
    });
    worker.on('exit', () => {
      drop(thread);
      thread.busy?.settle(broken());
    });
    all.add(thread);
    return thread;
  }

  function drop(thread: Thread): void {
    if (!all.delete(thread)) return;
    if (thread.idle) clearTimeout(thread.idle);
    void thread.worker.terminate();
    if (queue.length > 0) next(open());
  }

  function next(thread: Thread): void {
    if (!all.has(thread)) return;
    const waiting = queue.shift();
    if (waiting) return give(thread, waiting);
    thread.worker.unref();
    thread.idle = setTimeout(() => drop(thread), IDLE_MS);
    thread.idle.unref?.();
  }

  function give(thread: Thread, waiting: Waiting): void {
    if (thread.idle) clearTimeout(thread.idle);
    thread.idle = null;
    thread.busy = waiting;
    thread.worker.ref();
    thread.worker.postMessage(waiting.job);
  }

  function start(waiting: Waiting): void {
    const free = [...all].find(({ busy }) => busy === null) ?? (all.size < threads ? open() : null);
    if (free) give(free, waiting);
    else queue.push(waiting);
  }

  function abandon(waiting: Waiting): void {
    const at = queue.indexOf(waiting);
    if (at >= 0) queue.splice(at, 1);
    for (const thread of all) if (thread.busy === waiting) drop(thread);
  }

  return {
    run({ signal, ...request }) {
      return new Promise<CodeReply>((resolve, reject) => {
        const abort = () => {
          abandon(waiting);
          reject(signal.reason);
        };
        const waiting: Waiting = {
          job: jobOf(request),
          settle(outcome) {
            signal.removeEventListener('abort', abort);
            if (outcome instanceof NodeFailure) reject(outcome);
            else settleWith(outcome, resolve, reject);
          },
        };
        if (signal.aborted) return reject(signal.reason);
        signal.addEventListener('abort', abort, { once: true });
        start(waiting);
      });
    },
    async close() {
      queue.length = 0;
      await Promise.all([...all].map(({ worker }) => worker.terminate()));
    },
  };
}

function jobOf({ code, scope, perRow, memoryMb }: Omit<CodeRequest, 'signal'>): Job {
  return { code, scope: JSON.stringify(scope), perRow, memoryBytes: memoryMb * 1024 * 1024 };
}

function settleWith(
  { output, failure, logs }: Done,
  resolve: (reply: CodeReply) => void,
  reject: (failure: NodeFailure) => void,
): void {
  if (failure === null && output !== null) return resolve({ output: JSON.parse(output), logs });
  reject(failure?.kind === 'memory' ? outOfMemory(logs) : threw(failure, logs));
}

function threw(failure: CodeProblem | null, logs: readonly string[]): NodeFailure {
  return new NodeFailure('code_error', failure?.message ?? 'The code gave no result.', { extras: extrasOf(logs) });
}

function outOfMemory(logs: readonly string[] = []): NodeFailure {
  const sentence = 'The code needed more memory than it may have. Handle less at once, or raise "memoryMb".';
  return new NodeFailure('code_memory', sentence, { extras: extrasOf(logs) });
}

/** What the code said before it failed stays with the failure. */
function extrasOf(logs: readonly string[]): JsonRecord {
  return logs.length > 0 ? { logs: [...logs] } : {};
}

function broken(cause?: Error): NodeFailure {
  return new NodeFailure('code_error', 'The thread that ran the code broke.', { cause });
}
