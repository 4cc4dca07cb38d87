/**
 * Several things on one connection, each a part with a number: executions, or what somebody else tells of. Parts are added and taken away while it is open.
 *
 * 1. `id:` lines carry the cursors of all parts in the order of their numbers; a number is never used again.
 * 2. A part that is over, dropped or was never live writes nothing more; what is told of it last comes last.
 * 3. The connection ends with its last live part.
 */
import type { ExecutionHead } from '../../db/model.ts';
import { bareFrames } from './bare.ts';
import { type Frame, idLine, joined, partLine } from './frames.ts';
import type { Follower } from './hub.ts';
import type { Sink } from './sink.ts';

export type Part = {
  readonly head: ExecutionHead;
  readonly after: number;
  /** without payloads */
  readonly bare: boolean;
};

/** Tells by itself, without an end; `begin` answers the way to stop. */
export type Told = { readonly begin: (tell: (frame: Frame) => void) => () => void };

/** What cannot be shown takes a number all the same, and says why. */
export type Refused = { readonly last: Frame };

export type Many = {
  /** Shows the rows of each after its cursor, then what comes. Answers their numbers. */
  add(parts: readonly (Part | Told | Refused)[]): number[];
  /** Ends a part after `last`; answers whether it was live. */
  drop(number: number, last?: Frame): boolean;
  /** parts that have not ended */
  live(): number;
};

type Start = (head: ExecutionHead, follower: Follower) => () => void;

/** `named`: every frame says which part it is of, for when one execution is shown twice. */
export function openMany(sink: Sink, start: Start, named: boolean): Many & { close(): void } {
  const cursors: number[] = [];
  const live = new Map<number, () => void>();

  /** A frame between the lines that are this viewer's own: which part it is of, and the cursors. */
  function own(frame: Frame, number: number): Frame[] {
    const lines: Frame[] = named ? [{ ...frame, bytes: partLine(number) }] : [];
    if (frame.seq === 0) return [...lines, frame];
    cursors[number] = frame.seq;
    return [...lines, { ...frame, bytes: idLine(cursors) }, { ...frame, bytes: frame.bytes.subarray(frame.bodyAt) }];
  }
  const write = (number: number, frames: readonly Frame[]) => {
    if (frames.length > 0) sink.write(joined(frames.flatMap((frame) => own(frame, number))));
  };
  function leave(number: number): boolean {
    const stop = live.get(number);
    if (!stop) return false;
    live.delete(number);
    stop();
    if (live.size === 0) sink.end();
    return true;
  }
  const followerOf = (number: number, bare: boolean): Follower => ({
    cursor: cursors[number] ?? 0,
    place: 0,
    write: (frames) => live.has(number) && write(number, bare ? bareFrames(frames) : frames),
    room: () => sink.room(),
    over: () => void leave(number),
    drop: () => sink.end(),
    get closed() {
      return sink.closed || !live.has(number);
    },
  });

  return {
    add(parts) {
      const numbers = parts.map(
        (part) => cursors.push('head' in part ? Math.min(part.after, part.head.lastSeq) : 0) - 1,
      );
      // All of them first: what is over at once must not end the connection before the others have begun.
      for (const [index, part] of parts.entries()) if (!('last' in part)) live.set(numbers[index]!, () => {});
      for (const [index, part] of parts.entries()) {
        const number = numbers[index]!;
        if ('last' in part) {
          write(number, [part.last]);
          continue;
        }
        const stop =
          'begin' in part
            ? part.begin((frame) => live.has(number) && write(number, [frame]))
            : start(part.head, followerOf(number, part.bare));
        if (live.has(number)) live.set(number, stop);
        else stop();
      }
      return numbers;
    },
    drop(number, last) {
      if (!live.has(number)) return false;
      if (last) write(number, [last]);
      return leave(number);
    },
    live: () => live.size,
    close() {
      for (const stop of live.values()) stop();
      live.clear();
    },
  };
}
