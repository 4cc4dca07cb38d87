/** Words, marks and colours for a terminal, and plain text for everything else. */
import { stripVTControlCharacters, styleText } from 'node:util';
import type { ExecutionStatus, LogStatus } from '../db/model.ts';

type Style = Parameters<typeof styleText>[0];
export type Output = NodeJS.WriteStream;
export type State = ExecutionStatus | LogStatus;

/** A state is a shape and a colour everywhere: the same marks as in the dashboard. */
const marks: Record<State, { readonly mark: string; readonly style: Style }> = {
  pending: { mark: '○', style: 'gray' },
  running: { mark: '◐', style: 'yellow' },
  retrying: { mark: '↻', style: 'yellow' },
  waiting: { mark: '‖', style: 'cyan' },
  completed: { mark: '✓', style: 'green' },
  failed: { mark: '✗', style: 'red' },
  error: { mark: '✗', style: 'red' },
  skipped: { mark: '–', style: 'gray' },
  cancelled: { mark: '■', style: 'gray' },
};

/** Colours where `stream` is a terminal that wants them (NO_COLOR and FORCE_COLOR are honoured). */
export function paint(stream: Output, style: Style, text: string): string {
  return styleText(style, text, { stream });
}

export function mark(stream: Output, state: State): string {
  const { mark: sign, style } = marks[state];
  return paint(stream, style, sign);
}

export function state(stream: Output, name: State): string {
  const { mark: sign, style } = marks[name];
  return paint(stream, style, `${sign} ${name}`);
}

/** Text from outside, without what would move the cursor or change the terminal. Line breaks and tabs stay. */
export function safe(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return stripVTControlCharacters(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

/** The same on one line, and no longer than `max` characters. */
export function oneLine(text: string, max = 160): string {
  const line = safe(text).replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= max ? line : `${characters.slice(0, max - 1).join('')}…`;
}

/** `850 ms`, `2.1 s`, `3:05`, `1:02:09`. */
export function duration(ms: number): string {
  if (ms < 1) return '<1 ms';
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return clock(ms);
}

/** `0:04`, `12:30`, `1:02:09`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `just now`, `5 min ago`, `3 h ago`, else the date. */
export function ago(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1_000;
  if (seconds < 60) return 'just now';
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  return iso.slice(0, 10);
}

/** Rows under a head, as wide as their content needs; the last column is not padded. */
export function table(stream: Output, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = (text: string) => [...stripVTControlCharacters(text)].length;
  const widths = head.map((name, column) => Math.max(width(name), ...rows.map((row) => width(row[column] ?? ''))));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === cells.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - width(cell)),
      )
      .join('  ');
  return [paint(stream, 'dim', line(head)), ...rows.map(line)].join('\n');
}
