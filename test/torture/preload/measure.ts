/** Tells what its server holds, after the garbage is collected, whenever it is asked. */
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { getHeapCodeStatistics, setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import type { Held } from '../measure.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function look(thoroughly: boolean): Promise<Held> {
  // what finalizers let go of is garbage for the second time
  for (let times = 0; times < 2; times += 1) {
    collect();
    await turn();
  }
  // a snapshot collects what no other way of asking for it does: megabytes that are still waiting to be of use again
  if (thoroughly) writeHeapSnapshot('/dev/null');
  const { rss, heapUsed, external } = process.memoryUsage();
  const compiled = getHeapCodeStatistics();
  const code = compiled.code_and_metadata_size + compiled.bytecode_and_metadata_size;
  const resources: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1;
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
  return {
    rss,
    heap: heapUsed - code,
    code,
    external,
    files: readdirSync('/proc/self/fd').length,
    listeners,
    resources,
  };
}

if (isMainThread) {
  process.on('message', ({ measure }: { measure: 'as ever' | 'thoroughly' }) => {
    void look(measure === 'thoroughly').then((held) => process.send!(held));
  });
  process.channel?.unref();
}
