/**
 * Hears of changes for as long as the page is looked at.
 *
 * 1. There is at most one stream, and none while the page is hidden.
 * 2. After a stream was lost, what it may have told is taken for told: every widget is asked again.
 * 3. Silence of two heartbeats is a broken stream.
 */
import type { Refusal, StreamListener } from '../feed/feed-state.ts';

const SILENCE_MS = 40_000;
const TRIES_MS = [1_000, 5_000, 15_000, 30_000];

type Stream = { close(): void };

/** Calls back with the widgets that may have changed; null: any of them. Answers the way to stop. */
export function followChanges(
  open: (listener: StreamListener) => Stream,
  onChanged: (widgets: readonly string[] | null) => void,
): () => void {
  let stream: Stream | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    clearTimeout(timer);
    if (stream || document.hidden) return;
    const again = failures > 0;
    let heard = false;
    const ifMine = (take: () => void) => {
      if (stream !== opened) return;
      if (!heard && again) onChanged(null);
      heard = true;
      failures = 0;
      watch();
      take();
    };
    const nothing = () => {};
    const opened = open({
      row: nothing,
      status: nothing,
      token: nothing,
      end: nothing,
      heartbeat: () => ifMine(nothing),
      changed: (widgets) => ifMine(() => onChanged(widgets)),
      failed: (refusal) => {
        if (stream === opened) lose(refusal);
      },
    });
    stream = opened;
    watch();
  }
  function watch(): void {
    clearTimeout(timer);
    timer = setTimeout(() => lose(null), SILENCE_MS);
  }
  function lose(refusal: Refusal | null): void {
    stop();
    const wait = TRIES_MS[Math.min(failures, TRIES_MS.length - 1)] ?? SILENCE_MS;
    failures += 1;
    timer = setTimeout(connect, Math.max((refusal?.retryAfter ?? 0) * 1_000, wait));
  }
  function stop(): void {
    clearTimeout(timer);
    const closed = stream;
    stream = null;
    closed?.close();
  }
  // who shows something asks again by itself when it is looked at again
  const look = () => (document.hidden ? stop() : connect());
  document.addEventListener('visibilitychange', look);
  connect();
  return () => {
    document.removeEventListener('visibilitychange', look);
    stop();
  };
}
