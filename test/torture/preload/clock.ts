/**
 * The wall clock of its server can be set, as an operator, a bad time server or a virtual machine sets it: all that reads
 * the time sees it jump, and timers go on as they would.
 */
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const Real = globalThis.Date;
  let shiftMs = Number(process.env.CLOCK_SHIFT ?? 0);
  class Shifted extends Real {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(Real.now() + shiftMs);
      else super(...(given as [string]));
    }
    static override now(): number {
      return Real.now() + shiftMs;
    }
  }
  globalThis.Date = Shifted as DateConstructor;
  process.on('message', (next: { shiftMs: number }) => {
    shiftMs = next.shiftMs;
    process.send!({ shiftMs });
  });
  process.channel?.unref();
}
