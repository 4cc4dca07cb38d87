/**
 * Imports that a node on another machine asked for. They take minutes, so they are asked for again and again: each
 * question waits a little, and answers how far it has come, or how it ended. Who does not ask any more has given it up.
 */
import type { JsonRecord } from '../../db/model.ts';
import type { RecordAccess, RecordImport } from '../engine/node.ts';
import type { ImportAnswer } from './record-wire.ts';

type Asked = Omit<RecordImport, 'signal' | 'onProgress'>;
export type RemoteImports = { ask(request: Asked, waitMs: number): Promise<ImportAnswer> };

/** Without a question for so long an import is given up (ms). */
const GIVEN_UP_MS = 30_000;

type UnderWay = {
  readonly done: Promise<JsonRecord>;
  readonly abort: () => void;
  progress: NonNullable<ImportAnswer['progress']>;
  over: boolean;
  timer: NodeJS.Timeout | undefined;
};

export function createRemoteImports(access: Pick<RecordAccess, 'import'>): RemoteImports {
  const underWay = new Map<string, UnderWay>();

  function begin(request: Asked, key: string): UnderWay {
    const controller = new AbortController();
    const it: UnderWay = {
      abort: () => controller.abort(),
      done: access.import({
        ...request,
        signal: controller.signal,
        onProgress(progress) {
          it.progress = progress;
        },
      }),
      progress: { rows: 0, bytes: 0, size: 0 },
      over: false,
      timer: undefined,
    };
    underWay.set(key, it);
    const end = () => {
      it.over = true;
      asked(it, key);
    };
    it.done.then(end, end);
    return it;
  }

  /** One that runs on is given up after a silence; one that is over is kept so long, for a question whose answer was lost. */
  function asked(it: UnderWay, key: string): void {
    clearTimeout(it.timer);
    it.timer = setTimeout(() => (it.over ? underWay.delete(key) : it.abort()), GIVEN_UP_MS);
    it.timer.unref();
  }

  return {
    async ask(request, waitMs) {
      const key = `${request.organizationId} ${request.operation}`;
      const it = underWay.get(key) ?? begin(request, key);
      asked(it, key);
      const waiting = Promise.withResolvers<null>();
      const timer = setTimeout(waiting.resolve, waitMs, null);
      const report = await Promise.race([it.done, waiting.promise])
        .catch((error: unknown) => {
          // another attempt begins anew
          underWay.delete(key);
          throw error;
        })
        .finally(() => clearTimeout(timer));
      if (report !== null) return { report, progress: null };
      return { report: null, progress: it.progress };
    },
  };
}
