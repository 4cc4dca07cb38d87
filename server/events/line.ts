/**
 * What is on its way to those who watch one execution live: frames with a place each, and for each viewer the place up to
 * which it has them. So a round over thousands of viewers may be left off and gone on with, and who is reached late gets
 * all that came meanwhile in one write.
 *
 * 1. Who stands at a place gets everything after it, once and in order.
 * 2. Those who stand at the same place get the same bytes.
 * 3. A status is told as it is when it is written; of several on the way one is written, after the rows.
 */
import { Buffer } from 'node:buffer';
import { type Frame, pieces } from './frames.ts';

/** Takes the place of a status among the frames. */
const STATUS: Frame = { seq: 0, bytes: Buffer.alloc(0), bodyAt: 0 };

/** All after a place. */
export type Cut = {
  readonly frames: readonly Frame[];
  readonly pieces: readonly Buffer[];
  /** of the first row among them; 0: there is none */
  readonly first: number;
};

export type Line = {
  /** place after the last frame */
  end(): number;
  /** frames that somebody has yet to get */
  length(): number;
  add(frame: Frame): void;
  addStatus(): void;
  /** What somebody gets who stands at `place`, before the end. `closing` makes what comes last; `told`: the status is to be told. */
  after(place: number, closing: (told: boolean) => readonly Frame[]): Cut;
  /** Nobody stands before this place any more. */
  forget(place: number): void;
};

export function createLine(): Line {
  const cuts = new Map<number, Cut>();
  let frames: Frame[] = [];
  let from = 0;

  function add(frame: Frame): void {
    frames.push(frame);
    cuts.clear();
  }
  function cut(place: number, closing: (told: boolean) => readonly Frame[]): Cut {
    const rest = frames.slice(place - from);
    const shown = rest.filter((frame) => frame !== STATUS);
    const first = shown.find(({ seq }) => seq > 0)?.seq ?? 0;
    shown.push(...closing(shown.length < rest.length));
    return { frames: shown, pieces: pieces(shown), first };
  }

  return {
    end: () => from + frames.length,
    length: () => frames.length,
    add,
    addStatus: () => add(STATUS),
    after(place, closing) {
      const known = cuts.get(place) ?? cut(place, closing);
      cuts.set(place, known);
      return known;
    },
    forget(place) {
      if (place <= from) return;
      frames = frames.slice(place - from);
      from = place;
      cuts.clear();
    },
  };
}
