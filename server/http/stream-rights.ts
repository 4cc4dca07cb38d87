/**
 * A stream is opened once and stays, so the right to it is looked at again: it ends soon after its session, its token or
 * the right of the role has ended. And nobody holds more streams than they can look at.
 */
import type { Context } from 'hono';
import { CodedError } from '../../db/errors.ts';
import type { Auth } from '../auth/auth.ts';
import type { Identity } from '../auth/identity.ts';
import type { Sink } from '../events/sink.ts';
import { proofsOf } from './caller.ts';

export type StreamRights = {
  /** Gives back `begin` for a stream that ends with the right to it. Throws `rate_limited` for one stream too many. */
  admit(c: Context, begin: (sink: Sink) => void): (sink: Sink) => void;
};
export type RightsConfig = {
  /** streams that one session or token may hold at once */
  readonly streamsMax: number;
  /** how often a right is looked at again (ms) */
  readonly recheckMs: number;
};

type Held = {
  readonly sink: Sink;
  readonly until: number | null;
  ask(): Promise<Identity | null>;
  readonly of: Identity;
};

/** Where nobody has to sign in, there is nothing to look at. */
export function createStreamRights(
  { auth, clock }: { readonly auth: Auth | null; readonly clock: { now(): number } },
  { streamsMax, recheckMs }: RightsConfig,
): StreamRights {
  if (auth === null) return { admit: (_, begin) => begin };
  const held = new Set<Held>();
  const counts = new Map<string, number>();
  let timer: ReturnType<typeof setInterval> | null = null;

  async function recheck(each: Held): Promise<void> {
    // a database that fails for a moment is no reason to send everybody away
    const identity = await each.ask().catch(() => each.of);
    if (identity === null || !identity.scopes.has('read') || identity.organizationId !== each.of.organizationId) {
      each.sink.end();
    }
  }

  function look(): void {
    for (const each of held) {
      if (each.until !== null && each.until <= clock.now()) each.sink.end();
      else void recheck(each);
    }
  }

  function hold(each: Held): void {
    const key = each.of.proof;
    held.add(each);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    timer ??= setInterval(look, recheckMs);
    each.sink.onClose(() => {
      held.delete(each);
      const left = (counts.get(key) ?? 1) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
      if (held.size > 0 || timer === null) return;
      clearInterval(timer);
      timer = null;
    });
  }

  return {
    admit(c, begin) {
      const of = c.get('identity');
      if ((counts.get(of.proof) ?? 0) >= streamsMax) {
        const sentence = `Expected at most ${streamsMax} streams at once. Close one, or watch many executions with one stream.`;
        throw new CodedError('rate_limited', sentence);
      }
      const proofs = proofsOf(c);
      return (sink) => {
        hold({ sink, of, until: of.until, ask: () => auth.identify(proofs) });
        begin(sink);
      };
    },
  };
}
