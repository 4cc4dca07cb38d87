/** A closed database keeps its files open until the statements that were prepared on it are collected. */
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Every `times` times that it is asked: collects what nobody holds any more, and what it held of the system. */
export function garbageCollector(times: number): () => Promise<void> {
  let asked = 0;
  return async () => {
    asked += 1;
    if (asked % times !== 0) return;
    collect();
    await turn();
  };
}
