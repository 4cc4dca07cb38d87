/**
 * Whether Prefect is there. What has just failed is not asked again at once: everybody who would wait for the same
 * silence is told no, until one look finds it back.
 */
import type { Clock } from '../engine/deps.ts';
import { isPrefectFailure } from './failure.ts';

export type Breaker = {
  /** Whether it is there: from a look that is at most `freshMs` old, else a new one that all callers share. */
  closed(): Promise<boolean>;
  /** What a call has met: a failure that says it is away opens the breaker at once. */
  report(error: unknown): void;
  /** The next question is a look, whatever is known. */
  doubt(): void;
  /** The sentence of the last failure and when it was (ms since 1970); null: there was none since it worked. */
  lastError(): { readonly message: string; readonly at: number } | null;
  /** Since when it has been away (ms since 1970); null: it is there, or has never been looked at. */
  awaySince(): number | null;
};

export type BreakerOptions = {
  /** a look is believed for so long (ms), after a failure for a time that grows from `restMs.first` to `restMs.most` */
  readonly freshMs: number;
  readonly restMs: { readonly first: number; readonly most: number };
};

export const breakerDefaults: BreakerOptions = { freshMs: 5_000, restMs: { first: 1_000, most: 15_000 } };

type State =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'there'; readonly seenAt: number }
  | { readonly kind: 'away'; readonly since: number; readonly failures: number; readonly lookAgainAt: number };

/** `look` resolves when Prefect takes work, and throws a sentence when it does not. */
export function createBreaker(
  look: () => Promise<void>,
  { clock, random }: { readonly clock: Pick<Clock, 'now'>; readonly random: () => number },
  { freshMs, restMs }: BreakerOptions = breakerDefaults,
): Breaker {
  let state: State = { kind: 'unknown' };
  let failed: { message: string; at: number } | null = null;
  let looking: Promise<boolean> | null = null;

  function open(error: unknown): void {
    const now = clock.now();
    failed = { message: error instanceof Error ? error.message : String(error), at: now };
    const failures = state.kind === 'away' ? state.failures + 1 : 1;
    const rest = Math.min(restMs.most, restMs.first * 2 ** (failures - 1)) * (0.75 + random() / 2);
    state = { kind: 'away', since: state.kind === 'away' ? state.since : now, failures, lookAgainAt: now + rest };
  }

  async function lookOnce(): Promise<boolean> {
    try {
      await look();
      state = { kind: 'there', seenAt: clock.now() };
      failed = null;
      return true;
    } catch (error) {
      open(error);
      return false;
    } finally {
      looking = null;
    }
  }

  return {
    async closed() {
      const now = clock.now();
      switch (state.kind) {
        case 'there':
          if (now - state.seenAt < freshMs) return true;
          break;
        case 'away':
          if (now < state.lookAgainAt) return false;
          break;
        case 'unknown':
          break;
        default:
          state satisfies never;
      }
      looking ??= lookOnce();
      return looking;
    },
    report(error) {
      const away = isPrefectFailure(error) && (error.kind === 'unreachable' || error.kind === 'unauthorized');
      if (away) open(error);
      else failed = { message: error instanceof Error ? error.message : String(error), at: clock.now() };
    },
    doubt() {
      if (state.kind === 'there') state = { kind: 'unknown' };
    },
    lastError: () => failed,
    awaySince: () => (state.kind === 'away' ? state.since : null),
  };
}
