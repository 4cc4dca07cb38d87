/** Instants, stored in UTC, by the clocks of a time zone: in SQL, so that records are put together where they are. */
import { type ClockChange, clockChanges } from '../time-zone.ts';

/** Before, and after, clocks are taken to stay as they were (years of four digits, whose texts compare as the times do). */
const FROM = Date.UTC(1900, 0);
const TO = Date.UTC(2100, 0);

const known = new Map<string, string>();
const KNOWN_MAX = 50;

/** The local time, `2026-03-29T03:30:00`, of a column with instants. */
export function localSql(column: string, timezone: string): string {
  let shift = known.get(timezone);
  if (shift === undefined) {
    shift = shiftSql(clockChanges(timezone, FROM, TO));
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(timezone, shift);
  }
  return `strftime('%Y-%m-%dT%H:%M:%S', ${column}, ${shift.replaceAll('$', column)})`;
}

/** By halves, so that a century of changes takes eight comparisons. `$` stands for the column. */
function shiftSql(changes: readonly ClockChange[]): string {
  if (changes.length === 1) return `'${changes[0]!.offset / 1_000} seconds'`;
  const half = Math.ceil(changes.length / 2);
  const [before, after] = [changes.slice(0, half), changes.slice(half)];
  const at = new Date(after[0]!.at).toISOString();
  return `CASE WHEN $ < '${at}' THEN ${shiftSql(before)} ELSE ${shiftSql(after)} END`;
}
