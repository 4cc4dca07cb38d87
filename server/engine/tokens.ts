/** LLM text on its way: shown at once, kept in chunks of 250 ms or 1 KB so that a late viewer gets the text so far. */
import type { TokenChunk } from '../../db/model.ts';
import type { Clock } from './deps.ts';

const KEEP_EVERY_MS = 250;
const KEEP_SIZE = 1_024;

export type TokenBuffer = {
  add(chunk: TokenChunk): void;
  /** what is to be kept, taken off */
  take(): TokenChunk[];
  /** nodes that had text kept, to be dropped with their terminal row */
  readonly kept: Set<string>;
  close(): void;
};

/** `onDue` is called when there is something that should be kept now. */
export function createTokenBuffer(clock: Clock, onDue: () => void): TokenBuffer {
  let chunks: TokenChunk[] = [];
  let size = 0;
  let callOff: (() => void) | null = null;
  const kept = new Set<string>();
  const stopTimer = () => {
    callOff?.();
    callOff = null;
  };
  return {
    kept,
    add(chunk) {
      const last = chunks.at(-1);
      const continues = last?.nodeId === chunk.nodeId && last.attempt === chunk.attempt;
      if (continues) chunks[chunks.length - 1] = { ...last, text: last.text + chunk.text };
      else chunks.push(chunk);
      size += chunk.text.length;
      if (size >= KEEP_SIZE) onDue();
      else callOff ??= clock.after(KEEP_EVERY_MS, onDue);
    },
    take() {
      stopTimer();
      const taken = chunks;
      chunks = [];
      size = 0;
      for (const chunk of taken) kept.add(chunk.nodeId);
      return taken;
    },
    close: stopTimer,
  };
}
