/** How a followed execution looks: lines that stay, and on a terminal what is under way below them. */
import process from 'node:process';
import type { LogRow, TokenChunk } from '../db/model.ts';
import { logLine } from './log-line.ts';
import type { StatusNow, StreamEvent } from './stream.ts';
import { clock, mark, type Output, oneLine, paint, safe } from './terminal.ts';

export type View = {
  show(event: StreamEvent): void;
  /** Takes away what is not meant to stay. */
  close(): void;
};

/** One JSON line for every event. */
export function jsonView(out: Output): View {
  return {
    show: ({ event, ...rest }) => {
      if ('data' in rest) out.write(`${JSON.stringify({ event, ...rest.data })}\n`);
    },
    close: () => {},
  };
}

/** `since`: ms since 1970 from which the lines count. */
export async function textView(stream: Output, since: number): Promise<View> {
  // A terminal without a width (some that run programs for others) cannot redraw, nor can one that says it is dumb.
  return stream.isTTY && stream.columns > 0 && process.env.TERM !== 'dumb'
    ? liveView(stream, since)
    : plainView(stream, since);
}

function plainView(stream: Output, since: number): View {
  return {
    show(event) {
      const line = lineOf(stream, event, since);
      if (line !== null) stream.write(`${line}\n`);
    },
    close: () => {},
  };
}

const FRAME_MS = 80;
const TEXT_LINES = 4;

type Under = { readonly row: LogRow; readonly startedAt: number };

/** Lines above, and below them the nodes that run with the end of their text, and the bar. */
async function liveView(stream: Output, since: number): Promise<View> {
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(stream, { showCursor: true });
  const running = new Map<string, Under>();
  const texts = new Map<string, { attempt: number; text: string }>();
  let status: StatusNow | null = null;
  let lost = false;
  const timer = setInterval(draw, FRAME_MS);

  function draw(): void {
    const columns = Math.max(20, stream.columns ?? 80);
    const now = Date.now();
    const lines = [...running].flatMap(([nodeId, { row, startedAt }]) => {
      const time = paint(stream, 'dim', `${((now - startedAt) / 1_000).toFixed(1)} s`);
      const head = `${mark(stream, row.status)} ${oneLine(row.nodeLabel || nodeId, columns - 12)} ${time}`;
      return [head, ...quoted(stream, texts.get(nodeId)?.text ?? '', columns).slice(-TEXT_LINES)];
    });
    if (status) lines.push(barLine(stream, status, columns, now - since, lost));
    update(lines.join('\n'));
  }

  function takeRow(row: LogRow): void {
    if (row.status === 'running') {
      // What runs is shown below; a line of its own comes when it has ended.
      running.set(row.nodeId, { row, startedAt: Date.parse(row.timestamp) });
      return;
    }
    running.delete(row.nodeId);
    update.persist(logLine(stream, row, since));
    const said = texts.get(row.nodeId)?.text;
    texts.delete(row.nodeId);
    if (said && row.status === 'completed') update.persist(quoted(stream, said, stream.columns).join('\n'));
  }

  return {
    show(event) {
      if (event.event === 'token') takeText(texts, event.data);
      if (event.event === 'status') status = event.data;
      if (event.event === 'lost' || event.event === 'back') lost = event.event === 'lost';
      if (event.event === 'log') takeRow(event.data);
    },
    close() {
      clearInterval(timer);
      update.clear();
      update.done();
    },
  };
}

/** A chunk below what is there is a repeat; a higher attempt begins anew. */
export function takeText(texts: Map<string, { attempt: number; text: string }>, chunk: TokenChunk): void {
  const known = texts.get(chunk.nodeId);
  if (!known || chunk.attempt > known.attempt) {
    if (chunk.offset === 0) texts.set(chunk.nodeId, { attempt: chunk.attempt, text: chunk.text });
    return;
  }
  if (chunk.attempt < known.attempt || chunk.offset > known.text.length) return;
  known.text += chunk.text.slice(known.text.length - chunk.offset);
}

/** Text in lines of its own, beside a rule. */
function quoted(stream: Output, text: string, columns: number): string[] {
  if (text.trim() === '') return [];
  const lines = safe(text)
    .trimEnd()
    .split('\n')
    .flatMap((line) => wrapped(line, Math.max(20, columns - 4)));
  return lines.map((line) => `  ${paint(stream, 'dim', '│')} ${line}`);
}

/** Breaks at spaces, and inside words that are wider than a line. */
function wrapped(line: string, width: number): string[] {
  const lines = [''];
  for (const word of line.match(new RegExp(`\\s+|\\S{1,${width}}`, 'gu')) ?? []) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length <= width) lines[lines.length - 1] = last + word;
    else lines.push(word.trimStart());
  }
  return lines;
}

const BAR = 20;

function barLine(stream: Output, status: StatusNow, columns: number, ms: number, lost: boolean): string {
  const { percentage, completedNodes, failedNodes, skippedNodes, totalNodes } = status.progress;
  const full = Math.round((percentage / 100) * BAR);
  const bar = paint(stream, 'yellow', '▓'.repeat(full)) + paint(stream, 'dim', '░'.repeat(BAR - full));
  const facts = [
    `${completedNodes + failedNodes} of ${totalNodes}`,
    ...(failedNodes > 0 ? [`${failedNodes} failed`] : []),
    ...(skippedNodes > 0 ? [`${skippedNodes} skipped`] : []),
    clock(Math.max(0, ms)),
    ...(lost ? ['connection lost, trying again'] : []),
  ];
  const text = oneLine(facts.join(' · '), Math.max(10, columns - BAR - 24));
  return `${bar} ${String(percentage).padStart(3)}%  ${mark(stream, status.status)} ${status.status}  ${paint(stream, 'dim', text)}`;
}

function lineOf(stream: Output, event: StreamEvent, since: number): string | null {
  switch (event.event) {
    case 'log':
      return logLine(stream, event.data, since);
    case 'lost':
      return 'The connection is lost, trying again…';
    case 'back':
      return 'Connected again.';
    case 'status':
    case 'token':
    case 'end':
      return null;
    default:
      return event satisfies never;
  }
}
