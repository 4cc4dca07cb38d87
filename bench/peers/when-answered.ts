import { setTimeout as delay } from 'node:timers/promises';
import type { Program } from '../children.ts';

const PATIENCE_MS = 120_000;

/** Asks until the answer is the wanted one. Throws what the program said when it ends before, or takes two minutes. */
export async function whenAnswered(
  url: string,
  isWanted: (status: number, text: string) => boolean,
  program: Program,
): Promise<void> {
  let ended = false;
  void program.ended.then(() => {
    ended = true;
  });
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until && !ended; await delay(10)) {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
    if (response && isWanted(response.status, await response.text())) return;
  }
  throw new Error(`Expected an answer from ${url}; the program ${ended ? 'ended' : 'kept silent'}:\n${program.said()}`);
}
