/**
 * The server's line to Prefect: whether it takes work just now, and what it was set up with. The set-up is part of the
 * first look, so a Prefect that comes up later than we do is set up when it does.
 */
import type { Clock, EngineLog } from '../engine/deps.ts';
import { createBreaker } from './breaker.ts';
import type { PrefectClient } from './client.ts';
import { isPrefectFailure, PrefectFailure } from './failure.ts';
import { type SetUp, setUpPrefect } from './set-up.ts';
import { judgeVersion } from './version.ts';

export type PrefectLink = {
  readonly client: PrefectClient;
  readonly workPool: string;
  /** What it was set up with while it takes work, null while it is away. Never throws. */
  ready(): Promise<SetUp | null>;
  /** What a call to it has met; failures that are not Prefect's are nothing to it. */
  report(error: unknown): void;
  /** Calls back when it comes and goes, and when a call failed, so that what Prefect did is not known. */
  watch(listener: (news: LinkNews) => void): () => void;
  /** Of the product; null: it was not heard yet. */
  version(): string | null;
  lastError(): { readonly message: string; readonly at: number } | null;
  /** Since when it has been away (ms since 1970); null: it is there. */
  awaySince(): number | null;
};

export type LinkNews = 'there' | 'away' | 'doubt';

export type LinkDeps = {
  readonly client: PrefectClient;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: () => number;
  readonly log: Pick<EngineLog, 'warn'> & { info(fields: Record<string, unknown>, message: string): void };
};

export function createPrefectLink({ client, clock, random, log }: LinkDeps, workPool: string): PrefectLink {
  let setUp: SetUp | null = null;
  let version: string | null = null;
  let was: 'unknown' | 'there' | 'away' = 'unknown';
  const listeners = new Set<(news: LinkNews) => void>();
  const emit = (news: LinkNews) => {
    for (const listener of listeners) listener(news);
  };

  async function look(): Promise<void> {
    await client.server.ready();
    if (setUp) return;
    version = await client.server.version();
    const { warning, refusal } = judgeVersion(version);
    if (refusal) throw new PrefectFailure('broken', refusal);
    if (warning) log.warn({ version }, warning);
    setUp = await setUpPrefect(client, workPool);
  }

  const breaker = createBreaker(look, { clock, random });

  function tell(there: boolean): void {
    const now = there ? 'there' : 'away';
    if (now === was) return;
    was = now;
    const fields = { serviceUrl: client.address.apiUrl, workPool };
    if (there) log.info({ ...fields, version }, 'Prefect takes executions.');
    else log.warn(fields, `Prefect takes no executions. ${breaker.lastError()?.message ?? ''}`);
    emit(now);
  }

  return {
    client,
    workPool,
    async ready() {
      const there = await breaker.closed();
      tell(there);
      return there ? setUp : null;
    },
    report(error) {
      if (!isPrefectFailure(error)) return;
      breaker.report(error);
      emit('doubt');
      // what was set up is gone: its database was made anew
      if (error.kind !== 'missing') return;
      setUp = null;
      breaker.doubt();
    },
    watch(listener) {
      const own = (news: LinkNews) => listener(news);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    version: () => version,
    lastError: breaker.lastError,
    awaySince: breaker.awaySince,
  };
}
