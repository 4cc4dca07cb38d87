/**
 * A second reader of a local file, on a thread of its own: questions that look at much of the history take their time
 * there, and hold up neither executions nor streams.
 *
 * 1. There is no thread before the first question, and none when nothing was asked for a while.
 * 2. Questions are answered one after another, in the order in which they came.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { checkValues, type Reader, type Row } from './sql.ts';

const IDLE_MS = 30_000;
const HEAP_MB = 256;

/** Source text, so that it is there however the program was bundled. */
const work = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.libsql);
  const database = new Database(workerData.path, { timeout: 5000 });
  for (const pragma of ['query_only = ON', 'temp_store = MEMORY', 'cache_size = -32768']) database.exec('PRAGMA ' + pragma);
  const prepared = new Map();
  const prepare = (sql) => {
    if (!prepared.has(sql)) prepared.set(sql, database.prepare(sql).raw(true));
    return prepared.get(sql);
  };
  parentPort.on('message', ({ id, sql, args }) => {
    try {
      parentPort.postMessage({ id, rows: prepare(sql).all(args) });
    } catch (error) {
      parentPort.postMessage({ id, error: { message: error.message, code: error.code } });
    }
  });
`;

type Answer = { readonly id: number; readonly rows?: Row[]; readonly error?: { message: string; code?: string } };
type Waiting = { resolve(rows: Row[]): void; reject(error: unknown): void };

export type ReaderThread = Reader & { close(): Promise<void> };

export function createReaderThread(path: string): ReaderThread {
  const libsql = createRequire(import.meta.url).resolve('libsql');
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  function open(): Worker {
    const opened = new Worker(work, {
      eval: true,
      workerData: { libsql, path },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    opened.unref();
    opened.on('message', ({ id, rows, error }: Answer) => {
      const asker = waiting.get(id);
      waiting.delete(id);
      if (error) asker?.reject(Object.assign(new Error(error.message), { code: error.code }));
      else asker?.resolve(rows ?? []);
      if (waiting.size === 0) rest();
    });
    opened.on('error', (error) => fail(opened, error));
    opened.on('exit', () => fail(opened, new Error('The thread that reads the database has ended.')));
    return opened;
  }

  function fail(ended: Worker, error: unknown): void {
    if (worker !== ended) return;
    worker = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function rest(): void {
    worker?.unref();
    idle = setTimeout(() => void close(), IDLE_MS);
    idle.unref?.();
  }

  async function close(): Promise<void> {
    clearTimeout(idle);
    const ending = worker;
    if (ending) fail(ending, new Error('The database is being closed.'));
    await ending?.terminate();
  }

  return {
    close,
    all(sql, args = []) {
      checkValues(args);
      clearTimeout(idle);
      worker ??= open();
      worker.ref();
      const id = asked++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker?.postMessage({ id, sql, args });
      });
    },
  };
}
