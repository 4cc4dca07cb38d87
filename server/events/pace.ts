/**
 * When to write to viewers, and for how long at once.
 *
 * 1. What is asked for in quiet begins in the same turn of the event loop, before anything else is let in.
 * 2. In one turn of the loop writing takes a slice of time at most, however many viewers there are: executions, requests
 *    and other viewers go on in between. What was not reached is gone on with in the next turn.
 * 3. Who took a whole slice goes behind the others who asked: few viewers do not wait for many.
 * 4. After a round that was not free there is a pause as long as the round took, within reason: what comes meanwhile is
 *    one write for each viewer.
 */
import { nextTick } from 'node:process';
import { clearTimeout, setImmediate, setTimeout } from 'node:timers';

export type Pace<Item> = {
  /** Asks for a round. Asked for again before it has begun, it is the same one. */
  ask(item: Item): void;
  close(): void;
};

/** Does a round, or a part of it as long as `goesOn`; answers whether it is through. */
export type Perform<Item> = (item: Item, goesOn: () => boolean) => boolean;

/** All in ms. A shorter round is free, a longer pause is not worth it. */
const SLICE = 2;
const FREE = 1;
const LONGEST_PAUSE = 25;

/** What the round of an item has taken so far, and when the next may begin. */
type Going = {
  ms: number;
  restUntil: number;
  /** a part of the round is done */
  begun: boolean;
  /** it was asked for since, which is for a round of its own */
  again: boolean;
};

export function createPace<Item extends object>(perform: Perform<Item>): Pace<Item> {
  const asked = new Set<Item>();
  const known = new WeakMap<Item, Going>();
  let planned = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function goingOf(item: Item): Going {
    const going = known.get(item) ?? { ms: 0, restUntil: 0, begun: false, again: false };
    known.set(item, going);
    return going;
  }

  function work(item: Item, began: number, goesOn: () => boolean): void {
    const going = goingOf(item);
    asked.delete(item);
    going.begun = true;
    const through = perform(item, goesOn);
    const now = performance.now();
    going.ms += now - began;
    if (!through || going.again) asked.add(item);
    if (!through) return;
    const pause = going.ms > FREE ? Math.min(LONGEST_PAUSE, going.ms) : 0;
    known.set(item, { ms: 0, restUntil: now + pause, begun: false, again: false });
  }

  function turn(): void {
    planned = true;
    const until = performance.now() + SLICE;
    const goesOn = () => performance.now() < until;
    for (const item of asked) {
      const now = performance.now();
      if (now >= until) break;
      if (restOf(item, now) === 0) work(item, now, goesOn);
    }
    planned = false;
    plan(setImmediate);
  }

  function restOf(item: Item, now: number): number {
    const ms = (known.get(item)?.restUntil ?? 0) - now;
    return ms > FREE ? ms : 0;
  }

  function plan(soon: (callback: () => void) => void): void {
    if (planned) return;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (asked.size === 0) return;
    const now = performance.now();
    let wait = LONGEST_PAUSE;
    for (const item of asked) wait = Math.min(wait, restOf(item, now));
    if (wait > 0) timer = setTimeout(turn, wait);
    else {
      planned = true;
      soon(turn);
    }
  }

  return {
    ask(item) {
      const going = goingOf(item);
      if (going.begun) going.again = true;
      else {
        asked.add(item);
        plan(nextTick);
      }
    },
    close() {
      asked.clear();
      if (timer !== null) clearTimeout(timer);
    },
  };
}
