/** Clocks of IANA time zones, as the runtime knows them. */

const DAY = 24 * 3_600_000;

/**
 * How far a zone's clocks are ahead of UTC at a time (ms). The runtime takes its time to say: it is asked at the ends of
 * each day in UTC, and within one only where the clocks are changed in it.
 */
export function offsetsOf(timezone: string): (time: number) => number {
  if (timezone === 'UTC') return () => 0;
  const exact = exactOffsets(timezone);
  const known = new Map<number, number>();
  const atMidnight = (day: number): number => {
    const offset = known.get(day) ?? exact(day * DAY);
    known.set(day, offset);
    return offset;
  };
  return (time) => {
    const day = Math.floor(time / DAY);
    const offset = atMidnight(day);
    return offset === atMidnight(day + 1) ? offset : exact(time);
  };
}

function exactOffsets(timezone: string): (time: number) => number {
  const parts = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
  const numeric = Object.fromEntries(parts.map((part) => [part, 'numeric']));
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, hourCycle: 'h23', ...numeric });
  return (time) => {
    const whole = Math.floor(time / 1_000) * 1_000;
    const found = new Map(format.formatToParts(whole).map(({ type, value }) => [type, Number(value)]));
    const [year = 0, month = 0, ...rest] = parts.map((part) => found.get(part) ?? 0);
    return Date.UTC(year, month - 1, ...rest) - whole;
  };
}

/** Whether the runtime knows an IANA time zone of this name. */
export function isTimezone(name: string): boolean {
  if (name === 'UTC') return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** From when on, ms since 1970, a zone's clocks are so far ahead of UTC (ms). */
export type ClockChange = { readonly at: number; readonly offset: number };

const MONTH = 30 * 24 * 3_600_000;

/** Every change of a zone's clocks between two times, the earliest first; before all of them is what `from` has. */
export function clockChanges(timezone: string, from: number, to: number): ClockChange[] {
  const offsetAt = offsetsOf(timezone);
  const changes: ClockChange[] = [{ at: from, offset: offsetAt(from) }];
  for (let at = from; at < to; at += MONTH) {
    const known = changes.at(-1)!.offset;
    const offset = offsetAt(at + MONTH);
    if (offset === known) continue;
    let [before, after] = [at, at + MONTH];
    while (after - before > 1_000) {
      const middle = Math.floor((before + after) / 2_000) * 1_000;
      if (offsetAt(middle) === known) before = middle;
      else after = middle;
    }
    changes.push({ at: after, offset });
  }
  return changes;
}
