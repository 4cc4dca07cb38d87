/** How often one caller may try. Kept in memory: each server counts by itself, and a restart forgets. */
import type { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { CodedError } from '../../db/errors.ts';

export type Rate = { readonly points: number; readonly seconds: number };

/** `take` counts one try of a key and throws `rate_limited`, with the seconds to wait, when it is one too many. */
export type Throttle = {
  take(key: string): Promise<void>;
  /** Throws as `take` would, and counts nothing. */
  check(key: string): Promise<void>;
  forgive(key: string): Promise<void>;
};

/** Too many tries: `seconds` until the next one is worth it. */
export class RateLimited extends CodedError {
  readonly seconds: number;

  constructor(seconds: number) {
    super('rate_limited', `Too many requests. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`);
    this.seconds = seconds;
  }
}

/** The limiter is loaded at the first try: most processes start long before anybody comes. */
export function createThrottle({ points, seconds }: Rate): Throttle {
  let limiter: Promise<RateLimiterMemory> | null = null;
  const open = () => {
    limiter ??= import('rate-limiter-flexible').then(
      (library) => new library.RateLimiterMemory({ points, duration: seconds }),
    );
    return limiter;
  };
  return {
    async take(key) {
      const opened = await open();
      try {
        await opened.consume(key);
      } catch (error) {
        if (error instanceof Error) throw error;
        throw limited(error as RateLimiterRes);
      }
    },
    async check(key) {
      // as long as nothing was counted, nothing is too much
      if (limiter === null) return;
      const state = await (await limiter).get(key);
      if (state && state.remainingPoints <= 0) throw limited(state);
    },
    async forgive(key) {
      await (await open()).delete(key);
    },
  };
}

function limited({ msBeforeNext }: RateLimiterRes): RateLimited {
  return new RateLimited(Math.max(1, Math.ceil(msBeforeNext / 1_000)));
}
