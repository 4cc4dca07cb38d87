import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelay } from '../../server/engine/retry.ts';

const transient = { code: 'failed', transient: true, noEffect: false, retryAfterMs: null };
const question = { failure: transient, retries: 2, used: 0, attempt: 1, repeatable: true, cutOff: false, chance: 0 };

describe('retryDelay', () => {
  it('starts at half a second and doubles, with jitter of half a step', () => {
    expect(retryDelay(question)).toBe(250);
    expect(retryDelay({ ...question, chance: 0.999999 })).toBe(500);
    expect(retryDelay({ ...question, used: 1 })).toBe(500);
  });
  it('ends when the policy allows no more', () => {
    expect(retryDelay({ ...question, used: 2 })).toBeNull();
    expect(retryDelay({ ...question, retries: 0 })).toBeNull();
  });
  it('does not repeat what is final, or what may have had an effect', () => {
    expect(retryDelay({ ...question, failure: { ...transient, transient: false } })).toBeNull();
    expect(retryDelay({ ...question, repeatable: false })).toBeNull();
    expect(retryDelay({ ...question, repeatable: false, failure: { ...transient, noEffect: true } })).toBe(250);
  });
  it('honours Retry-After up to 15 minutes', () => {
    expect(retryDelay({ ...question, failure: { ...transient, retryAfterMs: 7_000 } })).toBe(7_000);
    expect(retryDelay({ ...question, failure: { ...transient, retryAfterMs: 3_600_000 } })).toBe(900_000);
  });
  it('tries again, however few retries are allowed, what failed since the storage does', () => {
    const failure = { ...transient, code: 'storage_unavailable' };
    expect(retryDelay({ ...question, failure, retries: 0 })).toBe(250);
    expect(retryDelay({ ...question, failure, retries: 0, attempt: 3 })).toBe(1_000);
    expect(retryDelay({ ...question, failure, retries: 0, repeatable: false })).toBeNull();
  });
  it('tries again, however few retries are allowed, what failed while the process stood still', () => {
    expect(retryDelay({ ...question, cutOff: true, retries: 0 })).toBe(250);
    expect(retryDelay({ ...question, cutOff: true, retries: 0, repeatable: false, attempt: 2 })).toBe(500);
    expect(retryDelay({ ...question, cutOff: true, failure: { ...transient, transient: false } })).toBeNull();
  });
  it('never waits longer than a minute by itself, nor less than nothing', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0, max: 0.999, noNaN: true }), (used, chance) => {
        const delay = retryDelay({ ...question, retries: 2_000, used, chance })!;
        expect(delay).toBeGreaterThanOrEqual(250);
        expect(delay).toBeLessThanOrEqual(60_000);
      }),
    );
  });
});
