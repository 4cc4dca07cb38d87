/** Times, sizes and dates as people read them. */

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

/** A stretch of time: "<1 ms", "612 ms", "2.1 s", "3 m 12 s", "2 h 5 m", "3 d 4 h". */
export function duration(ms: number): string {
  if (ms < 1) return '<1 ms';
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1_440) return `${Math.floor(minutes / 60)} h ${minutes % 60} m`;
  const hours = Math.floor(minutes / 60);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Time that runs, in the header: "0:04.2", "12:31", "1:04:05". */
export function stopwatch(ms: number): string {
  const tenths = Math.max(0, Math.floor(ms / 100));
  const seconds = Math.floor(tenths / 10);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (h > 0) return `${h}:${two(m)}:${two(s)}`;
  return m >= 10 ? `${m}:${two(s)}` : `${m}:${two(s)}.${tenths % 10}`;
}

/** Time since the start, in the log: "00.618", "01:02.300", "2:01:02.300". */
export function offset(ms: number): string {
  const total = Math.max(0, Math.round(ms));
  const seconds = Math.floor(total / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = `${two(seconds % 60)}.${String(total % 1_000).padStart(3, '0')}`;
  if (seconds < 60) return rest;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${two(minutes)}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

/** A mark on the time axis: "0", "200 ms", "1.5 s", "2 m", "1 h". */
export function tick(ms: number): string {
  if (ms === 0) return '0';
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${ms / 1_000} s`;
  if (ms < 3_600_000) return `${Math.round((ms / 60_000) * 10) / 10} m`;
  return ms < 172_800_000 ? `${Math.round((ms / 3_600_000) * 10) / 10} h` : `${Math.round(ms / 86_400_000)} d`;
}

export function bytes(count: number): string {
  if (count < 1_000) return `${count} B`;
  if (count < 1_000_000) return `${(count / 1_000).toFixed(count < 10_000 ? 1 : 0)} kB`;
  if (count < 1_000_000_000) return `${(count / 1_000_000).toFixed(1)} MB`;
  return `${(count / 1_000_000_000).toFixed(1)} GB`;
}

export function count(value: number): string {
  return whole.format(value);
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60_000],
  ['minute', 3_600_000],
  ['hour', 86_400_000],
  ['day', 7 * 86_400_000],
];
const unitMs = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as Record<string, number>;

/** "12 s ago", "yesterday"; what is older than a week is a date. */
export function relative(iso: string, now: number, locale: string): string {
  const age = Math.max(0, now - Date.parse(iso));
  const step = STEPS.find(([, below]) => age < below);
  if (!step) return new Date(iso).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const value = Math.floor(age / (unitMs[step[0]] ?? 1_000));
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }).format(-value, step[0]);
}

/** The same for a time to come: "in 12 s", "tomorrow". What is due is "now". */
export function until(iso: string, now: number, locale: string): string {
  const ahead = Math.max(0, Date.parse(iso) - now);
  const step = STEPS.find(([, below]) => ahead < below);
  if (!step) return new Date(iso).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const value = Math.round(ahead / (unitMs[step[0]] ?? 1_000));
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }).format(value, step[0]);
}

/** The exact time, for whoever hovers. */
export function exact(iso: string, locale: string): string {
  return new Date(iso).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** An id short enough for a heading: the end of it, which differs where beginnings are times. */
export function shortId(id: string): string {
  return id.length <= 10 ? id : `${id.slice(-6)}`;
}
