/** Listens for signals to what a worker advances: a question that the server answers when there is one. */
import type { Clock } from '../engine/deps.ts';
import type { CallsAnswer } from '../remote/wire.ts';
import type { Link } from './link.ts';

export type Calls = {
  /** Something is advanced from now on. */
  wake(): void;
  stop(): void;
};
export type CallsDeps = {
  readonly link: Link;
  readonly owner: string;
  readonly isRunning: (executionId: string) => boolean;
  readonly anyRunning: () => boolean;
  /** Signals may have come for it. */
  readonly poke: (executionId: string) => void;
  readonly clock: Pick<Clock, 'after'>;
};

const WAIT_MS = 20_000;
/** Between two answers with something in them (ms). */
const REST_MS = 20;

export function createCalls({ link, owner, isRunning, anyRunning, poke, clock }: CallsDeps): Calls {
  const seen = new Map<string, number>();
  const stopping = new AbortController();
  let listening = false;

  async function listen(): Promise<void> {
    while (anyRunning() && !stopping.signal.aborted) {
      for (const executionId of seen.keys()) if (!isRunning(executionId)) seen.delete(executionId);
      const body = { owner, seen: Object.fromEntries(seen), waitMs: WAIT_MS };
      const options = { timeoutMs: WAIT_MS + 10_000, signal: stopping.signal };
      const { calls } = await link.ask<CallsAnswer>('POST', '/internal/calls', body, options);
      for (const { executionId, signals } of calls) {
        seen.set(executionId, signals);
        poke(executionId);
      }
      if (calls.length > 0) await new Promise<void>((resolve) => clock.after(REST_MS, resolve));
    }
  }

  return {
    wake() {
      if (listening || stopping.signal.aborted) return;
      listening = true;
      listen()
        // it ends with the link; everything that may pass is tried again there
        .catch(() => {})
        .finally(() => {
          listening = false;
        });
    },
    stop: () => stopping.abort(),
  };
}
