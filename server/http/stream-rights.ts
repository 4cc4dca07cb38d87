/**
 * A stream is opened once and stays, so the right to it is looked at again: it ends soon after its session, its token or
 * the right of the role has ended. And nobody holds more streams than they can look at.
 */
import type { Context } from 'hono';
import { CodedError } from '../../db/errors.ts';
import type { Auth } from '../auth/auth.ts';
import type { Sink } from '../events/sink.ts';
import { proofsOf } from './caller.ts';

/** What a stream is opened with. */
export type Right = {
  /** who holds it: their streams are counted together */
  readonly holder: string;
  /** when it ends by itself, ms since 1970 */
  readonly until: number | null;
  /** whether it still holds */
  ask(): Promise<boolean>;
};

export type StreamRights = {
  /** Gives back `begin` for a stream that ends with the right to it. Throws `rate_limited` for one stream too many. */
  admit(right: Right | null, begin: (sink: Sink) => void): (sink: Sink) => void;
};
export type RightsConfig = {
  /** streams that one session or token may hold at once */
  readonly streamsMax: number;
  /** how often a right is looked at again (ms) */
  readonly recheckMs: number;
};

type Held = { readonly sink: Sink; readonly right: Right };

/** The right of who signed in or sends an API token; null where nobody has to. */
export function rightOf(c: Context, auth: Auth | null): Right | null {
  if (auth === null) return null;
  const { proof, until, organizationId } = c.get('identity');
  const proofs = proofsOf(c);
  return {
    holder: proof,
    until,
    async ask() {
      const identity = await auth.identify(proofs);
      return identity?.scopes.has('read') === true && identity.organizationId === organizationId;
    },
  };
}

export function createStreamRights(clock: { now(): number }, { streamsMax, recheckMs }: RightsConfig): StreamRights {
  const held = new Set<Held>();
  const counts = new Map<string, number>();
  let timer: ReturnType<typeof setInterval> | null = null;

  async function recheck({ sink, right }: Held): Promise<void> {
    // a database that fails for a moment is no reason to send everybody away
    if (!(await right.ask().catch(() => true))) sink.end();
  }

  function look(): void {
    for (const each of held) {
      if (each.right.until !== null && each.right.until <= clock.now()) each.sink.end();
      else void recheck(each);
    }
  }

  function hold(each: Held): void {
    const { holder } = each.right;
    held.add(each);
    counts.set(holder, (counts.get(holder) ?? 0) + 1);
    timer ??= setInterval(look, recheckMs);
    each.sink.onClose(() => {
      held.delete(each);
      const left = (counts.get(holder) ?? 1) - 1;
      if (left > 0) counts.set(holder, left);
      else counts.delete(holder);
      if (held.size > 0 || timer === null) return;
      clearInterval(timer);
      timer = null;
    });
  }

  return {
    admit(right, begin) {
      if (right === null) return begin;
      if ((counts.get(right.holder) ?? 0) >= streamsMax) {
        const sentence = `Expected at most ${streamsMax} streams at once. Close one, or watch many executions with one stream.`;
        throw new CodedError('rate_limited', sentence);
      }
      return (sink) => {
        hold({ sink, right });
        begin(sink);
      };
    },
  };
}
