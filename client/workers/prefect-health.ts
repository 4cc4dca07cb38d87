/** How things stand with Prefect, as the server tells it; looked at again while it is shown. */
import { createSignal, onCleanup } from 'solid-js';
import { answer } from '../api.ts';
import { type Asked, createAsked } from '../components/asked.ts';

export type PrefectHealth = {
  readonly available: boolean;
  /** null: none is configured */
  readonly serviceUrl: string | null;
  readonly version: string | null;
  readonly workPool: string | null;
  readonly fallback: 'local' | 'wait' | null;
  /** null: it cannot be asked */
  readonly workersOnline: number | null;
  readonly workers: readonly { readonly name: string; readonly lastHeartbeat: string | null }[];
  readonly queued: number;
  readonly running: number;
  readonly lastError: { readonly message: string; readonly at: string } | null;
};

const EVERY_MS = 10_000;

export function createPrefectHealth(): Asked<PrefectHealth> {
  const [key] = createSignal('prefect health');
  const asked = createAsked(key, () => answer<PrefectHealth>(fetch('/api/prefect/health')));
  const timer = setInterval(() => {
    // where none is configured there is nothing to come
    if (!document.hidden && asked.data()?.serviceUrl !== null) void asked.refresh();
  }, EVERY_MS);
  onCleanup(() => clearInterval(timer));
  return asked;
}
