/** Server-Sent Events by `fetch`: unlike an `EventSource` it says why a stream was refused, and takes a token along. */
import type { Refusal, StreamListener } from './feed-state.ts';

export type StreamFrame = {
  readonly event: string;
  readonly data: string;
  readonly id: string;
  /** of a stream for many tokens: which of them it is for */
  readonly part?: string;
};

/**
 * Opens a stream; `take` is given the frames of each piece of it. `failed` is told when it has ended or could not be
 * opened, unless it was closed; 204 is an end, too: there is no more to come, which the poll says as well.
 */
export function openFrames(
  request: (signal: AbortSignal) => Promise<Response>,
  take: (frames: readonly StreamFrame[]) => void,
  failed: (refusal: Refusal | null) => void,
): { close(): void } {
  const stop = new AbortController();
  const { signal } = stop;
  async function read(): Promise<Refusal | null> {
    const response = await request(signal);
    const { status, body, headers } = response;
    if (status !== 200 || !body) return { status, retryAfter: Number(headers.get('retry-after')) || null };
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const events = (text + part.value).split('\n\n');
      text = events.pop() ?? '';
      if (events.length > 0 && !signal.aborted) take(events.map(frameOf));
    }
    return null;
  }
  const over = (refusal: Refusal | null) => signal.aborted || failed(refusal);
  read().then(over, () => over(null));
  return { close: () => stop.abort() };
}

/** One event as this server writes it: a parser of all that the format allows would cost more than it is worth. */
function frameOf(text: string): StreamFrame {
  const frame = { event: '', data: '', id: '', part: '' };
  for (const line of text.split('\n')) {
    const at = line.indexOf(': ');
    const name = line.slice(0, at);
    if (name === 'event' || name === 'data' || name === 'id' || name === 'part') frame[name] = line.slice(at + 2);
  }
  return frame;
}

/** Tells a listener what a frame says. What is no event is a sign of life. */
export function tell(listener: StreamListener, { event, data }: Pick<StreamFrame, 'event' | 'data'>): void {
  switch (event) {
    case 'log':
      return listener.row(JSON.parse(data), data.length);
    case 'status':
      return listener.status(JSON.parse(data));
    case 'token':
      return listener.token(JSON.parse(data));
    case 'end':
      return listener.end(JSON.parse(data));
    case 'changed':
      return listener.changed?.(JSON.parse(data).widgets);
    default:
      listener.heartbeat();
  }
}
