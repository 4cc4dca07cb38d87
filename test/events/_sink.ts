/** A viewer in this process: a sink that keeps what it is given. */
import type { Sink } from '../../server/events/sink.ts';

export type Kept = Sink & {
  frames(): { event: string; data: Record<string, unknown> }[];
  seqs(): number[];
  /** the frames of one part of a stream for many */
  parts(number: number): { event: string; data: Record<string, unknown> }[];
};

/** `full` says whether it has no room; it makes room on the next turn. */
export function keep(full: () => boolean = () => false): Kept {
  let text = '';
  let closed = false;
  const decoder = new TextDecoder();
  const callbacks: (() => void)[] = [];
  const kept: Kept = {
    write(bytes) {
      if (!closed) text += decoder.decode(bytes, { stream: true });
    },
    room: () => (full() ? new Promise((resolve) => setTimeout(resolve, 1)) : null),
    end() {
      if (closed) return;
      closed = true;
      for (const callback of callbacks) callback();
    },
    get closed() {
      return closed;
    },
    onClose: (callback) => void callbacks.push(callback),
    frames: () =>
      [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, event = '', data = '']) => ({
        event,
        data: JSON.parse(data),
      })),
    parts: (number) =>
      text
        .split('\n\n')
        .filter((frame) => frame.startsWith(`part: ${number}\n`))
        .map((frame) => ({
          event: /^event: (.*)$/m.exec(frame)?.[1] ?? '',
          data: JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? 'null'),
        })),
    seqs: () => kept.frames().flatMap(({ event, data }) => (event === 'log' ? [Number(data.seq)] : [])),
  };
  return kept;
}
