/**
 * One stream for all pages of a browser: an origin has six connections on HTTP/1.1, and people open more tabs than that.
 * Lives in a shared worker; knows no network and no clock but what it is given.
 *
 * 1. There is at most one stream. It is opened anew when somebody comes to watch, from the lowest cursor of each execution.
 * 2. A page is given each row above its own cursor, once, however often the stream is opened for others.
 * 3. When the stream fails, everybody who watches is told, once, and asks again in a while.
 * 4. A page that went away without a word is forgotten when it has been silent for long.
 */
import type { StreamFrame } from './event-stream.ts';
import type { Refusal } from './feed-state.ts';

export type ToHub =
  | { readonly open: number; readonly executionId: string; readonly after: number }
  | { readonly close: number }
  | 'alive';
export type FromHub =
  | 'ready'
  | { readonly key: number; readonly frames: readonly Pick<StreamFrame, 'event' | 'data'>[] }
  | { readonly key: number; readonly failed: Refusal | null };

export type HubPorts = {
  /** Opens the stream of several executions, each after its cursor. */
  open(
    cursors: ReadonlyMap<string, number>,
    take: (frames: readonly StreamFrame[]) => void,
    failed: (refusal: Refusal | null) => void,
  ): { close(): void };
  /** ms since 1970 */
  now(): number;
  after(ms: number, callback: () => void): () => void;
};

/** `joined`: the stream was opened for it too. Until then what it brings may be beyond rows that this one has not. */
type Watch = { readonly key: number; readonly executionId: string; cursor: number; joined: boolean };
type Page = { readonly send: (message: FromHub) => void; readonly watches: Map<number, Watch>; heardAt: number };

export type StreamHub = {
  /** A page that `send` reaches; answers where it speaks to. */
  connect(send: (message: FromHub) => void): (message: ToHub) => void;
};

/** Pages that are opened together share one opening of the stream. */
const SETTLE_MS = 15;
/** An execution that nobody watches any more is left out after this long. */
const LEFT_MS = 2_000;
/** How often a page says that it is there, and how long its silence may be. */
export const ALIVE_MS = 25_000;
const GONE_MS = 4 * ALIVE_MS;
/** What the server takes at once. */
const WATCHED_MAX = 50;
const TOO_MANY: Refusal = { status: 429, retryAfter: null };

export function createStreamHub(ports: HubPorts): StreamHub {
  const pages = new Set<Page>();
  let stream: { close(): void } | null = null;
  let planned: { readonly at: number; stop(): void } | null = null;

  function plan(ms: number): void {
    const at = ports.now() + ms;
    if (planned && planned.at <= at) return;
    planned?.stop();
    planned = { at, stop: ports.after(ms, reopen) };
  }

  function* watching(): Generator<readonly [Page, Watch]> {
    for (const page of pages) for (const watch of page.watches.values()) yield [page, watch];
  }

  function cursors(): Map<string, number> {
    const lowest = new Map<string, number>();
    for (const [page, { key, executionId, cursor }] of [...watching()]) {
      const known = lowest.get(executionId);
      if (known === undefined && lowest.size === WATCHED_MAX) fail(page, key, TOO_MANY);
      else lowest.set(executionId, Math.min(cursor, known ?? cursor));
    }
    return lowest;
  }

  function reopen(): void {
    planned = null;
    stream?.close();
    stream = null;
    for (const page of pages) if (ports.now() - page.heardAt > GONE_MS) pages.delete(page);
    const from = cursors();
    if (from.size === 0) return;
    for (const [, watch] of watching()) watch.joined = true;
    const ids = [...from.keys()];
    const reached = [...from.values()];
    const opened = ports.open(
      from,
      (frames) => stream === opened && give(frames, ids, reached),
      (refusal) => stream === opened && failAll(refusal),
    );
    stream = opened;
  }

  /** `reached`: the cursors of the stream, which the `id` of a row moves on. */
  function give(frames: readonly StreamFrame[], ids: readonly string[], reached: number[]): void {
    const mail = new Map<Watch, { page: Page; frames: Pick<StreamFrame, 'event' | 'data'>[] }>();
    for (const { event, data, id } of frames) {
      const about = event === 'log' ? rowOf(id, ids, reached) : { executionId: executionOf(data), seq: null };
      for (const [page, watch] of watching()) {
        if (!watch.joined || (about.executionId !== null && about.executionId !== watch.executionId)) continue;
        if (about.seq !== null && about.seq <= watch.cursor) continue;
        if (about.seq !== null) watch.cursor = about.seq;
        const known = mail.get(watch);
        if (known) known.frames.push({ event, data });
        else mail.set(watch, { page, frames: [{ event, data }] });
      }
    }
    for (const [{ key }, { page, frames: given }] of mail) page.send({ key, frames: given });
  }

  function fail({ watches, send }: Page, key: number, failed: Refusal | null): void {
    if (watches.delete(key)) send({ key, failed });
  }

  function failAll(refusal: Refusal | null): void {
    stream = null;
    for (const [page, { key }] of [...watching()]) fail(page, key, refusal);
  }

  function leave({ watches }: Page, key: number): void {
    if (!watches.delete(key) || stream === null) return;
    if (watching().next().done !== true) return plan(LEFT_MS);
    stream.close();
    stream = null;
  }

  return {
    connect(send) {
      const page: Page = { send, watches: new Map(), heardAt: ports.now() };
      send('ready');
      return (message) => {
        page.heardAt = ports.now();
        pages.add(page);
        if (message === 'alive') return;
        if ('close' in message) return leave(page, message.close);
        const { open: key, executionId, after } = message;
        page.watches.set(key, { key, executionId, cursor: after, joined: false });
        plan(SETTLE_MS);
      };
    },
  };
}

/** The execution of a row: the one whose cursor its `id` has moved. */
function rowOf(id: string, ids: readonly string[], reached: number[]): { executionId: string | null; seq: number } {
  const now = id.split(',').map(Number);
  const at = now.findIndex((seq, index) => seq > (reached[index] ?? 0));
  reached.splice(0, reached.length, ...now);
  return { executionId: ids[at] ?? '', seq: now[at] ?? 0 };
}

/** Null: it is about the connection. */
function executionOf(data: string): string | null {
  if (data === '') return null;
  const { executionId } = JSON.parse(data) as { executionId?: string };
  return executionId ?? null;
}
