/** Text of language models on its way to who watches: gathered for a moment, and dropped when the server is away. */
import type { TokenChunk } from '../../db/model.ts';
import type { Clock } from '../engine/deps.ts';
import type { Link } from './link.ts';

type Piece = { readonly executionId: string; readonly chunk: TokenChunk };
export type LiveText = {
  add(executionId: string, chunk: TokenChunk): void;
  close(): void;
};

/** What came within this time goes together (ms). */
const GATHER_MS = 40;
/** Pieces that wait while a request is under way; what is kept comes with the rows anyway. */
const PIECES_MAX = 1_000;

export function createLiveText(link: Link, clock: Pick<Clock, 'after'>): LiveText {
  let pieces: Piece[] = [];
  let busy = false;
  let callOff: (() => void) | null = null;

  async function send(): Promise<void> {
    callOff = null;
    if (busy || pieces.length === 0) return;
    busy = true;
    const texts = pieces;
    pieces = [];
    await link.ask('POST', '/internal/text', { texts }, { timeoutMs: 2_000, patienceMs: 0 }).catch(() => {});
    busy = false;
    if (pieces.length > 0) callOff = clock.after(GATHER_MS, send);
  }

  return {
    add(executionId, chunk) {
      if (chunk.text === '' || pieces.length >= PIECES_MAX) return;
      const last = pieces.at(-1);
      if (last && joins(last, executionId, chunk)) {
        pieces[pieces.length - 1] = { executionId, chunk: { ...last.chunk, text: last.chunk.text + chunk.text } };
      } else pieces.push({ executionId, chunk });
      callOff ??= clock.after(GATHER_MS, send);
    },
    close() {
      callOff?.();
      pieces = [];
    },
  };
}

function joins({ executionId, chunk: before }: Piece, id: string, chunk: TokenChunk): boolean {
  const same = executionId === id && before.nodeId === chunk.nodeId && before.attempt === chunk.attempt;
  return same && before.offset + before.text.length === chunk.offset;
}
